// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the inbox that asks publishers for what has not come: start-up, gaps, the slow timer, snapshots.
#include "services/runtime/http/call_transport.h"
#include "services/runtime/messaging/consumer.h"
#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr Duration gapPatience = 200ms; ///< a missing event may only be late
constexpr Duration fetchInterval = 60s;
constexpr Duration fetchDeadline = 5s;
constexpr int pageSize = 500;

} // namespace

void Consumer::at(PlatformTime time, Scheduler::Kind kind, std::function<void(Consumer &)> work)
{
    Process &process = m_process;
    m_environment.commits.leave([&process, time, kind, &scheduler = m_environment.scheduler, work = std::move(work)]() mutable {
        scheduler.schedule(
            time, process.component(), process.component(),
            [&process, incarnation = process.incarnation(), work = std::move(work)] {
                process.run(incarnation, [&work](Service &service) { work(service.consumer()); });
            },
            kind);
    });
}

void Consumer::later(Duration delay, Scheduler::Kind kind, std::function<void(Consumer &)> work)
{
    at(m_environment.scheduler.now() + delay, kind, std::move(work));
}

void Consumer::start()
{
    load();
    for (const ParkedEvent &parked : m_parked.toRetry())
        scheduleRetry(parked.event, *parked.nextAt);
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
        Message message{JournalKind::Job, QByteArrayLiteral("inbox ") + name, QByteArrayLiteral("inbox"), {}, nullptr};
        m_runner.run(
            std::move(message),
            [this, publisher = name, &source, position = source.position, eventId = source.eventId]() -> Handled {
                storePosition(publisher, source, position, eventId);
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
    m_environment.commits.leave([&calls = m_environment.calls, &process = m_process, call = std::move(call)]() mutable {
        calls.send(process, std::move(call));
    });
}

void Consumer::fetch(const QByteArray &publisher)
{
    Source &source = m_sources[publisher];
    if (isBreakerOpen() || std::exchange(source.isFetching, true))
        return;
    later(fetchDeadline, Scheduler::Kind::Periodic, [publisher](Consumer &consumer) { consumer.m_sources[publisher].isFetching = false; });
    get(publisher, u"/outbox"_s,
        {{u"after"_s, QString::number(source.stored)},
         {u"epoch"_s, QString::fromUtf8(source.epoch)},
         {u"limit"_s, QString::number(pageSize)},
         {u"consumer"_s, QString::fromUtf8(m_process.name())}},
        [publisher](Consumer &consumer, const Response &response) { consumer.fetched(publisher, response); });
}

void Consumer::fetched(const QByteArray &publisher, const Response &response)
{
    Source &source = m_sources[publisher];
    source.isFetching = false;
    if (response.status == 409 || response.status == 410) {
        startSnapshot(publisher);
        return;
    }
    if (!response.isSuccess())
        return; // the slow timer asks again
    if (const auto document = JsonDocument::parse(response.body))
        takePage(publisher, source, document->root());
}

void Consumer::takePage(const QByteArray &publisher, Source &source, JsonValue page)
{
    if (const auto epoch = page["epoch"].toString())
        source.epoch = epoch->toUtf8();
    std::size_t items = 0;
    const std::int64_t before = source.position;
    page["items"].forEachItem([&](JsonValue item) {
        ++items;
        auto event = Event::fromCloudEvent(item);
        if (event && event->sequence > source.position)
            deliver(std::make_shared<const Event>(std::move(*event)));
    });
    storeDirtyPositions();
    const std::int64_t last = page["last"].toInteger().value_or(0);
    if (items > 0 && last > source.position && source.position > before)
        fetch(publisher);
}

void Consumer::startSnapshot(const QByteArray &publisher)
{
    Source &source = m_sources[publisher];
    if (std::exchange(source.isFetching, true))
        return;
    later(10 * fetchDeadline, Scheduler::Kind::Periodic, [publisher](Consumer &consumer) { consumer.m_sources[publisher].isFetching = false; });
    get(publisher, u"/outbox"_s, {{u"limit"_s, u"0"_s}}, [publisher](Consumer &consumer, const Response &response) {
        const auto document = JsonDocument::parse(response.body);
        if (!response.isSuccess() || !document)
            return;
        consumer.fetchList(publisher, 0, {}, document->root()["epoch"].toString().value_or(QString()).toUtf8(),
                           document->root()["last"].toInteger().value_or(0));
    });
}

void Consumer::fetchList(const QByteArray &publisher, std::size_t list, const QString &cursor, const QByteArray &epoch, std::int64_t last)
{
    Source &source = m_sources[publisher];
    if (list >= source.lists.size()) {
        Message message{JournalKind::Job, QByteArrayLiteral("snapshot ") + publisher, QByteArrayLiteral("snapshot"), {}, nullptr};
        m_runner.run(std::move(message), [this, publisher, epoch, last]() -> Handled {
            Source &taken = m_sources[publisher];
            taken.epoch = epoch;
            taken.position = taken.stored = last;
            taken.eventId.clear();
            taken.early.clear();
            taken.isFetching = false;
            storePosition(publisher, taken, last, {});
            return {};
        });
        fetch(publisher);
        return;
    }
    std::vector<std::pair<QString, QString>> query{{u"limit"_s, u"1000"_s}};
    if (!cursor.isEmpty())
        query.emplace_back(u"cursor"_s, cursor);
    get(publisher, source.lists[list].path, std::move(query),
        [publisher, list, epoch, last](Consumer &consumer, const Response &response) { consumer.takeList(publisher, list, response, epoch, last); });
}

void Consumer::takeList(const QByteArray &publisher, std::size_t list, const Response &response, const QByteArray &epoch, std::int64_t last)
{
    auto document = JsonDocument::parse(response.body);
    if (!response.isSuccess() || !document) {
        m_sources[publisher].isFetching = false;
        return;
    }
    const auto shared = std::make_shared<const JsonDocument>(std::move(*document));
    Message message{JournalKind::Job, QByteArrayLiteral("snapshot ") + publisher, QByteArrayLiteral("snapshot"), {}, nullptr};
    m_runner.run(std::move(message), [this, publisher, list, shared]() -> Handled {
        Handled result;
        shared->root()["items"].forEachItem([&](JsonValue item) {
            if (result)
                result = m_sources[publisher].lists[list].take(item);
        });
        return result;
    });
    const QString next = shared->root()["next"].toString().value_or(QString());
    fetchList(publisher, next.isEmpty() ? list + 1 : list, next, epoch, last);
}

} // namespace curbside
