// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace curbside::cesql {

/// A byte of UTF-8 that is not a character's second, third or fourth.
[[nodiscard]] inline bool beginsCharacter(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

// Of ASCII letters alone, as the language's own words are.

[[nodiscard]] inline char asCapital(char letter)
{
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

[[nodiscard]] inline char asSmallLetter(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

[[nodiscard]] inline std::string inCapitals(std::string_view word)
{
    std::string capitals(word);
    std::ranges::transform(capitals, capitals.begin(), asCapital);
    return capitals;
}

[[nodiscard]] inline std::string inSmallLetters(std::string_view word)
{
    std::string small(word);
    std::ranges::transform(small, small.begin(), asSmallLetter);
    return small;
}

} // namespace curbside::cesql
