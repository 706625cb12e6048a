// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/value.h"

#include <optional>
#include <span>
#include <vector>

namespace curbside::cesql {

/// What a function may say beside its value.
struct Call
{
    Texts &texts;
    std::optional<ErrorKind> error = {};
};

/// A built-in function. Its arguments come cast to what it takes.
struct Function
{
    std::string_view name; ///< in capitals
    std::size_t fewest;
    std::optional<std::size_t> most; ///< nothing: any number
    Type result;
    std::vector<Type> parameters; ///< the last one stands for all that follow; none takes any value as it is
    Value (*run)(std::span<const Value> arguments, Call &call);
};

[[nodiscard]] const std::vector<Function> &functions();
[[nodiscard]] bool isFunction(std::string_view name);
/// Nothing when none of that name takes so many arguments.
[[nodiscard]] const Function *functionOf(std::string_view name, std::size_t argumentCount);

} // namespace curbside::cesql
