// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/trip_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::dispatch {

namespace {

const QString tripColumns = u"id, number, robot_serial, driver_name, status, planned_at, loaded_at, stops, version"_s;

Trip readTrip(const Rows &rows)
{
    Trip trip;
    trip.id = rows.get<TripId>(0);
    trip.number = rows.integer(1);
    trip.robotSerial = rows.get<RobotSerial>(2);
    trip.driverName = rows.text(3);
    trip.status = rows.get<TripStatus>(4);
    trip.plannedAt = rows.time(5);
    trip.loadedAt = rows.optional<PlatformTime>(6);
    trip.stops = readStops(rows.text(7).toUtf8());
    trip.version = rows.integer(8);
    return trip;
}

std::optional<Trip> readOne(Rows rows)
{
    return rows.next() ? std::optional(readTrip(rows)) : std::nullopt;
}

} // namespace

TripStore::TripStore(Database &database)
    : m_database(database),
      m_insert(database,
               u"INSERT INTO trip (id, number, robot_serial, driver_name, status, planned_at, stops, created_at, "
               u"updated_at, version) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"_s),
      m_update(database, u"UPDATE trip SET status = ?, loaded_at = ?, updated_at = ?, version = ? WHERE id = ?"_s),
      m_find(database, u"SELECT %1 FROM trip WHERE id = ?"_s.arg(tripColumns)),
      m_openOf(
          database,
          u"SELECT %1 FROM trip WHERE robot_serial = ? AND status IN ('Planned', 'Active') ORDER BY id DESC LIMIT 1"_s
              .arg(tripColumns)),
      m_open(database, u"SELECT %1 FROM trip WHERE status IN ('Planned', 'Active') ORDER BY id"_s.arg(tripColumns))
{}

void TripStore::insert(const Trip &trip, PlatformTime now)
{
    JsonWriter stops;
    writeStops(stops, trip.stops);
    m_insert.run(trip.id, trip.number, trip.robotSerial, trip.driverName, trip.status, trip.plannedAt,
                 QString::fromUtf8(stops.take()), now, now);
}

void TripStore::update(Trip &trip, PlatformTime now)
{
    m_update.run(trip.status, trip.loadedAt, now, ++trip.version, trip.id);
}

std::optional<Trip> TripStore::find(const TripId &id)
{
    return readOne(m_find.query(id));
}

std::optional<Trip> TripStore::openOf(const RobotSerial &serial)
{
    return readOne(m_openOf.query(serial));
}

std::vector<Trip> TripStore::open()
{
    std::vector<Trip> trips;
    for (Rows rows = m_open.query(); rows.next();)
        trips.push_back(readTrip(rows));
    return trips;
}

std::vector<Trip> TripStore::findAll(Key key, const QString &keys)
{
    const bool isById = key == Key::Id;
    Statement statement = m_database.prepare(
        u"SELECT %1 FROM trip WHERE %2 IN (SELECT value FROM json_each(?)) %3 ORDER BY %2, id DESC"_s.arg(
            tripColumns, isById ? u"id"_s : u"robot_serial"_s,
            isById ? QString() : u"AND status IN ('Planned', 'Active')"_s));
    std::vector<Trip> trips;
    for (Rows rows = statement.query(keys); rows.next();)
        trips.push_back(readTrip(rows));
    return trips;
}

std::vector<Trip> TripStore::list(const std::optional<QString> &status, const QString &cursor, qint64 limit)
{
    Statement statement = m_database.prepare(
        u"SELECT %1 FROM trip WHERE (? IS NULL OR status = ?) AND id > ? ORDER BY id LIMIT ?"_s.arg(tripColumns));
    std::vector<Trip> trips;
    for (Rows rows = statement.query(status, status, cursor, limit); rows.next();)
        trips.push_back(readTrip(rows));
    return trips;
}

} // namespace curbside::dispatch
