// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/json/json_writer.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace curbside {

namespace {

constexpr qsizetype firstRoom = 512;
constexpr qsizetype longestNumber = 32;
constexpr std::size_t longestEscape = 6;
constexpr std::uint32_t replacementCharacter = 0xfffd;

/// What follows the backslash: 0 when the byte stands for itself, 'u' for the long form.
constexpr std::array<char, 256> makeEscapes()
{
    std::array<char, 256> escapes{};
    for (std::size_t control = 0; control < 0x20; ++control)
        escapes[control] = 'u';
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
}

constexpr std::array<char, 256> escapes = makeEscapes();

char *writeEscape(char *to, unsigned char byte)
{
    constexpr std::string_view digits = "0123456789abcdef";
    *to++ = '\\';
    *to++ = escapes[byte];
    if (escapes[byte] != 'u')
        return to;
    *to++ = '0';
    *to++ = '0';
    *to++ = digits[byte >> 4];
    *to++ = digits[byte & 0xf];
    return to;
}

char *writeCodePoint(char *to, std::uint32_t point)
{
    const auto continuation = [point](int shift) { return static_cast<char>(0x80 | ((point >> shift) & 0x3f)); };
    if (point < 0x800) {
        *to++ = static_cast<char>(0xc0 | point >> 6);
    } else if (point < 0x10000) {
        *to++ = static_cast<char>(0xe0 | point >> 12);
        *to++ = continuation(6);
    } else {
        *to++ = static_cast<char>(0xf0 | point >> 18);
        *to++ = continuation(12);
        *to++ = continuation(6);
    }
    *to++ = continuation(0);
    return to;
}

/// The code point at `position`, which is moved past it.
std::uint32_t readCodePoint(const char16_t *text, std::size_t length, std::size_t &position)
{
    const char16_t unit = text[position++];
    if (!QChar::isSurrogate(unit))
        return unit;
    if (!QChar::isHighSurrogate(unit) || position == length || !QChar::isLowSurrogate(text[position]))
        return replacementCharacter;
    return QChar::surrogateToUcs4(unit, text[position++]);
}

/// Escapes and encodes characters from `position` on, as many as surely fit into `room`.
char *writeCharacters(char *to, std::size_t room, const char16_t *text, std::size_t length, std::size_t &position)
{
    for (std::size_t budget = room / longestEscape; budget > 0 && position < length; --budget) {
        const char16_t unit = text[position];
        if (unit >= 0x80) {
            to = writeCodePoint(to, readCodePoint(text, length, position));
            continue;
        }
        if (escapes[unit] == 0)
            *to++ = static_cast<char>(unit);
        else
            to = writeEscape(to, static_cast<unsigned char>(unit));
        ++position;
    }
    return to;
}

char *writeCharacters(char *to, std::size_t room, const char *text, std::size_t length, std::size_t &position)
{
    for (std::size_t budget = room / longestEscape; budget > 0 && position < length; --budget) {
        const auto byte = static_cast<unsigned char>(text[position++]);
        if (escapes[byte] == 0)
            *to++ = static_cast<char>(byte);
        else
            to = writeEscape(to, byte);
    }
    return to;
}

char *write(char *to, std::string_view text)
{
    std::memcpy(to, text.data(), text.size());
    return to + text.size();
}

} // namespace

char *JsonWriter::room(qsizetype length)
{
    if (m_text.size() - m_size < length)
        m_text.resize(std::max({firstRoom, m_text.size() * 2, m_size + length}));
    return m_text.data() + m_size;
}

char *JsonWriter::start(qsizetype length)
{
    char *to = room(length + 1);
    if (m_needsComma)
        *to++ = ',';
    return to;
}

JsonWriter &JsonWriter::finish(const char *end, bool needsComma)
{
    m_size = end - m_text.constData();
    m_needsComma = needsComma;
    return *this;
}

template <typename Character>
void JsonWriter::quote(const Character *text, std::size_t length)
{
    constexpr std::size_t largestPiece = 512;
    char *to = start(2);
    *to++ = '"';
    finish(to);
    for (std::size_t position = 0; position < length;) {
        const std::size_t piece = longestEscape * std::min(length - position, largestPiece);
        to = room(static_cast<qsizetype>(piece) + 2);
        finish(writeCharacters(to, piece, text, length, position));
    }
    to = room(2);
    *to++ = '"';
    finish(to);
}

