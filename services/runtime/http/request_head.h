// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <expected>
#include <optional>
#include <string_view>

namespace curbside {

/// The header fields that the server looks at; all others are counted and left.
enum class HeadField {
    Host,
    Origin,
    Authorization,
    ContentType,
    ContentLength,
    TransferEncoding,
    Expect,
    Traceparent,
    IdempotencyKey,
    LastEventId,
    Accept
};

template <>
struct EnumNames<HeadField>
{
    static constexpr std::array<std::string_view, 11> names{
        "host",   "origin",      "authorization",   "content-type",  "content-length", "transfer-encoding",
        "expect", "traceparent", "idempotency-key", "last-event-id", "accept"};
};

/// A request's line and header fields as they came over the wire, before anything is believed.
struct RequestHead
{
    struct Field
    {
        QByteArray value; ///< of the first
        int count = 0;
    };

    QByteArray method;
    QByteArray target;
    bool isHttp11 = true;
    std::array<Field, EnumNames<HeadField>::names.size()> fields;

    /// Names are compared without regard to case.
    void addField(std::string_view name, std::string_view value);
    [[nodiscard]] const Field &operator[](HeadField field) const { return fields[static_cast<std::size_t>(field)]; }
    [[nodiscard]] bool hasBody() const;
    [[nodiscard]] bool expectsContinue() const;
};

/// What makes it unclear where a request ends, so that the connection cannot go on: two lengths, a length and a transfer
/// coding, a coding other than chunked.
[[nodiscard]] std::optional<Problem> framingFault(const RequestHead &head);

/// The request (its body yet to come) that `head` makes at this port, or the answer that refuses it: Host, Origin, token,
/// method, target, expectation and idempotency key, in this order. An empty `token` lets nobody in.
[[nodiscard]] std::expected<Request, Response> admit(const RequestHead &head, quint16 port, QByteArrayView token);

/// The path for a problem's `instance`, decoded as far as it can be; "/" where there is none.
[[nodiscard]] QString pathForProblem(QByteArrayView target);

/// Nothing where an escape is broken, or the result is not UTF-8 or contains NUL.
[[nodiscard]] std::optional<QString> percentDecoded(QByteArrayView text);

} // namespace curbside
