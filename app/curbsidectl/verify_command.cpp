// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbsidectl/commands.h"

#include "services/hosting/verification.h"
#include "services/hosting/workspace.h"

#include <cstdio>

using namespace Qt::StringLiterals;

namespace curbside {

std::expected<ExitStatus, Failure> runVerify(const VerifyArguments &arguments)
{
    const QString folder = QString::fromStdString(arguments.workspace);
    if (const auto description = WorkspaceDescription::read(folder); !description)
        return std::unexpected(description.error());
    if (const auto whole = checkHasRun(folder); !whole)
        return std::unexpected(whole.error());
    const auto verification = verifyDatabases(folder);
    if (!verification)
        return std::unexpected(verification.error());
    if (arguments.json)
        std::printf("%s\n", verification->toJson().constData());
    else
        std::fputs(qUtf8Printable(verification->toText()), stdout);
    return verification->isClean() ? ExitStatus::Success : ExitStatus::DoesNotHold;
}

} // namespace curbside