JsonWriter &JsonWriter::begin(char bracket)
{
    char *to = start(1);
    *to++ = bracket;
    ++m_depth;
    return finish(to, false);
}

JsonWriter &JsonWriter::end(char bracket)
{
    char *to = room(1);
    *to++ = bracket;
    --m_depth;
    return finish(to);
}

JsonWriter &JsonWriter::literal(std::string_view text)
{
    return finish(write(start(static_cast<qsizetype>(text.size())), text));
}

JsonWriter &JsonWriter::beginObject()
{
    return begin('{');
}

JsonWriter &JsonWriter::endObject()
{
    return end('}');
}

JsonWriter &JsonWriter::beginArray()
{
    return begin('[');
}

JsonWriter &JsonWriter::endArray()
{
    return end(']');
}

JsonWriter &JsonWriter::key(std::string_view name)
{
    quote(name.data(), name.size());
    char *to = room(1);
    *to++ = ':';
    return finish(to, false);
}

JsonWriter &JsonWriter::value(QStringView text)
{
    quote(text.utf16(), static_cast<std::size_t>(text.size()));
    return *this;
}

JsonWriter &JsonWriter::value(std::string_view utf8)
{
    quote(utf8.data(), utf8.size());
    return *this;
}

JsonWriter &JsonWriter::value(bool flag)
{
    return literal(flag ? "true" : "false");
}

JsonWriter &JsonWriter::integer(std::int64_t number)
{
    char *to = start(longestNumber);
    return finish(std::to_chars(to, to + longestNumber, number).ptr);
}

JsonWriter &JsonWriter::unsignedInteger(std::uint64_t number)
{
    char *to = start(longestNumber);
    return finish(std::to_chars(to, to + longestNumber, number).ptr);
}

JsonWriter &JsonWriter::value(double number)
{
    constexpr double firstWithExponent = 1e18; // a longer row of digits reads as a whole number, which may not fit
    if (!std::isfinite(number))
        return null();
    if (number == 0)
        return literal(std::signbit(number) ? "-0.0" : "0");
    char *to = start(longestNumber);
    char *end = to + longestNumber;
    if (std::abs(number) >= firstWithExponent)
        return finish(std::to_chars(to, end, number, std::chars_format::scientific).ptr);
    return finish(std::to_chars(to, end, number).ptr);
}

JsonWriter &JsonWriter::value(PlatformTime time)
{
    char *to = start(rfc3339Length + 2);
    *to++ = '"';
    to = writeRfc3339(to, time);
    *to++ = '"';
    return finish(to);
}

JsonWriter &JsonWriter::value(const Uuid &uuid)
{
    char *to = start(Uuid::textLength + 2);
    *to++ = '"';
    to = uuid.write(to);
    *to++ = '"';
    return finish(to);
}

JsonWriter &JsonWriter::value(const Place &place)
{
    beginObject();
    key("x").thousandths(place.x);
    key("y").thousandths(place.y);
    return endObject();
}

JsonWriter &JsonWriter::null()
{
    return literal("null");
}

JsonWriter &JsonWriter::thousandths(std::int64_t number)
{
    char *to = start(longestNumber);
    const auto magnitude = number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number);
    if (number < 0)
        *to++ = '-';
    to = std::to_chars(to, to + longestNumber - 1, magnitude / 1000).ptr;
    auto fraction = static_cast<unsigned>(magnitude % 1000);
    if (fraction != 0)
        *to++ = '.';
    for (unsigned weight = 100; fraction != 0; fraction %= weight, weight /= 10)
        *to++ = static_cast<char>('0' + fraction / weight);
    return finish(to);
}

JsonWriter &JsonWriter::raw(QByteArrayView json)
{
    return literal(std::string_view(json.data(), static_cast<std::size_t>(json.size())));
}

QByteArray JsonWriter::take()
{
    if (m_depth != 0)
        qFatal("JsonWriter::take: %d objects or arrays are open", m_depth);
    m_text.truncate(m_size);
    m_size = 0;
    m_needsComma = false;
    return std::exchange(m_text, {});
}

} // namespace curbside
