// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace curbside::cesql {

/// The pattern of a LIKE, taken apart once.
class LikePattern
{
public:
    explicit LikePattern(std::string_view pattern);

    [[nodiscard]] bool matches(std::string_view text) const;

private:
    /// What stands between two `%`: bytes to be met exactly, and `_`, each of which is any one character.
    struct Piece
    {
        std::string bytes;
        std::vector<bool> isAny; ///< of each byte; empty where there is no `_`
    };

    [[nodiscard]] static std::size_t endOfMatch(const Piece &piece, std::string_view text, std::size_t from);
    [[nodiscard]] static std::size_t find(const Piece &piece, std::string_view text, std::size_t &from);
    [[nodiscard]] bool matchesLast(std::string_view text, std::size_t from) const;

    std::vector<Piece> m_pieces; // never empty; one more than there are `%`
};

} // namespace curbside::cesql
