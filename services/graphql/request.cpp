// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/request.h"

#include "services/graphql/validation.h"

#include <algorithm>

namespace curbside::graphql {

namespace {

std::string_view viewOf(const QByteArray &text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

std::expected<std::size_t, Error> chosenOperation(const Document &document, const std::optional<QByteArray> &name)
{
    const auto &operations = document.operations;
    if (!name || name->isEmpty()) {
        if (operations.size() == 1)
            return 0;
        return std::unexpected(Error{operations.empty()
                                         ? "Must provide an operation."
                                         : "Must provide operation name if query contains multiple operations."});
    }
    const auto found = std::ranges::find(operations, viewOf(*name), &Operation::name);
    if (found == operations.end())
        return std::unexpected(Error{"Unknown operation named \"" + *name + "\"."});
    return static_cast<std::size_t>(found - operations.begin());
}

} // namespace

std::expected<Prepared, std::vector<Error>> prepare(const Schema &schema, const Request &request, const Limits &limits)
{
    auto document = parse(request.query, limits.parsing);
    if (!document)
        return std::unexpected(std::vector{std::move(document.error())});
    Prepared prepared{std::move(*document), 0, {}};
    if (auto cycles = findFragmentCycles(prepared.document); !cycles.empty())
        return std::unexpected(std::move(cycles));
    for (const Operation &operation : prepared.document.operations) {
        const QuerySize size = measure(schema, prepared.document, operation, request.variables);
        if (auto refused = refuse(size, limits.query))
            return std::unexpected(std::vector{std::move(*refused)});
    }
    if (auto errors = validate(schema, prepared.document); !errors.empty())
        return std::unexpected(std::move(errors));
    const auto chosen = chosenOperation(prepared.document, request.operationName);
    if (!chosen)
        return std::unexpected(std::vector{chosen.error()});
    prepared.operationIndex = *chosen;
    auto variables = Variables::from(schema, prepared.document, prepared.operation(), request.variables);
    if (!variables)
        return std::unexpected(std::move(variables.error()));
    prepared.variables = std::move(*variables);
    return prepared;
}

std::optional<OperationKind> operationKindOf(const Request &request)
{
    const auto document = parse(request.query);
    const auto chosen = document ? chosenOperation(*document, request.operationName) : std::unexpected(Error{});
    return chosen ? std::optional(document->operations[*chosen].kind) : std::nullopt;
}

} // namespace curbside::graphql
