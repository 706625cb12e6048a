// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/schema.h"

#include <string>

namespace curbside {

/// What a service serves of the graph.
struct SubgraphSource
{
    QByteArray service;
    QByteArray sdl;
};

/// A service to which an entity is brought by one of its key fields.
struct EntityHop
{
    std::size_t service = 0;
    std::string key;
};

/// The services' subgraphs composed into one graph, by the rules of Federation 2, for a fixed part of it: objects, enums,
/// scalars and inputs; keys of one field; @shareable. Interfaces and unions are refused.
class Supergraph
{
public:
    /// All that is wrong, a line each.
    [[nodiscard]] static std::expected<Supergraph, std::vector<QByteArray>>
    compose(const std::vector<SubgraphSource> &sources);

    [[nodiscard]] const graphql::Schema &schema() const { return *m_schema; }
    /// What clients see: without what is Federation's.
    [[nodiscard]] const QByteArray &sdl() const { return m_sdl; }
    [[nodiscard]] const std::vector<QByteArray> &services() const { return m_services; }
    /// By which a service's answers are known to be of the schema that this was composed of.
    [[nodiscard]] const QByteArray &fingerprint(std::size_t service) const { return m_fingerprints[service]; }
    /// The services that have a field, in their order.
    [[nodiscard]] const std::vector<std::size_t> &servicesOf(std::string_view type, std::string_view field) const;
    /// How an object of that type gets from one service to another; nothing when no key leads there.
    [[nodiscard]] std::optional<std::vector<EntityHop>> way(std::string_view type, std::size_t from,
                                                            std::size_t to) const;

private:
    friend class Composition;
    struct FieldAt
    {
        std::vector<std::size_t> services;
    };
    struct TypeAt
    {
        std::map<std::string, FieldAt, std::less<>> fields;
        std::map<std::size_t, std::vector<std::string>> keys; ///< resolvable ones, by service
    };

    std::vector<QByteArray> m_services;
    std::vector<QByteArray> m_fingerprints;
    std::map<std::string, TypeAt, std::less<>> m_types;
    QByteArray m_sdl;
    std::unique_ptr<graphql::Schema> m_schema;
};

} // namespace curbside
