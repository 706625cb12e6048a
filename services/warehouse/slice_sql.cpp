// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/slice_sql.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// One of the tables of aggregates by slices.
struct SliceTable
{
    QString name;
    bool hasScopes; ///< of all, by merchant, by partner
    QStringList keys; ///< beside scope, grain, member and start
    QStringList sums;
};

const std::vector<SliceTable> &sliceTables()
{
    static const std::vector<SliceTable> tables{
        {u"agg_delivery_slice"_s,
         true,
         {},
         {u"placed"_s, u"delivered"_s, u"failed"_s, u"cancelled"_s, u"returned"_s, u"promises_kept"_s,
          u"promises_broken"_s, u"door_seconds"_s}},
        {u"agg_door_time_slice"_s, true, {u"minutes"_s}, {u"deliveries"_s}},
        {u"agg_attempts_slice"_s, true, {u"attempts"_s}, {u"deliveries"_s}},
        {u"agg_lid_open_slice"_s, false, {u"stop"_s, u"seconds"_s}, {u"openings"_s, u"open_seconds"_s}},
        {u"agg_robot_use_slice"_s, false, {u"robot_serial"_s}, {u"trips"_s, u"deliveries"_s, u"busy_seconds"_s}},
    };
    return tables;
}

/// The pending slices of a grain, by their start.
QString pendingStarts(int grain)
{
    return u"(SELECT DISTINCT at - at % %1 AS start FROM etl_pending WHERE kind = 'slice')"_s.arg(
        grainMicroseconds(grain));
}

QString scopeCondition(const SliceTable &table)
{
    return table.hasScopes ? u"scope IN ('all', 'merchant', 'partner') AND "_s : QString();
}

QString deletion(const SliceTable &table, int grain)
{
    return u"DELETE FROM %1 WHERE %2grain = %3 AND start IN %4"_s.arg(table.name, scopeCondition(table))
        .arg(grain)
        .arg(pendingStarts(grain));
}

/// A longer slice is the sum of its shorter ones.
QString rollUp(const SliceTable &table, int shorter, int grain)
{
    QStringList columns{u"grain"_s, u"start"_s};
    QStringList values{QString::number(grain), u"p.start"_s};
    QStringList groups{u"p.start"_s};
    for (const QString &key : (table.hasScopes ? QStringList{u"scope"_s, u"member"_s} : QStringList()) + table.keys) {
        columns += key;
        values += u"a."_s + key;
        groups += u"a."_s + key;
    }
    for (const QString &sum : table.sums) {
        columns += sum;
        values += u"sum(a.%1)"_s.arg(sum);
    }
    const QString scope = table.hasScopes ? u"a."_s + scopeCondition(table) : QString();
    return u"INSERT INTO %1 (%2) SELECT %3 FROM %4 p CROSS JOIN %1 a WHERE %5a.grain = %6 AND a.start >= p.start "
           u"AND a.start < p.start + %7 GROUP BY %8"_s
               .arg(table.name, columns.join(u", "_s), values.join(u", "_s), pendingStarts(grain), scope)
               .arg(shorter)
               .arg(grainMicroseconds(grain))
               .arg(groups.join(u", "_s));
}

/// The facts of the pending slices of the shortest grain, as `f`; their slices as `p`.
QString factsOfSlices(const QString &fact, const QString &time)
{
    return u"FROM (SELECT at AS start FROM etl_pending WHERE kind = 'slice') p CROSS JOIN %1 f "
           u"WHERE f.%2 >= p.start AND f.%2 < p.start + %3"_s.arg(fact, time)
               .arg(grainMicroseconds(sliceGrains.front()));
}

