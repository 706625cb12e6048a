// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/graph_tree.h"

#include "services/graphql/document.h"
#include "services/runtime/json/json_writer.h"

#include <algorithm>

namespace curbside {

GraphTree::GraphTree(JsonValue value)
    : m_kind(value.isObject()      ? Kind::Object
                 : value.isArray() ? Kind::List
                                   : Kind::Scalar),
      m_scalar(value)
{
    if (m_kind == Kind::List)
        m_items.reserve(value.size());
    value.forEachItem([this](JsonValue item) { m_items.emplace_back(item); });
    if (m_kind == Kind::Object)
        merge(value);
}

void GraphTree::merge(JsonValue object)
{
    if (m_kind != Kind::Object)
        return;
    m_names.reserve(m_names.size() + object.size());
    m_items.reserve(m_items.size() + object.size());
    object.forEachMember([this](std::string_view name, JsonValue value) { put(name, value); });
}

void GraphTree::put(std::string_view name, JsonValue value)
{
    const auto known = std::ranges::find(m_names, name);
    if (value.isAbsent())
        return;
    if (known == m_names.end()) {
        m_names.push_back(name);
        m_items.emplace_back(value);
    } else if (value.isObject()) {
        m_items[static_cast<std::size_t>(known - m_names.begin())].merge(value);
    }
}

const GraphTree *GraphTree::member(std::string_view name) const
{
    const auto known = std::ranges::find(m_names, name);
    return known == m_names.end() ? nullptr : &m_items[static_cast<std::size_t>(known - m_names.begin())];
}

JsonValue GraphTree::scalar(std::string_view name) const
{
    const GraphTree *found = member(name);
    return found && found->m_kind == Kind::Scalar ? found->m_scalar : JsonValue();
}

void GraphTree::forEachAt(std::span<const std::string_view> path, graphql::Path &way,
                          const std::function<void(GraphTree &, const graphql::Path &)> &visit)
{
    if (m_kind == Kind::List) {
        for (std::size_t i = 0; i < m_items.size(); ++i) {
            way.emplace_back(static_cast<qint64>(i));
            m_items[i].forEachAt(path, way, visit);
            way.pop_back();
        }
    } else if (m_kind == Kind::Object && path.empty()) {
        visit(*this, way);
    } else if (m_kind == Kind::Object) {
        const auto known = std::ranges::find(m_names, path.front());
        if (known == m_names.end())
            return;
        way.emplace_back(graphql::bytes(path.front()));
        m_items[static_cast<std::size_t>(known - m_names.begin())].forEachAt(path.subspan(1), way, visit);
        way.pop_back();
    }
}

void GraphTree::write(JsonWriter &json) const
{
    if (m_kind == Kind::Scalar) {
        m_scalar.write(json);
    } else if (m_kind == Kind::List) {
        json.beginArray();
        for (const GraphTree &item : m_items)
            item.write(json);
        json.endArray();
    } else {
        json.beginObject();
        for (std::size_t i = 0; i < m_items.size(); ++i)
            m_items[i].write(json.key(m_names[i]));
        json.endObject();
    }
}

} // namespace curbside
