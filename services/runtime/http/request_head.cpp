// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/request_head.h"

#include "services/runtime/observe/trace.h"

#include <QStringDecoder>

namespace curbside {

namespace {

bool isEqualIgnoringCase(QByteArrayView left, QByteArrayView right)
{
    return left.size() == right.size() && left.compare(right, Qt::CaseInsensitive) == 0;
}

/// Takes as long for a wrong token as for the right one, wherever they differ.
bool isSameSecret(QByteArrayView given, QByteArrayView expected)
{
    if (given.size() != expected.size() || expected.isEmpty())
        return false;
    volatile unsigned difference = 0;
    for (qsizetype i = 0; i < expected.size(); ++i)
        difference = difference | static_cast<unsigned>(given[i] ^ expected[i]);
    return difference == 0;
}

bool isOurHost(QByteArrayView host, quint16 port)
{
    const qsizetype colon = host.lastIndexOf(':');
    if (colon < 0)
        return false;
    const QByteArrayView name = host.first(colon);
    const bool isLoopback = name == "127.0.0.1" || name == "[::1]" || isEqualIgnoringCase(name, "localhost");
    return isLoopback && host.sliced(colon + 1) == QByteArray::number(port);
}

bool isOurOrigin(QByteArrayView origin, quint16 port)
{
    constexpr QByteArrayView scheme = "http://";
    return origin.startsWith(scheme) && isOurHost(origin.sliced(scheme.size()), port);
}

bool hasToken(QByteArrayView authorization, QByteArrayView token)
{
    constexpr QByteArrayView scheme = "Bearer ";
    return authorization.size() > scheme.size() && isEqualIgnoringCase(authorization.first(scheme.size()), scheme)
        && isSameSecret(authorization.sliced(scheme.size()).trimmed(), token);
}

/// The target without scheme and authority, where it has them (a client must send that form only to proxies, but may).
std::optional<QByteArrayView> originForm(QByteArrayView target, quint16 port)
{
    constexpr QByteArrayView scheme = "http://";
    if (target.size() < scheme.size() || !isEqualIgnoringCase(target.first(scheme.size()), scheme))
        return target;
    const QByteArrayView rest = target.sliced(scheme.size());
    const qsizetype slash = rest.indexOf('/');
    if (slash < 0 || !isOurHost(rest.first(slash), port))
        return std::nullopt;
    return rest.sliced(slash);
}

QByteArrayView pathOf(QByteArrayView target)
{
    const qsizetype question = target.indexOf('?');
    return question < 0 ? target : target.first(question);
}

Response forbidden(const QString &detail)
{
    return Problem{403, detail, {}};
}

Response unauthorized()
{
    return Response(Problem{401,
                            QStringLiteral(
                                "The bearer token is missing or wrong; it is in the file 'token' of the workspace."),
                            {}})
        .withHeader(QByteArrayLiteral("WWW-Authenticate"), QByteArrayLiteral("Bearer"));
}

/// Only what costs nothing is open to all: asking after our health, without a body.
bool needsNoToken(const RequestHead &head, QByteArrayView target)
{
    return pathOf(target) == "/health" && (head.method == "GET" || head.method == "HEAD") && !head.hasBody();
}

std::optional<Response> refusalOfOrigin(const RequestHead &head, QByteArrayView token, quint16 port)
{
    const RequestHead::Field &host = head[HeadField::Host];
    if (host.count != 1)
        return Problem::badRequest(QStringLiteral("A request has exactly one Host."));
    if (!isOurHost(host.value, port))
        return forbidden(QStringLiteral("The Host is not this machine's loopback address with this port."));
    const RequestHead::Field &origin = head[HeadField::Origin];
    if (origin.count > 1 || (origin.count == 1 && !isOurOrigin(origin.value, port)))
        return forbidden(QStringLiteral("Requests from pages of another origin are refused."));
    const auto target = originForm(head.target, port);
    if (!target)
        return forbidden(QStringLiteral("The request is for another host."));
    const RequestHead::Field &authorization = head[HeadField::Authorization];
    if (!needsNoToken(head, *target) && (authorization.count != 1 || !hasToken(authorization.value, token)))
        return unauthorized();
    return std::nullopt;
}

std::optional<std::vector<std::pair<QString, QString>>> readQuery(QByteArrayView text)
{
    std::vector<std::pair<QString, QString>> query;
    const QByteArray spaced = text.toByteArray().replace('+', ' ');
    for (const QByteArray &pair : spaced.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        auto name = percentDecoded(equals < 0 ? pair : pair.first(equals));
        auto value = percentDecoded(equals < 0 ? QByteArray() : pair.sliced(equals + 1));
        if (!name || !value)
            return std::nullopt;
        query.emplace_back(std::move(*name), std::move(*value));
    }
    return query;
}

std::optional<Problem> readTarget(QByteArrayView target, Request &request)
{
    auto path = percentDecoded(pathOf(target));
    if (!path || !path->startsWith(u'/') || target.contains('#'))
        return Problem::badRequest(
            QStringLiteral("The path is not a percent-encoded UTF-8 text that starts with a slash."));
    const qsizetype question = target.indexOf('?');
    auto query = readQuery(question < 0 ? QByteArrayView() : target.sliced(question + 1));
    if (!query)
        return Problem::badRequest(QStringLiteral("The query is not percent-encoded UTF-8."));
    request.path = std::move(*path);
    request.query = std::move(*query);
    return std::nullopt;
}

/// A bare key, or a quoted string of structured fields (RFC 8941).
std::optional<QByteArray> readIdempotencyKey(QByteArrayView text)
{
    if (!text.startsWith('"'))
        return text.contains('"') || text.isEmpty() ? std::nullopt : std::optional(text.toByteArray());
    if (text.size() < 3 || !text.endsWith('"'))
        return std::nullopt;
    QByteArray key;
    const QByteArrayView inside = text.sliced(1, text.size() - 2);
    for (qsizetype i = 0; i < inside.size(); ++i) {
        const bool isEscaped = inside[i] == '\\';
        i += isEscaped ? 1 : 0;
        if (i == inside.size() || ((inside[i] == '"' || inside[i] == '\\') != isEscaped))
            return std::nullopt;
        key.append(inside[i]);
    }
    return key;
}

std::optional<Problem> readFields(const RequestHead &head, Request &request)
{
    if (head[HeadField::ContentType].count > 1)
        return Problem::badRequest(QStringLiteral("A request has one Content-Type."));
    request.contentType = head[HeadField::ContentType].value;
    // Both are written down as text, and read again when the run is made again.
    if (!QUtf8StringView(request.contentType).isValidUtf8())
        return Problem::badRequest(QStringLiteral("The Content-Type is not UTF-8."));
    request.accept = head[HeadField::Accept].value;
    const RequestHead::Field &traceparent = head[HeadField::Traceparent];
    if (traceparent.count == 1 && !TraceContext::fromTraceparent(traceparent.value).isNull())
        request.traceparent = traceparent.value;
    const RequestHead::Field &last = head[HeadField::LastEventId];
    if (last.count == 1 && QUtf8StringView(last.value).isValidUtf8())
        request.lastEventId = last.value;
    const RequestHead::Field &key = head[HeadField::IdempotencyKey];
    if (key.count == 0)
        return std::nullopt;
    auto read = key.count == 1 ? readIdempotencyKey(key.value) : std::nullopt;
    if (!read)
        return Problem::badRequest(QStringLiteral("The Idempotency-Key is neither one bare word nor one quoted text."));
    if (!QUtf8StringView(*read).isValidUtf8())
        return Problem::badRequest(QStringLiteral("The Idempotency-Key is not UTF-8."));
    request.idempotencyKey = std::move(*read);
    return std::nullopt;
}

bool isAllZero(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char digit) { return digit == '0'; });
}

