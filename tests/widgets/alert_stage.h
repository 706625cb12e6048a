// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scripted_link.h"
#include "widgets/alerts/alert_rows.h"
#include "widgets/alerts/alert_thresholds.h"

#include <QTest>

namespace curbside::alert_stage {

using namespace Qt::StringLiterals;
using namespace curbside::thresholds;

inline constexpr qint64 start = 1'772'449'200'000'000; // 2026-03-02T11:00:00Z

inline RobotRow robot(const QString &serial, const QString &name)
{
    RobotRow row;
    row.serial = serial;
    row.name = name;
    row.isSeen = true;
    row.isOnline = true;
    row.isOnDuty = true;
    row.lid = u"Closed"_s;
    row.battery = 80;
    row.seenAt = start;
    return row;
}

inline DeliveryRow delivery(const QString &id, const QString &driver, qint64 promisedAt)
{
    DeliveryRow row;
    row.id = id;
    row.number = u"D-"_s + id.mid(1);
    row.status = driver.isEmpty() ? u"Pending"_s : u"InTransit"_s;
    row.driverName = driver;
    row.promisedAt = promisedAt;
    row.createdAt = start - 10 * minute;
    row.updatedAt = start;
    return row;
}

inline TaskRow task(const QString &id, const QString &type, const QString &serial)
{
    TaskRow row;
    row.id = id;
    row.number = u"T-"_s + id.mid(1);
    row.type = type;
    row.robotSerial = serial;
    row.status = u"Pending"_s;
    row.createdAt = start;
    row.updatedAt = start;
    return row;
}

inline LidEventRow lidEvent(const QString &serial, const QString &kind, qint64 at)
{
    return {u"l"_s + QString::number(at), serial, kind, u"Unknown"_s, {}, at};
}

inline TrafficEntry journal(JournalKind kind, const QByteArray &service, const QByteArray &peer, qint64 at,
                            const QByteArray &type = "curbside.state.LidEvent")
{
    TrafficEntry entry;
    entry.at = at;
    entry.kind = kind;
    entry.service = service;
    entry.peer = peer;
    entry.type = type;
    entry.subject = "CR-1";
    entry.detail = "no such robot";
    return entry;
}

/// A platform where nothing needs a hand: two robots, one of them with a delivery that is in good time.
struct Stage
{
    ScriptedLink link;
    Entities entities{link};
    Alerts alerts{link, entities};

    Stage()
    {
        alerts.setPause(0);
        link.open();
        entities.robots.take({robot(u"CR-1"_s, u"Basil"_s), robot(u"CR-2"_s, u"Dill"_s)});
        entities.deliveries.take({delivery(u"d1"_s, u"Basil"_s, start + 40 * minute)});
        at(minute);
    }

    /// Platform time goes on, and all that hears of it has settled.
    void at(qint64 sinceStart, bool isPaused = false)
    {
        PlatformStatus status = link.status();
        status.now = start + sinceStart;
        status.isPaused = isPaused;
        link.setStatus(status);
        QTRY_VERIFY(alerts.isCurrent());
    }
    /// The services are asked at once: time stands still, and something has happened.
    void askServices(qint64 sinceStart)
    {
        link.tell({});
        at(sinceStart, true);
        QTRY_VERIFY(alerts.isCurrent());
    }
    QStringList titles() const
    {
        QStringList titles;
        for (const AlertGroup &group : alerts.groups())
            titles.append(group.isFlood ? floodText(group.kind, group.count()) : group.members.front().finding.title);
        return titles;
    }
    Alert only() const
    {
        const auto groups = alerts.groups();
        return groups.size() == 1 && groups.front().members.size() == 1 ? groups.front().members.front() : Alert();
    }
    void takeRobot(const std::function<void(RobotRow &)> &change)
    {
        RobotRow row = *entities.robots.find(u"CR-1"_s);
        change(row);
        entities.robots.take({row});
    }
};

inline void makeRobotsSilent(Stage &stage, int count)
{
    std::vector<RobotRow> robots;
    for (int i = 0; i < count; ++i) {
        robots.push_back(robot(u"CR-%1"_s.arg(100 + i), u"Mint %1"_s.arg(i)));
        robots.back().isOnline = false;
        robots.back().seenAt = start - i * second;
    }
    stage.entities.robots.take(std::move(robots));
}

} // namespace curbside::alert_stage
