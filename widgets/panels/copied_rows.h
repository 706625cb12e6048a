// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace curbside {

/// Rows of a list as they leave the program.
struct CopiedRows
{
    QStringList titles; ///< of the columns, for people
    QStringList keys; ///< of the columns, for programs
    std::vector<QStringList> rows;

    /// Cells parted by tabs, a line a row.
    [[nodiscard]] QString asText() const;
    /// By RFC 4180, titles first. What a spreadsheet would take for a formula is led by an apostrophe, which makes it text.
    [[nodiscard]] QString asCsv() const;
    /// An array of objects.
    [[nodiscard]] QString asJson() const;
};

} // namespace curbside
