// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/star_sql.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// A condition as a number, in every dialect.
QString numberOf(const QString &condition)
{
    return u"CASE WHEN %1 THEN 1 ELSE 0 END"_s.arg(condition);
}

/// A dimension of one source: each change in its history is a version that lasts until the next.
QString dimension(const QString &table, const QString &key, const QStringList &columns, const QStringList &values)
{
    QStringList updates;
    for (const QString &column : columns + QStringList{u"is_deleted"_s, u"valid_to"_s})
        updates.push_back(u"%1 = excluded.%1"_s.arg(column));
    const QString name = table.section(u'_', 1);
    return u"INSERT INTO %1 (%2, %3, is_deleted, valid_from, valid_to) "
           "SELECT key, %4, %7, at, lead(at) OVER (PARTITION BY key ORDER BY at) FROM ("
           "SELECT h.key, h.at, h.fields, row_number() OVER (PARTITION BY h.key, h.at ORDER BY h.sequence DESC, "
           "h.place DESC) "
           "AS later FROM history h JOIN etl_pending p ON p.kind = '%5' AND p.id = h.key WHERE h.dimension = '%5') v "
           "WHERE later = 1 ON CONFLICT (%2, valid_from) DO UPDATE SET %6"_s.arg(
               table, key, columns.join(u", "_s), values.join(u", "_s), name, updates.join(u", "_s),
               numberOf(u"fields ->> '$.gone' IS NOT NULL OR fields ->> '$.deleted_at' IS NOT NULL"_s));
}

/// What the last word of `source` on a robot was at p.at.
QString robotField(const QString &source, const QString &field)
{
    return u"(SELECT h.fields ->> '$.%2' FROM history h WHERE h.dimension = 'robot' AND h.key = p.key AND h.source = "
           u"'%1' "
           "AND h.at <= p.at ORDER BY h.at DESC, h.sequence DESC, h.place DESC LIMIT 1)"_s.arg(source, field);
}

/// Operations and State both have a say in what a robot is.
QString robotDimension()
{
    return u"INSERT INTO dim_robot (robot_serial, name, hub, in_service, held, on_duty, connectivity, is_deleted, "
           u"valid_from, "
           "valid_to) SELECT p.key, %1, %2, CAST(%3 AS BIGINT), CAST(%4 AS BIGINT), CAST(%5 AS BIGINT), %6, "
           "CASE WHEN %7 IS NOT NULL OR %8 IS NOT NULL THEN 1 ELSE 0 END, p.at, "
           "lead(p.at) OVER (PARTITION BY p.key ORDER BY p.at) FROM ("
           "SELECT DISTINCT h.key, h.at FROM history h JOIN etl_pending e ON e.kind = 'robot' AND e.id = h.key "
           "WHERE h.dimension = 'robot') p WHERE true ON CONFLICT (robot_serial, valid_from) DO UPDATE SET "
           "name = excluded.name, hub = excluded.hub, in_service = excluded.in_service, held = excluded.held, "
           "on_duty = excluded.on_duty, connectivity = excluded.connectivity, is_deleted = excluded.is_deleted, "
           "valid_to = excluded.valid_to"_s.arg(
               robotField(u"operations"_s, u"name"_s), robotField(u"operations"_s, u"hub"_s),
               robotField(u"operations"_s, u"in_service"_s), robotField(u"operations"_s, u"held"_s),
               robotField(u"state"_s, u"on_duty"_s), robotField(u"state"_s, u"connectivity"_s),
               robotField(u"operations"_s, u"gone"_s), robotField(u"operations"_s, u"deleted_at"_s));
}

/// The facts that a new version of a dimension's member concerns.
QString factsOfMember(const QString &kind, const QString &fact, const QString &id, const QString &column,
                      const QString &time)
{
    return u"INSERT INTO etl_pending (kind, id, at) SELECT '%1', f.%3, 0 FROM etl_pending p "
           "JOIN fact_%1 f ON f.%4 = p.id AND f.%5 >= p.at WHERE p.kind = '%2' ON CONFLICT DO NOTHING"_s.arg(
               fact, kind, id, column, time);
}

/// The version of a member at a time.
QString keyAt(const QString &dimension, const QString &idColumn, const QString &id, const QString &time)
{
    return u"(SELECT k.%1_key FROM dim_%1 k WHERE k.%2 = %3 AND k.valid_from <= %4 ORDER BY k.valid_from DESC LIMIT 1)"_s
        .arg(dimension, idColumn, id, time);
}

