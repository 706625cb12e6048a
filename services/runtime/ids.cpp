// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/ids.h"

namespace curbside {

namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";
constexpr std::uint8_t noDigit = 0xff;

constexpr std::array<std::uint8_t, 256> makeDigitValues()
{
    std::array<std::uint8_t, 256> values{};
    values.fill(noDigit);
    for (std::uint8_t value = 0; value < 16; ++value) {
        const char digit = hexDigits[value];
        values[static_cast<unsigned char>(digit)] = value;
        values[static_cast<unsigned char>(value < 10 ? digit : digit - 'a' + 'A')] = value;
    }
    return values;
}

constexpr std::array<std::uint8_t, 256> digitValues = makeDigitValues();

/// Where the text of each byte begins: after bytes 3, 5, 7 and 9 comes a dash.
constexpr std::array<std::uint8_t, 16> textPositions{0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
constexpr std::array<std::uint8_t, 4> dashPositions{8, 13, 18, 23};

template <typename Character>
void writeText(const std::array<std::uint8_t, 16> &bytes, Character *to)
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        to[textPositions[i]] = static_cast<Character>(hexDigits[bytes[i] >> 4]);
        to[textPositions[i] + 1] = static_cast<Character>(hexDigits[bytes[i] & 0xf]);
    }
    for (const std::uint8_t position : dashPositions)
        to[position] = static_cast<Character>('-');
}

template <typename Character>
std::uint8_t digitValue(Character character)
{
    if constexpr (sizeof(Character) > 1) {
        if (character > 0xff)
            return noDigit;
    }
    return digitValues[static_cast<unsigned char>(character)];
}

template <typename Character>
std::optional<Uuid> readText(const Character *text, qsizetype length)
{
    if (length != Uuid::textLength)
        return std::nullopt;
    std::array<std::uint8_t, 16> bytes;
    std::uint8_t seen = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::uint8_t high = digitValue(text[textPositions[i]]);
        const std::uint8_t low = digitValue(text[textPositions[i] + 1]);
        seen = static_cast<std::uint8_t>(seen | high | low);
        bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    bool dashed = true;
    for (const std::uint8_t position : dashPositions)
        dashed = dashed && text[position] == static_cast<Character>('-');
    return dashed && seen < 16 ? std::optional(Uuid(bytes)) : std::nullopt;
}

} // namespace

std::optional<Uuid> Uuid::fromString(QStringView text)
{
    return readText(text.utf16(), text.size());
}

std::optional<Uuid> Uuid::fromUtf8(QByteArrayView text)
{
    return readText(text.data(), text.size());
}

QString Uuid::toString() const
{
    QString text(textLength, Qt::Uninitialized);
    writeText(m_bytes, reinterpret_cast<char16_t *>(text.data()));
    return text;
}

QByteArray Uuid::toUtf8() const
{
    QByteArray text(textLength, Qt::Uninitialized);
    writeText(m_bytes, text.data());
    return text;
}

char *Uuid::write(char *to) const
{
    writeText(m_bytes, to);
    return to + textLength;
}

Uuid UuidSource::next(PlatformTime now)
{
    constexpr std::uint32_t highestCounter = 0xfff;
    const std::int64_t millisecond = std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count();
    if (millisecond > m_lastMillisecond) {
        m_lastMillisecond = millisecond;
        m_counter = 0;
    } else if (++m_counter > highestCounter) {
        ++m_lastMillisecond;
        m_counter = 0;
    }
    const std::uint64_t high = static_cast<std::uint64_t>(m_lastMillisecond) << 16 | 0x7000 | m_counter;
    const std::uint64_t low = m_random.next() >> 2 | std::uint64_t{1} << 63;
    std::array<std::uint8_t, 16> bytes;
    for (unsigned i = 0; i < 8; ++i) {
        bytes[i] = static_cast<std::uint8_t>(high >> (56 - 8 * i));
        bytes[i + 8] = static_cast<std::uint8_t>(low >> (56 - 8 * i));
    }
    return Uuid(bytes);
}

} // namespace curbside
