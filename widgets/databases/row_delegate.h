// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/list_delegate.h"

namespace curbside {

/// Paints the values of a database's rows: ids shortened in their middle and led by the name of what they stand for, NULL
/// quietly, the current cell framed, and what has just changed with a mark at its edge on ground that fades.
class RowDelegate : public ListDelegate
{
    Q_OBJECT

public:
    using ListDelegate::ListDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace curbside
