// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/warehouse/sql_query.h"

namespace curbside {

/// Runs a question at a PostgreSQL warehouse: in a transaction that only reads and is always rolled back, as one statement
/// that a cursor is opened for, with a limit of time for each step and of size for each value, which the server keeps.
[[nodiscard]] std::expected<SqlQuery::Result, Problem> runOnPostgres(const SqlQuery &query);

} // namespace curbside
