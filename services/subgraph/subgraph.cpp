// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/subgraph/subgraph.h"

#include "services/subgraph/federation.h"

#include <QCryptographicHash>

#include <algorithm>

namespace curbside {

namespace {

using graphql::Batch;
using graphql::Resolved;
using graphql::Store;

graphql::Schema schemaOf(const QByteArray &sdl)
{
    auto schema = graphql::Schema::fromSdl(sdl + federationTypes(sdl));
    if (!schema)
        qFatal("the SDL of a subgraph is wrong: %s", schema.error().message.constData());
    return std::move(*schema);
}

JsonValue firstOf(JsonValue rows)
{
    JsonValue first;
    rows.forEachItem([&first](JsonValue row) { first = first.isAbsent() ? row : first; });
    return first;
}

/// The member of that name, or the one inside another: "a.b".
JsonValue memberOf(JsonValue object, std::string_view path)
{
    const std::size_t dot = path.find('.');
    return dot == std::string_view::npos ? object[path] : object[path.substr(0, dot)][path.substr(dot + 1)];
}

Request requestOf(JsonValue arguments)
{
    Request request;
    arguments.forEachMember([&](std::string_view name, JsonValue value) {
        if (value.isNull())
            return;
        const QString text = value.toString().value_or(QString::fromUtf8(value.toJson()));
        request.query.emplace_back(QString::fromUtf8(graphql::bytes(name)), text);
    });
    request.pathValues = request.query;
    return request;
}

QByteArray reasonOf(const Response &response)
{
    if (!response.problem)
        return "It cannot be answered.";
    QString reason = response.problem->detail;
    for (const FieldError &error : response.problem->errors) {
        const bool isArgument = error.pointer.startsWith(u'?'); // arguments go the way of a request's parameters
        reason += u' '
            + (isArgument ? QStringLiteral("The argument \"%1\"").arg(error.pointer.sliced(1)) : error.pointer) + u' '
            + error.detail + u'.';
    }
    return reason.toUtf8();
}

/// The different texts that a member of the objects has.
QStringList keysOf(std::span<const JsonValue> objects, std::string_view member)
{
    QStringList keys;
    for (const JsonValue &object : objects) {
        if (auto key = memberOf(object, member).toString())
            keys.push_back(std::move(*key));
    }
    keys.sort();
    keys.removeDuplicates();
    return keys;
}

JsonValue found(const std::unordered_map<std::string, JsonValue> &byKey, JsonValue key)
{
    const auto text = key.toUtf8();
    const auto rows = text ? byKey.find(std::string(*text)) : byKey.end();
    return rows == byKey.end() ? JsonValue() : rows->second;
}

/// An array of as many values as there are objects.
template <typename WriteOne>
Resolved written(const Batch &batch, Store &store, const WriteOne &writeOne)
{
    JsonWriter json;
    json.beginArray();
    for (const JsonValue &object : batch.objects)
        writeOne(object, json);
    json.endArray();
    Resolved resolved;
    store.keep(json.take()).forEachItem([&](JsonValue value) { resolved.values.push_back(value); });
    return resolved;
}

} // namespace

QByteArray fingerprintOf(const QByteArray &sdl)
{
    return QCryptographicHash::hash(sdl, QCryptographicHash::Sha256).toHex().left(16);
}

Subgraph::Subgraph(const QByteArray &sdl) : m_sdl(sdl), m_fingerprint(fingerprintOf(sdl)), m_schema(schemaOf(sdl))
{
    m_resolvers.on("Query", "_service", [this](const Batch &batch, Store &store) {
        return written(batch, store,
                       [this](JsonValue, JsonWriter &json) { json.beginObject().member("sdl", m_sdl).endObject(); });
    });
    m_resolvers.on("Query", "_entities", [this](const Batch &batch, Store &store) { return entities(batch, store); });
}

void Subgraph::query(std::string_view field, std::function<Response(const Request &)> route)
{
    m_resolvers.on("Query", field, [route = std::move(route)](const Batch &batch, Store &store) -> Resolved {
        const Response response = route(requestOf(batch.arguments));
        auto document = response.isSuccess() ? JsonDocument::parse(response.body) : std::unexpected(JsonError{});
        if (document)
            return {{store.keep(std::move(*document))}};
        if (response.status == 404 || response.status == 410)
            return {{JsonValue()}};
        return {{JsonValue()}, {{0, reasonOf(response)}}};
    });
}

void Subgraph::entity(std::string_view type, std::string_view key, Load load)
{
    m_entities[std::string(type)].emplace_back(std::string(key), std::move(load));
}

const Subgraph::Load *Subgraph::loader(std::string_view type, std::string_view key) const
{
    const auto known = m_entities.find(type);
    if (known == m_entities.end())
        return nullptr;
    for (const auto &[name, load] : known->second) {
        if (name == key && load)
            return &load;
    }
    return nullptr;
}

void Subgraph::reference(std::string_view type, std::string_view field, std::string_view member,
                         std::string_view target, std::string_view targetKey)
{
    const auto resolve = [this, member = std::string(member), target = std::string(target),
                          targetKey = std::string(targetKey)](const Batch &batch, Store &store) {
        const auto isKeyOnly = [&](const graphql::Selection &selection) {
            return selection.kind == graphql::Selection::Kind::Field && selection.name == targetKey;
        };
        const bool isKeyEnough = std::ranges::all_of(batch.group.fields, [&](const graphql::Selection *selection) {
            return std::ranges::all_of(selection->selections, isKeyOnly);
        });
        const Load *load = isKeyEnough ? nullptr : loader(target, targetKey);
        if (!load)
            return written(batch, store, [&](JsonValue row, JsonWriter &json) {
                const auto key = memberOf(row, member).toUtf8();
                if (key)
                    json.beginObject().member(targetKey, *key).endObject();
                else
                    json.null();
            });
        GraphRows rows;
        (*load)(keysOf(batch.objects, member), rows);
        const auto byKey = rows.take(store);
        Resolved resolved;
        for (const JsonValue &row : batch.objects)
            resolved.values.push_back(firstOf(found(byKey, memberOf(row, member))));
        return resolved;
    };
    m_resolvers.on(type, field, resolve);
}

void Subgraph::addRelated(std::string_view type, std::string_view field, std::string_view member, LoadRelated load,
                          bool isOne)
{
    const auto resolve = [member = std::string(member), load = std::move(load), isOne](const Batch &batch,
                                                                                       Store &store) {
        GraphRows rows;
        const QStringList keys = keysOf(batch.objects, member);
        if (!keys.isEmpty())
            load(keys, batch.arguments, rows);
        const auto byKey = rows.take(store);
        const JsonValue none = store.keep(QByteArrayLiteral("[]"));
        Resolved resolved;
        if (!rows.refusal().isEmpty()) {
            for (std::size_t i = 0; i < batch.objects.size(); ++i)
                resolved.errors.emplace_back(i, rows.refusal());
            resolved.values.resize(batch.objects.size());
            return resolved;
        }
        for (const JsonValue &row : batch.objects) {
            const JsonValue list = found(byKey, memberOf(row, member));
            resolved.values.push_back(isOne ? firstOf(list) : list.isAbsent() ? none : list);
        }
        return resolved;
    };
    m_resolvers.on(type, field, resolve);
}

void Subgraph::related(std::string_view type, std::string_view field, std::string_view member, LoadRelated load)
{
    addRelated(type, field, member, std::move(load), false);
}

void Subgraph::relatedOne(std::string_view type, std::string_view field, std::string_view member, LoadRelated load)
{
    addRelated(type, field, member, std::move(load), true);
}

void Subgraph::computed(std::string_view type, std::string_view field,
                        std::function<void(JsonValue row, JsonWriter &)> write)
{
    m_resolvers.on(type, field, [write = std::move(write)](const Batch &batch, Store &store) {
        return written(batch, store, write);
    });
}

Response Subgraph::answer(const Request &request) const
{
    return answerOverHttp(
        request, [this](const graphql::Request &asked, JsonValue extensions) { return answer(asked, extensions); });
}

GraphAnswer Subgraph::answer(const graphql::Request &request, JsonValue extensions) const
{
    graphql::Limits limits;
    // Who composes asks for keys under aliases of its own, besides those of its clients, and writes fragments out.
    limits.query.aliases = 1000;
    limits.parsing.bytes = 1 << 20;
    const auto prepared = graphql::prepare(m_schema, request, limits);
    if (!prepared)
        return refused(prepared.error());
    const graphql::Executed executed =
        graphql::execute({m_schema, prepared->document, prepared->operation(), prepared->variables, m_resolvers});
    QByteArray told;
    if (extensions["schema"].toBool().value_or(false)) {
        JsonWriter json;
        json.beginObject().member("schema", m_fingerprint).endObject();
        told = json.take();
    }
    return {graphql::responseOf(executed, told), true};
}

} // namespace curbside
