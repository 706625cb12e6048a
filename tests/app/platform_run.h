// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/http_talk.h"
#include "tests/app/program.h"

#include <QProcess>

namespace curbside {

/// The ports of a platform, in the order of the contract.
enum class Port { Gateway, Operations, Deliveries, State, Dispatch, Integrations, Warehouse };

/// `curbsidectl run` on ports that the system chose. Killed, if it still runs, when this object goes.
class PlatformRun
{
public:
    /// Starts it and waits until it has told its addresses, or has ended.
    PlatformRun(const QString &workspace, const QStringList &more);
    ~PlatformRun();

    [[nodiscard]] bool isServing() const { return m_ports.size() == 7; }
    [[nodiscard]] quint16 port(Port port) const { return m_ports.value(static_cast<qsizetype>(port)); }
    [[nodiscard]] const QByteArray &token() const { return m_token; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }

    [[nodiscard]] HttpReply ask(Port port, const HttpAsk &ask) const;
    [[nodiscard]] HttpReply get(Port port, const QByteArray &target) const { return ask(port, {"GET", target}); }
    [[nodiscard]] HttpReply post(Port port, const QByteArray &target, const QByteArray &body = {},
                                 const HttpFields &fields = {}) const
    {
        return ask(port, {"POST", target, body, fields});
    }
    /// Waits until nothing but periodic jobs is left; for a run at full speed.
    [[nodiscard]] bool hasComeToRest() const;

    void kill();
    [[nodiscard]] Outcome stop(int signal);
    [[nodiscard]] Outcome finish();

private:
    void readAddresses();

    QProcess m_process;
    QByteArray m_out;
    QList<quint16> m_ports;
    QByteArray m_token;
};

} // namespace curbside
