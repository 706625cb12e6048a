// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/coercion.h"

namespace curbside::graphql {

/// The fields of one response key, from everywhere in the document where they are selected for the same objects.
struct FieldGroup
{
    std::string_view key;
    std::vector<const Selection *> fields;
    const FieldDefinition *definition = nullptr;

    [[nodiscard]] const Selection &first() const { return *fields.front(); }
};

using SelectionSets = std::vector<const std::vector<Selection> *>;

/// What is selected of objects of that type, in the order of the document: fragments resolved, @skip and @include obeyed.
[[nodiscard]] std::vector<FieldGroup> collectFields(const Schema &schema, const Document &document,
                                                    const Variables &variables, const TypeDefinition &type,
                                                    const SelectionSets &sets);
/// What is selected below them.
[[nodiscard]] SelectionSets below(const FieldGroup &group);

} // namespace curbside::graphql
