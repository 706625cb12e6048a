// SPDX-License-Identifier: GPL-3.0-or-later
// Variables: defined, used, and where they may stand.
#include "services/graphql/validator.h"

#include <algorithm>

namespace curbside::graphql {

void Validator::checkVariables(const Operation &operation)
{
    for (auto variable = operation.variables.begin(); variable != operation.variables.end(); ++variable) {
        const auto first = std::ranges::find(operation.variables, variable->name, &VariableDefinition::name);
        if (first != variable)
            report("There can be only one variable named \"$" + bytes(variable->name) + "\".",
                   {first->at + 1, variable->at + 1});
        checkVariableDefinition(*variable);
    }
}

void Validator::checkVariableDefinition(const VariableDefinition &definition)
{
    checkDirectives(definition.directives, "VARIABLE_DEFINITION");
    const TypeDefinition *type = m_schema.type(definition.type.name);
    if (!type)
        report("Unknown type " + inQuotes(definition.type.name) + '.', {definition.type.at});
    else if (!type->isInput())
        report("Variable \"$" + bytes(definition.name) + "\" cannot be non-input type "
                   + inQuotes(definition.type.text()) + '.',
               {definition.type.at});
    else if (definition.defaultValue)
        checkValue(*definition.defaultValue, &definition.type);
}

void Validator::checkUsages(const Operation &operation)
{
    const Uses &own = m_operationUses[static_cast<std::size_t>(&operation - m_document.operations.data())];
    std::vector<const Uses *> all{&own};
    for (const std::string_view name : reachableFrom(own))
        all.push_back(&m_fragmentUses.at(name));
    std::set<std::string_view> used;
    const QByteArray byWhom = operation.name.empty() ? QByteArray() : " by operation " + inQuotes(operation.name);
    for (const Uses *uses : all) {
        for (const Usage &usage : uses->variables) {
            if (isFull())
                return;
            const auto found =
                std::ranges::find(operation.variables, std::string_view(usage.name), &VariableDefinition::name);
            if (found == operation.variables.end()) {
                report("Variable \"$" + bytes(usage.name) + "\" is not defined" + byWhom + '.',
                       {usage.at, operation.at});
                continue;
            }
            used.insert(found->name);
            if (usage.isTyped && m_schema.type(found->type.name) && !isAllowed(*found, usage))
                report("Variable \"$" + bytes(usage.name) + "\" of type " + inQuotes(found->type.text())
                           + " used in position expecting type " + inQuotes(usage.expected.text()) + '.',
                       {found->at, usage.at});
        }
    }
    for (const VariableDefinition &variable : operation.variables) {
        if (!used.contains(variable.name))
            report("Variable \"$" + bytes(variable.name) + "\" is never used"
                       + (operation.name.empty() ? QByteArray() : " in operation " + inQuotes(operation.name)) + '.',
                   {variable.at});
    }
}

bool Validator::isAllowed(const VariableDefinition &variable, const Usage &usage) const
{
    // A default, of the variable or of the place, makes up for a variable that may be null.
    const bool hasDefault =
        usage.hasDefault || (variable.defaultValue && variable.defaultValue->kind != Value::Kind::Null);
    TypeRef is = variable.type;
    TypeRef wanted = usage.expected;
    if (wanted.isNonNull() && !is.isNonNull()) {
        if (!hasDefault)
            return false;
        wanted = wanted.inner();
    }
    while (true) {
        if (wanted.isNonNull() && !is.isNonNull())
            return false;
        is = is.nullable();
        wanted = wanted.nullable();
        if (is.isList() != wanted.isList())
            return false;
        if (!is.isList())
            return is.name == wanted.name;
        is = is.inner();
        wanted = wanted.inner();
    }
}

} // namespace curbside::graphql
