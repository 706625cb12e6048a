// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/graph_printing.h"

#include <array>

namespace curbside {

namespace {

using graphql::bytes;

QByteArray description(const std::string &text, const QByteArray &indent)
{
    if (text.empty())
        return {};
    return indent + graphql::textOf({graphql::Value::Kind::String, text}) + '\n';
}

QByteArray printedInput(const graphql::InputDefinition &input)
{
    return bytes(input.name) + ": " + input.type.text()
        + (input.defaultValue ? " = " + graphql::textOf(*input.defaultValue) : QByteArray());
}

} // namespace

QByteArray printed(const graphql::FieldDefinition &field, bool isDescribed)
{
    QByteArray arguments;
    for (const graphql::InputDefinition &argument : field.arguments)
        arguments += (arguments.isEmpty() ? "(" : ", ") + printedInput(argument);
    return (isDescribed ? description(field.description, "  ") : QByteArray()) + "  " + bytes(field.name) + arguments
        + (arguments.isEmpty() ? "" : ")") + ": " + field.type.text() + '\n';
}

QByteArray printed(const graphql::TypeDefinition &type)
{
    constexpr std::array<const char *, 6> keywords{"scalar ", "type ", "interface ", "union ", "enum ", "input "};
    QByteArray text =
        description(type.description, {}) + keywords.at(static_cast<std::size_t>(type.kind)) + bytes(type.name);
    if (type.kind == graphql::TypeKind::Scalar)
        return text + "\n\n";
    text += " {\n";
    for (const graphql::FieldDefinition &field : type.fields)
        text += printed(field);
    for (const graphql::EnumValueDefinition &value : type.values)
        text += description(value.description, "  ") + "  " + bytes(value.name) + '\n';
    for (const graphql::InputDefinition &input : type.inputs)
        text += description(input.description, "  ") + "  " + printedInput(input) + '\n';
    return text + "}\n\n";
}

} // namespace curbside
