// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/theme/theme.h"

#include <QSize>

#include <expected>
#include <optional>
#include <variant>

namespace curbside {

/// What the console is asked for on its command line, checked.
struct Options
{
    RunWishes wishes; ///< no speed where none was named
    QString mode; ///< empty: the one shown last
    std::optional<QSize> size;
    std::optional<ThemeChoice> theme; ///< nothing: the preferred one
    QString picture; ///< file to draw the window into; empty: show it
    EmbeddedLink::Moment pictureAt;
};

/// The options, or the status to exit with: help or version were asked for and printed, or what is wrong has been said.
[[nodiscard]] std::variant<Options, ExitStatus> readOptions(int argc, const char *const *argv);

/// Says on standard error why the program cannot go on, and gives its exit status.
int tell(const Failure &failure);

} // namespace curbside
