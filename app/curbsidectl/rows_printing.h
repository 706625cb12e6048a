// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"
#include "services/runtime/storage/row_bytes.h"

#include <QStringList>

#include <expected>
#include <string>
#include <vector>

namespace curbside {

/// Rows under their columns' names, as the commands print them.
struct PrintedRows
{
    QStringList columns;
    std::vector<std::span<const SqlView>> rows;

    /// As a line of names, and a line for each row.
    void printCsv() const;
    /// As columns of even width. What could move the cursor of a terminal is shown as a dot.
    void printTable() const;
    /// A row as an object by the columns' names.
    [[nodiscard]] QByteArray jsonOf(std::span<const SqlView> row) const;
    /// That for each row, a line each.
    void printJsonLines() const;
    void print(const std::string &format) const;
};

/// `format` has to be table, jsonl or csv; a command may know `another` beside them.
[[nodiscard]] std::expected<void, Failure> checkFormat(const std::string &format, const char *another = nullptr);

} // namespace curbside
