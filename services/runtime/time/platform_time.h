// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <chrono>
#include <optional>

namespace curbside {

using namespace std::chrono_literals;

using Duration = std::chrono::microseconds;

/// A moment of platform time: microseconds since 1970-01-01 UTC. Never read from the wall clock.
using PlatformTime = std::chrono::sys_time<Duration>;

[[nodiscard]] constexpr qint64 toMicroseconds(PlatformTime time)
{
    return time.time_since_epoch().count();
}

[[nodiscard]] constexpr PlatformTime fromMicroseconds(qint64 microseconds)
{
    return PlatformTime{Duration{microseconds}};
}

/// RFC 3339 with milliseconds in UTC, such as 2026-03-02T11:42:07.318Z (cut, not rounded). Before year 0 and after 9999 the
/// nearest time inside.
[[nodiscard]] QByteArray toRfc3339(PlatformTime time);

inline constexpr qsizetype rfc3339Length = 24;
/// The same into `to`, which has room for rfc3339Length characters; returns the end.
char *writeRfc3339(char *to, PlatformTime time);

/// Any RFC 3339 time from year 1970 to 9999 in UTC; finer than a microsecond is cut, a leap second is the first instant of
/// the next month. Nothing for anything else.
[[nodiscard]] std::optional<PlatformTime> fromRfc3339(QByteArrayView text);

/// "90s", "45m", "8h", "1d" (whole numbers, more than nothing, at most 10,000 days). Nothing for anything else.
[[nodiscard]] std::optional<Duration> parseDuration(QStringView text);

} // namespace curbside
