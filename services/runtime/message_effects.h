// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"
#include "services/runtime/storage/row_pages.h"

namespace curbside {

class Database;
class JsonWriter;

/// What GET /message/{messageId}/effects answers: the rows that one message has changed in this service, and the events that
/// it has published by it. At most so many messages are looked at; `isComplete` says whether that were all there are.
[[nodiscard]] Response effectsResponse(Database &database, const RowPageHead &head, const Request &request);

/// Row changes as a JSON array of {table, kind, key, before?, after?}, each row as an object by its columns; gives how many
/// were left out beyond so many.
qint64 writeChangedRows(JsonWriter &json, Database &database, QByteArrayView changes);

} // namespace curbside
