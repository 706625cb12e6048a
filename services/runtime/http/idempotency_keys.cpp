// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/idempotency_keys.h"

#include "services/runtime/json/json.h"
#include "services/runtime/observe/sha256.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QByteArray fingerprintOf(const Request &request)
{
    Sha256 hash;
    hash.add(toText(request.method).toUtf8());
    hash.add(" ");
    hash.add(request.path.toUtf8());
    for (const auto &[name, value] : request.query)
        hash.add((u"\n"_s + name + u'=' + value).toUtf8());
    hash.add("\n\n");
    hash.add(request.body);
    return hash.result();
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
    : m_find(database, u"SELECT fingerprint, status, headers, content_type, body FROM idempotency_key WHERE key = ?"_s),
      m_keep(
          database,
          u"INSERT INTO idempotency_key (key, message_id, fingerprint, status, headers, content_type, body, kept_at) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s),
      // They are kept in the order of time: it reads no further than the first that stays.
      m_forget(database,
               u"DELETE FROM idempotency_key WHERE position < coalesce((SELECT position FROM idempotency_key "
               "WHERE kept_at >= ? ORDER BY position LIMIT 1), 9223372036854775807)"_s)
{}

std::optional<Response> IdempotencyKeys::find(const Request &request)
{
    Rows rows = m_find.query(Utf8{request.idempotencyKey});
    if (!rows.next())
        return std::nullopt;
    if (rows.view(0) != fingerprintOf(request))
        return Response(Problem{422, u"this Idempotency-Key was used for another request: use a new key"_s, {}});
    Response response;
    response.status = static_cast<int>(rows.integer(1));
    response.contentType = rows.bytes(3);
    response.body = rows.bytes(4);
    if (const auto document = JsonDocument::parse(rows.bytes(2))) {
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
    m_keep.run(Utf8{request.idempotencyKey}, Utf8{messageId}, Utf8{fingerprint}, response.status, Utf8{headers},
               Utf8{response.contentType}, Utf8{response.body}, now);
}

void IdempotencyKeys::forgetOld(PlatformTime now)
{
    m_forget.run(now - keepFor);
}

} // namespace curbside
