// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/schema.h"

namespace curbside::graphql {

/// What the specification's rules for executable documents (section 5) find wrong with it; empty when it may be executed.
/// At most 100 errors.
[[nodiscard]] std::vector<Error> validate(const Schema &schema, const Document &document);

/// Fragments that spread themselves, however far round: what has to be known before a document is walked at all.
/// At most 100 errors.
[[nodiscard]] std::vector<Error> findFragmentCycles(const Document &document);

} // namespace curbside::graphql
