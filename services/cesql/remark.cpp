// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/remark.h"

#include "services/cesql/letters.h"

#include <algorithm>

namespace curbside::cesql {

namespace {

constexpr std::size_t longestLine = 100; // shown of the expression
constexpr std::size_t shownBefore = 70;

std::string quotedWord(const Remark &remark)
{
    return "\"" + remark.word + "\"";
}

std::size_t charactersIn(std::string_view text)
{
    return static_cast<std::size_t>(std::ranges::count_if(text, beginsCharacter));
}

/// For a terminal: what could move its cursor is a dot.
std::string printable(std::string_view text)
{
    std::string shown(text);
    std::ranges::replace_if(
        shown, [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f; }, '.');
    return shown;
}

} // namespace

Place placeOf(std::string_view expression, std::size_t at)
{
    const std::string_view before = expression.substr(0, at);
    const std::size_t lineStart = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    return {1 + static_cast<int>(std::ranges::count(before, '\n')),
            1 + static_cast<int>(charactersIn(before.substr(lineStart)))};
}

std::string textOf(const Remark &remark)
{
    switch (remark.complaint) {
    case Complaint::None: return {};
    case Complaint::TooLong: return "the expression is too long: at most 8192 bytes are taken";
    case Complaint::TooDeep: return "the expression nests too deep: take it apart";
    case Complaint::UnknownCharacter: return quotedWord(remark) + " means nothing here";
    case Complaint::UnclosedText: return "the text that begins here has no end: close it with the same quote";
    case Complaint::NumberTooLarge: return remark.word + " is beyond 32 bits: -2147483648 to 2147483647 are taken";
    case Complaint::NameWithUnderscore:
        return quotedWord(remark) + " is no attribute: their names are letters and digits";
    case Complaint::PathWithoutName: return "a name in the payload is missing after the dot";
    case Complaint::ValueExpected: return "an attribute, a value or a parenthesis is missing here";
    case Complaint::OperatorExpected: return "an operator, such as = or AND, is missing before " + quotedWord(remark);
    case Complaint::ClosingExpected: return "a closing parenthesis is missing here";
    case Complaint::TextExpected: return "after LIKE a text in quotes is wanted";
    case Complaint::SetExpected: return "after IN a list in parentheses is wanted";
    case Complaint::AttributeExpected: return "after EXISTS the name of an attribute is wanted";
    case Complaint::UnknownFunction: return "there is no function " + quotedWord(remark);
    case Complaint::WrongArguments: return quotedWord(remark) + " does not take so many arguments";
    case Complaint::UnknownAttribute: return "nothing here has an attribute " + quotedWord(remark);
    case Complaint::MixedLogic: return "AND, OR and XOR are taken from left to right: put parentheses";
    case Complaint::NotATest: return "this is never true or false: compare it with something";
    case Complaint::EarlyNot: return "NOT takes only what follows it at once: put parentheses";
    }
    return {};
}

std::string caretLines(std::string_view expression, const Remark &remark)
{
    const std::size_t at = std::min(remark.at, expression.size());
    std::size_t first = at == 0 ? 0 : expression.rfind('\n', at - 1) + 1; // npos + 1 is 0
    if (at - first > shownBefore) {
        first = at - shownBefore;
        while (!beginsCharacter(expression[first]))
            ++first;
    }
    std::size_t end = std::min(std::min(expression.find('\n', at), expression.size()), first + longestLine);
    while (end < expression.size() && !beginsCharacter(expression[end]))
        ++end;
    return printable(expression.substr(first, end - first)) + "\n"
        + std::string(charactersIn(expression.substr(first, at - first)), ' ') + "^";
}

} // namespace curbside::cesql
