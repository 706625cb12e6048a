// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace curbside {

struct FunctionLength
{
    QString name; ///< as written ("Widget::paint"), or "lambda"
    int line; ///< where it begins, counted from 1
    int lines; ///< from there to its closing brace, both included
};

struct FunctionLengths
{
    std::vector<FunctionLength> functions;
    bool balanced = true; ///< false when the braces do not pair, so that nothing can be said
};

/// Measures the functions with a body in C++ text by its braces. A lambda or a class inside a function belongs to it; one
/// that a variable outside any function is made of counts as a function.
[[nodiscard]] FunctionLengths functionLengths(const QString &cpp);

} // namespace curbside
