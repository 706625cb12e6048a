// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the inbox that asks publishers for what has not come: at start-up, on a gap, on a slow timer.
#include "services/runtime/http/call_transport.h"
#include "services/runtime/messaging/consumer.h"
#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr Duration gapPatience = 200ms; ///< a missing event may only be late
constexpr Duration busPatience = mostLatency; ///< what is younger is still on its way by the bus
constexpr Duration fetchInterval = 60s;
constexpr Duration fetchDeadline = 5s;
constexpr int pageSize = 500;

} // namespace

void Consumer::at(PlatformTime time, Scheduler::Kind kind, std::function<void(Consumer &)> work)
{
    m_process.later(time, kind, [work = std::move(work)](Service &service) { work(service.consumer()); });
}

void Consumer::later(Duration delay, Scheduler::Kind kind, std::function<void(Consumer &)> work)
{
    at(m_environment.scheduler.now() + delay, kind, std::move(work));
}

void Consumer::start()
{
    load();
    for (const ParkedEvent &parked : m_parked.firstOfEach())
        scheduleRetry(parked.event, parked.nextAt.value_or(PlatformTime{}));
    for (const QByteArray &publisher : publishers())
        later(leastLatency, Scheduler::Kind::Ordinary, [publisher](Consumer &consumer) { consumer.fetch(publisher); });
    if (!m_sources.empty())
        later(fetchInterval, Scheduler::Kind::Periodic, [](Consumer &consumer) { consumer.tick(); });
}

void Consumer::tick()
{
    later(fetchInterval, Scheduler::Kind::Periodic, [](Consumer &consumer) { consumer.tick(); });
    storeDirtyPositions();
    for (const QByteArray &publisher : publishers())
        fetch(publisher);
}

void Consumer::storeDirtyPositions()
{
    for (auto &[name, source] : m_sources) {
        if (source.position == source.stored)
            continue;
        const QByteArray id = "inbox " + name + ' ' + QByteArray::number(qlonglong(source.position));
        Message message{JournalKind::Job, id, QByteArrayLiteral("inbox"), {}, nullptr};
        m_runner.run(
            std::move(message),
            [this, publisher = name, &source, position = source.position, eventId = source.eventId]() -> Handled {
                storePosition(publisher, source.epoch, position, eventId);
                return {};
            },
            [&source, position = source.position](const Handled &handled) {
                if (handled)
                    source.stored = std::max(source.stored, position);
            });
    }
}

void Consumer::onGap(const QByteArray &publisher, Source &source)
{
    if (std::exchange(source.isGapTimerSet, true))
        return;
    later(gapPatience, Scheduler::Kind::Ordinary, [publisher](Consumer &consumer) {
        Source &waiting = consumer.m_sources[publisher];
        waiting.isGapTimerSet = false;
        if (!waiting.early.empty())
            consumer.fetch(publisher);
    });
}

void Consumer::get(const QByteArray &publisher, const QString &path, std::vector<std::pair<QString, QString>> query,
                   std::function<void(Consumer &, const Response &)> onAnswer)
{
    OutgoingCall call;
    call.id = m_process.service().newMessageId();
    call.target = publisher;
    call.request.path = path;
    call.request.query = std::move(query);
    call.at = m_environment.scheduler.now();
    call.kind = Scheduler::Kind::Periodic;
    call.onAnswer = [onAnswer = std::move(onAnswer)](Service &service, const Response &response) {
        onAnswer(service.consumer(), response);
    };
    m_environment.commits.leave(m_database,
                                [&calls = m_environment.calls, &process = m_process, call = std::move(call)]() mutable {
                                    calls.send(process, std::move(call));
                                });
}

std::uint64_t Consumer::newTicket(const QByteArray &publisher, Duration deadline)
{
    const std::uint64_t ticket = ++m_lastTicket;
    m_sources[publisher].fetchTicket = ticket;
    later(deadline, Scheduler::Kind::Periodic,
          [publisher, ticket](Consumer &consumer) { consumer.dropTicket(publisher, ticket); });
    return ticket;
}

void Consumer::dropTicket(const QByteArray &publisher, std::uint64_t ticket)
{
    Source &source = m_sources[publisher];
    if (source.fetchTicket == ticket)
        source.fetchTicket = 0;
}

void Consumer::fetch(const QByteArray &publisher)
{
    Source &source = m_sources[publisher];
    if (isFull(publisher) || source.fetchTicket != 0)
        return;
    const std::uint64_t ticket = newTicket(publisher, fetchDeadline);
    std::vector<std::pair<QString, QString>> query{{u"after"_s, QString::number(source.stored)},
                                                   {u"epoch"_s, QString::fromUtf8(source.epoch)},
                                                   {u"limit"_s, QString::number(pageSize)},
                                                   {u"consumer"_s, QString::fromUtf8(m_process.name())}};
    if (source.stored == source.position && !source.eventId.isEmpty())
        query.emplace_back(u"eventId"_s, QString::fromUtf8(source.eventId));
    get(publisher, u"/outbox"_s, std::move(query), [publisher, ticket](Consumer &consumer, const Response &response) {
        consumer.fetched(publisher, ticket, response);
    });
}

void Consumer::fetched(const QByteArray &publisher, std::uint64_t ticket, const Response &response)
{
    dropTicket(publisher, ticket);
    if (response.status == 409 || response.status == 410) {
        startSnapshot(publisher,
                      response.status == 409 ? "its outbox is another, or was rolled back"
                                             : "its outbox no longer has what comes next",
                      response.status == 409);
        return;
    }
    if (!response.isSuccess())
        return; // the slow timer asks again
    if (const auto document = JsonDocument::parse(response.body))
        takePage(publisher, m_sources[publisher], document->root());
}

void Consumer::takePage(const QByteArray &publisher, Source &source, JsonValue page)
{
    if (const auto epoch = page["epoch"].toString())
        source.epoch = epoch->toUtf8();
    const std::int64_t before = source.position;
    const PlatformTime settled = m_environment.scheduler.now() - busPatience;
    bool isBusComing = false;
    page["items"].forEachItem([&](JsonValue item) {
        auto event = Event::fromCloudEvent(item);
        isBusComing = isBusComing || (event && event->time >= settled);
        if (event && !isBusComing && event->sequence > source.position)
            deliver(std::make_shared<const Event>(std::move(*event)));
    });
    storeDirtyPositions();
    const std::int64_t last = page["last"].toInteger().value_or(0);
    if (isBusComing)
        fetchUnlessReached(publisher, last);
    else if (last > source.position && source.position > before)
        fetch(publisher);
}

/// What was left to the bus may have been lost there.
void Consumer::fetchUnlessReached(const QByteArray &publisher, std::int64_t sequence)
{
    later(gapPatience, Scheduler::Kind::Ordinary, [publisher, sequence](Consumer &consumer) {
        if (consumer.m_sources[publisher].position < sequence)
            consumer.fetch(publisher);
    });
}

} // namespace curbside
