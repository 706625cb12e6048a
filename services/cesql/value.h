// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace curbside::cesql {

/// Boolean, Integer (32 bits) and String are the language's own. A Number is what only payloads and the journal have: a
/// fraction, or a whole number beyond 32 bits.
enum class Type : unsigned char { None, Boolean, Integer, Number, String };

/// A value of the language. Text belongs to whoever made the value. One of no type is an attribute that is missing.
struct Value
{
    Type type = Type::None;
    std::int32_t integer = 0; ///< of an Integer; of a Boolean 0 or 1
    double real = 0; ///< of a Number
    std::string_view text = {}; ///< of a String; of a Number as it was written, empty when it never was

    [[nodiscard]] static Value boolean(bool value) { return {Type::Boolean, value ? 1 : 0, 0, {}}; }
    [[nodiscard]] static Value whole(std::int32_t value) { return {Type::Integer, value, 0, {}}; }
    [[nodiscard]] static Value string(std::string_view value) { return {Type::String, 0, 0, value}; }
    /// An Integer where it is one.
    [[nodiscard]] static Value number(double value, std::string_view text = {});
    /// False, 0 or the empty text.
    [[nodiscard]] static Value zero(Type type);

    [[nodiscard]] bool isTrue() const { return type == Type::Boolean && integer != 0; }
    [[nodiscard]] bool isMissing() const { return type == Type::None; }
};

/// Texts made while a record is looked at. Their memory is used again for the next one.
class Texts
{
public:
    [[nodiscard]] std::string_view keep(std::string_view text)
    {
        if (m_used == m_texts.size())
            m_texts.emplace_back();
        return m_texts[m_used++].assign(text);
    }
    void clear() { m_used = 0; }

private:
    std::deque<std::string> m_texts;
    std::size_t m_used = 0;
};

/// The kinds of error that CloudEvents SQL names.
enum class ErrorKind : unsigned char {
    Parse,
    Math,
    Cast,
    MissingAttribute,
    MissingFunction,
    FunctionEvaluation,
    Generic
};

/// As its conformance cases call them: parse, math, cast, …
[[nodiscard]] std::string_view nameOf(ErrorKind kind);

class ErrorSet
{
public:
    void add(ErrorKind kind) { m_bits |= bitOf(kind); }
    [[nodiscard]] bool contains(ErrorKind kind) const { return (m_bits & bitOf(kind)) != 0; }
    [[nodiscard]] bool isEmpty() const { return m_bits == 0; }

private:
    [[nodiscard]] static unsigned bitOf(ErrorKind kind) { return 1U << static_cast<unsigned>(kind); }
    unsigned m_bits = 0;
};

/// The value as another type: nothing is lost in what the specification allows; what it does not allow gives the type's zero
/// value and sets `hasFailed`. A missing value is not asked for.
[[nodiscard]] Value castTo(Type type, const Value &value, Texts &texts, bool &hasFailed);
/// For comparisons beyond the Integers.
[[nodiscard]] double asReal(const Value &value, bool &hasFailed);

} // namespace curbside::cesql
