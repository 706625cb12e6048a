// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/mode_view.h"

class QSettings;

namespace curbside {

class Alerts;
class BreakpointDesk;
class Commands;
class Entities;
class EntityActions;
class PlatformLink;
class RowDesk;
class SelectedTrip;
class Selection;
class SqlDesk;

/// What every panel stands on. All of it outlives the panels.
struct Workbench
{
    PlatformLink &link;
    Entities &entities;
    Commands &commands;
    Selection &selection;
    SelectedTrip &trip;
    EntityActions &actions;
    QSettings *settings = nullptr; ///< what panels remember from run to run; none: nothing
    SqlDesk *sqlDesk = nullptr; ///< opens SQL in mode Data; none: nobody can
    std::function<void(const QString &mode)> showMode =
        {}; ///< shows the mode of that name; none: there is but this one
    RowDesk *rowDesk = nullptr; ///< shows a row in mode Data; none: nobody can
    BreakpointDesk *breakpoints = nullptr; ///< the window has one
    Alerts *alerts = nullptr; ///< the window has one
};

/// One of the window's ways to look at the platform.
struct Mode
{
    QString name; ///< for the command line and what is remembered
    QString title;
    QString icon;
    std::function<ModeView *(Workbench &bench)> make; ///< asked for when the mode is first shown
    bool keepsHistory = false; ///< made soon after the window is shown: it tells of what happened before one looks
};

/// All modes, in the order of the rail: one line each in modes.cpp.
[[nodiscard]] std::vector<Mode> allModes();

} // namespace curbside
