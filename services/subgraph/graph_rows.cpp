// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/subgraph/graph_rows.h"

#include <QStringList>

namespace curbside {

JsonWriter &GraphRows::of(const QByteArray &key)
{
    if (m_keys.empty() || m_keys.back() != key) {
        if (!m_keys.empty())
            m_json.endArray();
        m_json.beginArray();
        m_keys.push_back(key);
    }
    return m_json;
}

void GraphRows::refuse(std::string_view argument, const QByteArray &why)
{
    m_refusal = "The argument \"" + graphql::bytes(argument) + "\" " + why + '.';
}

std::unordered_map<std::string, JsonValue> GraphRows::take(graphql::Store &store)
{
    if (!m_keys.empty())
        m_json.endArray();
    m_json.endArray();
    std::unordered_map<std::string, JsonValue> byKey;
    auto key = m_keys.begin();
    store.keep(m_json.take()).forEachItem([&](JsonValue rows) { byKey[(key++)->toStdString()] = rows; });
    return byKey;
}

QString jsonArray(const QStringList &texts)
{
    JsonWriter json;
    json.beginArray();
    for (const QString &text : texts)
        json.value(text);
    json.endArray();
    return QString::fromUtf8(json.take());
}

} // namespace curbside
