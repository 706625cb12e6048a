// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/problem.h"
#include "services/runtime/json/json.h"

#include <map>

namespace curbside {

/// Holds JSON against the schemas that ApiDescription writes, and against no others: types, formats, words, members, items,
/// and references to `schemas` by name.
class SchemaCheck
{
public:
    static constexpr std::size_t mostErrors = 50;

    explicit SchemaCheck(const std::map<QByteArray, QByteArray> &schemas) : m_schemas(schemas) {}

    /// What does not fit, each with its JSON pointer below `pointer`. A schema that cannot be read lets everything pass.
    [[nodiscard]] std::vector<FieldError> errorsIn(JsonValue value, const QByteArray &schema,
                                                   const QString &pointer) const;

private:
    void check(JsonValue value, JsonValue schema, const QString &pointer, std::vector<FieldError> &errors) const;
    void checkMembers(JsonValue value, JsonValue schema, const QString &pointer, std::vector<FieldError> &errors) const;

    const std::map<QByteArray, QByteArray> &m_schemas;
};

/// The name in "#/components/schemas/NAME".
[[nodiscard]] QByteArray referredSchema(JsonValue reference);

} // namespace curbside
