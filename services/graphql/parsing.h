// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/lexer.h"
#include "services/graphql/parser.h"

#include <functional>

namespace curbside::graphql {

/// The recursive descent behind parse(). At the first fault it notes it and stands at the end of the text, so that every loop
/// ends there.
class Parsing
{
public:
    Parsing(QByteArray source, const ParseLimits &limits);

    [[nodiscard]] std::expected<Document, Error> run();

private:
    // Tokens.
    void advance();
    void fail(const QByteArray &message, std::size_t at);
    void unexpected() { fail("Unexpected " + m_token.description() + '.', m_token.at); }
    [[nodiscard]] bool isAtEnd() const { return m_token.kind == TokenKind::End; }
    [[nodiscard]] bool isAt(std::string_view punctuator) const { return m_token.is(punctuator); }
    bool take(std::string_view punctuator);
    bool takeName(std::string_view name);
    void expect(std::string_view punctuator);
    NamedAt expectName();
    /// `open`, one or more of what `read` reads, `close`.
    void many(std::string_view open, std::string_view close, const std::function<void()> &read);
    /// The same, or nothing at all.
    void maybeMany(std::string_view open, std::string_view close, const std::function<void()> &read);
    [[nodiscard]] bool nest();

    // Executable definitions.
    void definition();
    void operation();
    void fragment();
    VariableDefinition variableDefinition();
    std::vector<Selection> selectionSet();
    Selection selection();
    Selection field();
    Selection fragmentUse(std::size_t at);
    std::vector<Argument> arguments(bool isConstant);
    std::vector<Directive> directives(bool isConstant);
    Value value(bool isConstant);
    Value listValue(bool isConstant);
    Value objectValue(bool isConstant);
    TypeRef type();

    // Type system.
    void typeSystemDefinition();
    void schemaDefinition(bool isExtension);
    void typeDefinition(std::string description, bool isExtension);
    void directiveDefinition(std::string description);
    std::string description();
    std::vector<NamedAt> namesBetween(std::string_view separator);
    std::vector<FieldDefinition> fieldDefinitions();
    std::vector<InputDefinition> inputDefinitions(std::string_view open, std::string_view close);
    std::vector<EnumValueDefinition> enumValues();

    ParseLimits m_limits;
    Document m_document;
    Lexer m_lexer;
    Token m_token;
    std::optional<Error> m_error;
    std::size_t m_tokens = 0;
    int m_nesting = 0;
};

} // namespace curbside::graphql
