// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/message.h"
#include "services/runtime/message_runner.h"
#include "services/runtime/messaging/dead_letters.h"
#include "services/runtime/messaging/event.h"
#include "services/runtime/messaging/parked_events.h"

#include <functional>
#include <map>
#include <set>
#include <source_location>

namespace curbside {

class Database;
class Process;

/// An event as its handler gets it.
struct IncomingEvent
{
    const Event &event;
    JsonValue data;
};

/// A service's inbox. Takes over every event of the publishers it subscribes to, each once and in the publisher's order, and
/// hands those that have a handler to it: position, handler's changes and effects are one message. Asks the publisher for
/// what it has not got (at the start, on a gap, on a slow timer). What fails is parked and tried again with its subject's
/// later events behind it, then dead-lettered; when everything fails, it waits.
class Consumer
{
public:
    /// 400 and 422 mean that the event cannot be read: it is dead-lettered at once. Any other problem is tried again.
    using Handler = std::function<Handled(const IncomingEvent &)>;
    /// Takes one item of a publisher's list, when the events that led to it can no longer be had.
    using SnapshotItem = std::function<Handled(JsonValue item)>;
    struct SnapshotList
    {
        QString path;
        SnapshotItem take;
    };

    Consumer(Environment &environment, Process &process, Database &database, MessageRunner &runner);

    void subscribe(const QByteArray &publisher);
    void on(const QByteArray &publisher, const QByteArray &type, Handler handler, std::source_location where);
    void snapshotFrom(const QByteArray &publisher, SnapshotList list);

    /// Fetches from every publisher, takes up what is parked, and sets the slow timer going.
    void start();
    void deliver(const EventPtr &event);

    /// Hands a dead letter to its handler again, inside the message of the request that asks for it; with other data when
    /// someone has mended it.
    Handled replayDeadLetter(const QString &eventId, const QByteArray &mendedData = {}, const QString &reason = {});
    Handled discardDeadLetter(const QString &eventId, const QString &reason = {});
    [[nodiscard]] DeadLetters &deadLetters() { return m_deadLetters; }

    /// Whether every subscribed publisher's events up to `last` are taken over and stored, for the test of being at rest.
    [[nodiscard]] std::int64_t storedPosition(const QByteArray &publisher) const;
    /// Notes in the database how far it has handled events, in the transaction that holds what they changed: once for all of
    /// them, since all are kept or none.
    void storePositions();
    /// Every subscribed publisher, in order.
    [[nodiscard]] std::vector<QByteArray> publishers() const;

    /// How it stands with one publisher.
    struct Standing
    {
        QByteArray epoch;
        QByteArray eventId; ///< of the event at `position`; empty when not known
        std::int64_t position = 0; ///< taken over up to here
        std::int64_t firstEarly = 0; ///< the first of those that came before one that is missing; 0 when there is none
        std::size_t early = 0; ///< how many have
        bool isFetching = false;
        bool isFull = false; ///< too much is parked, or waits for the disk
    };
    /// Nothing for one that it does not subscribe to.
    [[nodiscard]] std::optional<Standing> standingWith(const QByteArray &publisher) const;
    /// The types that it handles, and where each handler was registered.
    [[nodiscard]] std::vector<std::pair<QByteArray, std::source_location>>
    handlersOf(const QByteArray &publisher) const;
    /// Until when events of that type wait because they fail for everything; nothing when they do not.
    [[nodiscard]] std::optional<PlatformTime> waitsUntil(const QByteArray &type) const;

private:
    struct Subscription
    {
        Handler handle;
        std::source_location where;
    };
    struct Source
    {
        std::map<QByteArray, Subscription> handlers;
        std::vector<SnapshotList> lists;
        QByteArray epoch;
        QByteArray eventId; ///< of the event at `position`; empty when not known
        std::int64_t position = 0; ///< taken over up to here
        std::int64_t stored = 0; ///< and noted in the database up to here, with the next commit at the latest
        EventPtr unsaved; ///< handled, and its position not noted yet
        std::map<std::int64_t, EventPtr> early; ///< came before one that is missing
        std::uint64_t fetchTicket = 0; ///< of the fetch or snapshot under way; 0 when there is none
        bool isGapTimerSet = false;
    };
    /// Of one type of event, whose handler may fail for everything while the others go well.
    struct Breaker
    {
        std::set<std::pair<QByteArray, QByteArray>>
            failing; ///< (publisher, subject) whose handling failed since the last that went well
        int trips = 0; ///< of the outage
        PlatformTime since; ///< its first
        PlatformTime openUntil;
        PlatformTime wellSince; ///< the end of the last outage: waiting before it counts against no event
    };
    struct Snapshot
    {
        QByteArray publisher;
        std::uint64_t ticket = 0;
        QByteArray epoch; ///< of the publisher's outbox when the snapshot began
        std::int64_t last = 0; ///< and its last event
        std::size_t list = 0;
        QString cursor;
        bool isOtherPast = false; ///< what this service has heard is not what the publisher tells now
    };

