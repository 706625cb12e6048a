// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/local_transport.h"

#include "services/runtime/messaging/embedded_bus.h"
#include "services/runtime/process.h"
#include "services/runtime/service.h"

using namespace Qt::StringLiterals;

namespace curbside {

struct LocalTransport::Route
{
    Process *caller;
    std::uint64_t incarnation;
    Process *target;
    OutgoingCall call;
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

bool LocalTransport::isCutOff(const QByteArray &name, PlatformTime at)
{
    return m_environment.faults.hit(FaultKind::CutOff, name, {}, {}, name, at) != nullptr;
}

void LocalTransport::send(Process &caller, OutgoingCall call)
{
    Process *target = find(call.target);
    Q_ASSERT_X(target, "LocalTransport::send", call.target.constData());
    const PlatformTime at = call.at;
    const PlatformTime arrival = at + drawLatency(m_environment.seed, caller.name(), call.target, call.id);
    const QByteArray type = toText(call.request.method).toUtf8() + ' ' + call.request.path.toUtf8();
    if (isCutOff(caller.name(), at) || isCutOff(call.target, at)
        || m_environment.faults.hit(FaultKind::CallHanging, caller.name(), call.target, type, call.id, at))
        return;
    const bool isRefused = m_environment.faults.hit(FaultKind::CallFailing, caller.name(), call.target, type, call.id, at) != nullptr;
    const Scheduler::Kind kind = call.kind;
    const auto route = std::make_shared<const Route>(Route{&caller, caller.incarnation(), target, std::move(call)});
    m_environment.scheduler.schedule(
        arrival, target->component(), caller.component(),
        [this, route, isRefused] {
            const PlatformTime now = m_environment.scheduler.now();
            if (isRefused || !route->target->isUp())
                answerAt(now, route->target->component(), route,
                         Problem::unavailable(u"%1 does not answer"_s.arg(QString::fromUtf8(route->call.target))));
            else
                arrive(route);
        },
        kind);
}

void LocalTransport::arrive(const std::shared_ptr<const Route> &route)
{
    route->target->run([this, &route](Service &service) {
        IncomingRequest incoming;
        incoming.request = route->call.request;
        incoming.messageId = route->call.id;
        incoming.caller = route->caller->name();
        if (route->call.onAnswer) {
            const PlatformTime at = m_environment.scheduler.now();
            incoming.answer = [this, route, at](Response response) {
                answerAt(at, route->target->component(), route, std::move(response));
            };
        }
        service.receive(std::move(incoming));
    });
}

void LocalTransport::answerAt(PlatformTime at, ComponentId answering, const std::shared_ptr<const Route> &route, Response response)
{
    if (!route->call.onAnswer)
        return;
    const PlatformTime arrival = at + drawLatency(m_environment.seed, route->call.target, route->caller->name(), route->call.id);
    m_environment.scheduler.schedule(
        arrival, route->caller->component(), answering,
        [route, response = std::move(response)] {
            route->caller->run(route->incarnation, [&](Service &service) { route->call.onAnswer(service, response); });
        },
        route->call.kind);
}

CallTransport::Look LocalTransport::look(const QByteArray &caller, const QByteArray &target, const Request &request)
{
    Look look;
    const PlatformTime now = m_environment.scheduler.now();
    const QByteArray link = request.path.toUtf8();
    look.cost = drawLatency(m_environment.seed + 1, caller, target, link) + drawLatency(m_environment.seed + 1, target, caller, link);
    Process *process = find(target);
    if (!process || !process->isUp() || isCutOff(target, now))
        look.response = Problem::unavailable(u"%1 does not answer"_s.arg(QString::fromUtf8(target)));
    else
        look.response = process->service().look(request);
    return look;
}

} // namespace curbside
