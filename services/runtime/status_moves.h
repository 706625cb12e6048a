// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"

#include <cstdint>
#include <initializer_list>

namespace curbside {

/// The legal moves of a status, written as a table: `StatusMoves<S>{{S::A, {S::B, S::C}}, {S::B, {S::C}}}`. What is not in
/// the table is not legal.
template <NamedEnum Status>
class StatusMoves
{
public:
    struct Row
    {
        Status from;
        std::initializer_list<Status> to;
    };

    constexpr StatusMoves(std::initializer_list<Row> rows)
    {
        for (const Row &row : rows) {
            for (const Status to : row.to)
                m_targets[static_cast<std::size_t>(row.from)] |= bit(to);
        }
    }

    [[nodiscard]] constexpr bool allows(Status from, Status to) const
    {
        return (m_targets[static_cast<std::size_t>(from)] & bit(to)) != 0;
    }

    /// True when no move leads out of `status`.
    [[nodiscard]] constexpr bool isFinal(Status status) const
    {
        return m_targets[static_cast<std::size_t>(status)] == 0;
    }

private:
    static constexpr std::uint32_t bit(Status status) { return 1U << static_cast<unsigned>(status); }

    std::array<std::uint32_t, EnumNames<Status>::names.size()> m_targets{};
};

} // namespace curbside
