// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace curbside {

/// From now on SIGINT, SIGTERM and SIGHUP close the application as its last window does: the platform ends in order. Once,
/// after the application was made.
void quitOnSignals();

} // namespace curbside
