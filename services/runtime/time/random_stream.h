// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <cstdint>

namespace curbside {

/// Pseudo-random numbers (xoshiro256**), the same on every machine. Integers only: a distribution that needs floating
/// point is the caller's business, and must not be one of std::'s, whose results are not fixed.
class RandomStream
{
public:
    /// The stream of one component in one incarnation of a run.
    RandomStream(std::uint64_t seed, QByteArrayView component, std::uint64_t incarnation);

    [[nodiscard]] std::uint64_t next();
    /// Uniform in [0, bound), without bias; `bound` is at least 1.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);
    /// Uniform in [low, high], both included.
    [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high);
    /// True `perMillion` times in a million on average.
    [[nodiscard]] bool happens(std::uint32_t perMillion);

private:
    std::uint64_t m_state[4]{};
};

/// A number that depends on its inputs only, the same on every machine: used where a draw belongs to a (link, message) and
/// not to a place in a stream.
[[nodiscard]] std::uint64_t hashDraw(std::uint64_t seed, QByteArrayView link, QByteArrayView message);

/// Maps a draw onto [low, high], both included.
[[nodiscard]] std::int64_t drawBetween(std::uint64_t draw, std::int64_t low, std::int64_t high);

} // namespace curbside
