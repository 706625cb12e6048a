// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/local_transport.h"

#include "services/runtime/messaging/embedded_bus.h"
#include "services/runtime/process.h"
#include "services/runtime/service.h"
#include "services/runtime/storage/storage_error.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace curbside {

struct LocalTransport::Route
{
    Process *caller;
    std::uint64_t incarnation;
    Process *target;
    OutgoingCall call;
    QByteArray type; ///< "METHOD /path"
};

void LocalTransport::add(Process &process)
{
    m_processes[process.name()] = &process;
}

Process *LocalTransport::find(const QByteArray &name) const
{
    const auto found = m_processes.find(name);
    return found == m_processes.end() ? nullptr : found->second;
}

const FaultRule *LocalTransport::cutOff(const QByteArray &one, const QByteArray &other, PlatformTime at)
{
    FaultPlan &faults = m_environment.faults;
    const FaultRule *rule = faults.hit(FaultKind::CutOff, one, {}, {}, one, at);
    return rule ? rule : faults.hit(FaultKind::CutOff, other, {}, {}, other, at);
}

const FaultRule *LocalTransport::faultOf(const Process &caller, const OutgoingCall &call, const QByteArray &type)
{
    FaultPlan &faults = m_environment.faults;
    if (const FaultRule *rule = cutOff(caller.name(), call.target, call.at))
        return rule;
    if (const FaultRule *rule = faults.hit(FaultKind::CallHanging, caller.name(), call.target, type, call.id, call.at))
        return rule;
    if (const FaultRule *rule = faults.hit(FaultKind::CallFailing, caller.name(), call.target, type, call.id, call.at))
        return rule;
    return faults.hit(FaultKind::CallSlow, caller.name(), call.target, type, call.id, call.at);
}

void LocalTransport::send(Process &caller, OutgoingCall call)
{
    Process *target = find(call.target);
    if (!target) // the names of services come from rows
        throw StorageFault(
            SQLITE_CORRUPT,
            u"%1: the call %2 is to go to \"%3\", which is no service of the platform"_s.arg(
                QString::fromUtf8(caller.name()), QString::fromUtf8(call.id), QString::fromUtf8(call.target)));
    PlatformTime arrival = call.at + drawLatency(m_environment.seed, caller.name(), call.target, call.id);
    const QByteArray type = toText(call.request.method).toUtf8() + ' ' + call.request.path.toUtf8();
    const FaultRule *rule = faultOf(caller, call, type);
    const bool isSlow = rule && rule->kind == FaultKind::CallSlow;
    const std::optional<FaultKind> fault = rule && !isSlow ? std::optional(rule->kind) : std::nullopt;
    arrival += isSlow ? rule->delay : Duration{0};
    const std::int64_t ruleId = rule ? rule->id : 0;
    const Scheduler::Kind kind = call.kind;
    ++m_counts.made;
    m_counts.retried += call.isRepeated ? 1 : 0;
    const auto route =
        std::make_shared<const Route>(Route{&caller, caller.incarnation(), target, std::move(call), type});
    m_environment.scheduler.schedule(
        arrival, target->component(), caller.component(),
        [this, route, fault, isSlow, ruleId] {
            if (isSlow)
                record(JournalKind::Fault, *route, "CallSlow", ruleId);
            if (fault)
                record(*fault == FaultKind::CallFailing ? JournalKind::Fault : JournalKind::Lost, *route,
                       toText(*fault).toUtf8(), ruleId);
            if (fault || !route->target->isUp())
                ++m_counts.failed;
            if (fault == FaultKind::CallFailing || (!fault && !route->target->isUp()))
                answer(route, Problem::unavailable(u"%1 does not answer"_s.arg(QString::fromUtf8(route->call.target))));
            else if (!fault)
                arrive(route);
        },
        kind);
}

