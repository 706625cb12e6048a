// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service_publishing.h"

#include "services/runtime/http/schema_check.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/service.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype longestSubject = 200;

} // namespace

ApiDescription publishingApi()
{
    ApiDescription api;
    api.object("PublishedEvent", "id:uuid type:string subject:string sequence:integer");
    api.post("/events",
             "Publishes an event that a person has written, for trying things out: nothing of the service changes with "
             "it.")
        .takes("type:string subject:string data:object")
        .answersWith(201, "PublishedEvent");
    return api;
}

std::expected<EventDraft, Problem> draftByHand(const QByteArray &body, const QByteArray &service,
                                               const std::vector<EventDescription> &events,
                                               const std::map<QByteArray, QByteArray> &schemas)
{
    const auto document = JsonDocument::parse(body);
    if (!document)
        return std::unexpected(Problem::unprocessable(QString(), u"is missing: type, subject and data of an event"_s));
    Fields fields(document->root());
    const auto type = fields.required<QString>("type");
    const auto subject = fields.required<QString>("subject");
    const auto known = std::ranges::find(events, type.toUtf8(), &EventDescription::type);
    if (fields.ok() && known == events.end())
        fields.refuse("type", u"is not published by %1"_s.arg(QString::fromUtf8(service)));
    if (fields.ok() && (subject.trimmed().isEmpty() || subject.size() > longestSubject))
        fields.refuse("subject", u"is empty, or longer than %1 characters"_s.arg(longestSubject));
    const JsonValue data = fields.raw("data");
    if (data.isAbsent())
        fields.refuse("data", u"is missing"_s);
    if (auto problem = fields.problem())
        return std::unexpected(std::move(*problem));
    if (auto errors = SchemaCheck(schemas).errorsIn(data, known->schema, u"/data"_s); !errors.empty())
        return std::unexpected(Problem::unprocessable(std::move(errors)));
    return EventDraft{known->type, subject.toUtf8(), data.toJson()};
}

Response Service::publishByHand(const Request &request)
{
    auto draft = draftByHand(request.body, name(), m_events, schemas());
    if (!draft)
        return draft.error();
    const Uuid id = m_uuids.next(now());
    JsonWriter json;
    json.beginObject().member("id", id.toString()).member("type", draft->type).member("subject", draft->subject);
    m_outbox.publish(std::move(*draft), id);
    json.member("sequence", qint64(m_outbox.last())).endObject();
    return Response::created(u"/event/"_s + id.toString(), json.take());
}

} // namespace curbside
