// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/warehouse_feed.h"

#include "services/hosting/quiet_platform.h"
#include "services/hosting/working_platform.h"
#include "services/runtime/service.h"
#include "services/warehouse/sql_query.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Calls `work` with the warehouse of a workspace in which nothing works, and with its services.
std::expected<void, Failure> withServices(const QString &folder,
                                          const std::function<void(Warehouse &, Platform &)> &work)
{
    auto quiet = QuietPlatform::open(folder);
    if (!quiet)
        return std::unexpected(quiet.error());
    const auto address = warehouseAddress(quiet->description());
    if (!address)
        return std::unexpected(address.error());
    Warehouse warehouse({folder, Warehouse::sourceNames(), Database::Durability::Normal, *address});
    work(warehouse, quiet->platform());
    if (!warehouse.error().isEmpty())
        return std::unexpected(Failure{ExitStatus::Machine, warehouse.error()});
    return {};
}

/// Every service has been taken over once.
bool isFilled(const QString &address)
{
    const auto followed =
        SqlQuery{.path = address, .sql = u"SELECT count(*) FROM capture_position WHERE state = 'Following'"_s}.run();
    return followed && !followed->rows.empty()
        && followed->rows.front().front().integer >= Warehouse::sourceNames().size();
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
    const auto done = withServices(folder, [&](Warehouse &warehouse, Platform &platform) {
        result = warehouse.reconcileNow(askOf(platform), platform.now());
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
    if (address->isEmpty())
        address = QDir(folder).filePath(u"warehouse.sqlite"_s);
    if (isFilled(*address) || WorkingPlatform::find(folder)) // which fills it
        return address;
    const auto filled = withServices(
        folder, [](Warehouse &warehouse, Platform &platform) { warehouse.catchUp(askOf(platform), platform.now()); });
    if (!filled)
        return std::unexpected(filled.error());
    return address;
}

} // namespace curbside
