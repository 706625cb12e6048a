// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/lexer.h"

#include <QString>

#include <algorithm>
#include <optional>

namespace curbside::graphql {

namespace {

constexpr std::string_view byteOrderMarkBytes = "\xEF\xBB\xBF";

bool isNameStart(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

bool isDigit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool isNamePart(char byte)
{
    return isNameStart(byte) || isDigit(byte);
}

std::optional<std::uint32_t> hexadecimal(std::string_view digits)
{
    std::uint32_t value = 0;
    for (const char digit : digits) {
        const char lower = static_cast<char>(digit | 0x20);
        if (isDigit(digit))
            value = value * 16 + static_cast<std::uint32_t>(digit - '0');
        else if (lower >= 'a' && lower <= 'f')
            value = value * 16 + static_cast<std::uint32_t>(lower - 'a' + 10);
        else
            return std::nullopt;
        if (value > 0x10ffff) // the last of all; any more digits could only count round
            return std::nullopt;
    }
    return digits.empty() ? std::nullopt : std::optional(value);
}

bool isHighSurrogate(std::uint32_t point)
{
    return point >= 0xd800 && point < 0xdc00;
}

bool isLowSurrogate(std::uint32_t point)
{
    return point >= 0xdc00 && point < 0xe000;
}

void appendUtf8(std::string &text, std::uint32_t point)
{
    const auto push = [&text](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (point < 0x80) {
        push(point);
    } else if (point < 0x800) {
        push(0xc0 | point >> 6);
        push(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
        push(0xe0 | point >> 12);
        push(0x80 | (point >> 6 & 0x3f));
        push(0x80 | (point & 0x3f));
    } else {
        push(0xf0 | point >> 18);
        push(0x80 | (point >> 12 & 0x3f));
        push(0x80 | (point >> 6 & 0x3f));
        push(0x80 | (point & 0x3f));
    }
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\n' && text[i] != '\r')
            continue;
        lines.push_back(text.substr(start, i - start));
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            ++i;
        start = i + 1;
    }
    lines.push_back(text.substr(start));
    return lines;
}

/// The specification's BlockStringValue(): common indentation and blank lines at both ends are no part of the value.
std::string blockStringValue(std::string_view raw)
{
    std::vector<std::string_view> lines = linesOf(raw);
    const auto indentOf = [](std::string_view line) { return line.find_first_not_of(" \t"); };
    std::size_t common = std::string_view::npos;
    for (std::size_t i = 1; i < lines.size(); ++i)
        common = std::min(common, indentOf(lines[i]));
    for (std::size_t i = 1; common != std::string_view::npos && i < lines.size(); ++i)
        lines[i].remove_prefix(std::min(common, lines[i].size()));
    const auto isBlank = [&](std::string_view line) { return indentOf(line) == std::string_view::npos; };
    const auto first = std::find_if_not(lines.begin(), lines.end(), isBlank);
    const auto last = std::find_if_not(lines.rbegin(), std::make_reverse_iterator(first), isBlank).base();
    std::string value;
    for (auto line = first; line < last; ++line) {
        if (line != first)
            value.push_back('\n');
        value.append(*line);
    }
    return value;
}

} // namespace

QByteArray Token::description() const
{
    const QByteArray quoted = '"' + QByteArray(text.data(), static_cast<qsizetype>(text.size())) + '"';
    switch (kind) {
    case TokenKind::Start: return "<SOF>";
    case TokenKind::End: return "<EOF>";
    case TokenKind::Punctuator: return quoted;
    case TokenKind::Name: return "Name " + quoted;
    case TokenKind::Int: return "Int " + quoted;
    case TokenKind::Float: return "Float " + quoted;
    case TokenKind::String: return "String";
    case TokenKind::BlockString: return "BlockString";
    }
    return {};
}

void Lexer::passOver()
{
    if (m_position == 0 && m_source.starts_with(byteOrderMarkBytes))
        m_position = byteOrderMarkBytes.size();
    for (; m_position < m_source.size(); ++m_position) {
        const char byte = m_source[m_position];
        if (byte == '#')
            m_position = std::min(m_source.find_first_of("\n\r", m_position), m_source.size()) - 1;
        else if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r' && byte != ',')
            return;
    }
}

Token Lexer::cut(TokenKind kind, std::size_t end)
{
    const Token token{kind, m_position, m_source.substr(m_position, end - m_position)};
    m_position = end;
    return token;
}

QByteArray Lexer::characters(std::size_t from, std::size_t length) const
{
    std::size_t end = std::min(from + length, m_source.size());
    while ((static_cast<unsigned char>(at(end)) & 0xc0U) == 0x80)
        ++end;
    return QByteArray(m_source.data() + from, static_cast<qsizetype>(end - from));
}

QByteArray Lexer::nameOf(std::size_t position) const
{
    if (position >= m_source.size())
        return "<EOF>";
    const QByteArray character = characters(position, 1);
    const uint point =
        QString::fromUtf8(character).toUcs4().value(0, 0xfeff); // a mark of byte order is read as nothing
    return point >= 0x20 && point <= 0x7e ? '"' + character + '"'
                                          : "U+" + QByteArray::number(point, 16).toUpper().rightJustified(4, '0');
}

std::unexpected<SyntaxError> Lexer::unexpectedAt(std::size_t position) const
{
    return std::unexpected(SyntaxError{"Unexpected character: " + nameOf(position) + '.', position});
}

Lexer::Result Lexer::next()
{
    passOver();
    if (m_position >= m_source.size())
        return Token{TokenKind::End, m_source.size(), {}};
    const char byte = m_source[m_position];
    if (isNameStart(byte)) {
        std::size_t end = m_position + 1;
        while (isNamePart(at(end)))
            ++end;
        return cut(TokenKind::Name, end);
    }
    if (m_source.substr(m_position).starts_with("..."))
        return cut(TokenKind::Punctuator, m_position + 3);
    if (std::string_view("!$&():=@[]{|}").find(byte) != std::string_view::npos)
        return cut(TokenKind::Punctuator, m_position + 1);
    if (isDigit(byte) || byte == '-')
        return number();
    if (byte == '"')
        return m_source.substr(m_position).starts_with(R"(""")") ? blockString() : string();
    return unexpectedAt(m_position);
}

std::expected<std::size_t, SyntaxError> Lexer::digits(std::size_t from)
{
    if (!isDigit(at(from)))
        return std::unexpected(SyntaxError{"Invalid number, expected digit but got: " + nameOf(from) + '.', from});
    while (isDigit(at(from)))
        ++from;
    return from;
}

Lexer::Result Lexer::number()
{
    std::size_t end = m_position + (m_source[m_position] == '-' ? 1 : 0);
    TokenKind kind = TokenKind::Int;
    if (at(end) == '0' && isDigit(at(end + 1)))
        return std::unexpected(
            SyntaxError{"Invalid number, unexpected digit after 0: \"" + QByteArray(1, at(end + 1)) + "\".", end + 1});
    const auto whole = digits(end);
    if (!whole)
        return std::unexpected(whole.error());
    end = *whole;
    if (at(end) == '.') {
        const auto fraction = digits(end + 1);
        if (!fraction)
            return std::unexpected(fraction.error());
        end = *fraction;
        kind = TokenKind::Float;
    }
    if ((at(end) | 0x20) == 'e') {
        const bool hasSign = at(end + 1) == '+' || at(end + 1) == '-';
        const auto exponent = digits(end + (hasSign ? 2 : 1));
        if (!exponent)
            return std::unexpected(exponent.error());
        end = *exponent;
        kind = TokenKind::Float;
    }
    if (at(end) == '.' || isNameStart(at(end)))
        return std::unexpected(
            SyntaxError{"Invalid number, expected digit but got: \"" + QByteArray(1, at(end)) + "\".", end});
    return cut(kind, end);
}

std::expected<std::size_t, SyntaxError> Lexer::unicodeEscape(std::size_t backslash)
{
    const auto wrong = [&](std::size_t length) {
        return std::unexpected(
            SyntaxError{"Invalid Unicode escape sequence: \"" + characters(backslash, length) + "\".", backslash});
    };
    if (at(backslash + 2) == '{') {
        const std::size_t end = m_source.find('}', backslash);
        const auto point = end == std::string_view::npos || end > backslash + 12
            ? std::nullopt
            : hexadecimal(m_source.substr(backslash + 3, end - backslash - 3));
        if (!point || *point > 0x10ffff || isHighSurrogate(*point) || isLowSurrogate(*point))
            return wrong(12);
        appendUtf8(m_string, *point);
        return end + 1;
    }
    auto point = hexadecimal(m_source.substr(backslash + 2, 4));
    std::size_t end = backslash + 6;
    if (!point || end > m_source.size() || isLowSurrogate(*point))
        return wrong(6);
    if (isHighSurrogate(*point)) {
        const bool isPair = at(end) == '\\' && at(end + 1) == 'u' && end + 6 <= m_source.size();
        const auto low = isPair ? hexadecimal(m_source.substr(end + 2, 4)) : std::nullopt;
        if (!low || !isLowSurrogate(*low))
            return wrong(6);
        point = 0x10000 + ((*point - 0xd800) << 10) + (*low - 0xdc00);
        end += 6;
    }
    appendUtf8(m_string, *point);
    return end;
}

std::expected<std::size_t, SyntaxError> Lexer::escape(std::size_t backslash)
{
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const char letter = at(backslash + 1);
    if (letter == 'u')
        return unicodeEscape(backslash);
    const std::size_t index = letter == '\0' ? std::string_view::npos : letters.find(letter);
    if (index == std::string_view::npos)
        return std::unexpected(
            SyntaxError{"Invalid character escape sequence: \"" + characters(backslash, 2) + "\".", backslash});
    m_string.push_back(meanings[index]);
    return backslash + 2;
}

Lexer::Result Lexer::string()
{
    m_string.clear();
    for (std::size_t i = m_position + 1; i < m_source.size();) {
        const char byte = m_source[i];
        if (byte == '"')
            return cut(TokenKind::String, i + 1);
        if (byte == '\n' || byte == '\r')
            return std::unexpected(SyntaxError{"Unterminated string.", i});
        if (byte != '\\') {
            m_string.push_back(byte);
            ++i;
            continue;
        }
        const auto end = escape(i);
        if (!end)
            return std::unexpected(end.error());
        i = *end;
    }
    return std::unexpected(SyntaxError{"Unterminated string.", m_source.size()});
}

Lexer::Result Lexer::blockString()
{
    std::string raw;
    for (std::size_t i = m_position + 3; i < m_source.size();) {
        const std::string_view rest = m_source.substr(i);
        if (rest.starts_with(R"(""")")) {
            m_string = blockStringValue(raw);
            return cut(TokenKind::BlockString, i + 3);
        }
        const bool isEscaped = rest.starts_with(R"(\""")");
        raw.append(isEscaped ? std::string_view(R"(""")") : rest.substr(0, 1));
        i += isEscaped ? 4 : 1;
    }
    return std::unexpected(SyntaxError{"Unterminated string.", m_source.size()});
}

} // namespace curbside::graphql
