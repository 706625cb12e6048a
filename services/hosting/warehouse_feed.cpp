// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/warehouse_feed.h"

#include "services/hosting/parts.h"
#include "services/hosting/workspace.h"
#include "services/runtime/service.h"
#include "services/warehouse/sql_query.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Calls `work` with the warehouse of a workspace, and with services that can be looked at and do nothing else.
std::expected<void, Failure>
withServices(const QString &folder, const std::function<std::expected<void, Failure>(Warehouse &, Platform &)> &work)
{
    const auto description = WorkspaceDescription::read(folder);
    if (!description)
        return std::unexpected(description.error());
    if (auto whole = checkHasRun(folder); !whole)
        return whole;
    const auto held = Workspace::open(folder, *description);
    if (!held)
        return std::unexpected(held.error());
    auto scenario = loadScenario(description->scenario, description->seed);
    if (!scenario)
        return std::unexpected(Failure{ExitStatus::WrongUsage, scenario.error()});
    // What making the services writes is not committed, so it never was.
    auto platform = Platform::open({.folder = folder, .seed = description->seed, .startsAt = scenario->startsAt},
                                   platformParts(std::make_shared<const Scenario>(std::move(*scenario))));
    if (!platform)
        return std::unexpected(Failure{ExitStatus::Machine, platform.error().text});
    const auto address = warehouseAddress(*description);
    if (!address)
        return std::unexpected(address.error());
    Warehouse warehouse({folder, Warehouse::sourceNames(), Database::Durability::Normal, *address});
    return work(warehouse, **platform);
}

} // namespace

AskSource askOf(Platform &platform)
{
    return [&platform](const QString &source, const Request &request) -> Response {
        const QByteArray name = source.toUtf8();
        Process &process = platform.process(name);
        const FaultPlan &faults = platform.environment().faults;
        if (faults.wouldHit(FaultKind::CutOff, name, {}, {}, name, platform.now()))
            return Problem{504, u"%1 did not answer in time"_s.arg(source), {}};
        if (!process.isUp())
            return Problem::unavailable(u"%1 does not answer"_s.arg(source));
        try {
            return process.service().look(request);
        } catch (const StorageFault &fault) { // its own trouble: whoever only looks does not end the run
            return Problem::unavailable(QString::fromUtf8(fault.what()));
        }
    };
}

std::expected<Reconciliation, Failure> reconcileWorkspace(const QString &folder)
{
    Reconciliation result;
    const auto done =
        withServices(folder, [&](Warehouse &warehouse, Platform &platform) -> std::expected<void, Failure> {
            result = warehouse.reconcileNow(askOf(platform), platform.now());
            if (!warehouse.error().isEmpty())
                return std::unexpected(Failure{ExitStatus::Machine, warehouse.error()});
            return {};
        });
    if (!done)
        return std::unexpected(done.error());
    return result;
}

std::expected<QString, Failure> warehouseAddress(const WorkspaceDescription &description)
{
    const QString wish = qEnvironmentVariable("CURBSIDE_WAREHOUSE");
    const QString address = wish.isEmpty() ? description.warehouse : wish == u"sqlite" ? QString() : wish;
    if (!address.isEmpty() && !Store::isRemote(address))
        return std::unexpected(Failure{ExitStatus::WrongUsage,
                                       u"CURBSIDE_WAREHOUSE: %1 is neither sqlite nor an address such as "
                                       "postgresql://USER@HOST/DATABASE?schema=NAME"_s.arg(address)});
    return address;
}

std::expected<QString, Failure> ensureWarehouse(const QString &folder)
{
    const auto description = WorkspaceDescription::read(folder);
    if (!description)
        return std::unexpected(description.error());
    auto address = warehouseAddress(*description);
    if (!address)
        return address;
    const QString file = QDir(folder).filePath(u"warehouse.sqlite"_s);
    const bool isThere = address->isEmpty()
        ? QFileInfo(file).size() > 0
        : SqlQuery{.path = *address, .sql = u"SELECT 1 FROM capture_position"_s}.run().has_value();
    if (address->isEmpty())
        address = file;
    if (isThere)
        return address;
    const auto filled =
        withServices(folder, [](Warehouse &warehouse, Platform &platform) -> std::expected<void, Failure> {
            warehouse.catchUp(askOf(platform), platform.now());
            if (!warehouse.error().isEmpty())
                return std::unexpected(Failure{ExitStatus::Machine, warehouse.error()});
            return {};
        });
    if (!filled)
        return std::unexpected(filled.error());
    return address;
}

} // namespace curbside