/// Facts whose row is gone are not made again, and the days of all that change are to be added up again.
QStringList fact(const QString &kind, const QString &id, const QString &insert)
{
    const QString days =
        u"INSERT INTO etl_pending (kind, id, at) SELECT DISTINCT 'day', CAST(f.day AS TEXT), f.day "
        "FROM etl_pending p JOIN fact_%1 f ON f.%2 = p.id WHERE p.kind = '%1' ON CONFLICT DO NOTHING"_s.arg(kind, id);
    return {days,
            u"DELETE FROM fact_%1 WHERE %2 IN (SELECT p.id FROM etl_pending p WHERE p.kind = '%1')"_s.arg(kind, id),
            insert + u" ON CONFLICT DO NOTHING"_s, days};
}

QString deliveryFacts()
{
    const QString placed = u"coalesce(o.placed_at, d.created_at)"_s;
    return u"INSERT INTO fact_delivery SELECT d.id, d.number, d.order_id, o.partner_id, %1, d.merchant_id, "
           u"%2, "
           "r.serial, %3, d.status, %4, %4 - %4 % 3600000000, %4 - %4 % 86400000000, d.ready_at, d.promised_at, "
           "(SELECT max(t.ended_at) FROM operations_task t WHERE t.attempt_id = a.id AND t.type = 'Pickup' "
           "AND t.status = 'Completed'), a.ended_at, "
           "(SELECT count(*) FROM deliveries_attempt n WHERE n.delivery_id = d.id), "
           "CASE WHEN d.status = 'Delivered' THEN (a.ended_at - %4) / 1000000 END, "
           "CASE WHEN d.status = 'Delivered' AND a.ended_at <= d.promised_at THEN 1 "
           "WHEN d.status = 'Delivered' AND a.ended_at > d.promised_at THEN 0 "
           "WHEN d.status IN ('Failed', 'Returned') THEN 0 END "
           "FROM etl_pending p JOIN deliveries_delivery d ON d.id = p.id "
           "LEFT JOIN integrations_partner_order o ON o.id = d.order_id "
           "LEFT JOIN deliveries_attempt a ON a.id = d.latest_attempt_id "
           "LEFT JOIN operations_robot r ON r.name = a.driver_name WHERE p.kind = 'delivery'"_s
               .replace(u"%1"_s, keyAt(u"partner"_s, u"partner_id"_s, u"o.partner_id"_s, placed))
               .replace(u"%2"_s, keyAt(u"merchant"_s, u"merchant_id"_s, u"d.merchant_id"_s, placed))
               .replace(u"%3"_s, keyAt(u"robot"_s, u"robot_serial"_s, u"r.serial"_s, u"a.started_at"_s))
               .replace(u"%4"_s, placed);
}

QString attemptFacts()
{
    return u"INSERT INTO fact_attempt SELECT a.id, a.number, a.delivery_id, r.serial, %1, a.status, "
           u"a.started_at, "
           "a.started_at - a.started_at % 86400000000, a.ended_at, (a.ended_at - a.started_at) / 1000000, "
           "a.failure_reason "
           "FROM etl_pending p JOIN deliveries_attempt a ON a.id = p.id "
           "LEFT JOIN operations_robot r ON r.name = a.driver_name WHERE p.kind = 'attempt'"_s.replace(
               u"%1"_s, keyAt(u"robot"_s, u"robot_serial"_s, u"r.serial"_s, u"a.started_at"_s));
}

QString taskFacts()
{
    return u"INSERT INTO fact_task SELECT t.id, t.number, t.type, t.delivery_id, t.attempt_id, t.trip_id, "
           "t.robot_serial, %1, t.operator_id, t.status, t.created_at, t.created_at - t.created_at % 86400000000, "
           "t.due_at, "
           "t.started_at, t.ended_at, (t.ended_at - t.started_at) / 1000000, "
           "CASE WHEN t.ended_at > t.due_at THEN 1 WHEN t.ended_at <= t.due_at THEN 0 END, t.failure_reason "
           "FROM etl_pending p JOIN operations_task t ON t.id = p.id WHERE p.kind = 'task'"_s.replace(
               u"%1"_s, keyAt(u"robot"_s, u"robot_serial"_s, u"t.robot_serial"_s, u"t.created_at"_s));
}

QString lidEventFacts()
{
    return u"INSERT INTO fact_lid_event SELECT l.id, l.robot_serial, %1, l.kind, l.actor, l.task_id, "
           u"t.type, l.at, "
           "l.at - l.at % 86400000000, CASE WHEN l.kind = 'Closed' THEN (l.at - (SELECT max(b.at) FROM state_lid_event "
           "b "
           "WHERE b.robot_serial = l.robot_serial AND b.kind = 'Opened' AND b.at <= l.at)) / 1000000 END "
           "FROM etl_pending p JOIN state_lid_event l ON l.id = p.id LEFT JOIN operations_task t ON t.id = l.task_id "
           "WHERE p.kind = 'lid_event'"_s.replace(u"%1"_s,
                                                  keyAt(u"robot"_s, u"robot_serial"_s, u"l.robot_serial"_s, u"l.at"_s));
}

