// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace curbside {

// The SQL of one ETL step, in the order in which it runs.

/// The copies of services' tables that it reads.
[[nodiscard]] const QStringList &neededCopies();
[[nodiscard]] const QStringList &indexStatements();
[[nodiscard]] const QStringList &dimensionStatements();
[[nodiscard]] const QStringList &factStatements();
[[nodiscard]] const QStringList &aggregateStatements();

} // namespace curbside
