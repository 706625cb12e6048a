// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/request.h"
#include "services/runtime/http/api_description.h"
#include "services/runtime/http/message.h"

#include <functional>

namespace curbside {

/// What is answered to a GraphQL request; how that becomes HTTP is answerOverHttp()'s.
struct GraphAnswer
{
    QByteArray json;
    bool isExecuted = false; ///< there is data, whole or in part
};

/// `{"errors": […]}`: refused before execution.
[[nodiscard]] GraphAnswer refused(const std::vector<graphql::Error> &errors);

/// GraphQL over HTTP (the draft of the GraphQL working group): POST with JSON, GET with a query. The media type is the one
/// that the client accepts. application/graphql-response+json tells refusals by a 400; application/json, for older clients,
/// by the body alone. A GET that would change something is a 405.
[[nodiscard]] Response
answerOverHttp(const Request &request,
               const std::function<GraphAnswer(const graphql::Request &, JsonValue extensions)> &answer);

/// Both routes of /graphql, for the documents.
[[nodiscard]] ApiDescription graphApi();

} // namespace curbside
