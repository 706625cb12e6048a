// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/command_line.h"
#include "app/curbsidectl/commands.h"

#include "services/hosting/replay.h"
#include "services/hosting/run_settings.h"
#include "services/hosting/simulation.h"
#include "services/hosting/solution.h"
#include "services/hosting/warehouse_feed.h"
#include "services/hosting/workspace.h"

#include <QDir>
#include <QFileInfo>

#include <csignal>
#include <cstdio>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

volatile std::sig_atomic_t endingSignal = 0;

/// Takes note of a signal that would end the process, so that it can put away its files first; gives the signal its usual
/// effect when it goes.
class Interruption
{
public:
    Interruption()
    {
        for (const int signal : {SIGINT, SIGTERM, SIGHUP})
            if (std::signal(signal, [](int number) { endingSignal = number; }) == SIG_IGN)
                std::signal(signal, SIG_IGN);
    }
    ~Interruption()
    {
        if (endingSignal == 0)
            return;
        std::signal(endingSignal, SIG_DFL);
        std::raise(endingSignal);
    }
    Interruption(const Interruption &) = delete;
    Interruption &operator=(const Interruption &) = delete;
};

std::expected<ExitStatus, Failure> replay(const SimulateArguments &arguments)
{
    if (!arguments.scenario.empty() || !arguments.workspace.empty() || !arguments.faults.empty()
        || !arguments.solution.empty() || !arguments.capture.empty() || !arguments.runFor.empty()
        || !arguments.seed.empty())
        return std::unexpected(Failure{ExitStatus::WrongUsage,
                                       u"--replay: takes nothing beside it but --json: the workspace says the rest"_s});
    const Interruption interruption;
    const auto result = replayWorkspace(QString::fromStdString(arguments.replay), [] { return endingSignal != 0; });
    if (!result)
        return std::unexpected(result.error());
    if (arguments.json)
        std::printf("%s\n", result->toJson().constData());
    else
        std::fputs(qUtf8Printable(result->toText()), stdout);
    return result->isSame() ? ExitStatus::Success : ExitStatus::DoesNotHold;
}

/// A folder beside the workspace to be, on the same disk, to work in until the run is whole.
std::expected<QString, Failure> workFolder(const QString &workspace)
{
    if (workspace.isEmpty())
        return QString();
    if (QFileInfo::exists(workspace))
        return std::unexpected(
            Failure{ExitStatus::WrongUsage, u"%1: exists already: name a folder that does not"_s.arg(workspace)});
    QString folder = QDir::cleanPath(workspace) + u".unfinished-%1"_s.arg(::getpid());
    if (auto made = makeFolder(folder); !made)
        return std::unexpected(made.error());
    return folder;
}

std::expected<std::shared_ptr<const Scenario>, Failure> scenarioOf(const RunSettings &settings,
                                                                   const SimulateArguments &arguments)
{
    if (!arguments.solution.empty() && settings.scenario->kind != ScenarioKind::MdrpDay)
        return std::unexpected(Failure{
            ExitStatus::WrongUsage, u"--solution: only an MDRP day has one: name the folder of a day as --scenario"_s});
    return settings.scenario;
}

std::expected<ExitStatus, Failure> carryOut(const SimulateArguments &arguments, const RunSettings &settings,
                                            const QString &folder)
{
    Simulation::Options options;
    options.scenario = settings.scenario;
    options.folder = folder;
    options.runFor = settings.runFor;
    options.faults = settings.faults;
    options.hasWarehouse = !folder.isEmpty(); // nobody could ask the one of a temporary workspace
    options.warehouse = warehouseAddress({}).value_or(QString()); // was checked with the settings
    if (!arguments.capture.empty())
        options.capture = PlatformCapture::Options{.path = QString::fromStdString(arguments.capture),
                                                   .description = settings.captureDescription()};
    options.isInterrupted = [] { return endingSignal != 0; };
    if (isTerminal())
        options.onProgress = [](PlatformTime now, PlatformTime) {
            std::fprintf(stderr, "\r%s", toRfc3339(now).constData());
        };
    auto simulation = Simulation::open(std::move(options));
    if (!simulation)
        return std::unexpected(simulation.error());
    std::optional<SolutionRecorder> solution;
    if (!arguments.solution.empty())
        solution.emplace((*simulation)->platform());
    if (auto ran = (*simulation)->run(); !ran)
        return std::unexpected(ran.error());
    if (isTerminal())
        std::fputs("\r\033[K", stderr);
    if (solution) {
        if (auto written = solution->write(*settings.scenario, QString::fromStdString(arguments.solution)); !written)
            return std::unexpected(written.error());
    }
    const Summary &summary = (*simulation)->summary();
    const QByteArray text = arguments.json
        ? summary.toJson(settings.description.scenario, settings.description.seed, (*simulation)->wallSeconds()) + '\n'
        : summary.toText(settings.description.scenario, settings.description.seed, (*simulation)->wallSeconds())
              .toUtf8();
    if (!arguments.workspace.empty()) {
        if (auto kept =
                (*simulation)->keepAs(QString::fromStdString(arguments.workspace), settings.description.scenario);
            !kept)
            return std::unexpected(kept.error());
    }
    std::fputs(text.constData(), stdout);
    for (const QString &trouble : {(*simulation)->captureTrouble(), (*simulation)->warehouseTrouble()})
        if (!trouble.isEmpty())
            return std::unexpected(Failure{ExitStatus::Machine, trouble});
    return ExitStatus::Success;
}

} // namespace

std::expected<ExitStatus, Failure> runSimulation(const SimulateArguments &arguments)
{
    if (!arguments.replay.empty())
        return replay(arguments);
    if (arguments.scenario.empty())
        return std::unexpected(Failure{
            ExitStatus::WrongUsage, u"simulate: name a --scenario (curbsidectl scenarios lists the built-in ones)"_s});
    const auto settings =
        RunSettings::from({.workspace = {},
                           .scenario = QString::fromStdString(arguments.scenario),
                           .seed = arguments.seed.empty() ? u"1"_s : QString::fromStdString(arguments.seed),
                           .runFor = QString::fromStdString(arguments.runFor),
                           .faults = QString::fromStdString(arguments.faults)});
    if (!settings)
        return std::unexpected(settings.error());
    if (auto scenario = scenarioOf(*settings, arguments); !scenario)
        return std::unexpected(scenario.error());
    const Interruption interruption; // before there is a folder to take away
    const auto folder = workFolder(QString::fromStdString(arguments.workspace));
    if (!folder)
        return std::unexpected(folder.error());
    auto result = carryOut(arguments, *settings, *folder);
    if (!result && !folder->isEmpty())
        QDir(*folder).removeRecursively();
    return result;
}

} // namespace curbside
