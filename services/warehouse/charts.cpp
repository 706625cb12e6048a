// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/charts.h"

#include "services/warehouse/slice_sql.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int day = sliceGrains.back();

/// The slices of one aggregate that a question concerns.
struct Slices
{
    QString with; ///< what stands before the SELECT
    QString from; ///< from FROM on, to the end of the conditions; they are called `a`
};

QString spanTable(const std::vector<SliceSpan> &spans)
{
    QStringList rows;
    for (const SliceSpan &span : spans)
        rows += u"(%1, %2, %3)"_s.arg(span.grain).arg(span.first).arg(span.last);
    if (rows.isEmpty())
        rows += u"(0, 0, 0)"_s;
    return u"WITH span (grain, first, last) AS (VALUES %1)"_s.arg(rows.join(u", "_s));
}

bool isWhole(const ChartQuestion &question)
{
    return !question.from && !question.to;
}

/// Those of `condition`, put together of slices that are not longer than `longest`.
Slices slices(const ChartQuestion &question, const QString &table, const QString &condition, int longest = day)
{
    if (isWhole(question))
        return {{}, u"FROM %1 a\nWHERE %2a.grain = %3"_s.arg(table, condition).arg(longest)};
    return {spanTable(sliceSpans(question, longest)) + u'\n',
            u"FROM span s CROSS JOIN %1 a\n"
            "WHERE %2a.grain = s.grain AND a.start >= s.first AND a.start < s.last"_s.arg(table, condition)};
}

/// Those of every member of a dimension: each is looked up by itself, as the table is in the order of members.
Slices slicesByMember(const ChartQuestion &question, const QString &table, const QString &member,
                      const QString &condition)
{
    if (isWhole(question))
        return slices(question, table, condition);
    return {spanTable(sliceSpans(question, day))
                + u",\n     member (id) AS (SELECT DISTINCT a.%1 FROM %2 a WHERE %3a.grain = %4)\n"_s
                      .arg(member, table, condition)
                      .arg(day),
            u"FROM member m CROSS JOIN span s CROSS JOIN %1 a\n"
            "WHERE %2a.grain = s.grain AND a.%3 = m.id AND a.start >= s.first AND a.start < s.last"_s.arg(
                table, condition, member)};
}

/// Of all deliveries, or of those of the merchant or partner that is asked for.
QString deliveriesOf(const ChartQuestion &question)
{
    const QString scope = !question.merchant.isEmpty() ? u"merchant"_s
        : !question.partner.isEmpty()                  ? u"partner"_s
                                                       : u"all"_s;
    return u"a.scope = '%1' AND a.member = '%2' AND "_s.arg(scope, question.merchant + question.partner);
}

QString stepColumn(int grain)
{
    return grain == day ? u"day"_s : grain == 60 ? u"hour"_s : u"start"_s;
}

/// Sums by steps of time, the last ones first.
QString inTime(const ChartQuestion &question, int usualGrain, const QString &sums)
{
    const int grain = question.grain > 0 ? question.grain : usualGrain;
    const QString step = u"a.start - a.start % "_s + QString::number(grainMicroseconds(grain));
    const Slices read = slices(question, u"agg_delivery_slice"_s, deliveriesOf(question), grain);
    return u"%1SELECT strftime('%2', (%3) / 1000000, 'unixepoch') AS %4,\n       %5\n%6\n"
           "GROUP BY %3 ORDER BY %3 DESC LIMIT 1000"_s.arg(read.with,
                                                           grain == day ? u"%Y-%m-%d"_s : u"%Y-%m-%dT%H:%MZ"_s, step,
                                                           stepColumn(grain), sums, read.from);
}

QString deliveriesByHour(const ChartQuestion &question)
{
    return inTime(question, 60,
                  u"sum(a.placed) AS placed, sum(a.delivered) AS delivered, sum(a.failed) AS failed,\n"
                  "       sum(a.cancelled) AS cancelled, sum(a.returned) AS returned"_s);
}

QString promiseKept(const ChartQuestion &question)
{
    return inTime(question, day,
                  u"sum(a.promises_kept) AS kept, sum(a.promises_broken) AS broken,\n"
                  "       round(100.0 * sum(a.promises_kept) / nullif(sum(a.promises_kept + a.promises_broken), 0), 1) "
                  "AS percent"_s);
}

