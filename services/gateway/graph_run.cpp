// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/graph_run.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

using graphql::bytes;

QByteArray aliasOf(std::size_t index)
{
    return "__e" + QByteArray::number(qulonglong(index));
}

QByteArray variableOf(std::size_t index)
{
    return "__r" + QByteArray::number(qulonglong(index));
}

/// What the services said, by response key.
class JoinedValues : public graphql::Resolvers
{
public:
    [[nodiscard]] graphql::Resolved resolve(const graphql::Batch &batch, graphql::Store &) const override
    {
        graphql::Resolved resolved;
        for (const JsonValue &object : batch.objects)
            resolved.values.push_back(object[batch.group.key]);
        return resolved;
    }
};

/// The tree as the only value of the root.
class JoinedRoot : public JoinedValues
{
public:
    JoinedRoot(const graphql::TypeDefinition &root, JsonValue value) : m_root(root), m_value(value) {}
    [[nodiscard]] graphql::Resolved resolve(const graphql::Batch &batch, graphql::Store &store) const override
    {
        if (&batch.type == &m_root)
            return {{m_value[batch.group.key]}};
        return JoinedValues::resolve(batch, store);
    }

private:
    const graphql::TypeDefinition &m_root;
    JsonValue m_value;
};

} // namespace

graphql::Executed GraphRun::run()
{
    for (std::size_t level = 0; level < m_plan.levels(); ++level) {
        for (const auto &[service, fetches] : m_plan.level(level))
            ask(level, service, fetches);
    }
    JsonWriter json;
    m_tree.write(json);
    const JoinedRoot values(*m_graph.schema().root(graphql::OperationKind::Query), m_store.keep(json.take()));
    graphql::Executed executed = graphql::execute(
        {m_graph.schema(), m_prepared.document, m_prepared.operation(), m_prepared.variables, values, true});
    m_errors.insert(m_errors.end(), executed.errors.begin(), executed.errors.end());
    executed.errors = std::move(m_errors);
    return executed;
}

GraphRun::Entities GraphRun::entitiesOf(const GraphFetch &fetch)
{
    Entities entities{&fetch, {}, {}, {}};
    if (fetch.type.empty())
        return entities;
    const std::string keyMember = (m_plan.keyPrefix + '_').toStdString() + fetch.key;
    std::unordered_map<std::string, std::size_t> known;
    JsonWriter json;
    json.beginArray();
    graphql::Path way;
    m_tree.forEachAt(fetch.path, way, [&](GraphTree &object, const graphql::Path &place) {
        const auto key = object.scalar(keyMember).toUtf8();
        if (!key)
            return;
        const auto [entry, isNew] = known.emplace(*key, entities.objects.size());
        if (isNew) {
            json.beginObject().member("__typename", std::string_view(fetch.type)).member(fetch.key, *key).endObject();
            entities.objects.emplace_back();
            entities.ways.push_back(place);
        }
        entities.objects[entry->second].push_back(&object);
    });
    json.endArray();
    entities.representations = json.take();
    return entities;
}

QByteArray GraphRun::bodyOf(const std::vector<Entities> &asked, QByteArray &query) const
{
    QByteArray definitions;
    QByteArray selection;
    JsonWriter values;
    values.beginObject();
    std::set<std::string_view> used;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const GraphFetch &fetch = *asked[i].fetch;
        used.insert(fetch.variables.begin(), fetch.variables.end());
        if (fetch.type.empty()) {
            selection += fetch.selection;
            continue;
        }
        definitions += '$' + variableOf(i) + ": [_Any!]! ";
        values.rawMember(variableOf(i).toStdString(), asked[i].representations);
        selection += aliasOf(i) + ": _entities(representations: $" + variableOf(i) + ") {... on " + bytes(fetch.type)
            + " {" + fetch.selection.trimmed() + "}} ";
    }
    for (const graphql::VariableDefinition &variable : m_prepared.operation().variables) {
        if (!used.contains(variable.name))
            continue;
        // Only with its default may a variable stand where null may not.
        definitions += '$' + bytes(variable.name) + ": " + variable.type.text()
            + (variable.defaultValue ? " = " + graphql::textOf(*variable.defaultValue) : QByteArray()) + ' ';
        if (const JsonValue value = m_prepared.variables[variable.name]; !value.isAbsent())
            values.key(variable.name).raw(value.toJson());
    }
    values.endObject();
    query = "query " + (definitions.isEmpty() ? QByteArray() : '(' + definitions.trimmed() + ") ") + '{'
        + selection.trimmed() + '}';
    JsonWriter json;
    json.beginObject().member("query", query).rawMember("variables", values.take());
    json.rawMember("extensions", R"({"schema":true})").endObject();
    return json.take();
}

void GraphRun::ask(std::size_t level, std::size_t service, const std::vector<const GraphFetch *> &fetches)
{
    std::vector<Entities> asked;
    for (const GraphFetch *fetch : fetches) {
        Entities entities = entitiesOf(*fetch);
        if (fetch->type.empty() || !entities.objects.empty())
            asked.push_back(std::move(entities));
    }
    if (asked.empty())
        return;
    Call call{level, service, {}, {}, {}};
    Request request;
    request.method = Method::Post;
    request.path = u"/graphql"_s;
    request.traceparent = m_traceparent;
    request.contentType = QByteArrayLiteral("application/json");
    request.accept = QByteArrayLiteral("application/graphql-response+json");
    request.body = bodyOf(asked, call.query);
    const CallTransport::Look look = m_calls.look("gateway", m_graph.services()[service], request);
    call.cost = look.cost;
    for (const Entities &entities : asked)
        call.fetches.emplace_back(entities.fetch, entities.objects.size());
    m_made.push_back(std::move(call));
    take(look, service, asked);
}

