// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"
#include "services/runtime/storage/row_pages.h"

namespace curbside {

class Database;

/// What GET /tables/{name}/changes answers: the changes of one row, the newest first. At most so many messages are looked at
/// for one answer; `next` says where to go on.
[[nodiscard]] Response rowHistoryResponse(Database &database, const RowPageHead &head, const Request &request);

} // namespace curbside
