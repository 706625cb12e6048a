// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace curbside {

/// A choice of two lines: what it is, and below it, quietly, what more is to be said.
class ScenarioDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    static constexpr int noteRole = Qt::UserRole + 1;

    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace curbside
