// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/error.h"

#include <expected>
#include <string>

namespace curbside::graphql {

enum class TokenKind { Start, End, Punctuator, Name, Int, Float, String, BlockString };

struct Token
{
    TokenKind kind = TokenKind::Start;
    std::size_t at = 0; ///< offset of its first byte
    std::string_view text; ///< as written

    [[nodiscard]] bool is(std::string_view punctuator) const
    {
        return kind == TokenKind::Punctuator && text == punctuator;
    }
    [[nodiscard]] bool isName(std::string_view name) const { return kind == TokenKind::Name && text == name; }
    /// As messages name it: `Name "query"`, `"{"`, `<EOF>`.
    [[nodiscard]] QByteArray description() const;
};

/// What is wrong with the text, and where.
struct SyntaxError
{
    QByteArray message;
    std::size_t at = 0;
};

/// Cuts a GraphQL document (UTF-8) into tokens, one at a time; white space, commas and comments are passed over. The text has
/// to outlive it.
class Lexer
{
public:
    explicit Lexer(std::string_view source) : m_source(source) {}

    [[nodiscard]] std::expected<Token, SyntaxError> next();
    /// The value of the string that was read last, its escapes resolved.
    [[nodiscard]] std::string takeString() { return std::move(m_string); }

private:
    using Result = std::expected<Token, SyntaxError>;

    void passOver();
    [[nodiscard]] char at(std::size_t position) const { return position < m_source.size() ? m_source[position] : '\0'; }
    [[nodiscard]] Token cut(TokenKind kind, std::size_t end);
    Result number();
    Result string();
    Result blockString();
    std::expected<std::size_t, SyntaxError> digits(std::size_t from);
    std::expected<std::size_t, SyntaxError> escape(std::size_t backslash);
    std::expected<std::size_t, SyntaxError> unicodeEscape(std::size_t backslash);
    /// At least so many bytes, and the last character whole.
    [[nodiscard]] QByteArray characters(std::size_t from, std::size_t length) const;
    /// `"a"`, `U+00E9`, `<EOF>`.
    [[nodiscard]] QByteArray nameOf(std::size_t position) const;
    [[nodiscard]] std::unexpected<SyntaxError> unexpectedAt(std::size_t position) const;

    std::string_view m_source;
    std::size_t m_position = 0;
    std::string m_string;
};

} // namespace curbside::graphql
