// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/message.h"

#include "services/runtime/http/uri_reference.h"

namespace curbside {

namespace {

Response withLocation(int status, const QString &location, QByteArray body)
{
    return Response::json(std::move(body), status).withHeader(QByteArrayLiteral("Location"), uriReference(location));
}

} // namespace

QString Request::pathValue(QStringView name) const
{
    const auto found = std::ranges::find(pathValues, name, &std::pair<QString, QString>::first);
    return found == pathValues.end() ? QString() : found->second;
}

std::optional<QString> Request::queryValue(QStringView name) const
{
    const auto found = std::ranges::find(query, name, &std::pair<QString, QString>::first);
    return found == query.end() ? std::nullopt : std::optional(found->second);
}

Response::Response(Problem refused) : status(refused.status), problem(std::move(refused))
{
    if (status == 503)
        headers.emplace_back("Retry-After", "1");
}

Response Response::created(const QString &location, QByteArray body)
{
    return withLocation(201, location, std::move(body));
}

Response Response::accepted(const QString &location, QByteArray body)
{
    return withLocation(202, location, std::move(body));
}

void Response::renderProblem(const QString &path, const QByteArray &traceId)
{
    if (!problem)
        return;
    body = problem->toJson(path, traceId);
    contentType = QByteArrayLiteral("application/problem+json");
    problem.reset();
}

Response Response::noContent()
{
    Response response;
    response.status = 204;
    return response;
}

} // namespace curbside
