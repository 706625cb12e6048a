// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspaces/workspace_commands.h"

#include "widgets/commands/commands.h"
#include "widgets/workspaces/workspace_dialogs.h"

#include <QSettings>

namespace curbside {

void addWorkspaceCommands(QWidget &window, Commands &commands, WorkspaceOpener &opener, QSettings &settings)
{
    const auto group = Commands::Group::File;
    commands.add(window, group, WorkspaceDialog::tr("&New from scenario…"), QKeySequence(QKeySequence::New),
                 [&] { (new NewDialog(opener, &window))->open(); });
    commands.add(window, group, WorkspaceDialog::tr("&Open workspace…"), QKeySequence(QKeySequence::Open),
                 [&] { (new OpenDialog(opener, &window))->open(); });
    commands.add(window, group, WorkspaceDialog::tr("&Recent workspaces…"),
                 QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
                 [&] { (new RecentDialog(opener, settings, &window))->open(); });
}

} // namespace curbside
