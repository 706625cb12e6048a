// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/token.h"

#include "services/cesql/letters.h"

#include <algorithm>

namespace curbside::cesql {

namespace {

bool isDigit(char letter)
{
    return letter >= '0' && letter <= '9';
}

bool isLetter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

bool isWordPart(char letter)
{
    return isLetter(letter) || isDigit(letter) || letter == '_';
}

bool isSpace(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

class Cutter
{
public:
    explicit Cutter(std::string_view source) : m_source(source) {}

    std::vector<Token> all()
    {
        do {
            while (isSpace(at(m_position)))
                ++m_position;
            m_tokens.push_back(next());
            m_position += m_tokens.back().text.size();
        } while (m_tokens.back().kind != TokenKind::End);
        return std::move(m_tokens);
    }

private:
    [[nodiscard]] char at(std::size_t position) const { return position < m_source.size() ? m_source[position] : '\0'; }

    [[nodiscard]] Token cut(TokenKind kind, std::size_t end, Complaint complaint = Complaint::None) const
    {
        return {kind, m_position, m_source.substr(m_position, end - m_position), complaint};
    }

    [[nodiscard]] std::size_t endOf(std::size_t from, bool (*belongs)(char)) const
    {
        while (from < m_source.size() && belongs(m_source[from]))
            ++from;
        return from;
    }

    /// Where the text that begins at `from` ends, quotes included; npos when it does not.
    [[nodiscard]] std::size_t endOfText(std::size_t from) const
    {
        for (std::size_t i = from + 1; i < m_source.size(); ++i) {
            if (m_source[i] == '\\')
                ++i;
            else if (m_source[i] == m_source[from])
                return i + 1;
        }
        return std::string_view::npos;
    }

    /// What stands before can be the left side of an operator.
    [[nodiscard]] bool isAfterValue() const
    {
        if (m_tokens.empty())
            return false;
        const Token &last = m_tokens.back();
        return last.kind == TokenKind::Name || last.kind == TokenKind::Path || last.kind == TokenKind::Integer
            || last.kind == TokenKind::Text || last.isSymbol(")") || last.isKeyword("TRUE") || last.isKeyword("FALSE");
    }

    [[nodiscard]] Token next() const
    {
        if (m_position == m_source.size())
            return cut(TokenKind::End, m_position);
        const char first = at(m_position);
        if (first == '\'' || first == '"') {
            const std::size_t end = endOfText(m_position);
            return end == std::string_view::npos ? cut(TokenKind::Wrong, m_source.size(), Complaint::UnclosedText)
                                                 : cut(TokenKind::Text, end);
        }
        const bool isSigned = (first == '+' || first == '-') && isDigit(at(m_position + 1)) && !isAfterValue();
        if (isSigned)
            return cut(TokenKind::Integer, endOf(m_position + 1, isDigit));
        if (isWordPart(first))
            return word();
        return symbol();
    }

    [[nodiscard]] Token word() const
    {
        const std::size_t end = endOf(m_position, isWordPart);
        const std::string_view text = m_source.substr(m_position, end - m_position);
        if (text == "data" && at(end) == '.')
            return path(end);
        if (std::ranges::all_of(text, isDigit))
            return cut(TokenKind::Integer, end);
        const bool isKeyword = std::ranges::find(keywords(), inCapitals(text)) != keywords().end();
        return cut(isKeyword ? TokenKind::Keyword : TokenKind::Name, end);
    }

    [[nodiscard]] Token path(std::size_t dot) const
    {
        std::size_t end = dot;
        while (at(end) == '.') {
            const char first = at(end + 1);
            const bool isQuoted = first == '\'' || first == '"';
            const std::size_t stepEnd = isQuoted ? endOfText(end + 1) : endOf(end + 1, isWordPart);
            if (stepEnd == std::string_view::npos)
                return cut(TokenKind::Wrong, m_source.size(), Complaint::UnclosedText);
            if (stepEnd == end + 1)
                return cut(TokenKind::Wrong, stepEnd, Complaint::PathWithoutName);
            end = stepEnd;
        }
        return cut(TokenKind::Path, end);
    }

    [[nodiscard]] Token symbol() const
    {
        static constexpr std::string_view pairs[] = {"!=", "<>", ">=", "<="};
        const std::string_view two = m_source.substr(m_position, 2);
        if (std::ranges::find(pairs, two) != std::end(pairs))
            return cut(TokenKind::Symbol, m_position + 2);
        constexpr std::string_view singles = "()+-*/%=<>,";
        if (singles.find(at(m_position)) != std::string_view::npos)
            return cut(TokenKind::Symbol, m_position + 1);
        std::size_t end = m_position + 1;
        while (end < m_source.size() && !beginsCharacter(m_source[end]))
            ++end;
        return cut(TokenKind::Wrong, end, Complaint::UnknownCharacter);
    }

    std::string_view m_source;
    std::size_t m_position = 0;
    std::vector<Token> m_tokens;
};

} // namespace

bool Token::isKeyword(std::string_view word) const
{
    return kind == TokenKind::Keyword && inCapitals(text) == word;
}

const std::vector<std::string_view> &keywords()
{
    static const std::vector<std::string_view> words{"AND", "OR",     "XOR",  "NOT",  "LIKE",
                                                     "IN",  "EXISTS", "TRUE", "FALSE"};
    return words;
}

std::vector<Token> tokensOf(std::string_view expression)
{
    return Cutter(expression).all();
}

std::string textMeant(std::string_view written)
{
    const char quote = written.front();
    std::string meant;
    for (std::size_t i = 1; i + 1 < written.size(); ++i) {
        const bool isEscape = written[i] == '\\' && written[i + 1] == quote && i + 2 < written.size();
        if (!isEscape)
            meant.push_back(written[i]);
    }
    return meant;
}

std::vector<std::string> stepsOf(std::string_view path)
{
    std::vector<std::string> steps;
    std::size_t at = path.find('.');
    while (at < path.size()) {
        const char first = path[++at];
        std::size_t end = at;
        if (first == '\'' || first == '"') {
            do {
                end += path[end] == '\\' ? 2U : 1U;
            } while (path[end] != first);
            ++end;
            steps.push_back(textMeant(path.substr(at, end - at)));
        } else {
            end = std::min(path.find('.', at), path.size());
            steps.emplace_back(path.substr(at, end - at));
        }
        at = end;
    }
    return steps;
}

} // namespace curbside::cesql
