// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/stop_store.h"

#include "services/world/task_store.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

const QString stopColumns =
    u"s.id, s.robot_serial, s.trip_id, s.task_id, s.kind, s.x, s.y, s.planned_arrival, s.status, s.waits_since, s.arrived_at"_s;
const QString errandColumns = u"e.attempt_id, e.delivery_id, e.robot_serial, e.order_position, e.goods"_s;
constexpr int errandColumnCount = 5;

Stop readStop(const Rows &rows)
{
    Stop stop;
    stop.id = rows.integer(0);
    stop.robot = rows.get<RobotSerial>(1);
    stop.trip = rows.optional<TripId>(2);
    stop.task = rows.optional<TaskId>(3);
    stop.kind = rows.get<TaskType>(4);
    stop.place = {rows.integer(5), rows.integer(6)};
    stop.plannedArrival = rows.time(7);
    stop.status = rows.get<StopStatus>(8);
    stop.waitsSince = rows.optional<PlatformTime>(9);
    stop.arrivedAt = rows.optional<PlatformTime>(10);
    return stop;
}

std::optional<Stop> firstStop(Rows rows)
{
    return rows.next() ? std::optional(readStop(rows)) : std::nullopt;
}

Errand readErrand(const Rows &rows)
{
    return {rows.get<AttemptId>(0), rows.optional<DeliveryId>(1), rows.get<RobotSerial>(2), rows.optional<qint64>(3),
            rows.get<Goods>(4)};
}

} // namespace

StopStore::StopStore(Database &database)
    : m_knowsTrip(database, u"SELECT 1 FROM stop WHERE trip_id = ? LIMIT 1"_s),
      m_append(database,
               u"INSERT INTO stop (robot_serial, trip_id, task_id, kind, x, y, planned_arrival, status, created_at, "
               u"updated_at, "
               "version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"_s),
      m_addToStop(database, u"INSERT INTO stop_errand (stop_id, position, attempt_id) VALUES (?, ?, ?)"_s),
      m_find(database, u"SELECT %1 FROM stop s WHERE s.id = ?"_s.arg(stopColumns)),
      m_firstOpen(database,
                  u"SELECT %1 FROM stop s WHERE s.robot_serial = ? AND (s.status = 'Waiting' OR s.status = 'Underway' "
                  u"OR s.status = 'Serving') "
                  "ORDER BY s.id LIMIT 1"_s.arg(stopColumns)),
      m_ofAttempt(database,
                  u"SELECT %1 FROM stop_errand o JOIN stop s ON s.id = o.stop_id WHERE o.attempt_id = ? AND s.kind = ? "
                  "ORDER BY s.id LIMIT 1"_s.arg(stopColumns)),
      m_ofTask(database, u"SELECT %1 FROM stop s WHERE s.task_id = ? ORDER BY s.id LIMIT 1"_s.arg(stopColumns)),
      m_save(
          database,
          u"UPDATE stop SET status = ?, waits_since = ?, arrived_at = ?, updated_at = ?, version = version + 1 WHERE id = ?"_s),
      m_dropTrip(database,
                 u"UPDATE stop SET status = 'Dropped', updated_at = ?, version = version + 1 "
                 "WHERE trip_id = ? AND status IN ('Waiting', 'Underway', 'Serving', 'Missed')"_s),
      m_robotOfTrip(database, u"SELECT robot_serial FROM stop WHERE trip_id = ? LIMIT 1"_s),
      m_addErrand(
          database,
          u"INSERT INTO errand (attempt_id, delivery_id, robot_serial, order_position, goods, created_at, updated_at, "
          "version) VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (attempt_id) DO NOTHING"_s),
      m_errand(database, u"SELECT %1 FROM errand e WHERE e.attempt_id = ?"_s.arg(errandColumns)),
      m_saveErrand(
          database,
          u"UPDATE errand SET delivery_id = ?, order_position = ?, goods = ?, updated_at = ?, version = version + 1 "
          "WHERE attempt_id = ?"_s),
      m_handovers(database,
                  u"SELECT %1, %2 FROM stop_errand o JOIN errand e ON e.attempt_id = o.attempt_id "
                  "LEFT JOIN task t ON t.attempt_id = o.attempt_id AND t.type = ? AND t.type <> 'Rescue' "
                  "WHERE o.stop_id = ? ORDER BY o.position"_s.arg(errandColumns, taskColumns(u"t"_s)))
{}

bool StopStore::knowsTrip(const TripId &trip)
{
    return m_knowsTrip.query(trip).next();
}

qint64 StopStore::append(const Stop &stop, const std::vector<AttemptId> &attempts, PlatformTime now)
{
    m_append.run(stop.robot, stop.trip, stop.task, stop.kind, stop.place.x, stop.place.y, stop.plannedArrival,
                 stop.status, now, now);
    const qint64 id = m_append.lastRowId();
    qint64 position = 0;
    for (const AttemptId &attempt : attempts)
        m_addToStop.run(id, ++position, attempt);
    return id;
}

std::optional<Stop> StopStore::find(qint64 id)
{
    return firstStop(m_find.query(id));
}

std::optional<Stop> StopStore::firstOpen(const RobotSerial &robot)
{
    return firstStop(m_firstOpen.query(robot));
}

std::optional<Stop> StopStore::ofAttempt(const AttemptId &attempt, TaskType kind)
{
    return firstStop(m_ofAttempt.query(attempt, kind));
}

std::optional<Stop> StopStore::ofTask(const TaskId &task)
{
    return firstStop(m_ofTask.query(task));
}

void StopStore::save(const Stop &stop, PlatformTime now)
{
    m_save.run(stop.status, stop.waitsSince, stop.arrivedAt, now, stop.id);
}

std::optional<RobotSerial> StopStore::dropTrip(const TripId &trip, PlatformTime now)
{
    m_dropTrip.run(now, trip);
    Rows rows = m_robotOfTrip.query(trip);
    return rows.next() ? std::optional(rows.get<RobotSerial>(0)) : std::nullopt;
}

void StopStore::addErrand(const Errand &errand, PlatformTime now)
{
    m_addErrand.run(errand.attempt, errand.delivery, errand.robot, errand.order, errand.goods, now, now);
}

std::optional<Errand> StopStore::errand(const AttemptId &attempt)
{
    Rows rows = m_errand.query(attempt);
    return rows.next() ? std::optional(readErrand(rows)) : std::nullopt;
}

void StopStore::save(const Errand &errand, PlatformTime now)
{
    m_saveErrand.run(errand.delivery, errand.order, errand.goods, now, errand.attempt);
}

std::vector<Handover> StopStore::handovers(const Stop &stop)
{
    std::vector<Handover> handovers;
    for (Rows rows = m_handovers.query(stop.kind, stop.id); rows.next();) {
        const bool isHeardOf = !rows.isNull(errandColumnCount);
        handovers.push_back(
            {readErrand(rows), isHeardOf ? std::optional(readTask(rows, errandColumnCount)) : std::nullopt});
    }
    return handovers;
}

} // namespace curbside::world
