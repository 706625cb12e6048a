// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/problem.h"
#include "services/runtime/json/json_writer.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace curbside {

class ResponseStream;

enum class Method {
    Get,
    Head,
    Put,
    Post,
    Delete,
    Other, ///< any that no route takes
};

template <>
struct EnumNames<Method>
{
    static constexpr std::array<std::string_view, 6> names{"GET", "HEAD", "PUT", "POST", "DELETE", "OTHER"};
};

/// A request, whether it came over HTTP or from a neighbour in the same process.
struct Request
{
    Method method = Method::Get;
    QString path; ///< decoded, without the query; starts with a slash
    std::vector<std::pair<QString, QString>> query; ///< decoded, in order
    QByteArray body; ///< JSON, or nothing
    QByteArray contentType; ///< as sent, empty when there was none
    QByteArray accept{}; ///< as sent, empty when there was none
    QByteArray traceparent; ///< as sent, empty when there was no valid one
    QByteArray idempotencyKey; ///< without quotes, empty when there was none
    QByteArray lastEventId{}; ///< of one who takes up a stream again; empty when there was none
    std::vector<std::pair<QString, QString>> pathValues; ///< filled by the router

    [[nodiscard]] QString pathValue(QStringView name) const;
    /// The first value of that name; nothing when the query has none.
    [[nodiscard]] std::optional<QString> queryValue(QStringView name) const;
};

/// The same request may have another answer later.
[[nodiscard]] constexpr bool isTryAgain(int status)
{
    return status == 408 || status == 425 || status == 429 || status >= 500;
}

/// What a handler gives back.
struct Response
{
    int status = 200;
    QByteArray body;
    QByteArray contentType;
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< such as Location, Allow, Retry-After
    std::optional<Problem> problem; ///< set for refusals; the body is written where instance and trace are known
    std::shared_ptr<ResponseStream> stream; ///< what follows the head for as long as it lasts, instead of `body`

    Response() = default;
    // Implicit, so that a handler can return a Problem. NOLINTNEXTLINE(google-explicit-constructor)
    Response(Problem refused);

    static Response json(QByteArray body, int status = 200)
    {
        Response response;
        response.status = status;
        response.body = std::move(body);
        response.contentType = QByteArrayLiteral("application/json");
        return response;
    }
    /// 201 and 202 with `Location`: `location` is a decoded path; it is percent-encoded here.
    static Response created(const QString &location, QByteArray body);
    static Response accepted(const QString &location, QByteArray body);
    static Response noContent();

    /// Writes the body of a refusal; does nothing to other answers.
    void renderProblem(const QString &path, const QByteArray &traceId);

    [[nodiscard]] bool isSuccess() const { return status >= 200 && status < 300; }
    Response &&withHeader(QByteArray name, QByteArray value) &&
    {
        headers.emplace_back(std::move(name), std::move(value));
        return std::move(*this);
    }
};

} // namespace curbside
