// SPDX-License-Identifier: GPL-3.0-or-later
// Values of correct type, and what variables stand in them.
#include "services/graphql/validator.h"

#include <QByteArray>

#include <algorithm>
#include <limits>

namespace curbside::graphql {

void Validator::checkValue(const Value &value, const TypeRef *expected, bool hasDefault)
{
    if (value.kind == Value::Kind::Variable) {
        m_uses->variables.push_back(
            {value.text, value.at, expected ? *expected : TypeRef{}, expected != nullptr, hasDefault});
        return;
    }
    if (!expected) {
        for (const Value &item : value.items)
            checkValue(item, nullptr);
        return;
    }
    if (value.kind == Value::Kind::Null) {
        if (expected->isNonNull())
            report("Expected value of type " + inQuotes(expected->text()) + ", found null.", {value.at});
        return;
    }
    const TypeRef type = expected->nullable();
    if (type.isList()) {
        const TypeRef item = type.inner();
        if (value.kind != Value::Kind::List) {
            checkValue(value, &item);
            return;
        }
        for (const Value &each : value.items)
            checkValue(each, &item);
        return;
    }
    const TypeDefinition *definition = m_schema.type(type.name);
    if (!definition || !definition->isInput())
        return;
    if (definition->kind != TypeKind::InputObject)
        checkScalar(value, *definition);
    else if (value.kind == Value::Kind::Object)
        checkObject(value, definition);
    else
        report("Expected value of type " + inQuotes(expected->text()) + ", found " + textOf(value) + '.', {value.at});
}

void Validator::checkObject(const Value &value, const TypeDefinition *type)
{
    for (std::size_t i = 0; i < value.names.size(); ++i) {
        const Value::FieldName &name = value.names[i];
        const auto end = value.names.begin() + static_cast<std::ptrdiff_t>(i);
        if (const auto first = std::ranges::find(value.names.begin(), end, name.name, &Value::FieldName::name);
            first != end)
            report("There can be only one input field named " + inQuotes(name.name) + '.', {first->at, name.at});
        const InputDefinition *field = type->input(name.name);
        if (!field)
            report("Field " + inQuotes(name.name) + " is not defined by type " + inQuotes(type->name) + '.', {name.at});
        checkValue(value.items[i], field ? &field->type : nullptr, field && field->defaultValue.has_value());
    }
    for (const InputDefinition &field : type->inputs) {
        const auto found = std::ranges::find(value.names, field.name, &Value::FieldName::name);
        if (field.isRequired() && found == value.names.end())
            report("Field " + inQuotes(bytes(type->name) + '.' + bytes(field.name)) + " of required type "
                       + inQuotes(field.type.text()) + " was not provided.",
                   {value.at});
    }
}

void Validator::checkScalar(const Value &value, const TypeDefinition &type)
{
    using Kind = Value::Kind;
    const auto refuse = [&](const QByteArray &why) { report(why, {value.at}); };
    if (type.kind == TypeKind::Enum) {
        const bool isKnown = std::ranges::find(type.values, std::string_view(value.text), &EnumValueDefinition::name)
            != type.values.end();
        if (value.kind != Kind::Enum)
            refuse("Enum " + inQuotes(type.name) + " cannot represent non-enum value: " + textOf(value) + '.');
        else if (!isKnown)
            refuse("Value " + inQuotes(value.text) + " does not exist in " + inQuotes(type.name) + " enum.");
        return;
    }
    if (type.name == "Int") {
        bool isWhole = false;
        const qint64 number = bytes(value.text).toLongLong(&isWhole);
        if (value.kind != Kind::Int)
            refuse("Int cannot represent non-integer value: " + textOf(value));
        else if (!isWhole || number > std::numeric_limits<qint32>::max() || number < std::numeric_limits<qint32>::min())
            refuse("Int cannot represent non 32-bit signed integer value: " + textOf(value));
    } else if (type.name == "Float") {
        bool isNumber = value.kind == Kind::Int || value.kind == Kind::Float;
        if (isNumber)
            static_cast<void>(bytes(value.text).toDouble(&isNumber));
        if (!isNumber)
            refuse("Float cannot represent non numeric value: " + textOf(value));
    } else if (type.name == "String" && value.kind != Kind::String) {
        refuse("String cannot represent a non string value: " + textOf(value));
    } else if (type.name == "Boolean" && value.kind != Kind::Boolean) {
        refuse("Boolean cannot represent a non boolean value: " + textOf(value));
    } else if (type.name == "ID" && value.kind != Kind::String && value.kind != Kind::Int) {
        refuse("ID cannot represent a non-string and non-integer value: " + textOf(value));
    } else if (value.kind == Kind::List || value.kind == Kind::Object) {
        for (const Value &item : value.items)
            checkValue(item, nullptr);
    }
}

} // namespace curbside::graphql
