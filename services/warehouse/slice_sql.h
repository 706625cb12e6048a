// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <array>

namespace curbside {

/// The lengths of the slices that aggregates are kept in, in minutes, from the shortest on. Each is a multiple of the one
/// before.
inline constexpr std::array<int, 3> sliceGrains{5, 60, 1440};

[[nodiscard]] constexpr qint64 grainMicroseconds(int minutes)
{
    return qint64{minutes} * 60'000'000;
}

// The SQL that keeps the aggregates by slices, in the order in which it runs.

/// Notes the slices of the pending facts: to be run before those are made anew, and after.
[[nodiscard]] const QStringList &pendingSliceStatements();
/// Throws the pending slices away and adds them up again: the shortest from the facts, the longer ones from the shorter.
[[nodiscard]] const QStringList &sliceStatements();

} // namespace curbside
