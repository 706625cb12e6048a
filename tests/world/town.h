// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/world/scenario.h"
#include "services/world/world.h"
#include "tests/support/service_fixture.h"

namespace curbside {

/// A little town on streets 100 m apart, at 60 m a minute: a partner, two merchants, a hub, and whoever a test adds.
[[nodiscard]] Scenario emptyTown();
/// On duty from the start on, at the hub unless `place` says otherwise.
ScenarioRobot &addRobot(Scenario &scenario, std::optional<Place> place = {});
ScenarioOperator &addOperator(Scenario &scenario);
/// Of the first merchant, ready 5 minutes later; people come after 10 s and take 10 s.
ScenarioOrder &addOrder(Scenario &scenario, Duration placedAfter, Place dropoff);

/// The world and the whole platform, with every service as it is in life.
class Town
{
public:
    explicit Town(Scenario scenario, CommitGroup::Mode mode = CommitGroup::Mode::Windowed);

    void start() { platform.start(); }
    /// Until nothing but periodic work is left, at most `limit`; gives whether it came to that.
    bool runToRest(Duration limit);
    /// Until `holds`, asked every second, at most `limit`; gives whether it came to that.
    bool runUntil(const std::function<bool()> &holds, Duration limit);

    /// The first column of each row of a query of a service's database.
    QStringList rows(const QByteArray &service, const QString &sql) { return platform.column(service, sql); }
    QString value(const QByteArray &service, const QString &sql) { return platform.value(service, sql); }
    /// The statuses of all deliveries, by number.
    QStringList deliveries()
    {
        return rows("deliveries", QStringLiteral("SELECT d.status FROM delivery d ORDER BY d.id"));
    }
    /// "Opened Merchant", in the order they happened.
    QStringList lidEvents()
    {
        return rows("state", QStringLiteral("SELECT kind || ' ' || actor FROM lid_event ORDER BY at, id"));
    }
    [[nodiscard]] PlatformTime startsAt() const { return m_scenario->startsAt; }
    [[nodiscard]] const Scenario &scenario() const { return *m_scenario; }
    [[nodiscard]] World &world() { return static_cast<World &>(platform.process("world").service()); }

    ServiceFixture platform;

private:
    std::shared_ptr<const Scenario> m_scenario;
};

} // namespace curbside