/// An aggregate of deliveries, of all of them, by merchant and by partner.
QStringList deliverySlices(const QString &table, const QString &key, const QString &values, const QString &condition)
{
    const QString deliveries = factsOfSlices(u"fact_delivery"_s, u"placed_at"_s) + condition;
    const QString keyColumn = key.isEmpty() ? QString() : u", "_s + key;
    QStringList statements;
    for (const auto &[scope, member] : {std::pair(u"all"_s, u"''"_s), std::pair(u"merchant"_s, u"f.merchant_id"_s),
                                        std::pair(u"partner"_s, u"coalesce(f.partner_id, '')"_s)})
        statements += u"INSERT INTO %1 SELECT '%2', %3, %4, p.start%5, %6 %7 GROUP BY p.start%8%5"_s.arg(table, scope)
                          .arg(sliceGrains.front())
                          .arg(member, keyColumn, values, deliveries, scope == u"all" ? QString() : u", "_s + member);
    return statements;
}

QStringList shortestSlices()
{
    return deliverySlices(u"agg_delivery_slice"_s, {},
                          u"count(*), count(*) FILTER (WHERE f.status = 'Delivered'), "
                          "count(*) FILTER (WHERE f.status = 'Failed'), "
                          "count(*) FILTER (WHERE f.status = 'Cancelled'), "
                          "count(*) FILTER (WHERE f.status = 'Returned'), "
                          "count(*) FILTER (WHERE f.is_promise_kept = 1), "
                          "count(*) FILTER (WHERE f.is_promise_kept = 0), "
                          "coalesce(sum(f.order_to_door_seconds), 0)"_s,
                          {})
        + deliverySlices(u"agg_door_time_slice"_s, u"f.order_to_door_seconds / 60"_s, u"count(*)"_s,
                         u" AND f.order_to_door_seconds IS NOT NULL"_s)
        + deliverySlices(u"agg_attempts_slice"_s, u"f.attempts"_s, u"count(*)"_s, {})
        + QStringList{
            u"INSERT INTO agg_lid_open_slice SELECT %1, p.start, coalesce(f.stop, 'None'), "
            "f.open_seconds - f.open_seconds % 10, count(*), sum(f.open_seconds) "_s.arg(sliceGrains.front())
                + factsOfSlices(u"fact_lid_event"_s, u"at"_s)
                + u" AND f.open_seconds IS NOT NULL GROUP BY 1, 2, 3, 4"_s,
            u"INSERT INTO agg_robot_use_slice SELECT %1, f.robot_serial, p.start, count(*), sum(f.deliveries), "
            "coalesce(sum(f.busy_seconds), 0) "_s.arg(sliceGrains.front())
                + factsOfSlices(u"fact_trip"_s, u"planned_at"_s) + u" GROUP BY 1, 2, 3"_s};
}

} // namespace

const QStringList &pendingSliceStatements()
{
    static const QStringList statements = [] {
        QStringList made;
        for (const auto &[kind, time] : {std::pair(u"delivery"_s, u"placed_at"_s), std::pair(u"lid_event"_s, u"at"_s),
                                         std::pair(u"trip"_s, u"planned_at"_s)})
            made += u"INSERT INTO etl_pending (kind, id, at) SELECT DISTINCT 'slice', "
                    u"CAST(f.%2 - f.%2 % %3 AS TEXT), f.%2 - f.%2 % %3 FROM etl_pending p "
                    "JOIN fact_%1 f ON f.%1_id = p.id WHERE p.kind = '%1' ON CONFLICT DO NOTHING"_s.arg(kind, time)
                        .arg(grainMicroseconds(sliceGrains.front()));
        return made;
    }();
    return statements;
}

const QStringList &sliceStatements()
{
    static const QStringList statements = [] {
        QStringList made;
        for (const SliceTable &table : sliceTables()) {
            for (const int grain : sliceGrains)
                made += deletion(table, grain);
        }
        made += shortestSlices();
        for (const SliceTable &table : sliceTables()) {
            for (std::size_t grain = 1; grain < sliceGrains.size(); ++grain)
                made += rollUp(table, sliceGrains[grain - 1], sliceGrains[grain]);
        }
        return made;
    }();
    return statements;
}

} // namespace curbside
