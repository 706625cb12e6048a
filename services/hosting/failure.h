// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace curbside {

/// Exit statuses of the programs.
enum class ExitStatus {
    Success = 0,
    DoesNotHold = 1, ///< the thing asked about does not hold
    WrongUsage = 2, ///< arguments, scenario, fault plan, or a workspace of another scenario
    Machine = 3, ///< disk, port, permission, a workspace in use, corrupt, or of a newer format
};

/// Why a program cannot go on: one line that says what, where and what to do.
struct Failure
{
    ExitStatus status = ExitStatus::Machine;
    QString text;
};

} // namespace curbside
