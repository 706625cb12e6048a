// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/graph_composition.h"

#include "services/gateway/graph_printing.h"
#include "services/graphql/parser.h"
#include "services/subgraph/federation.h"
#include "services/subgraph/subgraph.h"

#include <algorithm>
#include <deque>
#include <set>

namespace curbside {

using graphql::bytes;
using graphql::FieldDefinition;
using graphql::TypeDefinition;
using graphql::TypeKind;

namespace {

bool isKey(const TypeDefinition &type, std::string_view field)
{
    return std::ranges::any_of(keysOfType(type), [&](const EntityKey &key) { return key.field == field; });
}

bool isShareable(const TypeDefinition &type, const FieldDefinition &field)
{
    return find(type.directives, "shareable") || find(field.directives, "shareable") || isKey(type, field.name);
}

} // namespace

/// The work behind Supergraph::compose().
class Composition
{
public:
    std::expected<Supergraph, std::vector<QByteArray>> run(const std::vector<SubgraphSource> &sources)
    {
        for (const SubgraphSource &source : sources)
            read(source);
        for (const std::string &name : m_order)
            merge(name);
        for (const std::string &name : m_order)
            checkWays(name);
        if (!m_errors.empty())
            return std::unexpected(std::move(m_errors));
        auto schema = graphql::Schema::fromSdl(m_made.m_sdl);
        if (!schema)
            return std::unexpected(std::vector{"The composed graph is no schema: " + schema.error().message});
        m_made.m_schema = std::make_unique<graphql::Schema>(std::move(*schema));
        return std::move(m_made);
    }

private:
    /// A type as one service has it.
    struct Part
    {
        std::size_t service;
        const TypeDefinition *type;
    };

    void read(const SubgraphSource &source)
    {
        auto document = graphql::parse(source.sdl);
        const auto alone = document ? graphql::Schema::fromSdl(source.sdl + federationTypes(source.sdl))
                                    : std::unexpected(document.error());
        if (!alone) {
            m_errors.push_back(source.service + ": " + alone.error().message);
            return;
        }
        const std::size_t service = m_made.m_services.size();
        m_made.m_services.push_back(source.service);
        m_made.m_fingerprints.push_back(fingerprintOf(source.sdl));
        const graphql::Document &kept = m_documents.emplace_back(std::move(*document));
        for (const TypeDefinition &type : kept.types) {
            std::vector<Part> &parts = m_parts[std::string(type.name)];
            if (parts.empty())
                m_order.emplace_back(type.name);
            parts.push_back({service, &type});
        }
    }

    void refuse(const QByteArray &what) { m_errors.push_back(what); }
    [[nodiscard]] const QByteArray &nameOf(std::size_t service) const { return m_made.m_services[service]; }

    void merge(const std::string &name)
    {
        const std::vector<Part> &parts = m_parts[name];
        TypeDefinition merged = *parts.front().type;
        merged.isExtension = false;
        if (merged.isAbstract()) {
            refuse("The type \"" + bytes(name) + "\" is an interface or a union: this gateway composes none.");
            return;
        }
        for (const Part &part : parts) {
            if (part.type->kind != merged.kind)
                refuse("The type \"" + bytes(name) + "\" is of different kinds in " + nameOf(parts.front().service)
                       + " and " + nameOf(part.service) + '.');
            else if (merged.kind == TypeKind::Object)
                mergeFields(merged, part, name == "Query");
            else if (printed(*part.type) != printed(merged))
                refuse("The type \"" + bytes(name) + "\" differs between " + nameOf(parts.front().service) + " and "
                       + nameOf(part.service) + '.');
        }
        m_made.m_sdl += printed(merged);
    }