QString tripFacts()
{
    return u"INSERT INTO fact_trip SELECT i.id, i.number, i.robot_serial, %1, i.status, i.planned_at, "
           "i.planned_at - i.planned_at % 86400000000, min(t.started_at), max(t.ended_at), json_array_length(i.stops), "
           "count(DISTINCT t.delivery_id), (max(t.ended_at) - min(t.started_at)) / 1000000 "
           "FROM etl_pending p JOIN dispatch_trip i ON i.id = p.id LEFT JOIN operations_task t ON t.trip_id = i.id "
           "WHERE p.kind = 'trip' GROUP BY i.id"_s.replace(
               u"%1"_s, keyAt(u"robot"_s, u"robot_serial"_s, u"i.robot_serial"_s, u"i.planned_at"_s));
}

const QString &pendingDays()
{
    static const QString days = u"(SELECT p.at FROM etl_pending p WHERE p.kind = 'day')"_s;
    return days;
}

QString counts()
{
    return u"count(*), count(*) FILTER (WHERE f.status = 'Delivered'), count(*) FILTER (WHERE f.status = 'Failed'), "
           "count(*) FILTER (WHERE f.is_promise_kept = 1), count(*) FILTER (WHERE f.is_promise_kept = 0), "
           "coalesce(sum(f.order_to_door_seconds), 0)"_s;
}

/// One aggregate of the pending days: thrown away and added up again.
QStringList aggregate(const QString &table, const QString &select)
{
    return {u"DELETE FROM %1 WHERE day IN %2"_s.arg(table, pendingDays()), u"INSERT INTO %1 %2"_s.arg(table, select)};
}

} // namespace

const QStringList &neededCopies()
{
    static const QStringList names{
        u"integrations_partner"_s, u"integrations_merchant"_s, u"integrations_partner_order"_s,
        u"deliveries_delivery"_s,  u"deliveries_attempt"_s,    u"operations_robot"_s,
        u"operations_task"_s,      u"state_robot_state"_s,     u"state_lid_event"_s,
        u"dispatch_trip"_s};
    return names;
}

const QStringList &indexStatements()
{
    static const QStringList statements{
        u"CREATE INDEX IF NOT EXISTS deliveries_attempt_by_delivery ON deliveries_attempt (delivery_id)"_s,
        u"CREATE INDEX IF NOT EXISTS operations_task_by_attempt ON operations_task (attempt_id)"_s,
        u"CREATE INDEX IF NOT EXISTS operations_task_by_trip ON operations_task (trip_id)"_s,
        u"CREATE INDEX IF NOT EXISTS operations_robot_by_name ON operations_robot (name)"_s,
        u"CREATE INDEX IF NOT EXISTS state_lid_event_by_robot ON state_lid_event (robot_serial, at)"_s,
        u"CREATE INDEX IF NOT EXISTS state_lid_event_by_task ON state_lid_event (task_id)"_s,
    };
    return statements;
}

const QStringList &dimensionStatements()
{
    static const QStringList statements{
        dimension(u"dim_partner"_s, u"partner_id"_s, {u"name"_s, u"has_webhook"_s},
                  {u"fields ->> '$.name'"_s, numberOf(u"fields ->> '$.webhook_url' IS NOT NULL"_s)}),
        dimension(u"dim_merchant"_s, u"merchant_id"_s,
                  {u"partner_id"_s, u"name"_s, u"x"_s, u"y"_s, u"preparation_minutes"_s},
                  {u"fields ->> '$.partner_id'"_s, u"fields ->> '$.name'"_s, u"CAST(fields ->> '$.x' AS BIGINT)"_s,
                   u"CAST(fields ->> '$.y' AS BIGINT)"_s, u"CAST(fields ->> '$.preparation_minutes' AS BIGINT)"_s}),
        robotDimension(),
        factsOfMember(u"partner"_s, u"delivery"_s, u"delivery_id"_s, u"partner_id"_s, u"placed_at"_s),
        factsOfMember(u"merchant"_s, u"delivery"_s, u"delivery_id"_s, u"merchant_id"_s, u"placed_at"_s),
        factsOfMember(u"robot"_s, u"attempt"_s, u"attempt_id"_s, u"robot_serial"_s, u"started_at"_s),
        // An attempt names its robot as people do: until the robot is known, its fact names none.
        u"INSERT INTO etl_pending (kind, id, at) SELECT 'attempt', f.attempt_id, 0 FROM fact_attempt f "
        "JOIN deliveries_attempt a ON a.id = f.attempt_id JOIN operations_robot r ON r.name = a.driver_name "
        "JOIN etl_pending p ON p.kind = 'robot' AND p.id = r.serial WHERE f.robot_serial IS NULL "
        "ON CONFLICT DO NOTHING"_s,
        factsOfMember(u"robot"_s, u"task"_s, u"task_id"_s, u"robot_serial"_s, u"created_at"_s),
        factsOfMember(u"robot"_s, u"trip"_s, u"trip_id"_s, u"robot_serial"_s, u"planned_at"_s),
        factsOfMember(u"robot"_s, u"lid_event"_s, u"lid_event_id"_s, u"robot_serial"_s, u"at"_s),
        u"INSERT INTO etl_pending (kind, id, at) SELECT 'delivery', f.delivery_id, 0 FROM etl_pending p "
        "JOIN fact_attempt f ON f.attempt_id = p.id WHERE p.kind = 'attempt' ON CONFLICT DO NOTHING"_s,
        u"INSERT INTO etl_pending (kind, id, at) SELECT 'lid_event', l.id, 0 FROM etl_pending p "
        "JOIN state_lid_event l ON l.task_id = p.id WHERE p.kind = 'task' ON CONFLICT DO NOTHING"_s,
    };
    return statements;
}

