// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/value.h"

namespace curbside::cesql {

/// The expression that is true where `name` (an attribute, or a path into the payload) has this value: by `=`, and by LIKE
/// for the few texts that no literal can hold. Where it is missing, it is an error, and no match.
[[nodiscard]] std::string conditionFor(std::string_view name, const Value &value);
/// True where `name` has another value or is missing, and never an error.
[[nodiscard]] std::string exclusionOf(std::string_view name, const Value &value);
/// Both have to be true. An empty one is left out; parentheses are put only where they are needed.
[[nodiscard]] std::string bothOf(std::string_view one, std::string_view other);

/// A payload's member as a further step of a path, quoted where it has to be. `path` begins as "data".
[[nodiscard]] std::string stepAdded(std::string_view path, std::string_view member);

/// As a literal of the language; empty when there is none.
[[nodiscard]] std::string literalOf(std::string_view text);

} // namespace curbside::cesql