int hexValue(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    const char lower = static_cast<char>(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

void RequestHead::addField(std::string_view name, std::string_view value)
{
    const QByteArrayView given(name.data(), static_cast<qsizetype>(name.size()));
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const std::string_view known = EnumNames<HeadField>::names[i];
        if (!isEqualIgnoringCase(given, QByteArrayView(known.data(), static_cast<qsizetype>(known.size()))))
            continue;
        if (fields[i].count++ == 0)
            fields[i].value = QByteArray(value.data(), static_cast<qsizetype>(value.size()));
        return;
    }
}

bool RequestHead::hasBody() const
{
    const Field &length = (*this)[HeadField::ContentLength];
    return (*this)[HeadField::TransferEncoding].count > 0 || (length.count > 0 && !isAllZero(length.value));
}

bool RequestHead::expectsContinue() const
{
    return isHttp11 && isEqualIgnoringCase((*this)[HeadField::Expect].value, "100-continue");
}

std::optional<Problem> framingFault(const RequestHead &head)
{
    const RequestHead::Field &length = head[HeadField::ContentLength];
    const RequestHead::Field &coding = head[HeadField::TransferEncoding];
    if (length.count > 1 || length.value.contains(',') || (length.count > 0 && coding.count > 0))
        return Problem::badRequest(QStringLiteral("The length of the body is given more than once."));
    if (coding.count > 1 || (coding.count == 1 && !isEqualIgnoringCase(coding.value, "chunked")))
        return Problem::badRequest(QStringLiteral("The only transfer coding is chunked."));
    if (coding.count > 0 && !head.isHttp11)
        return Problem::badRequest(QStringLiteral("HTTP/1.0 has no transfer codings."));
    return std::nullopt;
}

std::expected<Request, Response> admit(const RequestHead &head, quint16 port, QByteArrayView token)
{
    if (auto refusal = refusalOfOrigin(head, token, port))
        return std::unexpected(std::move(*refusal));
    Request request;
    request.method =
        fromText<Method>(std::string_view(head.method.constData(), static_cast<std::size_t>(head.method.size())))
            .value_or(Method::Other);
    if (auto problem = readTarget(originForm(head.target, port).value_or("/"), request))
        return std::unexpected(std::move(*problem));
    if (head[HeadField::Expect].count > 0 && head.isHttp11 && !head.expectsContinue())
        return std::unexpected(Problem{417, QStringLiteral("The only expectation met is 100-continue."), {}});
    if (auto problem = readFields(head, request))
        return std::unexpected(std::move(*problem));
    return request;
}

QString pathForProblem(QByteArrayView target)
{
    const QByteArrayView path = pathOf(target);
    if (!path.startsWith('/'))
        return QStringLiteral("/");
    return percentDecoded(path).value_or(QString::fromLatin1(path));
}

std::optional<QString> percentDecoded(QByteArrayView text)
{
    QByteArray bytes;
    bytes.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            bytes.append(text[i]);
            continue;
        }
        const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hexValue(text[i + 2]) : -1;
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes.append(static_cast<char>(high * 16 + low));
        i += 2;
    }
    using Flag = QStringConverter::Flag;
    QStringDecoder decoder(QStringDecoder::Utf8, Flag::Stateless | Flag::ConvertInitialBom);
    QString decoded = decoder(bytes);
    if (decoder.hasError() || decoded.contains(QChar::Null))
        return std::nullopt;
    return decoded;
}

} // namespace curbside
