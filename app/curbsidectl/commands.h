// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"

#include <expected>
#include <string>

namespace curbside {

// What each command is called with, as typed; the commands check it.

struct RunArguments
{
    std::string workspace;
    std::string scenario;
    std::string seed;
    std::string speed = "1";
    std::string runFor;
    std::string httpBase = "7400";
    bool noHttp = false;
    std::string durability = "normal";
    std::string faults;
    std::string capture;
};

struct SimulateArguments
{
    std::string scenario;
    std::string seed;
    std::string runFor;
    std::string workspace;
    std::string faults;
    std::string solution;
    std::string capture;
    std::string replay;
    bool json = false;
};

struct VerifyArguments
{
    std::string workspace;
    bool json = false;
};

struct CleanUpArguments
{
    std::string workspace;
    bool apply = false;
    bool json = false;
};

struct EventsArguments
{
    std::string source;
    std::string type;
    std::string subject;
    std::string where;
    std::string format = "table";
    std::string compare;
};

struct StateArguments
{
    std::string source;
    std::string service;
    std::string at;
    std::string table;
    std::string format = "table";
};

struct QueryArguments
{
    std::string workspace;
    std::string sql;
    std::string limit = "1000";
    std::string format = "table";
};

struct ReconcileArguments
{
    std::string workspace;
    bool json = false;
};

// Each carries one command out to its end.
[[nodiscard]] std::expected<ExitStatus, Failure> runPlatform(const RunArguments &arguments);
[[nodiscard]] std::expected<ExitStatus, Failure> runSimulation(const SimulateArguments &arguments);
[[nodiscard]] std::expected<ExitStatus, Failure> runVerify(const VerifyArguments &arguments);
[[nodiscard]] std::expected<ExitStatus, Failure> runCleanUp(const CleanUpArguments &arguments);
[[nodiscard]] std::expected<ExitStatus, Failure> printEvents(const EventsArguments &arguments);
[[nodiscard]] std::expected<ExitStatus, Failure> printScenarios();
[[nodiscard]] std::expected<ExitStatus, Failure> printState(const StateArguments &arguments);
[[nodiscard]] std::expected<ExitStatus, Failure> runQuery(const QueryArguments &arguments);
[[nodiscard]] std::expected<ExitStatus, Failure> runReconcile(const ReconcileArguments &arguments);

} // namespace curbside
