// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/execution.h"
#include "services/runtime/json/json_writer.h"

#include <QString>

#include <unordered_map>

namespace curbside {

/// Rows on their way from a query to the graph, each under the key that asked for it. Rows of one key come together.
class GraphRows
{
public:
    GraphRows() { m_json.beginArray(); }

    /// Where the next row of `key` is to be written, as one object.
    JsonWriter &of(const QByteArray &key);
    JsonWriter &of(const QString &key) { return of(key.toUtf8()); }

    /// The rows by key: for each the array of them.
    [[nodiscard]] std::unordered_map<std::string, JsonValue> take(graphql::Store &store);

private:
    JsonWriter m_json;
    std::vector<QByteArray> m_keys;
};

/// `["a","b"]`, for `IN (SELECT value FROM json_each(?))`.
[[nodiscard]] QString jsonArray(const QStringList &texts);

} // namespace curbside
