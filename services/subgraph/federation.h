// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/schema.h"

#include <string>

namespace curbside {

/// One `@key` of a type: a single field.
struct EntityKey
{
    std::string_view field;
    bool isResolvable = true;
};

[[nodiscard]] std::vector<EntityKey> keysOfType(const graphql::TypeDefinition &type);

/// What Federation adds to a subgraph's own SDL: its directives, `_service`, and `_entities` of the types with resolvable
/// keys.
[[nodiscard]] QByteArray federationTypes(const QByteArray &sdl);

/// Whether a name is Federation's own: `_Any`, `link__Import`.
[[nodiscard]] bool isFederations(std::string_view name);

} // namespace curbside
