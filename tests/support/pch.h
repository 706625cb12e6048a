// SPDX-License-Identifier: GPL-3.0-or-later
// What nearly every test includes; compiled once.
#pragma once

#include "services/runtime/pch.h"
#include "services/runtime/service.h"

#include <QRegularExpression>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
