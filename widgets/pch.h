// SPDX-License-Identifier: GPL-3.0-or-later
// What nearly every widget includes; compiled once.
#pragma once

#include "services/runtime/pch.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QHash>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWidget>