void LocalTransport::record(JournalKind kind, const Route &route, const QByteArray &detail, std::int64_t rule)
{
    JournalRecord entry;
    entry.at = m_environment.scheduler.now();
    entry.kind = kind;
    entry.service = route.target->name();
    entry.peer = route.caller->name();
    entry.type = route.type;
    entry.messageId = route.call.id;
    entry.detail = detail;
    entry.faultRule = rule;
    m_environment.journal.add(entry);
}

void LocalTransport::arrive(const std::shared_ptr<const Route> &route)
{
    route->target->run([this, &route](Service &service) {
        IncomingRequest incoming;
        incoming.request = route->call.request;
        incoming.messageId = route->call.id;
        incoming.caller = route->caller->name();
        if (route->call.onAnswer)
            incoming.answer = [this, route](Response response) {
                m_counts.failed += response.status >= 500 ? 1 : 0;
                answer(route, std::move(response));
            };
        service.receive(std::move(incoming));
    });
}

void LocalTransport::answer(const std::shared_ptr<const Route> &route, Response response)
{
    if (!route->call.onAnswer)
        return;
    const PlatformTime now = m_environment.scheduler.now();
    const PlatformTime arrival =
        now + drawLatency(m_environment.seed, route->call.target, route->caller->name(), route->call.id);
    const FaultRule *cut = cutOff(route->call.target, route->caller->name(), now);
    m_environment.scheduler.schedule(
        arrival, route->caller->component(), route->target->component(),
        [this, route, rule = cut ? cut->id : 0, response = std::move(response)] {
            if (rule != 0) {
                record(JournalKind::Lost, *route, "CutOff: the answer", rule);
                ++m_counts.failed;
            } else {
                route->caller->run(route->incarnation,
                                   [&](Service &service) { route->call.onAnswer(service, response); });
            }
        },
        route->call.kind);
}

CallTransport::Look LocalTransport::look(const QByteArray &caller, const QByteArray &target, const Request &request)
{
    constexpr Duration patience = 2s;
    const FaultPlan &faults = m_environment.faults;
    const PlatformTime now = m_environment.scheduler.now();
    const QByteArray path = request.path.toUtf8();
    const QByteArray type = toText(request.method).toUtf8() + ' ' + path;
    const auto isHit = [&](FaultKind kind) {
        return faults.wouldHit(kind, caller, target, type, path, now) != nullptr;
    };
    const auto isCutOff = [&](const QByteArray &name) {
        return faults.wouldHit(FaultKind::CutOff, name, {}, {}, name, now) != nullptr;
    };
    Process *process = find(target);
    Look look;
    look.services.insert(target);
    // Patience is with the one who is asked; whoever that asks in turn is met with patience of its own.
    Duration way = drawLatency(m_environment.seed + 1, caller, target, path)
        + drawLatency(m_environment.seed + 1, target, caller, path);
    if (const FaultRule *slow = faults.wouldHit(FaultKind::CallSlow, caller, target, type, path, now))
        way += slow->delay;
    const bool isLost = isCutOff(target) || isCutOff(caller) || isHit(FaultKind::CallHanging);
    if (isLost || way >= patience) {
        way = patience;
        look.response = Problem{504, u"%1 did not answer in time"_s.arg(QString::fromUtf8(target)), {}};
    } else if (!process || !process->isUp() || isHit(FaultKind::CallFailing)) {
        look.response = Problem::unavailable(u"%1 does not answer"_s.arg(QString::fromUtf8(target)));
    } else {
        Look *outer = std::exchange(m_outerLook, &look);
        look.response = process->service().look(request);
        m_outerLook = outer;
    }
    look.cost += way;
    if (m_outerLook) {
        m_outerLook->cost += look.cost;
        m_outerLook->calls += look.calls;
        m_outerLook->services.insert(look.services.begin(), look.services.end());
    }
    TraceContext trace = TraceContext::fromTraceparent(request.traceparent);
    if (trace.isNull())
        trace = TraceContext(hashDraw(m_environment.seed, "look", path), 1, 1);
    look.response.renderProblem(request.path, trace.traceId());
    return look;
}

} // namespace curbside
