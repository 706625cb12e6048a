// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/execution.h"

namespace curbside::graphql {

/// Answers __schema, __type and what is below them. A type travels as a text, as it is written in a schema: "[Task!]!".
[[nodiscard]] Resolved introspect(const Schema &schema, const Batch &batch, Store &store);

} // namespace curbside::graphql
