// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/token.h"

#include <cstdint>
#include <expected>
#include <memory>

namespace curbside::cesql {

enum class Operation : unsigned char {
    Truth, ///< a Boolean literal
    Whole, ///< an Integer literal
    Text, ///< a String literal
    Attribute,
    Payload, ///< a path into the payload
    Not,
    Negate,
    Exists,
    Like,
    In,
    Multiply,
    Divide,
    Remainder,
    Add,
    Subtract,
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    And,
    Or,
    Xor,
    Call,
};

/// A node of a parsed expression.
struct Expression
{
    Operation operation = Operation::Truth;
    bool isNegated = false; ///< !=, NOT LIKE, NOT IN
    bool isInParentheses = false;
    std::size_t at = 0; ///< of its operator or its first token
    std::size_t length = 0;
    std::int32_t integer = 0; ///< of a literal
    std::string text = {}; ///< of a literal, a pattern, a function in capitals, an attribute in small letters
    std::vector<std::string> steps = {}; ///< of a path
    std::vector<std::unique_ptr<Expression>> operands = {};
    unsigned depth = 1;
};

constexpr std::size_t longestExpression = 8192;
constexpr unsigned deepestExpression = 200;

struct Parsed
{
    std::unique_ptr<Expression> root;
    std::vector<Remark> advice; ///< where it may mean something else than was thought
};

/// By the grammar of CloudEvents SQL 1.0 and the paths into payloads; the error names the first place that is wrong.
[[nodiscard]] std::expected<Parsed, Remark> parse(std::string_view expression);

} // namespace curbside::cesql
