// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/api_description.h"
#include "services/runtime/http/call_transport.h"
#include "services/runtime/http/durable_calls.h"
#include "services/runtime/http/idempotency_keys.h"
#include "services/runtime/http/router.h"
#include "services/runtime/ids.h"
#include "services/runtime/message_runner.h"
#include "services/runtime/messaging/consumer.h"
#include "services/runtime/messaging/outbox.h"
#include "services/runtime/process.h"
#include "services/runtime/references/clean_up.h"
#include "services/runtime/references/copy_comparison.h"
#include "services/runtime/storage/row_pages.h"
#include "services/runtime/table_routes.h"
#include "services/runtime/time/random_stream.h"
#include "services/runtime/time/timers.h"

#include <chrono>
#include <functional>
#include <set>
#include <source_location>

namespace curbside {

/// A request as it reaches a service.
struct IncomingRequest
{
    Request request;
    QByteArray messageId;
    QByteArray caller; ///< a neighbour's name; empty for the outside
    std::function<void(Response)> answer; ///< called once, after the commit; may be empty
};

/// What every service is: its routes, subscriptions, timers and jobs, registered in the constructor, and the machinery that
/// handles one message at a time on its own database. Lives on the engine thread; forgets everything in a crash.
class Service
{
public:
    explicit Service(ServiceContext &context);
    virtual ~Service();
    Service(const Service &) = delete;
    Service &operator=(const Service &) = delete;

    /// Called once all services are made: takes up what earlier incarnations left, fetches missed events, starts the jobs.
    void start();
    /// Handles a request as a message of its own. GET too: a neighbour's looking is part of the platform.
    void receive(IncomingRequest incoming);
    /// Answers a GET or HEAD, or a question asked by POST, from outside from committed state: no platform time, no change,
    /// nothing in the digest.
    [[nodiscard]] Response look(Request request);

    [[nodiscard]] const QByteArray &name() const { return m_process.name(); }
    [[nodiscard]] Consumer &consumer() { return m_consumer; }
    [[nodiscard]] DurableCalls &calls() { return m_calls; }
    [[nodiscard]] Timers &timers() { return m_timers; }
    [[nodiscard]] MessageRunner &runner() { return m_runner; }
    [[nodiscard]] Outbox &outbox() { return m_outbox; }
    [[nodiscard]] const Router &router() const { return m_router; }
    [[nodiscard]] const std::vector<Reference> &references() const { return m_references; }
    /// The events that it publishes, as describe() was told.
    [[nodiscard]] const std::vector<EventDescription> &events() const { return m_events; }
    /// What its events speak of, by name.
    [[nodiscard]] const std::map<QByteArray, QByteArray> &schemas() const { return m_router.schemas(); }

    /// Whether something waits for a fact that no timer, call or event of the service itself will bring.
    [[nodiscard]] virtual bool awaitsFacts() { return false; }

    [[nodiscard]] QByteArray newMessageId() { return m_uuids.next(now()).toUtf8(); }
    [[nodiscard]] TraceContext newTrace();

protected:
    template <typename Derived>
    void route(Method method, const QString &pathTemplate, Response (Derived::*handler)(const Request &),
               std::source_location where = std::source_location::current())
    {
        auto *self = static_cast<Derived *>(this);
        m_router.add(
            method, pathTemplate, [self, handler](const Request &request) { return (self->*handler)(request); }, where);
    }

    /// A path that is asked by GET, or by POST where the question is long; it changes nothing.
    template <typename Derived>
    void routeQuestion(const QString &path, Response (Derived::*handler)(const Request &),
                       std::source_location where = std::source_location::current())
    {
        auto *self = static_cast<Derived *>(this);
        const Router::Handler ask = [self, handler](const Request &request) { return (self->*handler)(request); };
        m_router.add(Method::Get, path, ask, where);
        m_router.addQuestion(path, ask, where);
    }

    template <typename Derived>
    struct EventHandler
    {
        using Method = Handled (Derived::*)(const IncomingEvent &);

        EventHandler(QString ofType, Method by, std::source_location at = std::source_location::current())
            : type(std::move(ofType)), handler(by), where(at)
        {}

        QString type;
        Method handler;
        std::source_location where; ///< the line that names both
    };
    template <typename Derived>
    void subscribe(const QString &publisher, std::initializer_list<EventHandler<Derived>> handlers)
    {
        auto *self = static_cast<Derived *>(this);
        for (const EventHandler<Derived> &entry : handlers) {
            m_consumer.on(
                publisher.toUtf8(), entry.type.toUtf8(),
                [self, handler = entry.handler](const IncomingEvent &event) { return (self->*handler)(event); },
                entry.where);
        }
    }
    /// Where to read the state of `publisher` when its events can no longer be had, and who takes each item.
    template <typename Derived>
    void snapshot(const QString &publisher, const QString &listPath, Handled (Derived::*take)(JsonValue))
    {
        auto *self = static_cast<Derived *>(this);
        m_consumer.snapshotFrom(publisher.toUtf8(),
                                {listPath, [self, take](JsonValue item) { return (self->*take)(item); }});
    }

