// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSettings;
class QWidget;

namespace curbside {

class Commands;
class WorkspaceOpener;

/// Open, recent, new. Both outlive the window.
void addWorkspaceCommands(QWidget &window, Commands &commands, WorkspaceOpener &opener, QSettings &settings);

} // namespace curbside
