// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace curbside {

/// The SQL of a backend, where it differs. All other SQL of the warehouse is written so that each backend takes it.
enum class Dialect { Sqlite, Postgres };

/// A statement of a migration, or one that makes or widens a table, written for SQLite.
[[nodiscard]] QString translatedSchema(Dialect dialect, const QString &sql);

/// What PostgreSQL needs beside the tables so that questions written for SQLite are answered there too: statements that may be
/// run once in a schema.
[[nodiscard]] QString postgresFunctions();
/// The same so that they are answered within bounds.
[[nodiscard]] QString postgresAnswers();

/// A value as it stands in a statement for PostgreSQL, which finds its type by the place where it stands.
[[nodiscard]] QString quotedLiteral(const QString &text);

} // namespace curbside