QString orderToDoor(const ChartQuestion &question)
{
    const Slices read = slices(question, u"agg_door_time_slice"_s, deliveriesOf(question));
    return u"%1SELECT a.minutes, sum(a.deliveries) AS deliveries\n%2\nGROUP BY a.minutes ORDER BY a.minutes"_s.arg(
        read.with, read.from);
}

QString attemptsPerDelivery(const ChartQuestion &question)
{
    const Slices read = slices(question, u"agg_attempts_slice"_s, deliveriesOf(question));
    return u"%1SELECT a.attempts, sum(a.deliveries) AS deliveries\n%2\nGROUP BY a.attempts ORDER BY a.attempts"_s.arg(
        read.with, read.from);
}

QString lidOpenTime(const ChartQuestion &question)
{
    const Slices read = slices(question, u"agg_lid_open_slice"_s, {});
    return u"%1SELECT a.stop, a.seconds, sum(a.openings) AS openings,\n"
           "       round(1.0 * sum(a.open_seconds) / sum(a.openings), 1) AS mean_seconds\n%2\n"
           "GROUP BY a.stop, a.seconds ORDER BY a.stop, a.seconds"_s.arg(read.with, read.from);
}

QString robotUse(const ChartQuestion &question)
{
    const Slices read = slicesByMember(question, u"agg_robot_use_slice"_s, u"robot_serial"_s, {});
    return u"%1SELECT u.robot_serial, r.name, r.hub, u.trips, u.deliveries, u.busy_seconds\n"
           "FROM (SELECT a.robot_serial, sum(a.trips) AS trips, sum(a.deliveries) AS deliveries,\n"
           "             sum(a.busy_seconds) AS busy_seconds\n"
           "%2\nGROUP BY a.robot_serial) u\n"
           "LEFT JOIN dim_robot r ON r.robot_serial = u.robot_serial AND r.valid_to IS NULL\n"
           "ORDER BY u.busy_seconds DESC, u.robot_serial LIMIT 1000"_s.arg(read.with, read.from);
}

/// By the members of a dimension of deliveries.
QString byMember(const ChartQuestion &question, const QString &dimension, const QString &narrowed)
{
    const Slices read =
        slicesByMember(question, u"agg_delivery_slice"_s, u"member"_s, u"a.scope = '%1' AND "_s.arg(dimension));
    return u"%1SELECT d.name AS %3, t.*\n"
           "FROM (SELECT a.member AS %3_id, sum(a.placed) AS placed, sum(a.delivered) AS delivered,\n"
           "             sum(a.failed) AS failed, sum(a.promises_kept) AS kept, sum(a.promises_broken) AS broken,\n"
           "             round(sum(a.door_seconds) / 60.0 / nullif(sum(a.delivered), 0), 1) AS minutes_to_door\n"
           "%2\nGROUP BY a.member) t\n"
           "LEFT JOIN dim_%3 d ON d.%3_id = t.%3_id AND d.valid_to IS NULL\n%4"
           "ORDER BY t.placed DESC, t.%3_id LIMIT 1000"_s.arg(read.with, read.from, dimension, narrowed);
}

QString byMerchant(const ChartQuestion &question)
{
    return byMember(question, u"merchant"_s,
                    question.partner.isEmpty() ? QString() : u"WHERE d.partner_id = '%1'\n"_s.arg(question.partner));
}

QString byPartner(const ChartQuestion &question)
{
    return byMember(question, u"partner"_s, {});
}

} // namespace

const std::vector<Chart> &charts()
{
    static const std::vector<Chart> all{
        {u"deliveries-by-hour"_s, u"Deliveries by hour"_s, true, true, 60, deliveriesByHour},
        {u"order-to-door"_s, u"Time from order to door"_s, true, true, 0, orderToDoor},
        {u"promise-kept"_s, u"Promise kept"_s, true, true, day, promiseKept},
        {u"attempts-per-delivery"_s, u"Attempts a delivery"_s, true, true, 0, attemptsPerDelivery},
        {u"lid-open-time"_s, u"Lid-open time at stops"_s, false, false, 0, lidOpenTime},
        {u"robot-use"_s, u"Robot use"_s, false, false, 0, robotUse},
        {u"by-merchant"_s, u"By merchant"_s, false, true, 0, byMerchant},
        {u"by-partner"_s, u"By partner"_s, false, false, 0, byPartner},
    };
    return all;
}

} // namespace curbside
