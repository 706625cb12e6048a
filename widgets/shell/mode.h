// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shell/mode_view.h"

namespace curbside {

class Commands;
class Entities;
class EntityActions;
class PlatformLink;
class SelectedTrip;
class Selection;

/// What every panel stands on. All of it outlives the panels.
struct Workbench
{
    PlatformLink &link;
    Entities &entities;
    Commands &commands;
    Selection &selection;
    SelectedTrip &trip;
    EntityActions &actions;
};

/// One of the window's ways to look at the platform.
struct Mode
{
    QString name; ///< for the command line and what is remembered
    QString title;
    QString icon;
    std::function<ModeView *(Workbench &bench)> make; ///< asked for when the mode is first shown
};

/// All modes, in the order of the rail: one line each in modes.cpp.
[[nodiscard]] std::vector<Mode> allModes();

} // namespace curbside