    void mergeFields(TypeDefinition &merged, const Part &part, bool isQuery)
    {
        Supergraph::TypeAt &at = m_made.m_types[std::string(merged.name)];
        for (const EntityKey &key : keysOfType(*part.type)) {
            if (key.isResolvable)
                at.keys[part.service].emplace_back(key.field);
            if (!part.type->field(key.field))
                refuse("The key \"" + bytes(key.field) + "\" of \"" + bytes(merged.name) + "\" in "
                       + nameOf(part.service) + " is none of its fields.");
        }
        for (const FieldDefinition &field : part.type->fields) {
            Supergraph::FieldAt &place = at.fields[std::string(field.name)];
            const QByteArray name = '"' + bytes(merged.name) + '.' + bytes(field.name) + '"';
            for (const std::size_t other : place.services) {
                const TypeDefinition &otherType = partOf(merged.name, other);
                const FieldDefinition &otherField = *otherType.field(field.name);
                if (printed(otherField, false) != printed(field, false))
                    refuse("The field " + name + " differs between " + nameOf(other) + " and " + nameOf(part.service)
                           + '.');
                if (isQuery || !isShareable(otherType, otherField) || !isShareable(*part.type, field))
                    refuse("The field " + name + " is resolved by " + nameOf(other) + " and " + nameOf(part.service)
                           + " without being shareable.");
            }
            place.services.push_back(part.service);
            if (!merged.field(field.name))
                merged.fields.push_back(field);
        }
    }

    [[nodiscard]] const TypeDefinition &partOf(std::string_view name, std::size_t service) const
    {
        const std::vector<Part> &parts = m_parts.find(std::string(name))->second;
        return *std::ranges::find(parts, service, &Part::service)->type;
    }

    /// Wherever an object comes from, each of its fields can be got.
    void checkWays(const std::string &name)
    {
        const auto type = m_made.m_types.find(name);
        if (type == m_made.m_types.end() || name == "Query")
            return;
        for (const Part &part : m_parts[name]) {
            for (const auto &[field, at] : type->second.fields) {
                const bool isReachable = std::ranges::any_of(
                    at.services, [&](std::size_t to) { return m_made.way(name, part.service, to).has_value(); });
                if (!isReachable)
                    refuse("The field \"" + bytes(name) + '.' + bytes(field) + "\" cannot be reached from "
                           + nameOf(part.service) + ": no key leads there.");
            }
        }
    }

    Supergraph m_made;
    std::deque<graphql::Document> m_documents;
    std::map<std::string, std::vector<Part>> m_parts;
    std::vector<std::string> m_order; ///< of types, as they come
    std::vector<QByteArray> m_errors;
};

std::expected<Supergraph, std::vector<QByteArray>> Supergraph::compose(const std::vector<SubgraphSource> &sources)
{
    return Composition().run(sources);
}

const std::vector<std::size_t> &Supergraph::servicesOf(std::string_view type, std::string_view field) const
{
    static const std::vector<std::size_t> none;
    const auto at = m_types.find(type);
    if (at == m_types.end())
        return none;
    const auto found = at->second.fields.find(field);
    return found == at->second.fields.end() ? none : found->second.services;
}

std::optional<std::vector<EntityHop>> Supergraph::way(std::string_view type, std::size_t from, std::size_t to) const
{
    if (from == to)
        return std::vector<EntityHop>{};
    const auto at = m_types.find(type);
    if (at == m_types.end())
        return std::nullopt;
    std::deque<std::pair<std::size_t, std::vector<EntityHop>>> ways{{from, {}}};
    std::set<std::size_t> seen{from};
    for (; !ways.empty(); ways.pop_front()) {
        for (const auto &[service, keys] : at->second.keys) {
            const std::size_t here = ways.front().first;
            const auto key = std::ranges::find_if(keys, [&](const std::string &field) {
                const auto &having = at->second.fields.at(field).services;
                return std::ranges::find(having, here) != having.end();
            });
            if (key == keys.end() || !seen.insert(service).second)
                continue;
            std::vector<EntityHop> next = ways.front().second;
            next.push_back({service, *key});
            if (service == to)
                return next;
            ways.emplace_back(service, std::move(next));
        }
    }
    return std::nullopt;
}

} // namespace curbside
