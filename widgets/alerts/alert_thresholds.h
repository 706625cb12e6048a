// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>

namespace curbside::thresholds {

// From when on something needs a hand. Times are platform time, in microseconds.

inline constexpr qint64 second = 1'000'000;
inline constexpr qint64 minute = 60 * second;

/// A delivery without a robot is about to be late from here to its promise.
inline constexpr qint64 unassignedLead = 8 * minute;
/// What the two stops of a delivery take at the least, each; and how much later than promised its earliest
/// moment must be for the alert to come; it goes when that is in time.
inline constexpr qint64 leastStop = 20 * second;
inline constexpr qint64 missedBy = 1 * minute;
/// The pace of a robot until one has been seen to drive, in metres a second.
inline constexpr double usualSpeed = 1.5;
/// An open lid on the way is looked at once more before it is said.
inline constexpr qint64 lidOpenFor = 2 * second;
/// Operators answer most calls by themselves within this.
inline constexpr qint64 callUnanswered = 100 * second;
inline constexpr qint64 callUrgent = 5 * minute;
/// What Operations does by itself, for what is said of it: a jam that nobody takes, a robot that is not heard of.
inline constexpr qint64 jamPatience = 10 * minute;
inline constexpr qint64 robotLostAfter = 10 * minute;
/// Percent; below it a robot that carries something may not arrive.
inline constexpr int emptyBattery = 8;
/// Longer than the consumers' slow timer (60 s), which makes good what was lost on the way.
inline constexpr qint64 consumerBehind = 80 * second;
inline constexpr qint64 serviceUnanswering = 15 * second;
inline constexpr qint64 copyBehind = 90 * second;
inline constexpr qint64 copyConfirmed = 30 * second; ///< between two looks that find the same difference
/// A rule of a person's own that has matched nothing for so long has ended.
inline constexpr qint64 matchQuiet = 5 * minute;
/// The services are asked for what they say of themselves this often while something happens.
inline constexpr qint64 askEvery = 10 * second;
inline constexpr int askPauseMs = 700; ///< of wall time, at the least

/// More open ones of a kind stand as one.
inline constexpr std::size_t mostAlone = 4;
inline constexpr std::size_t mostEnded = 500; ///< kept in the history
inline constexpr std::size_t mostOpen = 2'000; ///< of one kind; what is beyond is counted and not listed
inline constexpr int evaluationPauseMs = 350;

} // namespace curbside::thresholds
