// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"
#include "services/runtime/time/scheduler.h"

#include <functional>
#include <set>

namespace curbside {

class Process;
class Service;

/// One call from a process to another's API.
struct OutgoingCall
{
    QByteArray id; ///< of the message that the callee handles
    QByteArray target; ///< the callee's name
    Request request;
    PlatformTime at; ///< when it leaves
    bool isRepeated = false; ///< an attempt after the first
    Scheduler::Kind kind = Scheduler::Kind::Ordinary;
    /// Takes the answer at the caller, unless it has crashed since; may be empty. Not called when no answer comes.
    std::function<void(Service &caller, const Response &)> onAnswer;
};

/// Carries calls between the processes of a platform, on platform time, with the network's latency and faults.
class CallTransport
{
public:
    virtual ~CallTransport() = default;
    virtual void send(Process &caller, OutgoingCall call) = 0;
    /// What `target` answers now to someone who only looks (see Service::look). `cost` is the platform time that the call
    /// would have taken, with the calls that `target` made for it, one after the other.
    struct Look
    {
        Response response;
        Duration cost{0};
        int calls = 1; ///< with those that were made for it
        std::set<QByteArray> services{}; ///< that were asked
    };
    [[nodiscard]] virtual Look look(const QByteArray &caller, const QByteArray &target, const Request &request) = 0;
};

} // namespace curbside
