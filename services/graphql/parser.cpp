// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/parser.h"

#include "services/graphql/parsing.h"

namespace curbside::graphql {

std::expected<Document, Error> parse(QByteArray source, const ParseLimits &limits)
{
    return Parsing(std::move(source), limits).run();
}

Parsing::Parsing(QByteArray source, const ParseLimits &limits)
    : m_limits(limits), m_document{std::move(source), {}, {}, {}, {}, {}, {}}, m_lexer(m_document.text())
{}

std::expected<Document, Error> Parsing::run()
{
    if (const auto size = m_document.text().size(); size > m_limits.bytes)
        return std::unexpected(Error{"The query has " + QByteArray::number(qulonglong(size)) + " bytes; the most is "
                                         + QByteArray::number(qulonglong(m_limits.bytes)) + '.',
                                     {},
                                     {},
                                     R"({"code":"QUERY_TOO_LARGE"})"});
    m_document.lines = lineStartsOf(m_document.text());
    advance();
    if (isAtEnd() && !m_error)
        unexpected();
    for (std::size_t count = 0; !isAtEnd(); ++count) {
        if (count == m_limits.definitions)
            fail("The document has more than " + QByteArray::number(qulonglong(m_limits.definitions)) + " definitions.",
                 m_token.at);
        else
            definition();
    }
    if (m_error)
        return std::unexpected(std::move(*m_error));
    return std::move(m_document);
}

// Tokens.

void Parsing::fail(const QByteArray &message, std::size_t at)
{
    if (!m_error)
        m_error = Error{"Syntax Error: " + message, {m_document.locationOf(at)}};
    m_token = {TokenKind::End, m_document.text().size(), {}};
}

void Parsing::advance()
{
    if (m_error)
        return;
    if (++m_tokens > m_limits.tokens) {
        fail("Document contains more than " + QByteArray::number(qulonglong(m_limits.tokens))
                 + " tokens. Parsing aborted.",
             m_token.at);
        return;
    }
    auto token = m_lexer.next();
    if (token)
        m_token = *token;
    else
        fail(token.error().message, token.error().at);
}

bool Parsing::take(std::string_view punctuator)
{
    if (!isAt(punctuator))
        return false;
    advance();
    return true;
}

bool Parsing::takeName(std::string_view name)
{
    if (!m_token.isName(name))
        return false;
    advance();
    return true;
}

void Parsing::expect(std::string_view punctuator)
{
    if (!take(punctuator))
        fail("Expected \"" + bytes(punctuator) + "\", found " + m_token.description() + '.', m_token.at);
}

NamedAt Parsing::expectName()
{
    const Token token = m_token;
    if (token.kind == TokenKind::Name)
        advance();
    else
        fail("Expected Name, found " + token.description() + '.', token.at);
    return {token.text, token.at};
}

void Parsing::many(std::string_view open, std::string_view close, const std::function<void()> &read)
{
    expect(open);
    do {
        read();
    } while (!m_error && !take(close));
}

void Parsing::maybeMany(std::string_view open, std::string_view close, const std::function<void()> &read)
{
    if (isAt(open))
        many(open, close, read);
}

bool Parsing::nest()
{
    if (m_nesting < m_limits.nesting)
        return true;
    fail("The document nests deeper than " + QByteArray::number(m_limits.nesting) + " levels.", m_token.at);
    return false;
}

// Executable definitions.

void Parsing::definition()
{
    if (isAt("{") || m_token.isName("query") || m_token.isName("mutation") || m_token.isName("subscription"))
        operation();
    else if (m_token.isName("fragment"))
        fragment();
    else
        typeSystemDefinition();
}

void Parsing::operation()
{
    Operation made;
    made.at = m_token.at;
    if (!isAt("{")) {
        if (m_token.isName("mutation"))
            made.kind = OperationKind::Mutation;
        else if (m_token.isName("subscription"))
            made.kind = OperationKind::Subscription;
        advance();
        made.nameAt = m_token.at;
        if (m_token.kind == TokenKind::Name)
            made.name = expectName().name;
        maybeMany("(", ")", [&] { made.variables.push_back(variableDefinition()); });
        made.directives = directives(false);
    }
    made.selections = selectionSet();
    m_document.operations.push_back(std::move(made));
}

VariableDefinition Parsing::variableDefinition()
{
    VariableDefinition made;
    made.at = m_token.at;
    expect("$");
    made.name = expectName().name;
    expect(":");
    made.type = type();
    if (take("="))
        made.defaultValue = value(true);
    made.directives = directives(true);
    return made;
}

void Parsing::fragment()
{
    Fragment made;
    made.at = m_token.at;
    advance();
    if (m_token.isName("on"))
        unexpected();
    const NamedAt name = expectName();
    made.name = name.name;
    made.nameAt = name.at;
    if (!takeName("on"))
        fail("Expected \"on\", found " + m_token.description() + '.', m_token.at);
    const NamedAt condition = expectName();
    made.type = condition.name;
    made.typeAt = condition.at;
    made.directives = directives(false);
    made.selections = selectionSet();
    m_document.fragments.push_back(std::move(made));
}

std::vector<Selection> Parsing::selectionSet()
{
    std::vector<Selection> selections;
    if (!nest())
        return selections;
    ++m_nesting;
    many("{", "}", [&] { selections.push_back(selection()); });
    --m_nesting;
    return selections;
}

Selection Parsing::selection()
{
    const std::size_t at = m_token.at;
    return take("...") ? fragmentUse(at) : field();
}

Selection Parsing::field()
{
    Selection made;
    NamedAt name = expectName();
    made.at = name.at;
    if (take(":")) {
        made.alias = name.name;
        name = expectName();
    }
    made.name = name.name;
    made.nameAt = name.at;
    made.arguments = arguments(false);
    made.directives = directives(false);
    if (isAt("{"))
        made.selections = selectionSet();
    return made;
}

Selection Parsing::fragmentUse(std::size_t at)
{
    Selection made;
    made.at = at;
    made.nameAt = m_token.at;
    if (m_token.kind == TokenKind::Name && m_token.text != "on") {
        made.kind = Selection::Kind::Spread;
        made.name = expectName().name;
        made.directives = directives(false);
        return made;
    }
    made.kind = Selection::Kind::Inline;
    if (takeName("on")) {
        made.nameAt = m_token.at;
        made.name = expectName().name;
    }
    made.directives = directives(false);
    made.selections = selectionSet();
    return made;
}

std::vector<Argument> Parsing::arguments(bool isConstant)
{
    std::vector<Argument> made;
    maybeMany("(", ")", [&] {
        const NamedAt name = expectName();
        expect(":");
        made.push_back({name.name, name.at, value(isConstant)});
    });
    return made;
}

std::vector<Directive> Parsing::directives(bool isConstant)
{
    std::vector<Directive> made;
    while (isAt("@")) {
        const std::size_t at = m_token.at;
        advance();
        const std::string_view name = expectName().name;
        made.push_back({name, at, arguments(isConstant)});
    }
    return made;
}

Value Parsing::value(bool isConstant)
{
    const Token token = m_token;
    Value made{Value::Kind::Null, std::string(token.text), token.at};
    switch (token.kind) {
    case TokenKind::Int: made.kind = Value::Kind::Int; break;
    case TokenKind::Float: made.kind = Value::Kind::Float; break;
    case TokenKind::String:
    case TokenKind::BlockString:
        made.kind = Value::Kind::String;
        made.text = m_lexer.takeString();
        break;
    case TokenKind::Name:
        if (token.text == "true" || token.text == "false")
            made.kind = Value::Kind::Boolean;
        else if (token.text != "null")
            made.kind = Value::Kind::Enum;
        break;
    default:
        if (isAt("["))
            return listValue(isConstant);
        if (isAt("{"))
            return objectValue(isConstant);
        if (!take("$")) {
            unexpected();
            return made;
        }
        if (isConstant) {
            const QByteArray name = m_token.kind == TokenKind::Name ? bytes(m_token.text) : QByteArray();
            fail(name.isEmpty() ? "Unexpected \"$\"." : "Unexpected variable \"$" + name + "\" in constant value.",
                 token.at);
        }
        made.kind = Value::Kind::Variable;
        made.text = std::string(expectName().name);
        return made;
    }
    advance();
    return made;
}

Value Parsing::listValue(bool isConstant)
{
    Value made{Value::Kind::List, {}, m_token.at};
    if (!nest())
        return made;
    ++m_nesting;
    expect("[");
    while (!m_error && !take("]"))
        made.items.push_back(value(isConstant));
    --m_nesting;
    return made;
}

Value Parsing::objectValue(bool isConstant)
{
    Value made{Value::Kind::Object, {}, m_token.at};
    if (!nest())
        return made;
    ++m_nesting;
    expect("{");
    while (!m_error && !take("}")) {
        const NamedAt name = expectName();
        expect(":");
        made.names.push_back({name.name, name.at});
        made.items.push_back(value(isConstant));
    }
    --m_nesting;
    return made;
}

TypeRef Parsing::type()
{
    TypeRef made;
    const std::size_t at = m_token.at;
    if (!nest())
        return made;
    ++m_nesting;
    if (take("[")) {
        made = type();
        if (made.wraps >> (2U * (TypeRef::mostWraps - 1)))
            fail("The type nests too deep.", at);
        made = made.wrapped(TypeRef::List);
        expect("]");
    } else {
        made.name = expectName().name;
    }
    --m_nesting;
    made.at = at;
    if (!take("!"))
        return made;
    if (made.wraps >> (2U * (TypeRef::mostWraps - 1)))
        fail("The type nests too deep.", at);
    return made.wrapped(TypeRef::NonNull);
}

} // namespace curbside::graphql
