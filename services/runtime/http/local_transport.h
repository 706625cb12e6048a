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
    explicit LocalTransport(Environment &environment) : m_environment(environment) {}

    void add(Process &process);
    [[nodiscard]] Process *find(const QByteArray &name) const;

    void send(Process &caller, OutgoingCall call) override;
    [[nodiscard]] Look look(const QByteArray &caller, const QByteArray &target, const Request &request) override;

private:
    struct Route;
    void arrive(const std::shared_ptr<const Route> &route);
    void answerAt(PlatformTime at, ComponentId answering, const std::shared_ptr<const Route> &route, Response response);
    [[nodiscard]] bool isCutOff(const QByteArray &name, PlatformTime at);

    Environment &m_environment;
    std::map<QByteArray, Process *> m_processes;
};

} // namespace curbside
