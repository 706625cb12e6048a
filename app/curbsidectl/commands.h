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
};

struct SimulateArguments
{
    std::string scenario;
    std::string seed;
    std::string runFor;
    std::string workspace;
    std::string faults;
    std::string solution;
    std::string replay;
    bool json = false;
};

struct VerifyArguments
{
    std::string workspace;
    bool json = false;
};

struct EventsArguments
{
    std::string source;
    std::string type;
    std::string subject;
    std::string format = "table";
};

// Each carries one command out to its end.
[[nodiscard]] std::expected<ExitStatus, Failure> runPlatform(const RunArguments &arguments);
[[nodiscard]] std::expected<ExitStatus, Failure> runSimulation(const SimulateArguments &arguments);
[[nodiscard]] std::expected<ExitStatus, Failure> runVerify(const VerifyArguments &arguments);
[[nodiscard]] std::expected<ExitStatus, Failure> printEvents(const EventsArguments &arguments);
[[nodiscard]] std::expected<ExitStatus, Failure> printScenarios();

} // namespace curbside
