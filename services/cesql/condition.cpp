// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/condition.h"

#include "services/cesql/expression.h"
#include "services/cesql/record.h"

#include <algorithm>

namespace curbside::cesql {

namespace {

std::string inQuotes(std::string_view text, char quote)
{
    std::string literal(1, quote);
    for (const char letter : text) {
        if (letter == quote)
            literal.push_back('\\');
        literal.push_back(letter);
    }
    literal.push_back(quote);
    return literal;
}

/// Any one character for each that no literal can hold.
std::string patternOf(std::string_view text)
{
    std::string pattern;
    for (const char letter : text) {
        const bool isWild = letter == '%' || letter == '_';
        if (isWild)
            pattern.push_back('\\');
        pattern.push_back(letter == '\\' || letter == '\n' || letter == '\r' ? '_' : letter);
    }
    return inQuotes(pattern, '\'');
}

std::string textOf(const Value &value)
{
    Texts texts;
    bool hasFailed = false;
    return std::string(castTo(Type::String, value, texts, hasFailed).text);
}

bool isAlwaysThere(std::string_view name)
{
    return name == "id" || name == "source" || name == "type" || name == "specversion" || name == "outcome";
}

bool isMixable(const Expression &root)
{
    return root.isInParentheses || (root.operation != Operation::Or && root.operation != Operation::Xor);
}

std::string asPart(std::string_view expression)
{
    const auto parsed = parse(expression);
    const bool isPlain = parsed && isMixable(*parsed->root);
    return isPlain ? std::string(expression) : "(" + std::string(expression) + ")";
}

} // namespace

std::string literalOf(std::string_view text)
{
    const bool isLine = text.find_first_of("\n\r") == std::string_view::npos;
    if (!isLine)
        return {};
    for (const char quote : {'\'', '"'}) {
        const bool wantsEscape = text.find(quote) != std::string_view::npos;
        const std::string literal = inQuotes(text, quote);
        const auto tokens = tokensOf(literal);
        const bool isOne = tokens.size() == 2 && tokens.front().kind == TokenKind::Text;
        if (isOne && textMeant(literal) == text && (!wantsEscape || quote == '"'))
            return literal;
    }
    return {};
}

std::string conditionFor(std::string_view name, const Value &value)
{
    std::string condition(name);
    if (value.type == Type::Integer)
        return condition + " = " + textOf(value);
    if (value.type == Type::Boolean)
        return condition + (value.isTrue() ? " = TRUE" : " = FALSE");
    const std::string text = textOf(value);
    const std::string literal = literalOf(text);
    return condition + (literal.empty() ? " LIKE " + patternOf(text) : " = " + literal);
}

std::string exclusionOf(std::string_view name, const Value &value)
{
    const std::string condition = conditionFor(name, value);
    if (isAlwaysThere(name)) {
        const std::string literal = literalOf(textOf(value));
        return literal.empty() ? "NOT (" + condition + ")" : std::string(name) + " != " + literal;
    }
    return "NOT (EXISTS " + std::string(name) + " AND " + condition + ")";
}

std::string bothOf(std::string_view one, std::string_view other)
{
    if (one.empty() || other.empty())
        return std::string(one.empty() ? other : one);
    return asPart(one) + " AND " + asPart(other);
}

std::string stepAdded(std::string_view path, std::string_view member)
{
    const bool isPlain = !member.empty() && std::ranges::all_of(member, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
            || letter == '_';
    });
    std::string step(member);
    if (!isPlain) {
        step = literalOf(member);
        if (step.empty())
            step = inQuotes(member, '\'');
    }
    return std::string(path) + "." + step;
}

} // namespace curbside::cesql
