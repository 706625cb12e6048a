// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/subgraph/graph_http.h"
#include "services/subgraph/graph_rows.h"

#include <QStringList>

namespace curbside {

/// A service's part of the graph: a subgraph in the sense of Apollo Federation 2. It serves what its SDL names, of the
/// service's own data, and entities by their keys (`_entities`), each type of them by one question to the database. What
/// stands behind a field is registered here; a field without is the member of that name in its object's row.
class Subgraph
{
public:
    /// Writes the rows with these keys, each under the key that found it.
    using Load = std::function<void(const QStringList &keys, GraphRows &rows)>;
    /// Writes the rows that belong to these keys; those of one key come one after another.
    using LoadRelated = std::function<void(const QStringList &keys, JsonValue arguments, GraphRows &rows)>;

    /// `sdl` is part of the program: it asserts that it makes a schema.
    explicit Subgraph(const QByteArray &sdl);

    /// A field of Query that a route answers: its arguments are the route's path and query values. What is not there is null.
    void query(std::string_view field, std::function<Response(const Request &)> route);
    /// The rows of an entity, found by one of its key fields. Without a loader the service knows the entity by its key alone.
    void entity(std::string_view type, std::string_view key, Load load = {});
    /// A field that is the one entity whose key stands in the row's `member`, which may be one inside another: "a.b".
    void reference(std::string_view type, std::string_view field, std::string_view member, std::string_view target,
                   std::string_view targetKey);
    /// A field that is a list of rows, or the first of them, found by the row's `member`.
    void related(std::string_view type, std::string_view field, std::string_view member, LoadRelated load);
    void relatedOne(std::string_view type, std::string_view field, std::string_view member, LoadRelated load);
    /// A field that is made of its row alone.
    void computed(std::string_view type, std::string_view field,
                  std::function<void(JsonValue row, JsonWriter &)> write);

    [[nodiscard]] Response answer(const Request &request) const;
    /// What `_service` tells.
    [[nodiscard]] const QByteArray &sdl() const { return m_sdl; }

private:
    [[nodiscard]] GraphAnswer answer(const graphql::Request &request, JsonValue extensions) const;
    [[nodiscard]] graphql::Resolved entities(const graphql::Batch &batch, graphql::Store &store) const;
    [[nodiscard]] const Load *loader(std::string_view type, std::string_view key) const;
    void addRelated(std::string_view type, std::string_view field, std::string_view member, LoadRelated load,
                    bool isOne);

    QByteArray m_sdl;
    QByteArray m_fingerprint;
    graphql::Schema m_schema;
    graphql::Resolvers m_resolvers;
    std::map<std::string, std::vector<std::pair<std::string, Load>>, std::less<>>
        m_entities; ///< by type; key and loader
};

/// Names an SDL, so that who composed it can tell whether it is still the same.
[[nodiscard]] QByteArray fingerprintOf(const QByteArray &sdl);

} // namespace curbside
