// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/platform_run.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QUrl>

#include <csignal>

using namespace Qt::StringLiterals;

namespace curbside {

PlatformRun::PlatformRun(const QString &workspace, const QStringList &more)
{
    m_process.start(QStringLiteral(CURBSIDECTL),
                    QStringList{u"run"_s, u"--workspace"_s, workspace, u"--http-base"_s, u"0"_s} + more,
                    QIODevice::ReadOnly);
    readAddresses();
}

PlatformRun::~PlatformRun()
{
    kill();
}

void PlatformRun::readAddresses()
{
    while (m_process.canReadLine() || m_process.waitForReadyRead(patienceMs)) {
        while (m_process.canReadLine()) {
            const QByteArray line = m_process.readLine().trimmed();
            m_out += line + '\n';
            const QByteArray last = line.mid(line.lastIndexOf(' ') + 1);
            if (last.startsWith("http://"))
                m_ports.push_back(static_cast<quint16>(QUrl(QString::fromUtf8(last)).port()));
            if (!line.startsWith("token in"))
                continue;
            QFile file(QString::fromUtf8(last));
            if (file.open(QFile::ReadOnly))
                m_token = file.readAll().trimmed();
            return;
        }
    }
}

HttpReply PlatformRun::ask(Port port, const HttpAsk &ask) const
{
    return HttpTalk(this->port(port), m_token).ask(ask);
}

bool PlatformRun::hasComeToRest() const
{
    HttpTalk gateway(port(Port::Gateway), m_token);
    for (const QDeadlineTimer deadline(patienceMs); !deadline.hasExpired();) {
        const HttpReply control = gateway.ask({"GET", "/control"});
        if (control.status != 200)
            return false;
        if (control.json("atRest") == "true")
            return true;
    }
    return false;
}

void PlatformRun::kill()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.kill();
    m_process.waitForFinished(patienceMs);
}

Outcome PlatformRun::stop(int signal)
{
    ::kill(static_cast<pid_t>(m_process.processId()), signal);
    return finish();
}

Outcome PlatformRun::finish()
{
    if (!m_process.waitForFinished(patienceMs))
        return {-1, m_out, "it did not end in time"};
    return {m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1,
            m_out + m_process.readAllStandardOutput(), m_process.readAllStandardError()};
}

} // namespace curbside