void GraphRun::take(const CallTransport::Look &look, std::size_t service, const std::vector<Entities> &asked)
{
    const QByteArray &name = m_graph.services()[service];
    auto document = JsonDocument::parse(look.response.body);
    if (!document) {
        fail(name + " answered what is not JSON.", service, asked);
        return;
    }
    const JsonValue answer = m_store.keep(std::move(*document));
    if (!look.response.isSuccess()) {
        const auto detail = answer["detail"].toString();
        const auto first = answer["errors"].toJson();
        fail(detail ? detail->toUtf8() : name + " refused what it was asked: " + first, service, asked);
        return;
    }
    if (answer["extensions"]["schema"].toUtf8() != std::string_view(m_graph.fingerprint(service).constData())) {
        fail(name + " serves another schema than this graph was composed of.", service, asked);
        return;
    }
    passOn(answer["errors"], service, asked);
    join(answer["data"], service, asked);
}

void GraphRun::join(JsonValue data, std::size_t service, const std::vector<Entities> &asked)
{
    // The deepest first: what is added to an object may move what is inside it.
    std::vector<std::size_t> order(asked.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return asked[i].fetch->path.size(); });
    for (const std::size_t i : order) {
        const Entities &entities = asked[i];
        if (entities.fetch->type.empty()) {
            for (const std::string_view key : entities.fetch->rootKeys)
                m_tree.put(key, data[key]);
        } else {
            joinEntities(data[aliasOf(i).toStdString()], service, entities);
        }
    }
}

void GraphRun::joinEntities(JsonValue found, std::size_t service, const Entities &entities)
{
    std::size_t index = 0;
    found.forEachItem([&](JsonValue entity) {
        if (index == entities.objects.size())
            return;
        if (entity.isNull())
            addError(m_graph.services()[service] + " knows no such " + bytes(entities.fetch->type) + '.',
                     entities.ways[index], service, "ENTITY_UNKNOWN");
        for (GraphTree *object : entities.objects[index])
            object->merge(entity);
        ++index;
    });
}

/// A service's own errors, with their places as they are in the joined answer.
void GraphRun::passOn(JsonValue errors, std::size_t service, const std::vector<Entities> &asked)
{
    errors.forEachItem([&](JsonValue error) {
        std::vector<JsonValue> steps;
        error["path"].forEachItem([&steps](JsonValue step) { steps.push_back(step); });
        graphql::Path path;
        std::size_t next = 0;
        for (std::size_t i = 0; i < asked.size() && steps.size() >= 2; ++i) {
            const auto index = static_cast<std::size_t>(steps[1].toInteger().value_or(-1));
            if (steps[0].toString() != QString::fromLatin1(aliasOf(i)) || index >= asked[i].ways.size())
                continue;
            path = asked[i].ways[index];
            next = 2;
        }
        for (; next < steps.size(); ++next) {
            const auto number = steps[next].toInteger();
            path.push_back(number ? graphql::PathStep(qint64(*number))
                                  : graphql::PathStep(steps[next].toString().value_or(QString()).toUtf8()));
        }
        addError(error["message"].toString().value_or(QString()).toUtf8(), std::move(path), service, "SUBGRAPH_ERROR");
    });
}

void GraphRun::fail(const QByteArray &message, std::size_t service, const std::vector<Entities> &asked)
{
    for (const Entities &entities : asked) {
        for (const std::string_view key : entities.fetch->rootKeys)
            addError(message, {bytes(key)}, service, "SERVICE_UNAVAILABLE");
        if (!entities.ways.empty())
            addError(message, entities.ways.front(), service, "SERVICE_UNAVAILABLE");
    }
}

void GraphRun::addError(const QByteArray &message, graphql::Path path, std::size_t service, const char *code)
{
    if (m_errors.size() >= mostErrors)
        return;
    JsonWriter extensions;
    extensions.beginObject().member("code", code).member("service", m_graph.services()[service]).endObject();
    m_errors.push_back({message, {}, std::move(path), extensions.take()});
}

QByteArray GraphRun::describePlan() const
{
    std::map<std::size_t, Duration> slowest;
    std::set<QByteArray> services;
    JsonWriter json;
    json.beginObject().key("calls").beginArray();
    for (const Call &call : m_made) {
        slowest[call.level] = std::max(slowest[call.level], call.cost);
        services.insert(m_graph.services()[call.service]);
        json.beginObject().member("level", call.level).member("service", m_graph.services()[call.service]);
        json.member("milliseconds", qint64(call.cost / 1ms)).member("query", call.query).key("fetches").beginArray();
        for (const auto &[fetch, entities] : call.fetches) {
            QByteArray path;
            for (const std::string_view step : fetch->path)
                path += (path.isEmpty() ? "" : ".") + bytes(step);
            json.beginObject()
                .member("path", path)
                .member("type", std::string_view(fetch->type.empty() ? "Query" : fetch->type));
            if (!fetch->type.empty())
                json.member("key", std::string_view(fetch->key)).member("entities", entities);
            json.endObject();
        }
        json.endArray().endObject();
    }
    Duration sum{0};
    for (const auto &[level, cost] : slowest)
        sum += cost;
    json.endArray().key("cost").beginObject().member("milliseconds", qint64(sum / 1ms));
    json.member("calls", m_made.size()).key("services").beginArray();
    for (const QByteArray &service : services)
        json.value(service);
    json.endArray().endObject().endObject();
    return json.take();
}

} // namespace curbside