    template <typename Derived>
    void onTimer(const QByteArray &kind, Handled (Derived::*handler)(const QString &subject),
                 std::source_location where = std::source_location::current())
    {
        auto *self = static_cast<Derived *>(this);
        m_timers.onDue(kind, [self, handler](const QString &subject) { return (self->*handler)(subject); }, where);
    }
    template <typename Derived>
    void onAnswer(const QByteArray &kind, Handled (Derived::*handler)(const CallIntent &, const Response &),
                  std::source_location where = std::source_location::current())
    {
        auto *self = static_cast<Derived *>(this);
        m_calls.onAnswer(
            kind,
            [self, handler](const CallIntent &call, const Response &response) {
                return (self->*handler)(call, response);
            },
            where);
    }
    /// Runs `job` every `interval` of platform time as a message named `name`.
    template <typename Derived>
    void every(Duration interval, const QByteArray &name, Handled (Derived::*job)(),
               std::source_location where = std::source_location::current())
    {
        auto *self = static_cast<Derived *>(this);
        m_jobs.push_back({name, interval, [self, job] { return (self->*job)(); }, where});
    }
    /// Tells of its routes, which have been registered, and of its events: it can publish no others.
    void describe(const ApiDescription &api);
    void refersTo(std::vector<Reference> references) { m_references = std::move(references); }
    void holdsCopies(std::vector<Copy> copies) { m_copies = std::move(copies); }

    // Inside a message.
    void publish(EventDraft draft);
    QByteArray callLater(CallIntent intent) { return m_calls.callLater(std::move(intent), m_uuids.next(now())); }
    void setTimer(const QByteArray &kind, const QString &subject, PlatformTime dueAt)
    {
        m_timers.set(kind, subject, dueAt);
    }
    void setTimerNoLaterThan(const QByteArray &kind, const QString &subject, PlatformTime dueAt)
    {
        m_timers.setNoLaterThan(kind, subject, dueAt);
    }
    void cancelTimer(const QByteArray &kind, const QString &subject) { m_timers.cancel(kind, subject); }
    /// The next of the numbers that people see, from 1.
    [[nodiscard]] qint64 nextNumber(const QString &counter);

    [[nodiscard]] PlatformTime now() const { return m_environment.scheduler.now(); }
    template <typename Identifier>
    [[nodiscard]] Identifier newId()
    {
        return Identifier(m_uuids.next(now()));
    }
    [[nodiscard]] RandomStream &random() { return m_random; }
    [[nodiscard]] Database &database() { return m_process.database(); }
    [[nodiscard]] const QByteArray &configuration() const { return m_configuration; }
    [[nodiscard]] Process &process() { return m_process; }
    [[nodiscard]] Environment &environment() { return m_environment; }
    /// While looking: what a neighbour answers now.
    [[nodiscard]] CallTransport::Look lookAt(const QByteArray &service, const QString &path);

    /// A message of its own, the first of an incarnation that a service sees.
    virtual Handled started() { return {}; }

private:
    struct Job
    {
        QByteArray name;
        Duration interval;
        std::function<Handled()> run;
        std::source_location where;
    };

    void addRuntimeRoutes();
    Response getHealth(const Request &request);
    Response getOpenApi(const Request &request);
    Response getMetrics(const Request &request);
    Response getOutbox(const Request &request);
    Response getRowChanges(const Request &request);
    Response rowChangesInBytes(const Request &request, qint64 first);
    Response getTables(const Request &request);
    Response getTableRows(const Request &request);
    Response getTableHashes(const Request &request);
    Response getRowHistory(const Request &request);
    Response getEvent(const Request &request);
    Response reachForNeighbour(const Request &request);
    [[nodiscard]] ColumnNotes columnNotes() const;
    [[nodiscard]] RowPageHead rowPageHead(qint64 first = 0);
    Response getDeadLetters(const Request &request);
    Response replayDeadLetter(const Request &request);
    Response discardDeadLetter(const Request &request);
    Response publishByHand(const Request &request);

    struct Underway;
    void handle(IncomingRequest incoming, const Router::Route &route, const TraceContext &trace);
    Handled respond(Underway &underway);
    void refuse(Underway &underway, const Problem &problem);
    void keepRefusal(const Underway &underway, const Response &refusal);
    static Problem stillUnderWay(const IncomingRequest &incoming);
    void answerRefusal(const IncomingRequest &incoming, const TraceContext &trace, const QByteArray &routeName,
                       Response response);
    void record(const IncomingRequest &incoming, const QByteArray &routeName, const TraceContext &trace, int status,
                std::source_location where);
    void recordStart(const QByteArray &messageId, const Handled &handled);
    void scheduleJob(std::size_t index, PlatformTime at);
    void runJob(std::size_t index);
    Handled keepHouse();
    Handled cleanUp() { return m_cleanUp.run(); }
    void declare();

    Environment &m_environment;
    Process &m_process;
    QByteArray m_configuration;
    RandomStream m_random;
    UuidSource m_uuids;
    MessageRunner m_runner;
    Outbox m_outbox;
    Consumer m_consumer;
    DurableCalls m_calls;
    Timers m_timers;
    IdempotencyKeys m_keys;
    Router m_router;
    Statement m_lastNumber;
    Statement m_storeNumber;
    std::vector<Job> m_jobs;
    std::vector<Reference> m_references;
    std::vector<Copy> m_copies;
    std::vector<EventDescription> m_events;
    CleanUp m_cleanUp;
    CopyComparison m_comparison;
    std::set<QByteArray> m_keysUnderWay;
    bool m_isLooking = false;
};

} // namespace curbside
