// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QHBoxLayout;
class QLabel;
class QTableView;

namespace curbside {

/// Makes a table a list of whole rows: quiet grid, rows of one height, sortable.
void makeListTable(QTableView &table);

/// The line over a panel: its title and, beside it, a quiet label. More can be added at its right.
[[nodiscard]] QHBoxLayout *panelHeader(const QString &title, QLabel &note);

} // namespace curbside
