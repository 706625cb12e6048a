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

    /// Nothing can be answered: an argument is not what it has to be.
    void refuse(std::string_view argument, const QByteArray &why);
    [[nodiscard]] const QByteArray &refusal() const { return m_refusal; }

    /// The rows by key: for each the array of them.
    [[nodiscard]] std::unordered_map<std::string, JsonValue> take(graphql::Store &store);

private:
    JsonWriter m_json;
    std::vector<QByteArray> m_keys;
    QByteArray m_refusal;
};

/// `["a","b"]`, for `IN (SELECT value FROM json_each(?))`.
[[nodiscard]] QString jsonArray(const QStringList &texts);

} // namespace curbside
