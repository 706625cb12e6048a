// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbsidectl/commands.h"

#include "services/hosting/engine.h"
#include "services/hosting/http_front.h"
#include "services/hosting/parts.h"
#include "services/hosting/run_settings.h"

#include <cerrno>
#include <csignal>
#include <cstdio>

#include <pthread.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// The signals that end a run; blocked in every thread, so that one waits for them.
sigset_t endingSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    struct sigaction hangup = {};
    if (sigaction(SIGHUP, nullptr, &hangup) == 0 && hangup.sa_handler != SIG_IGN) // nohup asks to live on
        sigaddset(&signals, SIGHUP);
    return signals;
}

void announce(const HttpFront &front, const Workspace &workspace)
{
    std::printf("workspace %s\n", qUtf8Printable(workspace.folder()));
    const std::vector<quint16> ports = front.ports();
    for (std::size_t i = 0; i < ports.size(); ++i)
        std::printf("%-13s http://127.0.0.1:%u\n", qUtf8Printable(Session::endpoints()[i]),
                    static_cast<unsigned>(ports[i]));
    std::printf("token in      %s\n", qUtf8Printable(workspace.filePath(u"token"_s)));
    if (std::fflush(stdout) != 0 && errno == EPIPE)
        std::clearerr(stdout); // whoever reads the addresses may leave before the platform does
}

std::expected<std::unique_ptr<HttpFront>, Failure> openPorts(const RunArguments &arguments, Workspace &workspace)
{
    if (arguments.noHttp)
        return nullptr;
    auto front = HttpFront::open(QString::fromStdString(arguments.httpBase).toUShort(), workspace.token());
    if (!front) {
        workspace.discardIfNew(); // a run that cannot have its ports leaves no trace
        front.error().text += u" Name other ports by --http-base, or none by --no-http."_s;
    }
    return front;
}

std::expected<ExitStatus, Failure> runUntilSignalled(Engine::Options options, HttpFront *front, Workspace &workspace)
{
    options.onEnded = [] { ::kill(::getpid(), SIGTERM); };
    options.onNote = [](const QString &note) { std::fprintf(stderr, "curbsidectl: %s\n", qUtf8Printable(note)); };
    auto engine = Engine::start(std::move(options));
    if (!engine)
        return std::unexpected(engine.error());
    if (front) {
        front->serve(**engine);
        workspace.noteServing(front->ports());
        announce(*front, workspace);
    }
    const sigset_t signals = endingSignals();
    int signal = 0;
    sigwait(&signals, &signal);
    if (front)
        front->close();
    if (const auto ended = (*engine)->stop(); !ended)
        return std::unexpected(ended.error());
    return ExitStatus::Success;
}

} // namespace

std::expected<ExitStatus, Failure> runPlatform(const RunArguments &arguments)
{
    constexpr int highestBase = 65'536 - 7;
    bool isNumber = false;
    const QString base = QString::fromStdString(arguments.httpBase);
    if (base.toUShort(&isNumber) > highestBase || !isNumber)
        return std::unexpected(
            Failure{ExitStatus::WrongUsage,
                    u"--http-base %1: is not a port from 0 to %2"_s.arg(base, QString::number(highestBase))});
    auto settings = RunSettings::from({.workspace = QString::fromStdString(arguments.workspace),
                                       .scenario = QString::fromStdString(arguments.scenario),
                                       .seed = QString::fromStdString(arguments.seed),
                                       .speed = QString::fromStdString(arguments.speed),
                                       .runFor = QString::fromStdString(arguments.runFor),
                                       .durability = QString::fromStdString(arguments.durability),
                                       .faults = QString::fromStdString(arguments.faults)});
    if (!settings)
        return std::unexpected(settings.error());
    const sigset_t signals = endingSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    auto workspace = Workspace::open(settings->workspace, settings->description);
    if (!workspace)
        return std::unexpected(workspace.error());
    const auto front = openPorts(arguments, **workspace);
    if (!front)
        return std::unexpected(front.error());
    Engine::Options options = settings->engineOptions(**workspace);
    options.session.capture = QString::fromStdString(arguments.capture);
    return runUntilSignalled(std::move(options), front->get(), **workspace);
}

} // namespace curbside
