// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"

#include "services/runtime/messaging/event_bus.h"
#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

Service::Service(ServiceContext &context)
    : m_environment(context.environment), m_process(context.process), m_configuration(context.configuration),
      m_random(context.environment.seed, context.process.name(), context.process.incarnation()),
      m_uuids(RandomStream(context.environment.seed, context.process.name() + QByteArrayLiteral("/ids"), context.process.incarnation())),
      m_runner(m_environment, m_process, context.database), m_outbox(m_environment, m_process, context.database, m_runner),
      m_consumer(m_environment, m_process, context.database, m_runner), m_calls(m_environment, m_process, context.database, m_runner),
      m_timers(m_environment, m_process, context.database, m_runner), m_keys(context.database),
      m_nextNumber(context.database, u"INSERT INTO counter (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"_s)
{
    addRuntimeRoutes();
    every(10min, QByteArrayLiteral("keep-house"), &Service::keepHouse);
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
    Rows rows = m_nextNumber.query(counter);
    return rows.next() ? rows.integer(0) : 0;
}

void Service::start()
{
    const QByteArray id = "start " + m_process.name() + ' ' + QByteArray::number(qulonglong(m_process.incarnation()));
    Message message{JournalKind::Started, id, QByteArrayLiteral("start"), newTrace(), nullptr};
    m_runner.run(
        std::move(message),
        [this]() -> Handled {
            if (m_outbox.epoch().isEmpty())
                m_outbox.setEpoch(m_uuids.next(now()).toUtf8());
            declare();
            m_outbox.declareConsumers(m_environment.bus.consumersOf(m_process.name()));
            return started();
        },
        [this, id](const Handled &) {
            JournalRecord entry;
            entry.at = now();
            entry.kind = JournalKind::Started;
            entry.service = m_process.name();
            entry.messageId = id;
            entry.sequence = static_cast<std::int64_t>(m_process.incarnation());
            m_environment.journal.add(entry);
        });
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
    Statement copy(database(), u"INSERT INTO declared_copy (column_name, key_column, source, source_key) VALUES (?, ?, ?, ?)"_s);
    for (const Copy &declared : m_copies)
        copy.run(declared.column, declared.keyColumn, declared.source, declared.sourceKey);
}

void Service::scheduleJob(std::size_t index, PlatformTime at)
{
    m_environment.commits.leave([&process = m_process, &scheduler = m_environment.scheduler, index, at] {
        scheduler.schedule(
            at, process.component(), process.component(),
            [&process, incarnation = process.incarnation(), index] {
                process.run(incarnation, [index](Service &service) { service.runJob(index); });
            },
            Scheduler::Kind::Periodic);
    });
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
        entry.rowChanges = m_runner.lastRowChanges();
        entry.handler = job.where;
        m_environment.journal.add(entry);
    });
}

Handled Service::keepHouse()
{
    constexpr qint64 mostRowChanges = 1'000'000;
    m_outbox.retain({});
    m_keys.forgetOld(now());
    Statement(database(), u"DELETE FROM row_change WHERE sequence <= ?"_s).run(qint64(m_runner.lastRowChangeSequence() - mostRowChanges));
    return {};
}

void Service::receive(IncomingRequest incoming)
{
    TraceContext trace = TraceContext::fromTraceparent(incoming.request.traceparent);
    trace = trace.isNull() ? newTrace() : trace.child(m_process.name(), incoming.messageId);
    auto match = m_router.match(incoming.request);
    if (auto *refusal = std::get_if<Response>(&match)) {
        answerRefusal(incoming, trace, toText(incoming.request.method).toUtf8() + ' ' + incoming.request.path.toUtf8(), std::move(*refusal));
        return;
    }
    const Router::Route &route = *std::get<const Router::Route *>(match);
    const QByteArray &key = incoming.request.idempotencyKey;
    if (!key.isEmpty() && !m_keysUnderWay.insert(key).second) {
        answerRefusal(incoming, trace, route.name, Problem::conflict(u"the first request with this Idempotency-Key is still under way"_s));
        return;
    }
    handle(incoming, route, trace);
}

void Service::handle(const IncomingRequest &incoming, const Router::Route &route, const TraceContext &trace)
{
    const auto response = std::make_shared<Response>();
    const bool isKeyed = !incoming.request.idempotencyKey.isEmpty() && incoming.request.method == Method::Post;
    Message message{JournalKind::Requested, incoming.messageId, route.name, trace, nullptr};
    m_runner.run(
        std::move(message),
        [this, incoming, &route, response, isKeyed, trace]() -> Handled {
            std::optional<Response> kept = isKeyed ? m_keys.find(incoming.request) : std::nullopt;
            *response = kept ? std::move(*kept) : route.handle(incoming.request);
            if (response->problem)
                return std::unexpected(*response->problem);
            if (isKeyed && !kept)
                m_keys.keep(incoming.request, incoming.messageId, *response, now());
            if (incoming.answer)
                m_runner.afterPublishing([answer = incoming.answer, response] { answer(*response); });
            return {};
        },
        [this, incoming, &route, response, isKeyed, trace](const Handled &handled) {
            m_keysUnderWay.erase(incoming.request.idempotencyKey);
            if (handled) {
                record(incoming, route.name, trace, response->status, route.where);
                return;
            }
            Response refusal = response->problem ? std::move(*response) : Response(handled.error());
            finish(refusal, incoming.request, trace);
            if (isKeyed && refusal.status < 500 && refusal.status != 422) {
                Message keep{JournalKind::Requested, incoming.messageId, route.name, trace, nullptr};
                m_runner.run(std::move(keep), [this, incoming, refusal]() -> Handled {
                    if (!m_keys.find(incoming.request))
                        m_keys.keep(incoming.request, incoming.messageId, refusal, now());
                    return {};
                });
            }
            answerRefusal(incoming, trace, route.name, std::move(refusal));
        });
}

void Service::finish(Response &response, const Request &request, const TraceContext &trace) const
{
    if (!response.problem)
        return;
    response.body = response.problem->toJson(request.path, trace.traceId());
    response.contentType = QByteArrayLiteral("application/problem+json");
    response.problem.reset();
}

void Service::answerRefusal(const IncomingRequest &incoming, const TraceContext &trace, const QByteArray &routeName, Response response)
{
    finish(response, incoming.request, trace);
    record(incoming, routeName, trace, response.status, {});
    if (incoming.answer)
        m_environment.commits.leave([answer = incoming.answer, response = std::move(response)]() mutable { answer(std::move(response)); });
}

void Service::record(const IncomingRequest &incoming, const QByteArray &routeName, const TraceContext &trace, int status, std::source_location where)
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
        m_isLooking = true;
        try {
            response = std::get<const Router::Route *>(match)->handle(request);
        } catch (const StorageFault &fault) {
            response = Problem::unavailable(QString::fromUtf8(fault.what()));
        }
        m_isLooking = false;
    }
    finish(response, request, trace);
    return response;
}

CallTransport::Look Service::lookAt(const QByteArray &service, const QString &path)
{
    Request request;
    request.path = path;
    return m_environment.calls.look(name(), service, request);
}

} // namespace curbside
