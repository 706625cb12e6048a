// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/graph_plan.h"

#include <algorithm>

namespace curbside {

namespace {

using graphql::bytes;
using graphql::FieldGroup;
using graphql::SelectionSets;
using graphql::TypeDefinition;

void noteVariables(const graphql::Value &value, std::set<std::string> &names)
{
    if (value.kind == graphql::Value::Kind::Variable)
        names.insert(value.text);
    for (const graphql::Value &item : value.items)
        noteVariables(item, names);
}

/// `__key`, and one underscore more than ever follow it in the text.
QByteArray freeKeyPrefix(std::string_view text)
{
    constexpr std::string_view prefix = "__key";
    std::size_t underscores = 0;
    for (auto at = text.find(prefix); at != std::string_view::npos; at = text.find(prefix, at)) {
        at += prefix.size();
        const std::size_t end = std::min(text.find_first_not_of('_', at), text.size());
        underscores = std::max(underscores, end - at + 1);
    }
    return bytes(prefix) + QByteArray(static_cast<qsizetype>(underscores), '_');
}

class Planner
{
public:
    Planner(const Supergraph &graph, const graphql::Prepared &prepared) : m_graph(graph), m_prepared(prepared)
    {
        m_plan.keyPrefix = freeKeyPrefix(prepared.document.text());
    }

    GraphPlan run()
    {
        const TypeDefinition &root = *m_graph.schema().root(graphql::OperationKind::Query);
        for (const FieldGroup &group : collect(root, {&m_prepared.operation().selections})) {
            const auto &services = m_graph.servicesOf(root.name, group.first().name);
            if (services.empty())
                continue; // introspection: answered here
            const std::size_t fetch = rootFetch(services.front());
            m_plan.fetches[fetch].rootKeys.push_back(group.key);
            const QByteArray text = field(group, fetch, {});
            m_plan.fetches[fetch].selection += text;
        }
        putOff();
        return std::move(m_plan);
    }

private:
    using Path = std::vector<std::string_view>;

    [[nodiscard]] std::vector<FieldGroup> collect(const TypeDefinition &type, const SelectionSets &sets) const
    {
        return collectFields(m_graph.schema(), m_prepared.document, m_prepared.variables, type, sets);
    }

    std::size_t rootFetch(std::size_t service)
    {
        const auto known = std::ranges::find(m_plan.fetches, std::pair(service, true), [](const GraphFetch &fetch) {
            return std::pair(fetch.service, fetch.type.empty());
        });
        const auto index = static_cast<std::size_t>(known - m_plan.fetches.begin());
        if (known == m_plan.fetches.end())
            m_plan.fetches.push_back({service, {}, {}, {}, {}, {}, {}, {}, 0});
        return index;
    }

    std::size_t entityFetch(const EntityHop &hop, const TypeDefinition &type, const Path &path, std::size_t after)
    {
        for (std::size_t i = 0; i < m_plan.fetches.size(); ++i) {
            const GraphFetch &known = m_plan.fetches[i];
            if (known.service == hop.service && known.type == type.name && known.key == hop.key && known.path == path
                && known.after == after)
                return i;
        }
        m_plan.fetches.push_back(
            {hop.service, std::string(type.name), hop.key, path, {}, {}, {}, after, m_plan.fetches[after].level + 1});
        return m_plan.fetches.size() - 1;
    }

    /// A field as its service is asked for it; what others have of what is below becomes fetches of their own.
    QByteArray field(const FieldGroup &group, std::size_t fetch, Path path)
    {
        const graphql::Selection &selection = group.first();
        QByteArray arguments;
        for (const graphql::Argument &argument : selection.arguments) {
            arguments +=
                (arguments.isEmpty() ? "(" : ", ") + bytes(argument.name) + ": " + graphql::textOf(argument.value);
            std::set<std::string> names;
            noteVariables(argument.value, names);
            for (const graphql::VariableDefinition &variable : m_prepared.operation().variables) {
                if (names.contains(std::string(variable.name)))
                    m_plan.fetches[fetch].variables.insert(variable.name);
            }
        }
        const TypeDefinition &type = *m_graph.schema().type(group.definition->type.name);
        path.push_back(group.key);
        return (selection.alias.empty() ? QByteArray() : bytes(group.key) + ": ") + bytes(selection.name) + arguments
            + (arguments.isEmpty() ? "" : ")") + (type.isComposite() ? object(type, below(group), fetch, path) : "")
            + ' ';
    }

