// SPDX-License-Identifier: GPL-3.0-or-later
// The type system's part of the parser.
#include "services/graphql/parsing.h"

#include <algorithm>
#include <array>
#include <utility>

namespace curbside::graphql {

std::string Parsing::description()
{
    if (m_token.kind != TokenKind::String && m_token.kind != TokenKind::BlockString)
        return {};
    std::string text = m_lexer.takeString();
    advance();
    return text;
}

void Parsing::typeSystemDefinition()
{
    const std::size_t at = m_token.at;
    const bool hasDescription = m_token.kind == TokenKind::String || m_token.kind == TokenKind::BlockString;
    std::string text = description();
    const bool isExtension = m_token.isName("extend");
    constexpr std::array<std::string_view, 8> described{"schema", "scalar", "type",  "interface",
                                                        "union",  "enum",   "input", "directive"};
    const bool isOther =
        m_token.kind == TokenKind::Name && std::ranges::find(described, m_token.text) == described.end();
    if (hasDescription && isOther)
        fail("Unexpected description, only GraphQL definitions support descriptions.", at);
    if (isExtension)
        advance();
    if (takeName("schema"))
        schemaDefinition(isExtension);
    else if (!isExtension && takeName("directive"))
        directiveDefinition(std::move(text));
    else
        typeDefinition(std::move(text), isExtension);
}

void Parsing::schemaDefinition(bool isExtension)
{
    SchemaDefinition made;
    made.at = m_token.at;
    made.isExtension = isExtension;
    made.directives = directives(true);
    const auto readOperation = [&] {
        const NamedAt kind = expectName();
        constexpr std::array<std::string_view, 3> kinds{"query", "mutation", "subscription"};
        const auto found = std::ranges::find(kinds, kind.name);
        if (found == kinds.end() && !m_error)
            fail("Unexpected Name \"" + bytes(kind.name) + "\".", kind.at);
        expect(":");
        made.operations.emplace_back(static_cast<OperationKind>(found - kinds.begin()), expectName());
    };
    if (isExtension)
        maybeMany("{", "}", readOperation);
    else
        many("{", "}", readOperation);
    m_document.schemas.push_back(std::move(made));
}

void Parsing::typeDefinition(std::string text, bool isExtension)
{
    constexpr std::array<std::string_view, 6> keywords{"scalar", "type", "interface", "union", "enum", "input"};
    const auto keyword = std::ranges::find(keywords, m_token.text);
    if (m_token.kind != TokenKind::Name || keyword == keywords.end()) {
        unexpected();
        return;
    }
    TypeDefinition made;
    made.kind = static_cast<TypeKind>(keyword - keywords.begin());
    made.isExtension = isExtension;
    made.description = std::move(text);
    made.at = m_token.at;
    advance();
    made.name = expectName().name;
    if ((made.kind == TypeKind::Object || made.kind == TypeKind::Interface) && takeName("implements"))
        made.interfaces = namesBetween("&");
    made.directives = directives(true);
    switch (made.kind) {
    case TypeKind::Object:
    case TypeKind::Interface: made.fields = fieldDefinitions(); break;
    case TypeKind::Union:
        if (take("="))
            made.members = namesBetween("|");
        break;
    case TypeKind::Enum: made.values = enumValues(); break;
    case TypeKind::InputObject: made.inputs = inputDefinitions("{", "}"); break;
    case TypeKind::Scalar: break;
    }
    m_document.types.push_back(std::move(made));
}

std::vector<NamedAt> Parsing::namesBetween(std::string_view separator)
{
    std::vector<NamedAt> names;
    take(separator);
    do {
        names.push_back(expectName());
    } while (take(separator));
    return names;
}

std::vector<FieldDefinition> Parsing::fieldDefinitions()
{
    std::vector<FieldDefinition> made;
    maybeMany("{", "}", [&] {
        FieldDefinition field;
        field.description = description();
        const NamedAt name = expectName();
        field.name = name.name;
        field.at = name.at;
        field.arguments = inputDefinitions("(", ")");
        expect(":");
        field.type = type();
        field.directives = directives(true);
        made.push_back(std::move(field));
    });
    return made;
}

std::vector<InputDefinition> Parsing::inputDefinitions(std::string_view open, std::string_view close)
{
    std::vector<InputDefinition> made;
    maybeMany(open, close, [&] {
        InputDefinition input;
        input.description = description();
        const NamedAt name = expectName();
        input.name = name.name;
        input.at = name.at;
        expect(":");
        input.type = type();
        if (take("="))
            input.defaultValue = value(true);
        input.directives = directives(true);
        made.push_back(std::move(input));
    });
    return made;
}

std::vector<EnumValueDefinition> Parsing::enumValues()
{
    std::vector<EnumValueDefinition> made;
    maybeMany("{", "}", [&] {
        EnumValueDefinition value;
        value.description = description();
        const NamedAt name = expectName();
        if (name.name == "true" || name.name == "false" || name.name == "null")
            fail("Name \"" + bytes(name.name) + "\" is reserved and cannot be used for an enum value.", name.at);
        value.name = name.name;
        value.at = name.at;
        value.directives = directives(true);
        made.push_back(std::move(value));
    });
    return made;
}

void Parsing::directiveDefinition(std::string text)
{
    DirectiveDefinition made;
    made.description = std::move(text);
    made.at = m_token.at;
    expect("@");
    made.name = expectName().name;
    made.arguments = inputDefinitions("(", ")");
    made.isRepeatable = takeName("repeatable");
    if (!takeName("on"))
        fail("Expected \"on\", found " + m_token.description() + '.', m_token.at);
    for (const NamedAt &location : namesBetween("|"))
        made.locations.push_back(location.name);
    m_document.directives.push_back(std::move(made));
}

} // namespace curbside::graphql
