// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <CLI/CLI.hpp>

namespace curbside {

/// What is wrong with a command line that could not be parsed, and what to do: one line.
[[nodiscard]] QString explained(CLI::App &app, const CLI::ParseError &error);

/// Whether somebody watches standard error, who may be shown progress.
[[nodiscard]] bool isTerminal();

} // namespace curbside
