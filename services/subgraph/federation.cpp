// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/subgraph/federation.h"

#include "services/graphql/parser.h"

#include <algorithm>
#include <array>

namespace curbside {

namespace {

constexpr auto federationPrelude = R"(
scalar _Any
scalar _FieldSet
scalar link__Import
type _Service { sdl: String! }
extend type Query { _service: _Service! }
directive @link(url: String!, as: String, for: String, import: [link__Import]) repeatable on SCHEMA
directive @key(fields: _FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
directive @shareable repeatable on OBJECT | FIELD_DEFINITION
)";

constexpr auto entityPrelude = R"(
extend type Query { _entities(representations: [_Any!]!): [_Entity]! }
)";

} // namespace

bool isFederations(std::string_view name)
{
    constexpr std::array<std::string_view, 7> names{"_Any",         "_FieldSet", "_Service", "_Entity",
                                                    "link__Import", "_service",  "_entities"};
    return std::ranges::find(names, name) != names.end();
}

std::vector<EntityKey> keysOfType(const graphql::TypeDefinition &type)
{
    std::vector<EntityKey> keys;
    for (const graphql::Directive &directive : type.directives) {
        const graphql::Argument *fields = directive.name == "key" ? find(directive.arguments, "fields") : nullptr;
        const graphql::Argument *resolvable = fields ? find(directive.arguments, "resolvable") : nullptr;
        if (fields)
            keys.push_back({std::string_view(fields->value.text), !resolvable || resolvable->value.text == "true"});
    }
    return keys;
}

QByteArray federationTypes(const QByteArray &sdl)
{
    const auto document = graphql::parse(sdl);
    QByteArray entities;
    for (const graphql::TypeDefinition &type : document ? document->types : std::vector<graphql::TypeDefinition>()) {
        if (std::ranges::any_of(keysOfType(type), &EntityKey::isResolvable))
            entities += (entities.isEmpty() ? " = " : " | ") + graphql::bytes(type.name);
    }
    return QByteArray(federationPrelude)
        + (entities.isEmpty() ? QByteArray() : entityPrelude + ("union _Entity" + entities + '\n'));
}

} // namespace curbside
