// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/idempotency_keys.h"

#include "services/runtime/json/json.h"
#include "services/runtime/storage/database.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QByteArray fingerprintOf(const Request &request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(toText(request.method).toUtf8());
    hash.addData(request.path.toUtf8());
    for (const auto &[name, value] : request.query)
        hash.addData((u'&' + name + u'=' + value).toUtf8());
    hash.addData(QByteArrayView("\n"));
    hash.addData(request.body);
    return hash.result().toHex();
}

QByteArray headersToJson(const Response &response)
{
    JsonWriter json;
    json.beginObject();
    for (const auto &[name, value] : response.headers)
        json.key(std::string_view(name.constData(), static_cast<std::size_t>(name.size()))).value(value);
    json.endObject();
    return json.take();
}

} // namespace

IdempotencyKeys::IdempotencyKeys(Database &database)
    : m_find(database.handle(),
             "SELECT fingerprint, status, headers, content_type, body FROM idempotency_key WHERE key = ?"),
      m_keep(database.handle(),
             "INSERT INTO idempotency_key (key, message_id, fingerprint, status, headers, content_type, body, kept_at) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
      m_forget(database, u"DELETE FROM idempotency_key WHERE kept_at < ?"_s)
{}

std::optional<Response> IdempotencyKeys::find(const Request &request)
{
    m_find.bind(1, QByteArrayView(request.idempotencyKey));
    if (!m_find.step()) {
        m_find.reset();
        return std::nullopt;
    }
    Response response;
    if (m_find.text(0) != fingerprintOf(request)) {
        m_find.reset();
        return Response(Problem{422, u"this Idempotency-Key was used for another request: use a new key"_s, {}});
    }
    response.status = static_cast<int>(m_find.integer(1));
    const QByteArray headers = m_find.text(2).toByteArray();
    response.contentType = m_find.text(3).toByteArray();
    response.body = m_find.text(4).toByteArray();
    m_find.reset();
    if (const auto document = JsonDocument::parse(headers)) {
        document->root().forEachMember([&](std::string_view name, JsonValue value) {
            response.headers.emplace_back(QByteArray(name.data(), static_cast<qsizetype>(name.size())),
                                          value.toString().value_or(QString()).toUtf8());
        });
    }
    return response;
}

void IdempotencyKeys::keep(const Request &request, const QByteArray &messageId, const Response &response,
                           PlatformTime now)
{
    if (!isKept(response))
        return;
    const QByteArray fingerprint = fingerprintOf(request);
    const QByteArray headers = headersToJson(response);
    m_keep.bind(1, QByteArrayView(request.idempotencyKey))
        .bind(2, QByteArrayView(messageId))
        .bind(3, QByteArrayView(fingerprint))
        .bind(4, qint64(response.status))
        .bind(5, QByteArrayView(headers))
        .bind(6, QByteArrayView(response.contentType))
        .bind(7, QByteArrayView(response.body))
        .bind(8, toMicroseconds(now))
        .run();
}

void IdempotencyKeys::forgetOld(PlatformTime now)
{
    m_forget.run(now - keepFor);
}

} // namespace curbside
