// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

Outcome outcomeOf(QProcess &process)
{
    if (!process.waitForFinished(patienceMs)) {
        process.kill();
        process.waitForFinished(patienceMs);
        return {-1, process.readAllStandardOutput(), process.readAllStandardError()};
    }
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

} // namespace

Outcome curbsidectl(const QStringList &arguments, const QProcessEnvironment &environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(CURBSIDECTL), arguments, QIODevice::ReadOnly);
    return outcomeOf(process);
}

Outcome shell(const QString &command)
{
    QProcess process;
    process.start(u"sh"_s, {u"-c"_s, command, QStringLiteral(CURBSIDECTL)}, QIODevice::ReadOnly);
    return outcomeOf(process);
}

} // namespace curbside
