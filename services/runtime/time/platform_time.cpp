// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/time/platform_time.h"

namespace curbside {

namespace {

constexpr PlatformTime firstWritable = std::chrono::sys_days{std::chrono::year{0} / 1 / 1};
constexpr PlatformTime firstReadable = fromMicroseconds(0);
constexpr PlatformTime afterLast = std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1};

char *writeDigits(char *to, unsigned number, int digits)
{
    for (int place = digits - 1; place >= 0; --place) {
        to[place] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    return to + digits;
}

bool isDigit(char character)
{
    return character >= '0' && character <= '9';
}

/// Takes a text apart from the left; once something did not fit, it stays failed.
class TextCursor
{
public:
    explicit TextCursor(QByteArrayView text) : m_at(text.begin()), m_end(text.end()) {}

    unsigned digits(int count)
    {
        unsigned number = 0;
        for (; count > 0; --count) {
            if (m_at == m_end || !isDigit(*m_at)) {
                m_failed = true;
                return 0;
            }
            number = number * 10 + static_cast<unsigned>(*m_at++ - '0');
        }
        return number;
    }

    bool skip(char character)
    {
        const bool found = m_at != m_end && *m_at == character;
        m_at += found ? 1 : 0;
        return found;
    }

    void require(bool holds) { m_failed = m_failed || !holds; }

    /// The digits after a decimal point, as microseconds.
    std::int64_t fraction()
    {
        require(m_at != m_end && isDigit(*m_at));
        std::int64_t microseconds = 0;
        for (std::int64_t weight = 100'000; m_at != m_end && isDigit(*m_at); ++m_at, weight /= 10)
            microseconds += weight * (*m_at - '0');
        return microseconds;
    }

    [[nodiscard]] bool isWhole() const { return !m_failed && m_at == m_end; }

private:
    const char *m_at;
    const char *m_end;
    bool m_failed = false;
};

std::chrono::minutes readOffset(TextCursor &cursor)
{
    if (cursor.skip('Z') || cursor.skip('z'))
        return 0min;
    const bool isWest = cursor.skip('-');
    cursor.require(isWest || cursor.skip('+'));
    const unsigned hours = cursor.digits(2);
    cursor.require(cursor.skip(':'));
    const unsigned minutes = cursor.digits(2);
    cursor.require(hours < 24 && minutes < 60);
    const std::chrono::minutes offset{hours * 60 + minutes};
    return isWest ? -offset : offset;
}

/// A leap second stands at the end of a month in UTC; here it is the first instant of the next.
bool isStartOfMonth(PlatformTime time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    return time - day < 1s && std::chrono::year_month_day{day}.day() == std::chrono::day{1};
}

} // namespace

char *writeRfc3339(char *to, PlatformTime time)
{
    time = std::clamp(time, firstWritable, afterLast - Duration{1});
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const auto milliseconds = static_cast<unsigned>((time - day) / 1ms);
    to = writeDigits(to, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    *to++ = '-';
    to = writeDigits(to, static_cast<unsigned>(date.month()), 2);
    *to++ = '-';
    to = writeDigits(to, static_cast<unsigned>(date.day()), 2);
    *to++ = 'T';
    to = writeDigits(to, milliseconds / 3'600'000, 2);
    *to++ = ':';
    to = writeDigits(to, milliseconds / 60'000 % 60, 2);
    *to++ = ':';
    to = writeDigits(to, milliseconds / 1'000 % 60, 2);
    *to++ = '.';
    to = writeDigits(to, milliseconds % 1'000, 3);
    *to++ = 'Z';
    return to;
}

QByteArray toRfc3339(PlatformTime time)
{
    QByteArray text(rfc3339Length, Qt::Uninitialized);
    writeRfc3339(text.data(), time);
    return text;
}

std::optional<PlatformTime> fromRfc3339(QByteArrayView text)
{
    TextCursor cursor(text);
    const std::chrono::year year{static_cast<int>(cursor.digits(4))};
    cursor.require(cursor.skip('-'));
    const std::chrono::month month{cursor.digits(2)};
    cursor.require(cursor.skip('-'));
    const std::chrono::year_month_day date{year, month, std::chrono::day{cursor.digits(2)}};
    cursor.require(date.ok() && (cursor.skip('T') || cursor.skip('t')));
    const unsigned hours = cursor.digits(2);
    cursor.require(cursor.skip(':'));
    const unsigned minutes = cursor.digits(2);
    cursor.require(cursor.skip(':'));
    const unsigned seconds = cursor.digits(2);
    cursor.require(hours < 24 && minutes < 60 && seconds <= 60);
    const Duration fraction{cursor.skip('.') ? cursor.fraction() : 0};
    const std::chrono::minutes offset = readOffset(cursor);
    if (!cursor.isWhole())
        return std::nullopt;
    const PlatformTime time = std::chrono::sys_days{date} + std::chrono::hours{hours} + std::chrono::minutes{minutes}
        + std::chrono::seconds{seconds} + fraction - offset;
    const bool isRefused = time < firstReadable || time >= afterLast || (seconds == 60 && !isStartOfMonth(time));
    return isRefused ? std::nullopt : std::optional(time);
}

std::optional<Duration> parseDuration(QStringView text)
{
    constexpr std::int64_t longestSeconds = 10'000LL * 86'400;
    if (text.size() < 2)
        return std::nullopt;
    std::int64_t count = 0;
    for (const QChar character : text.chopped(1)) {
        if (character < u'0' || character > u'9')
            return std::nullopt;
        count = std::min(count * 10 + (character.unicode() - u'0'), longestSeconds + 1);
    }
    std::int64_t unitSeconds = 0;
    switch (text.back().unicode()) {
    case u's': unitSeconds = 1; break;
    case u'm': unitSeconds = 60; break;
    case u'h': unitSeconds = 3'600; break;
    case u'd': unitSeconds = 86'400; break;
    default: return std::nullopt;
    }
    if (count == 0 || count > longestSeconds / unitSeconds)
        return std::nullopt;
    return std::chrono::seconds{count * unitSeconds};
}

} // namespace curbside
