// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbsidectl/commands.h"

#include "services/hosting/session.h"
#include "services/hosting/warehouse_feed.h"
#include "services/hosting/working_platform.h"

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Of a platform that works, by its port; else by the files.
std::expected<Reconciliation, Failure> reconciled(const QString &folder)
{
    const auto working = WorkingPlatform::find(folder);
    if (!working)
        return reconcileWorkspace(folder);
    if (working->ports.empty())
        return std::unexpected(Failure{
            ExitStatus::Machine,
            u"%1: a platform works there that answers on no port: stop it first, or start it without --no-http"_s.arg(
                folder)});
    const auto &endpoints = Session::endpoints();
    const auto warehouse = std::find(endpoints.begin(), endpoints.end(), u"warehouse"_s);
    const auto body = working->get(static_cast<std::size_t>(warehouse - endpoints.begin()), "/reconciliation");
    if (!body)
        return std::unexpected(body.error());
    const auto json = JsonDocument::parse(*body);
    if (!json)
        return std::unexpected(Failure{ExitStatus::Machine, u"%1: its platform answers nonsense"_s.arg(folder)});
    return Reconciliation::fromJson(json->root());
}

} // namespace

std::expected<ExitStatus, Failure> runReconcile(const ReconcileArguments &arguments)
{
    const auto result = reconciled(QString::fromStdString(arguments.workspace));
    if (!result)
        return std::unexpected(result.error());
    if (arguments.json)
        std::printf("%s\n", result->toJson().constData());
    else
        std::fputs(qUtf8Printable(result->toText()), stdout);
    if (!result->isWhole())
        return std::unexpected(Failure{
            ExitStatus::Machine,
            u"%1: not every service could be compared: see above"_s.arg(QString::fromStdString(arguments.workspace))});
    return result->isSame() ? ExitStatus::Success : ExitStatus::DoesNotHold;
}

} // namespace curbside
