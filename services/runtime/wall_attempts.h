// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"

namespace curbside {

class Database;

/// What POST /wall/attempts answers: a service reaches for the database of a neighbour, on its own connection and in each
/// way that SQL has, and tells what stopped it. It changes nothing; what should succeed, against all expectation, is undone
/// and told as not refused.
[[nodiscard]] Response wallResponse(Database &database, const Request &request);

} // namespace curbside