    QByteArray object(const TypeDefinition &type, const SelectionSets &sets, std::size_t fetch, const Path &path)
    {
        const std::size_t here = m_plan.fetches[fetch].service;
        QByteArray text;
        std::set<std::string> keys;
        std::vector<FieldGroup> elsewhere;
        for (FieldGroup &group : collect(type, sets)) {
            const auto &services = m_graph.servicesOf(type.name, group.first().name);
            if (std::ranges::find(services, here) != services.end())
                text += field(group, fetch, path);
            else if (!services.empty()) // __typename is known here
                elsewhere.push_back(std::move(group));
        }
        // What only one service has decides whom of several to ask for the rest.
        std::ranges::stable_sort(elsewhere, {}, [&](const FieldGroup &group) {
            return m_graph.servicesOf(type.name, group.first().name).size();
        });
        for (const FieldGroup &group : elsewhere) {
            const std::vector<EntityHop> way =
                nearest(type, here, m_graph.servicesOf(type.name, group.first().name), path);
            keys.insert(way.front().key);
            const std::size_t last = follow(way, type, path, fetch);
            const QByteArray fields = field(group, last, path);
            m_plan.fetches[last].selection += fields;
        }
        for (const std::string &key : keys)
            text += keyField(key);
        return '{' + (text.isEmpty() ? QByteArray("__typename") : text.trimmed()) + '}';
    }

    [[nodiscard]] QByteArray keyField(const std::string &key) const
    {
        return m_plan.keyPrefix + '_' + bytes(key) + ": " + bytes(key) + ' ';
    }

    /// The shortest way to one of the services; of several, the one to whom this object is brought anyway.
    [[nodiscard]] std::vector<EntityHop> nearest(const TypeDefinition &type, std::size_t from,
                                                 const std::vector<std::size_t> &services, const Path &path) const
    {
        std::optional<std::vector<EntityHop>> best;
        const auto isAsked = [&](std::size_t service) {
            return std::ranges::any_of(m_plan.fetches, [&](const GraphFetch &fetch) {
                return fetch.service == service && fetch.type == type.name && fetch.path == path;
            });
        };
        for (const std::size_t to : services) {
            auto way = m_graph.way(type.name, from, to);
            const bool isShorter = way && (!best || way->size() < best->size());
            const bool isNearer =
                way && best && way->size() == best->size() && isAsked(to) && !isAsked(best->back().service);
            if (isShorter || isNearer)
                best = std::move(way);
        }
        Q_ASSERT_X(best && !best->empty(), "planQuery", "composition let through a field that no key leads to");
        return *best;
    }

    std::size_t follow(const std::vector<EntityHop> &way, const TypeDefinition &type, const Path &path,
                       std::size_t fetch)
    {
        for (std::size_t i = 0; i < way.size(); ++i) {
            fetch = entityFetch(way[i], type, path, fetch);
            const QByteArray next = i + 1 < way.size() ? keyField(way[i + 1].key) : QByteArray();
            if (!m_plan.fetches[fetch].selection.contains(next))
                m_plan.fetches[fetch].selection += next;
        }
        return fetch;
    }

    /// Each fetch as late as what waits for it allows, where that saves a call.
    void putOff()
    {
        std::vector<GraphFetch> &fetches = m_plan.fetches;
        for (std::size_t i = fetches.size(); i-- > 0;) {
            std::size_t latest = m_plan.levels() - 1;
            for (const GraphFetch &other : fetches) {
                if (other.after == i)
                    latest = std::min(latest, other.level - 1);
            }
            std::size_t best = fetches[i].level;
            for (const GraphFetch &other : fetches) {
                if (other.service == fetches[i].service && other.level > best && other.level <= latest)
                    best = other.level;
            }
            fetches[i].level = best;
        }
    }

    const Supergraph &m_graph;
    const graphql::Prepared &m_prepared;
    GraphPlan m_plan;
};

} // namespace

std::size_t GraphPlan::levels() const
{
    std::size_t count = 0;
    for (const GraphFetch &fetch : fetches)
        count = std::max(count, fetch.level + 1);
    return count;
}

std::map<std::size_t, std::vector<const GraphFetch *>> GraphPlan::level(std::size_t level) const
{
    std::map<std::size_t, std::vector<const GraphFetch *>> byService;
    for (const GraphFetch &fetch : fetches) {
        if (fetch.level == level)
            byService[fetch.service].push_back(&fetch);
    }
    return byService;
}

GraphPlan planQuery(const Supergraph &graph, const graphql::Prepared &prepared)
{
    return Planner(graph, prepared).run();
}

} // namespace curbside
