// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/schema.h"
#include "services/runtime/json/json.h"

namespace curbside::graphql {

/// The values of an operation's variables: given, or by default. Those that have none are absent.
class Variables
{
public:
    Variables() = default;
    /// What is given for each variable has to be of its type.
    [[nodiscard]] static std::expected<Variables, std::vector<Error>>
    from(const Schema &schema, const Document &document, const Operation &operation, JsonValue given);

    [[nodiscard]] JsonValue operator[](std::string_view name) const
    {
        return m_values ? m_values->root()[name] : JsonValue();
    }

private:
    std::shared_ptr<const JsonDocument> m_values;
};

/// The values of a field's or directive's arguments as one object: given, or by default. The document has been validated.
[[nodiscard]] std::expected<JsonDocument, Error> coerceArguments(const Schema &schema, const Document &document,
                                                                 const std::vector<InputDefinition> &definitions,
                                                                 const std::vector<Argument> &arguments,
                                                                 const Variables &variables);

/// Whether @skip and @include let a selection be.
[[nodiscard]] bool isIncluded(const std::vector<Directive> &directives, const Variables &variables);

/// A literal as JSON, of no type in particular: enums become texts, variables their values.
[[nodiscard]] QByteArray toJson(const Value &value, const Variables &variables);

} // namespace curbside::graphql
