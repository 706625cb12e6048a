// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbsidectl/commands.h"

#include "services/hosting/engine.h"
#include "services/hosting/http_front.h"
#include "services/hosting/parts.h"
#include "services/hosting/run_settings.h"

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
    std::fflush(stdout);
}

} // namespace

std::expected<ExitStatus, Failure> runPlatform(const RunArguments &arguments)
{
    auto settings = RunSettings::from({.workspace = QString::fromStdString(arguments.workspace),
                                       .scenario = QString::fromStdString(arguments.scenario),
                                       .seed = arguments.seed,
                                       .speed = QString::fromStdString(arguments.speed),
                                       .runFor = QString::fromStdString(arguments.runFor),
                                       .durability = QString::fromStdString(arguments.durability),
                                       .faults = QString::fromStdString(arguments.faults)});
    if (!settings)
        return std::unexpected(settings.error());
    if (arguments.httpBase < 0 || arguments.httpBase > 65'535 - static_cast<int>(Session::endpoints().size()))
        return std::unexpected(Failure{ExitStatus::WrongUsage, u"--http-base: is not a port from 0 to 65528"_s});
    const sigset_t signals = endingSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    auto workspace = Workspace::open(settings->workspace, settings->description);
    if (!workspace)
        return std::unexpected(workspace.error());
    // The ports come first: a run that cannot have them leaves no trace.
    auto front = arguments.noHttp ? std::expected<std::unique_ptr<HttpFront>, Failure>(nullptr)
                                  : HttpFront::open(static_cast<quint16>(arguments.httpBase), (*workspace)->token());
    if (!front)
        return std::unexpected(front.error());
    Engine::Options options = settings->engineOptions((*workspace)->folder());
    options.onEnded = [] { ::kill(::getpid(), SIGTERM); };
    auto engine = Engine::start(std::move(options));
    if (!engine)
        return std::unexpected(engine.error());
    if (*front) {
        (*front)->serve(**engine);
        announce(**front, **workspace);
    }
    int signal = 0;
    sigwait(&signals, &signal);
    if (*front)
        (*front)->close();
    const QString trouble = (*engine)->status().trouble;
    if (auto noted = (*workspace)->noteEnded((*engine)->stop()); !noted)
        return std::unexpected(noted.error());
    if (!trouble.isEmpty())
        return std::unexpected(Failure{ExitStatus::Machine, trouble});
    return ExitStatus::Success;
}

} // namespace curbside
