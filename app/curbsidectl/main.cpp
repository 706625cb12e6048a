// SPDX-License-Identifier: GPL-3.0-or-later
// curbsidectl: the platform without a window.
#include "app/command_line/command_line.h"
#include "app/curbsidectl/commands.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>

#include <algorithm>
#include <clocale>
#include <cstdio>

using namespace curbside;

namespace {

int report(const Failure &failure)
{
    std::fprintf(stderr, "curbsidectl: %s\n", qUtf8Printable(failure.text));
    return static_cast<int>(failure.status);
}

void addRun(CLI::App &app, RunArguments &run)
{
    CLI::App *command = app.add_subcommand("run", "Run the platform, and answer on its HTTP ports, until interrupted");
    command->add_option("--workspace", run.workspace, "Folder to work in (default: the user's data folder)")
        ->type_name("DIR");
    command->add_option("--scenario", run.scenario, "Built-in scenario, scenario file, or folder of an MDRP day")
        ->type_name("NAME|PATH");
    command->add_option("--seed", run.seed, "Seed of everything random (default 1)")->type_name("N");
    command->add_option("--speed", run.speed, "Platform time as a multiple of wall time, or max (default 1)")
        ->type_name("X|max");
    command->add_option("--for", run.runFor, "Stop after this much platform time: 90s, 45m, 8h, 1d")
        ->type_name("DURATION");
    command->add_option("--http-base", run.httpBase, "First of the seven ports (default 7400)")->type_name("PORT");
    command->add_flag("--no-http", run.noHttp, "Open no ports");
    command->add_option("--durability", run.durability, "normal survives a crash of the process, full a power cut")
        ->type_name("normal|full");
    command->add_option("--faults", run.faults, "Built-in fault plan, or a file with one")->type_name("NAME|FILE");
}

void addSimulate(CLI::App &app, SimulateArguments &simulate)
{
    CLI::App *command =
        app.add_subcommand("simulate", "Run a scenario in platform time, as fast as possible, and print a summary");
    command->add_option("--scenario", simulate.scenario, "Built-in scenario, scenario file, or folder of an MDRP day")
        ->type_name("NAME|PATH");
    command->add_option("--seed", simulate.seed, "Seed of everything random (default 1)")->type_name("N");
    command->add_option("--for", simulate.runFor, "Stop after this much platform time: 90s, 45m, 8h, 1d")
        ->type_name("DURATION");
    command->add_option("--workspace", simulate.workspace, "Keep the databases in this folder, which must not exist")
        ->type_name("DIR");
    command->add_option("--faults", simulate.faults, "Built-in fault plan, or a file with one")->type_name("NAME|FILE");
    command
        ->add_option("--solution", simulate.solution,
                     "Write what was decided for an MDRP day, as its evaluator reads it")
        ->type_name("DIR");
    command->add_option("--replay", simulate.replay, "Run a workspace again, inputs included; exit 1 on another digest")
        ->type_name("WORKSPACE");
    command->add_flag("--json", simulate.json, "Print the summary as JSON");
}

void addOthers(CLI::App &app, VerifyArguments &verify, EventsArguments &events)
{
    CLI::App *verifyCommand = app.add_subcommand(
        "verify", "Check invariants and references across a workspace's databases; exit 1 on a breach");
    verifyCommand->add_option("workspace", verify.workspace, "Folder of the workspace")
        ->required()
        ->type_name("WORKSPACE");
    verifyCommand->add_flag("--json", verify.json, "Print the findings as JSON");
    CLI::App *eventsCommand = app.add_subcommand("events", "Print the events of a workspace or a capture");
    eventsCommand->add_option("source", events.source, "Workspace folder or capture file")
        ->required()
        ->type_name("CAPTURE|WORKSPACE");
    eventsCommand->add_option("--type", events.type, "Only this type")->type_name("T");
    eventsCommand->add_option("--subject", events.subject, "Only this subject")->type_name("S");
    eventsCommand->add_option("--format", events.format, "table (default), jsonl or csv")->type_name("FORMAT");
    app.add_subcommand("scenarios", "List the built-in scenarios");
}

/// The exit status, unless what was said on standard output got lost.
int ended(int status)
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return status;
    return report(
        {ExitStatus::Machine,
         QStringLiteral("standard output: cannot be written, and is cut short: make room, or write elsewhere")});
}

int runCommand(int argc, char **argv)
{
    CLI::App app("Curbside: a sidewalk-robot delivery platform, without a window", "curbsidectl");
    app.set_version_flag("--version", "curbsidectl " CURBSIDE_VERSION);
    app.require_subcommand(1);
    RunArguments run;
    SimulateArguments simulate;
    VerifyArguments verify;
    EventsArguments events;
    addRun(app, run);
    addSimulate(app, simulate);
    addOthers(app, verify, events);
    const auto commands = app.get_subcommands([](const CLI::App *) { return true; });
    for (CLI::App *command : commands) {
        command->set_version_flag("--version", "curbsidectl " CURBSIDE_VERSION);
        for (CLI::Option *option : command->get_options())
            option->disable_flag_override()->check([](const std::string &value) {
                return std::string(value.empty() ? "an empty value: leave the option out, or say what you mean" : "");
            });
    }
    const auto isNamed = [&](const CLI::App *known) { return known->get_name() == argv[1]; };
    if (argc > 1 && argv[1][0] != '-' && std::none_of(commands.begin(), commands.end(), isNamed))
        return report({ExitStatus::WrongUsage,
                       QStringLiteral("%1: is not a command: choose one of run, simulate, verify, events and scenarios")
                           .arg(QString::fromLocal8Bit(argv[1]))});
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &success) {
        return ended(app.exit(success));
    } catch (const CLI::ParseError &error) {
        return report({ExitStatus::WrongUsage, explained(app, error)});
    }
    const std::string command = app.get_subcommands().front()->get_name();
    const std::expected<ExitStatus, Failure> result = command == "run" ? runPlatform(run)
        : command == "simulate"                                        ? runSimulation(simulate)
        : command == "verify"                                          ? runVerify(verify)
        : command == "events"                                          ? printEvents(events)
                                                                       : printScenarios();
    return result ? ended(static_cast<int>(*result)) : report(result.error());
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C"); // NOLINT(concurrency-mt-unsafe): no other thread has begun
    try {
        return runCommand(argc, argv);
    } catch (const std::exception &error) {
        return report({ExitStatus::Machine, QStringLiteral("cannot go on: %1").arg(QString::fromUtf8(error.what()))});
    }
}
