// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"

#include "services/runtime/messaging/event_bus.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Only what is posted twice is done twice.
bool isKeyed(const Request &request)
{
    return !request.idempotencyKey.isEmpty() && request.method == Method::Post;
}

} // namespace

Service::Service(ServiceContext &context)
    : m_environment(context.environment), m_process(context.process), m_configuration(context.configuration),
      m_random(context.environment.seed, context.process.name(), context.process.incarnation()),
      m_uuids(RandomStream(context.environment.seed, context.process.name() + QByteArrayLiteral("/ids"),
                           context.process.incarnation())),
      m_runner(m_environment, m_process, context.database),
      m_outbox(m_environment, m_process, context.database, m_runner),
      m_consumer(m_environment, m_process, context.database, m_runner),
      m_calls(m_environment, m_process, context.database, m_runner),
      m_timers(m_environment, m_process, context.database, m_runner), m_keys(context.database),
      m_lastNumber(context.database, u"SELECT value FROM counter WHERE name = ?"_s),
      m_storeNumber(
          context.database,
          u"INSERT INTO counter (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s),
      m_cleanUp(m_environment, m_process, context.database, m_calls, m_references,
                [this] { return m_uuids.next(now()); }),
      m_comparison(m_environment, m_process, context.database, m_copies)
{
    addRuntimeRoutes();
    m_cleanUp.addRoutes(m_router);
    describe(CleanUp::api());
    m_comparison.addRoutes(m_router);
    describe(CopyComparison::api());
    every(10min, QByteArrayLiteral("keep-house"), &Service::keepHouse);
    every(24h, QByteArrayLiteral("clean-up"), &Service::cleanUp);
}

Service::~Service() = default;

TraceContext Service::newTrace()
{
    const std::uint64_t high = m_random.next();
    const std::uint64_t low = m_random.next();
    return TraceContext(high, low, m_random.next());
}

qint64 Service::nextNumber(const QString &counter)
{
    const auto last = [&] {
        Rows rows = m_lastNumber.query(counter);
        return rows.next() ? rows.integer(0) : 0;
    };
    const qint64 number = last() + 1;
    m_storeNumber.run(counter, number);
    return number;
}

void Service::start()
{
    const QByteArray id = "start " + m_process.name() + ' ' + QByteArray::number(qulonglong(m_process.incarnation()));
    Message machinery{JournalKind::Started, id, QByteArrayLiteral("start"), newTrace(), nullptr};
    m_runner.run(std::move(machinery), [this]() -> Handled {
        if (m_outbox.epoch().isEmpty()) {
            // From a stream of its own: whether it is drawn at this start or was at an earlier one changes no other id.
            UuidSource epochs(RandomStream(m_environment.seed, m_process.name() + QByteArrayLiteral("/epoch"),
                                           m_process.incarnation()));
            m_outbox.setEpoch(epochs.next(now()).toUtf8());
        }
        declare();
        m_outbox.declareConsumers(m_environment.bus.consumersOf(m_process.name()));
        return {};
    });
    Message hook{JournalKind::Started, id, QByteArrayLiteral("started"), newTrace(), nullptr};
    m_runner.run(
        std::move(hook), [this] { return started(); },
        [this, id](const Handled &handled) { recordStart(id, handled); });
    m_timers.start();
    m_calls.start();
    m_consumer.start();
    for (std::size_t i = 0; i < m_jobs.size(); ++i)
        scheduleJob(i, now() + m_jobs[i].interval);
}

void Service::declare()
{
    database().execute(u"DELETE FROM declared_reference"_s);
    database().execute(u"DELETE FROM declared_copy"_s);
    Statement reference(database(), u"INSERT INTO declared_reference (column_name, target) VALUES (?, ?)"_s);
    for (const Reference &declared : m_references)
        reference.run(declared.column, declared.target);
    Statement copy(database(),
                   u"INSERT INTO declared_copy (column_name, key_column, source, source_key) VALUES (?, ?, ?, ?)"_s);
    for (const Copy &declared : m_copies)
        copy.run(declared.column, declared.keyColumn, declared.source, declared.sourceKey);
}

void Service::recordStart(const QByteArray &messageId, const Handled &handled)
{
    JournalRecord entry;
    entry.at = now();
    entry.kind = JournalKind::Started;
    entry.service = m_process.name();
    entry.messageId = messageId;
    entry.sequence = static_cast<std::int64_t>(m_process.incarnation());
    entry.detail = handled ? QByteArray() : handled.error().detail.toUtf8();
    m_environment.journal.add(entry);
}

void Service::scheduleJob(std::size_t index, PlatformTime at)
{
    m_process.later(at, Scheduler::Kind::Periodic, [index](Service &service) { service.runJob(index); });
}

void Service::runJob(std::size_t index)
{
    const Job &job = m_jobs[index];
    scheduleJob(index, now() + job.interval);
    const QByteArray id = job.name + ' ' + QByteArray::number(qlonglong(toMicroseconds(now())));
    Message message{JournalKind::Job, id, job.name, newTrace(), nullptr};
    m_runner.run(std::move(message), job.run, [this, &job, id](const Handled &handled) {
        if (handled && !m_runner.hasChangedRows())
            return;
        JournalRecord entry;
        entry.at = now();
        entry.kind = JournalKind::Job;
        entry.service = m_process.name();
        entry.type = job.name;
        entry.messageId = id;
        entry.detail = handled ? QByteArray() : handled.error().detail.toUtf8();
        entry.trace = m_runner.current().trace;
        entry.rowChanges = handled ? m_runner.lastRowChanges() : nullptr;
        entry.handler = job.where;
        m_environment.journal.add(entry);
    });
}

Handled Service::keepHouse()
{
    constexpr qint64 mostRowChanges = 1'000'000;
    m_outbox.retain({});
    m_keys.forgetOld(now());
    m_consumer.deadLetters().forgetSettled();
    Statement(database(), u"DELETE FROM row_change WHERE sequence <= ?"_s)
        .run(qint64(m_runner.lastRowChangeSequence() - mostRowChanges));
    return {};
}

void Service::receive(IncomingRequest incoming)
{
    if (!m_process.hasStarted()) { // it waits for its disk
        const bool isKept = m_process.keep([incoming](Service &service) { service.receive(incoming); });
        if (!isKept)
            answerRefusal(incoming, newTrace(), "overload", Problem::unavailable(u"too much waits for the disk"_s));
        return;
    }
    TraceContext trace = TraceContext::fromTraceparent(incoming.request.traceparent);
    trace = trace.isNull() ? newTrace() : trace.child(m_process.name(), incoming.messageId);
    auto match = m_router.match(incoming.request);
    if (auto *refusal = std::get_if<Response>(&match)) {
        answerRefusal(incoming, trace, toText(incoming.request.method).toUtf8() + ' ' + incoming.request.path.toUtf8(),
                      std::move(*refusal));
        return;
    }
    const Router::Route &route = *std::get<const Router::Route *>(match);
    const QByteArray &key = incoming.request.idempotencyKey;
    if (m_runner.isOverloaded())
        answerRefusal(incoming, trace, route.name, Problem::unavailable(u"too much waits for the disk"_s));
    else if (isKeyed(incoming.request) && !m_keysUnderWay.insert(key).second)
        answerRefusal(incoming, trace, route.name, stillUnderWay(incoming));
    else
        handle(std::move(incoming), route, trace);
}

/// The contract's answer to those outside. A neighbour would take it for a refusal, and asks again instead.
Problem Service::stillUnderWay(const IncomingRequest &incoming)
{
    const QString detail = u"the first request with this Idempotency-Key is still under way"_s;
    return incoming.caller.isEmpty() ? Problem::conflict(detail) : Problem::unavailable(detail);
}

/// A request on its way through the runner.
struct Service::Underway
{
    IncomingRequest incoming;
    const Router::Route &route;
    TraceContext trace;
    bool isKeyed;
    bool isNew = true; ///< not answered from what was kept
    Response response{};
};

void Service::handle(IncomingRequest incoming, const Router::Route &route, const TraceContext &trace)
{
    const bool hasKey = isKeyed(incoming.request);
    Message message{JournalKind::Requested, incoming.messageId, route.name, trace, nullptr};
    if (m_environment.commits.mode() == CommitGroup::Mode::Windowed)
        message.redo = [incoming](Service &service) { service.receive(incoming); };
    const auto underway = std::make_shared<Underway>(Underway{std::move(incoming), route, trace, hasKey});
    m_runner.run(
        std::move(message), [this, underway] { return respond(*underway); },
        [this, underway](const Handled &handled) {
            const IncomingRequest &request = underway->incoming;
            if (underway->isKeyed)
                m_keysUnderWay.erase(request.request.idempotencyKey);
            if (handled)
                record(request, underway->route.name, underway->trace, underway->response.status,
                       underway->route.where);
            else
                refuse(*underway, handled.error());
        });
}

Handled Service::respond(Underway &underway)
{
    const IncomingRequest &incoming = underway.incoming;
    std::optional<Response> kept = underway.isKeyed ? m_keys.find(incoming.request) : std::nullopt;
    underway.isNew = !kept;
    underway.response = kept ? std::move(*kept) : underway.route.handle(incoming.request);
    if (underway.response.problem)
        return std::unexpected(*underway.response.problem);
    if (underway.isKeyed && underway.isNew)
        m_keys.keep(incoming.request, incoming.messageId, underway.response, now());
    if (incoming.answer)
        m_runner.afterPublishing(
            [answer = incoming.answer, response = underway.response]() mutable { answer(std::move(response)); });
    return {};
}

void Service::refuse(Underway &underway, const Problem &problem)
{
    Response refusal = underway.response.problem ? std::move(underway.response) : Response(problem);
    refusal.renderProblem(underway.incoming.request.path, underway.trace.traceId());
    if (underway.isKeyed && underway.isNew && IdempotencyKeys::isKept(refusal))
        keepRefusal(underway, refusal);
    else
        answerRefusal(underway.incoming, underway.trace, underway.route.name, std::move(refusal));
}

/// The refused message's changes are gone; that it was refused is a message of its own, which the answer waits for.
void Service::keepRefusal(const Underway &underway, const Response &refusal)
{
    const IncomingRequest &incoming = underway.incoming;
    record(incoming, underway.route.name, underway.trace, refusal.status, {});
    Message keep{JournalKind::Requested, incoming.messageId, underway.route.name, underway.trace, nullptr};
    if (m_environment.commits.mode() == CommitGroup::Mode::Windowed)
        keep.redo = [incoming](Service &service) { service.receive(incoming); };
    m_runner.run(
        std::move(keep),
        [this, incoming, refusal]() -> Handled {
            m_keys.keep(incoming.request, incoming.messageId, refusal, now());
            if (incoming.answer)
                m_runner.afterPublishing([answer = incoming.answer, refusal] { answer(refusal); });
            return {};
        },
        [this, incoming, refusal](const Handled &handled) {
            if (!handled && incoming.answer)
                m_environment.commits.leave([answer = incoming.answer, refusal] { answer(refusal); });
        });
}

void Service::answerRefusal(const IncomingRequest &incoming, const TraceContext &trace, const QByteArray &routeName,
                            Response response)
{
    response.renderProblem(incoming.request.path, trace.traceId());
    record(incoming, routeName, trace, response.status, {});
    if (incoming.answer)
        m_environment.commits.leave(
            [answer = incoming.answer, response = std::move(response)]() mutable { answer(std::move(response)); });
}

void Service::record(const IncomingRequest &incoming, const QByteArray &routeName, const TraceContext &trace,
                     int status, std::source_location where)
{
    JournalRecord entry;
    entry.at = now();
    entry.kind = JournalKind::Requested;
    entry.service = m_process.name();
    entry.peer = incoming.caller;
    entry.type = routeName;
    entry.subject = incoming.request.path.toUtf8();
    entry.messageId = incoming.messageId;
    entry.status = status;
    entry.trace = trace;
    entry.rowChanges = status < 400 ? m_runner.lastRowChanges() : nullptr;
    entry.wallNanoseconds = m_runner.wallNanoseconds();
    entry.handler = where;
    m_environment.journal.add(entry);
}

Response Service::look(Request request)
{
    TraceContext trace = TraceContext::fromTraceparent(request.traceparent);
    if (trace.isNull())
        trace = TraceContext(hashDraw(m_environment.seed, "look", request.path.toUtf8()), 1, 1);
    auto match = m_router.match(request);
    Response response;
    if (auto *refusal = std::get_if<Response>(&match)) {
        response = std::move(*refusal);
    } else {
        const Router::Route &route = *std::get<const Router::Route *>(match);
        Q_ASSERT_X(route.isLooking, "Service::look", "changes something");
        m_isLooking = true;
        try {
            response = route.handle(request);
        } catch (const StorageFault &fault) {
            response = Problem::unavailable(QString::fromUtf8(fault.what()));
        }
        m_isLooking = false;
    }
    response.renderProblem(request.path, trace.traceId());
    return response;
}

void Service::describe(const ApiDescription &api)
{
    m_router.describe(api);
    m_events.insert(m_events.end(), api.events().begin(), api.events().end());
}

void Service::publish(EventDraft draft)
{
    Q_ASSERT_X(m_events.empty() || std::ranges::find(m_events, draft.type, &EventDescription::type) != m_events.end(),
               "Service::publish", draft.type.constData());
    m_outbox.publish(std::move(draft), m_uuids.next(now()));
}

CallTransport::Look Service::lookAt(const QByteArray &service, const QString &path)
{
    Request request;
    request.path = path;
    return m_environment.calls.look(name(), service, request);
}

} // namespace curbside
