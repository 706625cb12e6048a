// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/execution.h"
#include "services/graphql/limits.h"
#include "services/graphql/parser.h"

#include <QString>

namespace curbside::graphql {

/// What is asked, apart from how it came.
struct Request
{
    QByteArray query;
    std::optional<QByteArray> operationName;
    JsonValue variables; ///< an object, or absent; its document outlives the request
};

/// A request that may be executed.
struct Prepared
{
    Document document;
    std::size_t operationIndex = 0;
    Variables variables;

    [[nodiscard]] const Operation &operation() const { return document.operations[operationIndex]; }
};

struct Limits
{
    ParseLimits parsing;
    QueryLimits query;
};

/// Reads a request, judges its size, then the rules, then its variables. What it gives was not executed when it refuses.
[[nodiscard]] std::expected<Prepared, std::vector<Error>> prepare(const Schema &schema, const Request &request,
                                                                  const Limits &limits = {});

/// The kind of the operation that is asked for, as far as it can be told.
[[nodiscard]] std::optional<OperationKind> operationKindOf(const Request &request);

} // namespace curbside::graphql
