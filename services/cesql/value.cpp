// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/value.h"

#include "services/cesql/letters.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace curbside::cesql {

namespace {

constexpr double least = std::numeric_limits<std::int32_t>::min();
constexpr double most = std::numeric_limits<std::int32_t>::max();

template <typename Figure>
bool readAll(std::string_view text, Figure &value)
{
    if (text.starts_with('+') && text.size() > 1 && text[1] != '-')
        text.remove_prefix(1);
    const char *end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc() && stop == end && !text.empty();
}

Value asBoolean(const Value &value, bool &hasFailed)
{
    switch (value.type) {
    case Type::Integer: return Value::boolean(value.integer != 0);
    case Type::Number: return Value::boolean(value.real != 0);
    case Type::String: {
        const std::string word = inSmallLetters(value.text.substr(0, 6));
        hasFailed = hasFailed || (word != "true" && word != "false");
        return Value::boolean(word == "true");
    }
    default: return value;
    }
}

Value asInteger(const Value &value, bool &hasFailed)
{
    if (value.type == Type::Boolean)
        return Value::whole(value.integer);
    if (value.type == Type::Number) {
        const double whole = std::trunc(value.real);
        const bool fits = whole >= least && whole <= most;
        hasFailed = hasFailed || !fits;
        return Value::whole(fits ? static_cast<std::int32_t>(whole) : 0);
    }
    std::int32_t read = 0;
    const bool isRead = readAll(value.text, read);
    hasFailed = hasFailed || !isRead;
    return Value::whole(isRead ? read : 0);
}

Value asString(const Value &value, Texts &texts)
{
    if (value.type == Type::Boolean)
        return Value::string(value.integer != 0 ? "true" : "false");
    if (value.type == Type::Number && !value.text.empty())
        return Value::string(value.text);
    std::array<char, 40> digits{};
    const auto written = value.type == Type::Number
        ? std::to_chars(digits.data(), digits.data() + digits.size(), value.real)
        : std::to_chars(digits.data(), digits.data() + digits.size(), value.integer);
    return Value::string(texts.keep({digits.data(), static_cast<std::size_t>(written.ptr - digits.data())}));
}

} // namespace

Value Value::number(double value, std::string_view text)
{
    if (value == std::trunc(value) && value >= least && value <= most)
        return whole(static_cast<std::int32_t>(value));
    return {Type::Number, 0, value, text};
}

Value Value::zero(Type type)
{
    Value value;
    value.type = type;
    return value;
}

std::string_view nameOf(ErrorKind kind)
{
    static constexpr std::array<std::string_view, 7> names{
        "parse", "math", "cast", "missingAttribute", "missingFunction", "functionEvaluation", "generic"};
    return names.at(static_cast<std::size_t>(kind));
}

Value castTo(Type type, const Value &value, Texts &texts, bool &hasFailed)
{
    if (value.type == type)
        return value;
    switch (type) {
    case Type::Boolean: return asBoolean(value, hasFailed);
    case Type::Integer: return asInteger(value, hasFailed);
    case Type::String: return asString(value, texts);
    case Type::Number: return Value::number(asReal(value, hasFailed));
    default: return value;
    }
}

double asReal(const Value &value, bool &hasFailed)
{
    switch (value.type) {
    case Type::Number: return value.real;
    case Type::String: {
        double read = 0;
        const bool isRead = readAll(value.text, read);
        hasFailed = hasFailed || !isRead;
        return isRead ? read : 0;
    }
    default: return value.integer;
    }
}

} // namespace curbside::cesql
