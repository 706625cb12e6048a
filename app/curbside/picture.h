// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/curbside/options.h"

namespace curbside {

/// Runs the platform to the moment wanted, lets the window show all that happened until then, and saves it as a picture.
/// Gives the program's exit status.
[[nodiscard]] int drawPicture(const Options &options);

} // namespace curbside
