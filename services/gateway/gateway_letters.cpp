// SPDX-License-Identifier: GPL-3.0-or-later
// What the gateway tells of events on their way, and the letters that consumers could not handle.
#include "services/gateway/gateway.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

std::optional<Response> refuseUnknown(const EventStory &story, const QString &consumer)
{
    if (story.isConsumer(consumer.toUtf8()))
        return std::nullopt;
    return Response(Problem::notFound(u"consumer", consumer));
}

} // namespace

void Gateway::listenedToBy(const QByteArray &consumer)
{
    m_story.addConsumer(consumer);
}

void Gateway::addLetters()
{
    look(u"/events/{eventId}"_s, &Gateway::getEventStory);
    look(u"/consumers"_s, &Gateway::getConsumers);
    for (const QString &list : {u"parked"_s, u"dead-letters"_s})
        m_router.add(Method::Get, u"/consumers/{consumer}/"_s + list,
                     [this, list](const Request &request) {
                         const QString consumer = request.pathValue(u"consumer");
                         const auto refusal = refuseUnknown(m_story, consumer);
                         return refusal ? *refusal : get(request, consumer.toUtf8(), u'/' + list, request.query);
                     },
                     {});
    for (const QString &action : {u"replay"_s, u"discard"_s})
        act(u"/consumers/{consumer}/dead-letter/{eventId}/"_s + action,
            [this, action](const Request &request) -> Outcome {
                const QString consumer = request.pathValue(u"consumer");
                if (auto refusal = refuseUnknown(m_story, consumer))
                    return std::move(*refusal);
                Forward forward{consumer.toUtf8(), request};
                forward.request.path = u"/dead-letter/%1/%2"_s.arg(request.pathValue(u"eventId"), action);
                forward.request.pathValues.clear();
                return forward;
            });
    m_router.addQuestion(u"/consumers/{consumer}/dead-letter/{eventId}/rehearse"_s,
                         [this](const Request &request) { return rehearse(request); }, {});
}

Response Gateway::getEventStory(const Request &request)
{
    return m_story.tell(request.pathValue(u"eventId"), m_now(), m_control.describeFaults());
}

Response Gateway::getConsumers(const Request &)
{
    return m_story.consumers();
}

/// Who could not be asked to do it cannot be rehearsed either.
Response Gateway::rehearse(const Request &request)
{
    const QString consumer = request.pathValue(u"consumer");
    if (const auto refusal = refuseUnknown(m_story, consumer))
        return *refusal;
    if (Response health = get(request, consumer.toUtf8(), u"/health"_s); !health.isSuccess())
        return health;
    if (!m_rehearsal)
        return Problem::unavailable(u"nothing can be rehearsed here"_s);
    return m_rehearsal(consumer.toUtf8(), request.pathValue(u"eventId"), request.body);
}

} // namespace curbside
