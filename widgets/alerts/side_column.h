// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>

namespace curbside {

/// Two panels above each other; the column is gone while both are.
class SideColumn : public QSplitter
{
    Q_OBJECT

public:
    SideColumn(QWidget *above, QWidget *below, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace curbside
