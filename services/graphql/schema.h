// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/document.h"

#include <expected>
#include <map>
#include <span>

namespace curbside::graphql {

/// The types that queries are checked against: those of its SDL, the built-in ones and those of introspection. Never changes.
class Schema
{
public:
    /// Extensions are joined to what they extend. An Error when a name is used that no type has, or is defined twice.
    [[nodiscard]] static std::expected<Schema, Error> fromSdl(const QByteArray &sdl);

    Schema(Schema &&) = default;
    Schema &operator=(Schema &&) = default;
    Schema(const Schema &) = delete;
    Schema &operator=(const Schema &) = delete;

    [[nodiscard]] const TypeDefinition *type(std::string_view name) const;
    [[nodiscard]] const DirectiveDefinition *directive(std::string_view name) const;
    /// Also __typename, and __schema and __type of the query type.
    [[nodiscard]] const FieldDefinition *field(const TypeDefinition &type, std::string_view name) const;
    /// The root type of an operation; nothing when the schema has none.
    [[nodiscard]] const TypeDefinition *root(OperationKind kind) const;
    /// The objects that a value of this type can be: the type itself, for an object.
    [[nodiscard]] const std::vector<std::string_view> &possibleTypes(const TypeDefinition &type) const;
    [[nodiscard]] bool canOverlap(const TypeDefinition &left, const TypeDefinition &right) const;

    [[nodiscard]] std::span<const TypeDefinition> types() const { return m_types; }
    [[nodiscard]] std::span<const DirectiveDefinition> directives() const { return m_directives; }

private:
    Schema() = default;
    std::expected<void, Error> add(Document document);
    std::expected<void, Error> addType(const Document &document, TypeDefinition definition);
    std::expected<void, Error> join(const Document &document, const TypeDefinition &extension);
    std::expected<void, Error> check() const;
    [[nodiscard]] std::expected<void, Error> checkType(const TypeDefinition &type) const;
    [[nodiscard]] std::expected<void, Error> checkInputs(const QByteArray &of,
                                                         const std::vector<InputDefinition> &inputs) const;
    [[nodiscard]] std::expected<void, Error> checkInterfaces(const TypeDefinition &type) const;
    void findPossibleTypes();

    std::vector<QByteArray> m_sources; ///< what all names are views into
    std::vector<TypeDefinition> m_types;
    std::vector<DirectiveDefinition> m_directives;
    std::map<std::string_view, std::size_t> m_index;
    std::map<std::string_view, std::vector<std::string_view>> m_possible;
    std::map<OperationKind, std::string_view> m_roots;
    std::size_t m_meta = 0; ///< the type whose fields every query type has besides its own
};

/// Whether a name belongs to the specification's own types.
[[nodiscard]] bool isIntrospection(std::string_view name);

} // namespace curbside::graphql
