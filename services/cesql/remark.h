// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace curbside::cesql {

/// What can be wrong with an expression.
enum class Complaint {
    None,
    TooLong,
    TooDeep,
    UnknownCharacter,
    UnclosedText,
    NumberTooLarge,
    NameWithUnderscore,
    PathWithoutName,
    ValueExpected,
    OperatorExpected,
    ClosingExpected, ///< a parenthesis, or a comma before more
    TextExpected, ///< after LIKE
    SetExpected, ///< after IN
    AttributeExpected, ///< after EXISTS
    UnknownFunction,
    WrongArguments, ///< no function of that name takes so many
    UnknownAttribute, ///< no event or record here has it
    MixedLogic, ///< AND, OR and XOR side by side, without parentheses
    NotATest, ///< it says something else than true or false
    EarlyNot, ///< NOT takes less than was meant
};

/// Something to tell about a place in an expression.
struct Remark
{
    Complaint complaint = Complaint::None;
    std::size_t at = 0; ///< offset of its first byte; the end of the text where something is missing there
    std::size_t length = 0; ///< bytes; 0 where something is missing
    std::string word = {}; ///< what it is about, as written
};

/// A place for people: both count from 1, columns in characters.
struct Place
{
    int line = 1;
    int column = 1;
};
[[nodiscard]] Place placeOf(std::string_view expression, std::size_t at);
/// The remark in English, one line.
[[nodiscard]] std::string textOf(const Remark &remark);
/// The line of the expression that the remark is about, and below it a caret under the very character.
[[nodiscard]] std::string caretLines(std::string_view expression, const Remark &remark);

} // namespace curbside::cesql
