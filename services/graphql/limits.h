// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/schema.h"
#include "services/runtime/json/json.h"

namespace curbside::graphql {

/// What a query may ask for at most, judged before anything of it is executed.
struct QueryLimits
{
    quint64 depth = 16; ///< fields inside fields; the usual introspection takes 14
    quint64 aliases = 200;
    quint64 fields = 3'000; ///< with every fragment in the place of its spreads
    quint64 complexity = 250'000; ///< fields, times the items of the lists that they are in
};

struct QuerySize
{
    quint64 depth = 0;
    quint64 aliases = 0;
    quint64 fields = 0;
    quint64 complexity = 0;
};

/// How large an operation is. A list counts as many items as its `limit` asks for, or a usual number. Each fragment is
/// measured once, however often it is spread; there must be no cycles among them.
[[nodiscard]] QuerySize measure(const Schema &schema, const Document &document, const Operation &operation,
                                JsonValue variables);

/// The error that refuses it; nothing when it keeps within the limits.
[[nodiscard]] std::optional<Error> refuse(const QuerySize &size, const QueryLimits &limits);

} // namespace curbside::graphql
