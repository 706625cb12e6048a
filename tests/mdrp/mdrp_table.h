// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <expected>
#include <vector>

namespace curbside::mdrp {

/// The rows of a text file with one header line, split at `separator`; empty lines are left out. The error says which
/// file, and why.
[[nodiscard]] std::expected<std::vector<QStringList>, QString> readTable(const QString &path, QChar separator,
                                                                         qsizetype leastColumns);

/// A whole number of a row.
[[nodiscard]] std::expected<int, QString> wholeNumber(const QStringList &row, qsizetype column);

} // namespace curbside::mdrp