const QStringList &factStatements()
{
    static const QStringList statements = fact(u"delivery"_s, u"delivery_id"_s, deliveryFacts())
        + fact(u"attempt"_s, u"attempt_id"_s, attemptFacts()) + fact(u"task"_s, u"task_id"_s, taskFacts())
        + fact(u"lid_event"_s, u"lid_event_id"_s, lidEventFacts()) + fact(u"trip"_s, u"trip_id"_s, tripFacts());
    return statements;
}

const QStringList &aggregateStatements()
{
    static const QStringList statements =
        QStringList{
            u"INSERT INTO dim_time SELECT DISTINCT f.hour, f.day, date(f.day / 1000000, 'unixepoch'), "
            "f.hour % 86400000000 / 3600000000, CAST(strftime('%w', f.day / 1000000, 'unixepoch') AS BIGINT), "
            "CAST(strftime('%m', f.day / 1000000, 'unixepoch') AS BIGINT), "
            "CAST(strftime('%Y', f.day / 1000000, 'unixepoch') AS BIGINT) FROM fact_delivery f WHERE f.day IN "_s
            + pendingDays() + u" ON CONFLICT DO NOTHING"_s}
        + aggregate(u"agg_delivery_hour"_s,
                    u"SELECT f.hour, f.day, count(*), count(*) FILTER (WHERE f.status = 'Delivered'), "
                    "count(*) FILTER (WHERE f.status = 'Failed'), count(*) FILTER (WHERE f.status = 'Cancelled'), "
                    "count(*) FILTER (WHERE f.status = 'Returned'), count(*) FILTER (WHERE f.is_promise_kept = 1), "
                    "count(*) FILTER (WHERE f.is_promise_kept = 0), coalesce(sum(f.order_to_door_seconds), 0) "
                    "FROM fact_delivery f WHERE f.day IN "_s
                        + pendingDays() + u" GROUP BY f.hour, f.day"_s)
        + aggregate(u"agg_door_time"_s,
                    u"SELECT f.day, f.order_to_door_seconds / 60, count(*) FROM fact_delivery f "
                    "WHERE f.order_to_door_seconds IS NOT NULL AND f.day IN "_s
                        + pendingDays() + u" GROUP BY 1, 2"_s)
        + aggregate(u"agg_attempts"_s,
                    u"SELECT f.day, f.attempts, count(*) FROM fact_delivery f WHERE f.day IN "_s + pendingDays()
                        + u" GROUP BY 1, 2"_s)
        + aggregate(u"agg_merchant"_s,
                    u"SELECT f.day, f.merchant_id, max(f.partner_id), "_s + counts()
                        + u" FROM fact_delivery f WHERE f.day IN "_s + pendingDays() + u" GROUP BY 1, 2"_s)
        + aggregate(u"agg_partner"_s,
                    u"SELECT f.day, coalesce(f.partner_id, ''), "_s + counts()
                        + u" FROM fact_delivery f WHERE f.day IN "_s + pendingDays() + u" GROUP BY 1, 2"_s)
        + aggregate(u"agg_lid_open"_s,
                    u"SELECT f.day, coalesce(f.stop, 'None'), f.open_seconds - f.open_seconds % 10, count(*), "
                    "sum(f.open_seconds) FROM fact_lid_event f WHERE f.open_seconds IS NOT NULL AND f.day IN "_s
                        + pendingDays() + u" GROUP BY 1, 2, 3"_s)
        + aggregate(u"agg_robot_use"_s,
                    u"SELECT f.day, f.robot_serial, count(*), sum(f.deliveries), coalesce(sum(f.busy_seconds), 0) "
                    "FROM fact_trip f WHERE f.day IN "_s
                        + pendingDays() + u" GROUP BY 1, 2"_s);
    return statements;
}

} // namespace curbside
