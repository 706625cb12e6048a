// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace curbside::cesql {

/// What can stand at a place of an expression that is being written.
enum class Wanted {
    Value, ///< an attribute, a path, a function, a literal, NOT, EXISTS
    Attribute, ///< after EXISTS
    Operator,
    Literal, ///< compared with `subject`
    Pattern, ///< after `subject` LIKE
    Opening, ///< of the list after IN
};

/// What is being written there: the stretch that a suggestion takes the place of.
struct Gap
{
    Wanted wanted = Wanted::Value;
    std::size_t from = 0; ///< offset of its first byte
    std::size_t to = 0; ///< past its last
    std::string subject = {}; ///< an attribute or a path; may be empty
};

[[nodiscard]] Gap gapAt(std::string_view expression, std::size_t cursor);

} // namespace curbside::cesql