    void load();
    void take(Source &source, const EventPtr &event);
    void passOver(Source &source, const EventPtr &event);
    Handled handle(Source &source, const Event &event);
    void storePosition(const QByteArray &publisher, const QByteArray &epoch, std::int64_t position,
                       const QByteArray &eventId);
    void parkUntried(Source &source, const EventPtr &event, std::optional<PlatformTime> nextAt);
    Handled storeUntried(const Source &source, const EventPtr &event, std::optional<PlatformTime> nextAt);
    void noteUntried(Source &source, const EventPtr &event, std::optional<PlatformTime> nextAt);
    void fail(Source &source, const EventPtr &event, const Problem &problem);
    void giveUp(const ParkedEvent &parked);
    void scheduleRetry(const EventPtr &event, PlatformTime time);
    /// The first that is parked of a subject, if it is to be tried by now.
    [[nodiscard]] std::optional<ParkedEvent> dueFirst(const QByteArray &publisher, const QByteArray &subject);
    [[nodiscard]] bool isHeldBack(const ParkedEvent &parked);
    void retry(std::optional<ParkedEvent> parked);
    void retryOne(const ParkedEvent &parked);
    void retryFailed(ParkedEvent parked, const Problem &problem);
    void parkAgain(const ParkedEvent &parked);
    void continueWith(const EventPtr &event);
    void noteUnparked(const Event &event);
    bool noteFailure(const Event &event);
    void noteSuccess(const Event &event);
    [[nodiscard]] bool isBreakerOpen(const Event &event) const;
    [[nodiscard]] bool isFull(const QByteArray &publisher) const;
    [[nodiscard]] Duration backoff(int attempts, const QByteArray &eventId) const;

    void onGap(const QByteArray &publisher, Source &source);
    void fetch(const QByteArray &publisher);
    void fetched(const QByteArray &publisher, std::uint64_t ticket, const Response &response);
    void fetchUnlessReached(const QByteArray &publisher, std::int64_t sequence);
    void takePage(const QByteArray &publisher, Source &source, JsonValue page);
    void storeDirtyPositions();
    void tick();
    std::uint64_t newTicket(const QByteArray &publisher, Duration deadline);
    void dropTicket(const QByteArray &publisher, std::uint64_t ticket);

    void startSnapshot(const QByteArray &publisher, const QByteArray &why, bool isOtherPast);
    void fetchList(const Snapshot &snapshot);
    void takeList(const Snapshot &snapshot, const Response &response);
    void endSnapshot(const Snapshot &snapshot);
    /// Events that wait here, but that their publisher has lost: theirs are other things by now.
    [[nodiscard]] std::vector<ParkedEvent> giveUpParked(const QByteArray &publisher);
    void recordSnapshot(const QByteArray &publisher, const QByteArray &detail);

    void get(const QByteArray &publisher, const QString &path, std::vector<std::pair<QString, QString>> query,
             std::function<void(Consumer &, const Response &)> onAnswer);
    void at(PlatformTime time, Scheduler::Kind kind, std::function<void(Consumer &)> work);
    void later(Duration delay, Scheduler::Kind kind, std::function<void(Consumer &)> work);
    void record(JournalKind kind, const EventPtr &event, const QByteArray &detail, const Source *source = nullptr);

    Environment &m_environment;
    Process &m_process;
    Database &m_database;
    MessageRunner &m_runner;
    ParkedEvents m_parked;
    DeadLetters m_deadLetters;
    std::map<QByteArray, Source> m_sources;
    Statement m_storePosition;
    std::map<QByteArray, Breaker> m_breakers; ///< by the type of event
    bool m_isRetrying = false;
    bool m_continues = false; ///< what is being retried goes on with the next of its subject
    std::uint64_t m_lastTicket = 0;
    PlatformTime m_startedAt;
};

} // namespace curbside
