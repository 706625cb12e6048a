// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbsidectl/commands.h"

#include "services/hosting/workspace.h"
#include "services/hosting/workspace_clean_up.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace curbside {

std::expected<ExitStatus, Failure> runCleanUp(const CleanUpArguments &arguments)
{
    const QString folder = QString::fromStdString(arguments.workspace);
    if (const auto description = WorkspaceDescription::read(folder); !description)
        return std::unexpected(description.error());
    if (const auto whole = checkHasRun(folder); !whole)
        return std::unexpected(whole.error());
    const auto result = cleanUpWorkspace(folder, arguments.apply);
    if (!result)
        return std::unexpected(result.error());
    if (arguments.json)
        std::printf("%s\n", result->toJson().constData());
    else
        std::fputs(qUtf8Printable(result->toText()), stdout);
    return result->isClean() ? ExitStatus::Success : ExitStatus::DoesNotHold;
}

} // namespace curbside
