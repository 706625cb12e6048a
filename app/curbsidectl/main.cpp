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
    command->add_option("--capture", run.capture, "Capture what happens into this file, or go on with that capture")
        ->type_name("FILE");
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
    command->add_option("--capture", simulate.capture, "Capture what happens into this file, which must not exist")
        ->type_name("FILE");
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
    eventsCommand->add_option("--type", events.type, "Only this type, in full or in short (TripPlanned)")
        ->type_name("T");
    eventsCommand->add_option("--subject", events.subject, "Only this subject")->type_name("S");
    eventsCommand
        ->add_option("--where", events.where,
                     "Only those for which this CloudEvents SQL is true: \"data.kind = 'Jammed'\"")
        ->type_name("EXPR");
    eventsCommand->add_option("--format", events.format, "table (default), jsonl, csv or otlp")->type_name("FORMAT");
    eventsCommand
        ->add_option("--compare", events.compare,
                     "Say where this capture and the other first part, and nothing else; exit 1 where they do")
        ->type_name("CAPTURE");
    app.add_subcommand("scenarios", "List the built-in scenarios");
}

void addState(CLI::App &app, StateArguments &state)
{
    CLI::App *command =
        app.add_subcommand("state", "Print the rows that a service's tables had at a moment of platform time");
    command->add_option("source", state.source, "Workspace folder or capture file")
        ->required()
        ->type_name("WORKSPACE|CAPTURE");
    command->add_option("--service", state.service, "Whose tables")->required()->type_name("NAME");
    command->add_option("--at", state.at, "A time such as 2026-03-02T11:42:07.318Z, or after how long: 90s, 45m, 8h")
        ->required()
        ->type_name("TIME");
    command->add_option("--table", state.table, "Only this table")->type_name("T");
    command->add_option("--format", state.format, "table (default), csv or jsonl")->type_name("FORMAT");
}

void addCleanUp(CLI::App &app, CleanUpArguments &cleanUp)
{
    CLI::App *command = app.add_subcommand(
        "cleanup", "Find references between a workspace's services that name nothing; exit 1 where one is left");
    command->add_option("workspace", cleanUp.workspace, "Folder of the workspace")->required()->type_name("WORKSPACE");
    command->add_flag("--apply", cleanUp.apply, "Repair or release them; without it nothing is changed");
    command->add_flag("--json", cleanUp.json, "Print the result as JSON");
}

void addWarehouse(CLI::App &app, QueryArguments &query, ReconcileArguments &reconcile)
{
    CLI::App *queryCommand = app.add_subcommand("query", "Ask a workspace's analytics warehouse with one SELECT");
    queryCommand->add_option("workspace", query.workspace, "Folder of the workspace")
        ->required()
        ->type_name("WORKSPACE");
    queryCommand->add_option("sql", query.sql, "One SELECT")->required()->type_name("SELECT");
    queryCommand->add_option("--format", query.format, "table (default), csv or jsonl")->type_name("FORMAT");
    queryCommand->add_option("--limit", query.limit, "At most so many rows, up to 10000 (default 1000)")
        ->type_name("N");
    CLI::App *reconcileCommand = app.add_subcommand(
        "reconcile", "Compare every table of a workspace's services with the warehouse; exit 1 on a difference");
    reconcileCommand->add_option("workspace", reconcile.workspace, "Folder of the workspace")
        ->required()
        ->type_name("WORKSPACE");
    reconcileCommand->add_flag("--json", reconcile.json, "Print what was found as JSON");
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
    CleanUpArguments cleanUp;
    addRun(app, run);
    addSimulate(app, simulate);
    addOthers(app, verify, events);
    addCleanUp(app, cleanUp);
    StateArguments state;
    addState(app, state);
    QueryArguments query;
    ReconcileArguments reconcile;
    addWarehouse(app, query, reconcile);
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
                       QStringLiteral("%1: is not a command: choose one of run, simulate, verify, cleanup, events, "
                                      "state, query, reconcile and "
                                      "scenarios")
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
        : command == "cleanup"                                         ? runCleanUp(cleanUp)
        : command == "events"                                          ? printEvents(events)
        : command == "state"                                           ? printState(state)
        : command == "query"                                           ? runQuery(query)
        : command == "reconcile"                                       ? runReconcile(reconcile)
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
