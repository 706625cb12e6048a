// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/document.h"

#include <expected>

namespace curbside::graphql {

/// What a text may have at most; more is refused while it is read.
struct ParseLimits
{
    std::size_t bytes = 64 << 10;
    std::size_t tokens = 20'000;
    int nesting = 64; ///< of selections, values and types
    std::size_t definitions = 500;
};

/// Reads executable documents and type systems alike; which of them is wanted, validation says.
[[nodiscard]] std::expected<Document, Error> parse(QByteArray source, const ParseLimits &limits = {});

} // namespace curbside::graphql
