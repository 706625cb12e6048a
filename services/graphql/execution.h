// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/collection.h"

#include <deque>
#include <functional>

namespace curbside::graphql {

/// One field of many objects at once, so that what stands behind it is asked once.
struct Batch
{
    const TypeDefinition &type; ///< of the objects
    const FieldGroup &group;
    std::span<const JsonValue> objects;
    JsonValue arguments; ///< coerced
};

/// A value for each object of a batch; what they are views into is kept by the Store.
struct Resolved
{
    std::vector<JsonValue> values;
    std::vector<std::pair<std::size_t, QByteArray>> errors{}; ///< of which object, and what
};

/// Keeps what values are views into, as long as an execution takes.
class Store
{
public:
    /// `json` is well-formed.
    JsonValue keep(const QByteArray &json);
    JsonValue keep(JsonDocument document);
    [[nodiscard]] bool isEmpty() const { return m_documents.empty(); }

private:
    std::deque<JsonDocument> m_documents;
};

/// Where the values come from. A field without a resolver of its own is the member of that name.
class Resolvers
{
public:
    using Resolve = std::function<Resolved(const Batch &, Store &)>;

    virtual ~Resolvers() = default;
    void on(std::string_view type, std::string_view field, Resolve resolve)
    {
        m_resolve[std::string(type)][std::string(field)] = std::move(resolve);
    }
    [[nodiscard]] virtual Resolved resolve(const Batch &batch, Store &store) const;

protected:
    std::map<std::string, std::map<std::string, Resolve, std::less<>>, std::less<>> m_resolve;
};

/// What there is to execute; all of it has been validated.
struct Execution
{
    const Schema &schema;
    const Document &document;
    const Operation &operation;
    const Variables &variables;
    const Resolvers &resolvers;
    bool isAbsenceExplained =
        false; ///< a member that is missing is null without an error of its own: there is one already
};

struct Executed
{
    QByteArray data; ///< JSON; null when nothing could be made of it
    std::vector<Error> errors;
};

/// Answers a query: level by level, each field of all objects of one level at once; the keys in the order of the query. A
/// null where there can be none takes the nearest object or list item above it that can be null with it.
[[nodiscard]] Executed execute(const Execution &execution);

/// `{"errors": [if any], "data": …, "extensions": [if any]}`
[[nodiscard]] QByteArray responseOf(const Executed &executed, const QByteArray &extensions = {});

} // namespace curbside::graphql
