// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/call_transport.h"

#include <map>

namespace curbside {

/// Calls between the processes of one platform inside one program. Requests and answers each take a hop's latency. A process
/// that is down refuses (503); one that is cut off, or made to hang, never answers.
class LocalTransport : public CallTransport
{
public:
    /// Of every call that was sent, whoever has crashed since.
    struct Counts
    {
        std::uint64_t made = 0;
        std::uint64_t failed = 0; ///< refused by a fault or by a service that is down, answered 5xx, or never answered
        std::uint64_t retried = 0; ///< of those made: attempts after the first
    };

    explicit LocalTransport(Environment &environment) : m_environment(environment) {}

    void add(Process &process);
    [[nodiscard]] Process *find(const QByteArray &name) const;

    [[nodiscard]] const Counts &counts() const { return m_counts; }

    void send(Process &caller, OutgoingCall call) override;
    [[nodiscard]] Look look(const QByteArray &caller, const QByteArray &target, const Request &request) override;

private:
    struct Route;
    void arrive(const std::shared_ptr<const Route> &route);
    void answer(const std::shared_ptr<const Route> &route, Response response);
    void record(JournalKind kind, const Route &route, const QByteArray &detail, std::int64_t rule);
    [[nodiscard]] const FaultRule *cutOff(const QByteArray &one, const QByteArray &other, PlatformTime at);
    [[nodiscard]] const FaultRule *faultOf(const Process &caller, const OutgoingCall &call, const QByteArray &type);

    Environment &m_environment;
    std::map<QByteArray, Process *> m_processes;
    Counts m_counts;
    Look *m_outerLook = nullptr; ///< that the one under way is made for
};

} // namespace curbside
