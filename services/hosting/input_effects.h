// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/input_log.h"
#include "services/hosting/platform.h"

#include <functional>

namespace curbside {

/// Lets an input take effect now: hands it to the service it is for, or changes the fault plan, and commits. `answer` gets
/// what the caller is to be told.
void applyInput(Platform &platform, const Input &input, const std::function<void(Response)> &answer);

/// JSON of GET /control/faults.
[[nodiscard]] QByteArray describeFaults(const FaultPlan &faults, PlatformTime now);

/// Writes a problem that was not written by a service into the answer's body.
void renderProblem(Response &response, const Request &request);

} // namespace curbside
