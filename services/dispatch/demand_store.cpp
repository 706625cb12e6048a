// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/demand_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::dispatch {

namespace {

const QString demandColumns =
    u"id, delivery_id, attempt_id, merchant_id, trip_id, pickup_x, pickup_y, dropoff_x, dropoff_y, ready_at, due_at, "
    "excluded_robots, status, version, wished_robot"_s;

Demand readDemand(const Rows &rows)
{
    Demand demand;
    demand.id = rows.get<DemandId>(0);
    demand.deliveryId = rows.get<DeliveryId>(1);
    demand.attemptId = rows.get<AttemptId>(2);
    demand.merchantId = rows.get<MerchantId>(3);
    demand.tripId = rows.optional<TripId>(4);
    demand.pickup = {rows.integer(5), rows.integer(6)};
    demand.dropoff = {rows.integer(7), rows.integer(8)};
    demand.readyAt = rows.time(9);
    demand.dueAt = rows.time(10);
    demand.excludedRobots = rows.text(11).split(u'\n', Qt::SkipEmptyParts);
    demand.status = rows.get<DemandStatus>(12);
    demand.version = rows.integer(13);
    demand.wishedRobot = rows.optional<RobotSerial>(14);
    return demand;
}

std::vector<Demand> readAll(Rows rows)
{
    std::vector<Demand> demands;
    while (rows.next())
        demands.push_back(readDemand(rows));
    return demands;
}

std::optional<Demand> readOne(Rows rows)
{
    return rows.next() ? std::optional(readDemand(rows)) : std::nullopt;
}

} // namespace

DemandStore::DemandStore(Database &database)
    : m_database(database),
      m_insert(
          database,
          u"INSERT INTO demand (id, delivery_id, attempt_id, merchant_id, pickup_x, pickup_y, dropoff_x, dropoff_y, "
          u"ready_at, due_at, "
          "excluded_robots, wished_robot, status, created_at, updated_at, version) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"_s),
      m_update(database, u"UPDATE demand SET status = ?, trip_id = ?, updated_at = ?, version = ? WHERE id = ?"_s),
      m_find(database, u"SELECT %1 FROM demand WHERE id = ?"_s.arg(demandColumns)),
      m_findByAttempt(database, u"SELECT %1 FROM demand WHERE attempt_id = ?"_s.arg(demandColumns)),
      m_unplanned(database,
                  u"SELECT %1 FROM demand WHERE status IN ('Open', 'Unplannable') ORDER BY id"_s.arg(demandColumns)),
      m_hasUnplanned(database, u"SELECT 1 FROM demand WHERE status IN ('Open', 'Unplannable') LIMIT 1"_s),
      m_ofTrip(database, u"SELECT %1 FROM demand WHERE trip_id = ? ORDER BY id"_s.arg(demandColumns))
{}

void DemandStore::insert(const Demand &demand, PlatformTime now)
{
    m_insert.run(demand.id, demand.deliveryId, demand.attemptId, demand.merchantId, demand.pickup.x, demand.pickup.y,
                 demand.dropoff.x, demand.dropoff.y, demand.readyAt, demand.dueAt, demand.excludedRobots.join(u'\n'),
                 demand.wishedRobot, demand.status, now, now);
}

void DemandStore::update(Demand &demand, PlatformTime now)
{
    m_update.run(demand.status, demand.tripId, now, ++demand.version, demand.id);
}

std::optional<Demand> DemandStore::find(const DemandId &id)
{
    return readOne(m_find.query(id));
}

std::optional<Demand> DemandStore::findByAttempt(const AttemptId &id)
{
    return readOne(m_findByAttempt.query(id));
}

std::vector<Demand> DemandStore::unplanned()
{
    return readAll(m_unplanned.query());
}

bool DemandStore::hasUnplanned()
{
    return m_hasUnplanned.query().next();
}

std::vector<Demand> DemandStore::ofTrip(const TripId &id)
{
    return readAll(m_ofTrip.query(id));
}

std::vector<Demand> DemandStore::findAll(Key key, const QString &keys)
{
    static const std::array<QString, 3> columnsOfKeys{u"id"_s, u"trip_id"_s, u"attempt_id"_s};
    Statement statement =
        m_database.prepare(u"SELECT %1 FROM demand WHERE %2 IN (SELECT value FROM json_each(?)) ORDER BY %2, id"_s.arg(
            demandColumns, columnsOfKeys.at(static_cast<std::size_t>(key))));
    return readAll(statement.query(keys));
}

std::vector<Demand> DemandStore::list(const std::optional<QString> &status, const QString &cursor, qint64 limit)
{
    Statement statement = m_database.prepare(
        u"SELECT %1 FROM demand WHERE (? IS NULL OR status = ?) AND id > ? ORDER BY id LIMIT ?"_s.arg(demandColumns));
    return readAll(statement.query(status, status, cursor, limit));
}

} // namespace curbside::dispatch
