// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace curbside {

class Commands;
class Preferences;

/// A command for each preference, and one for the dialog with all of them. `preferences` outlive the window.
void addPreferenceCommands(QWidget &window, Commands &commands, Preferences &preferences);

} // namespace curbside
