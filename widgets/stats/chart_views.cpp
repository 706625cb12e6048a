// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stats/chart_views.h"

#include "widgets/entities/status_words.h"
#include "widgets/plot/chart_painting.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHash>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 wholeDay = 86'400'000'000;
constexpr std::size_t mostSteps = 1000;
constexpr std::size_t mostBins = 36;

/// Translations of this file.
class Views
{
    Q_DECLARE_TR_FUNCTIONS(curbside::ChartViews)
};

QString shareText(double part, double whole)
{
    return Views::tr("%1 %").arg(figureText(whole > 0 ? std::round(1000 * part / whole) / 10 : 0));
}

QString shortDate(qint64 at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at / 1000, Qt::UTC).date(), Views::tr("d MMM"));
}

QString lengthText(double seconds)
{
    const qint64 minutes = qint64(seconds) / 60;
    if (minutes < 1)
        return Views::tr("%1 s").arg(figureText(seconds));
    return minutes < 60 ? Views::tr("%1 min").arg(minutes)
                        : Views::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60, 2, 10, QChar(u'0'));
}

QString stepLabel(qint64 at, qint64 length, bool isLong)
{
    if (length == wholeDay)
        return shortDate(at);
    return isLong ? Views::tr("%1 %2").arg(shortDate(at), minuteText(at)) : minuteText(at);
}

/// The rows of a chart with steps by the moment that they begin.
std::map<qint64, QVariantList> byMoment(const ChartAnswer &answer)
{
    std::map<qint64, QVariantList> rows;
    for (const QVariantList &row : answer.rows) {
        if (const qint64 at = ChartAnswer::momentOf(row.value(0).toString()); at > 0)
            rows[at] = row;
    }
    return rows;
}

/// A bar for each step from the first to the last that can have figures, also where there was nothing.
void addSteps(ChartPicture &picture, const ChartAnswer &answer, qint64 until,
              const std::function<ChartBar(const QVariantList *row)> &barOf)
{
    const auto rows = byMoment(answer);
    const qint64 length = answer.stepLength();
    if (rows.empty() || length <= 0)
        return;
    qint64 first = rows.begin()->first;
    qint64 last = rows.rbegin()->first;
    if (answer.from > 0)
        first = std::min(first, answer.from - answer.from % length);
    const qint64 end = answer.to > 0 ? std::min(answer.to, until) : until;
    last = std::max(last, end - 1 - (end - 1) % length);
    first = std::max(first, last - length * qint64(mostSteps - 1));
    const bool isLong = last - first >= wholeDay;
    for (qint64 at = first; at <= last; at += length) {
        const auto row = rows.find(at);
        ChartBar bar = barOf(row == rows.end() ? nullptr : &row->second);
        bar.label = stepLabel(at, length, isLong);
        bar.readout = Views::tr("%1: %2").arg(
            length == wholeDay ? bar.label : Views::tr("%1 to %2").arg(bar.label, minuteText(at + length)),
            bar.readout);
        picture.bars.push_back(std::move(bar));
    }
}

ChartView deliveriesByHour(const ChartAnswer &answer, qint64 until)
{
    ChartView view;
    view.picture.valueTitle = Views::tr("Deliveries");
    view.picture.series = {{Views::tr("delivered"), Tone::Good, ChartFill::Solid},
                           {Views::tr("failed"), Tone::Bad, ChartFill::Crossed},
                           {Views::tr("returned"), Tone::Warning, ChartFill::Hatched},
                           {Views::tr("cancelled"), Tone::Idle, ChartFill::Hollow},
                           {Views::tr("under way"), Tone::Active, ChartFill::Dotted}};
    double all = 0;
    double delivered = 0;
    addSteps(view.picture, answer, until, [&](const QVariantList *row) {
        ChartBar bar;
        if (!row) {
            bar.readout = Views::tr("none placed");
            return bar;
        }
        const double placed = answer.number(*row, u"placed");
        double rest = placed;
        QStringList parts{Views::tr("%1 placed").arg(figureText(placed))};
        for (std::size_t i = 0; i < 4; ++i) {
            constexpr std::array columns{u"delivered", u"failed", u"returned", u"cancelled"};
            bar.values.push_back(answer.number(*row, columns[i]));
            rest -= bar.values.back();
        }
        bar.values.push_back(std::max(0.0, rest));
        for (std::size_t i = 0; i < bar.values.size(); ++i) {
            if (bar.values[i] > 0)
                parts += Views::tr("%1 %2").arg(figureText(bar.values[i]), view.picture.series[i].title);
        }
        bar.readout = parts.join(u", "_s);
        all += placed;
        delivered += bar.values.front();
        return bar;
    });
    view.summary = Views::tr("%1 placed, %2 delivered").arg(figureText(all), figureText(delivered));
    return view;
}

ChartView promiseKept(const ChartAnswer &answer, qint64 until)
{
    ChartView view;
    view.picture.valueTitle = Views::tr("Share of those that have ended");
    view.picture.unit = u"%"_s;
    view.picture.most = 100;
    view.picture.series = {{Views::tr("in time"), Tone::Good, ChartFill::Solid},
                           {Views::tr("late or failed"), Tone::Bad, ChartFill::Crossed}};
    double kept = 0;
    double all = 0;
    addSteps(view.picture, answer, until, [&](const QVariantList *row) {
        ChartBar bar;
        const double good = row ? answer.number(*row, u"kept") : 0;
        const double whole = good + (row ? answer.number(*row, u"broken") : 0);
        kept += good;
        all += whole;
        if (whole <= 0) {
            bar.readout = Views::tr("none has ended");
            return bar;
        }
        bar.values = {100 * good / whole, 100 - 100 * good / whole};
        bar.readout =
            Views::tr("%1 in time, %2 of %3").arg(shareText(good, whole), figureText(good), figureText(whole));
        return bar;
    });
    view.summary = all > 0 ? Views::tr("%1 in time of %2").arg(shareText(kept, all), figureText(all))
                           : Views::tr("none has ended yet");
    return view;
}

/// The shortest of the usual widths by which that many units fit.
qint64 binWidth(qint64 units, std::initializer_list<qint64> widths)
{
    for (const qint64 width : widths) {
        if (units <= width * qint64(mostBins))
            return width;
    }
    return std::max<qint64>(1, (units + qint64(mostBins) - 1) / qint64(mostBins));
}

/// The first value up to which at least that share of all has come.
qint64 quantile(const std::map<qint64, double> &counts, double all, double share)
{
    double sum = 0;
    for (const auto &[value, count] : counts) {
        sum += count;
        if (sum >= share * all)
            return value;
    }
    return counts.empty() ? 0 : counts.rbegin()->first;
}

ChartView orderToDoor(const ChartAnswer &answer)
{
    ChartView view;
    view.picture.valueTitle = Views::tr("Deliveries");
    view.picture.categoryTitle = Views::tr("minutes from order to door");
    view.picture.series = {{Views::tr("deliveries"), Tone::Active, ChartFill::Solid}};
    std::map<qint64, double> counts;
    double all = 0;
    for (const QVariantList &row : answer.rows) {
        counts[qint64(answer.number(row, u"minutes"))] += answer.number(row, u"deliveries");
        all += answer.number(row, u"deliveries");
    }
    if (counts.empty())
        return view;
    const qint64 width = binWidth(counts.rbegin()->first - counts.begin()->first + 1, {1, 2, 5, 10, 15, 30, 60});
    const qint64 first = counts.begin()->first - counts.begin()->first % width;
    for (qint64 at = first; at <= counts.rbegin()->first; at += width) {
        double count = 0;
        for (auto each = counts.lower_bound(at); each != counts.end() && each->first < at + width; ++each)
            count += each->second;
        const QString readout =
            Views::tr("%1 to %2 min: %3 deliveries, %4")
                .arg(QString::number(at), QString::number(at + width), figureText(count), shareText(count, all));
        view.picture.bars.push_back({QString::number(at), readout, {count}});
    }
    const qint64 half = quantile(counts, all, 0.5) + 1;
    const qint64 most = quantile(counts, all, 0.9) + 1;
    view.picture.markers = {{double(half - first) / double(width), Views::tr("half within %1").arg(half)},
                            {double(most - first) / double(width), Views::tr("9 of 10 within %1").arg(most)}};
    view.summary = Views::tr("half within %1 min, 9 of 10 within %2 min").arg(half).arg(most);
    return view;
}

ChartView attemptsPerDelivery(const ChartAnswer &answer)
{
    ChartView view;
    view.picture.valueTitle = Views::tr("Deliveries");
    view.picture.categoryTitle = Views::tr("attempts");
    view.picture.series = {{Views::tr("deliveries"), Tone::Active, ChartFill::Solid}};
    double all = 0;
    double tried = 0;
    double attempts = 0;
    for (const QVariantList &row : answer.rows)
        all += answer.number(row, u"deliveries");
    for (const QVariantList &row : answer.rows) {
        const double number = answer.number(row, u"attempts");
        const double count = answer.number(row, u"deliveries");
        attempts += number * count;
        tried += number > 0 ? count : 0;
        const QString readout = number > 0
            ? Views::tr("%1 in attempt %2, %3").arg(figureText(count), figureText(number), shareText(count, all))
            : Views::tr("%1 not tried yet, %2").arg(figureText(count), shareText(count, all));
        view.picture.bars.push_back({figureText(number), readout, {count}});
    }
    if (tried > 0)
        view.summary = Views::tr("%1 on average").arg(QLocale().toString(attempts / tried, 'f', 2));
    return view;
}

/// A kind of stop as a part of the bars.
ChartSeries seriesOfStop(const QString &stop)
{
    if (stop == u"Pickup")
        return {taskTypeText(stop), Tone::Good, ChartFill::Hatched};
    if (stop == u"Dropoff")
        return {taskTypeText(stop), Tone::Active, ChartFill::Solid};
    if (stop == u"None")
        return {Views::tr("away from a stop"), Tone::Warning, ChartFill::Crossed};
    return {taskTypeText(stop), Tone::Idle, ChartFill::Hollow};
}

/// The second that all but a few lids were closed by: what is beyond it stands in one bar.
qint64 usualEnd(const std::map<qint64, double> &openings, double all)
{
    constexpr double fewShare = 0.98;
    const qint64 usual = quantile(openings, all, fewShare) + 10;
    const qint64 longest = openings.rbegin()->first + 10;
    return longest > 2 * usual ? usual : longest;
}

/// The openings from a second on, and before another, as a bar.
ChartBar lidBar(const ChartAnswer &answer, const QStringList &stops, const std::vector<ChartSeries> &series,
                qint64 from, qint64 to)
{
    const bool isLast = to == 0;
    ChartBar bar{isLast ? Views::tr("%1+").arg(from) : QString::number(from),
                 {},
                 std::vector<double>(static_cast<std::size_t>(stops.size()))};
    for (const QVariantList &row : answer.rows) {
        const qint64 place = qint64(answer.number(row, u"seconds"));
        if (place >= from && (isLast || place < to))
            bar.values[static_cast<std::size_t>(stops.indexOf(answer.text(row, u"stop")))] +=
                answer.number(row, u"openings");
    }
    QStringList parts;
    for (std::size_t i = 0; i < bar.values.size(); ++i)
        parts += Views::tr("%1 %2").arg(figureText(bar.values[i]), series[i].title);
    bar.readout = isLast
        ? Views::tr("%1 s or longer: %2").arg(QString::number(from), parts.join(u", "_s))
        : Views::tr("%1 to %2 s: %3").arg(QString::number(from), QString::number(to), parts.join(u", "_s));
    return bar;
}

ChartView lidOpenTime(const ChartAnswer &answer)
{
    ChartView view;
    view.picture.valueTitle = Views::tr("Openings");
    view.picture.categoryTitle = Views::tr("seconds open");
    QStringList stops;
    std::map<qint64, double> openings;
    double all = 0;
    double seconds = 0;
    for (const QVariantList &row : answer.rows) {
        const double count = answer.number(row, u"openings");
        if (const QString stop = answer.text(row, u"stop"); !stops.contains(stop))
            stops.append(stop);
        openings[qint64(answer.number(row, u"seconds"))] += count;
        all += count;
        seconds += count * answer.number(row, u"mean_seconds");
    }
    if (answer.rows.empty())
        return view;
    for (const QString &stop : stops)
        view.picture.series.push_back(seriesOfStop(stop));
    const qint64 width = binWidth(usualEnd(openings, all), {10, 20, 30, 60, 120, 300});
    const qint64 end = (usualEnd(openings, all) + width - 1) / width * width;
    for (qint64 at = 0; at < end; at += width)
        view.picture.bars.push_back(lidBar(answer, stops, view.picture.series, at, at + width));
    if (openings.rbegin()->first >= end)
        view.picture.bars.push_back(lidBar(answer, stops, view.picture.series, end, 0));
    view.summary =
        Views::tr("%1 s on average, %2 openings").arg(figureText(std::round(seconds / all)), figureText(all));
    return view;
}

ChartView robotUse(const ChartAnswer &answer)
{
    ChartView view;
    view.picture.isLying = true;
    view.picture.valueTitle = Views::tr("Minutes on trips");
    view.picture.series = {{Views::tr("busy"), Tone::Active, ChartFill::Solid}};
    double trips = 0;
    for (const QVariantList &row : answer.rows) {
        const QString name = answer.text(row, u"name");
        const double busy = answer.number(row, u"busy_seconds");
        ChartBar bar{name.isEmpty() ? answer.text(row, u"robot_serial") : name, {}, {busy / 60}, lengthText(busy)};
        bar.readout = Views::tr("%1: %2 trips, %3 deliveries, %4 on trips")
                          .arg(bar.label, figureText(answer.number(row, u"trips")),
                               figureText(answer.number(row, u"deliveries")), bar.valueText);
        trips += answer.number(row, u"trips");
        view.picture.bars.push_back(std::move(bar));
    }
    if (!answer.rows.empty())
        view.summary =
            Views::tr("%1 trips by %2 robots").arg(figureText(trips), figureText(double(answer.rows.size())));
    return view;
}

ChartView byMember(const ChartAnswer &answer, const QString &kind)
{
    ChartView view;
    view.picture.isLying = true;
    view.picture.valueTitle = Views::tr("Deliveries");
    view.picture.series = {{Views::tr("in time"), Tone::Good, ChartFill::Solid},
                           {Views::tr("late or failed"), Tone::Bad, ChartFill::Crossed},
                           {Views::tr("other"), Tone::Idle, ChartFill::Hollow}};
    for (const QVariantList &row : answer.rows) {
        const double placed = answer.number(row, u"placed");
        const double kept = answer.number(row, u"kept");
        const double broken = answer.number(row, u"broken");
        QString name = answer.text(row, kind);
        if (name.isEmpty())
            name = answer.text(row, QString(kind + u"_id"_s));
        if (name.isEmpty())
            name = Views::tr("no partner");
        ChartBar bar{name, {}, {kept, broken, std::max(0.0, placed - kept - broken)}, figureText(placed)};
        QStringList parts{Views::tr("%1 placed").arg(bar.valueText), Views::tr("%1 in time").arg(figureText(kept)),
                          Views::tr("%1 late or failed").arg(figureText(broken))};
        if (const double minutes = answer.number(row, u"minutes_to_door"); minutes > 0)
            parts += Views::tr("%1 min to the door on average").arg(figureText(minutes));
        bar.readout = Views::tr("%1: %2").arg(name, parts.join(u", "_s));
        view.picture.bars.push_back(std::move(bar));
    }
    if (answer.rows.size() == 1)
        view.summary = kind == u"merchant" ? Views::tr("1 merchant") : Views::tr("1 partner");
    else if (!answer.rows.empty())
        view.summary = kind == u"merchant" ? Views::tr("%1 merchants").arg(answer.rows.size())
                                           : Views::tr("%1 partners").arg(answer.rows.size());
    return view;
}

ChartView pictureOf(const QString &name, const ChartAnswer &answer, qint64 until)
{
    if (name == u"deliveries-by-hour")
        return deliveriesByHour(answer, until);
    if (name == u"promise-kept")
        return promiseKept(answer, until);
    if (name == u"order-to-door")
        return orderToDoor(answer);
    if (name == u"attempts-per-delivery")
        return attemptsPerDelivery(answer);
    if (name == u"lid-open-time")
        return lidOpenTime(answer);
    if (name == u"robot-use")
        return robotUse(answer);
    return byMember(answer, name == u"by-merchant" ? u"merchant"_s : u"partner"_s);
}

} // namespace

QString chartTitle(const QString &name, const QString &step)
{
    if (name == u"deliveries-by-hour")
        return step == u"5m" ? Views::tr("Deliveries by five minutes")
            : step == u"1d"  ? Views::tr("Deliveries by day")
                             : Views::tr("Deliveries by hour");
    static const QHash<QString, QString> titles{{u"promise-kept"_s, Views::tr("Promise kept")},
                                                {u"order-to-door"_s, Views::tr("Time from order to door")},
                                                {u"attempts-per-delivery"_s, Views::tr("Attempts a delivery")},
                                                {u"lid-open-time"_s, Views::tr("Lid-open time at stops")},
                                                {u"robot-use"_s, Views::tr("Robot use")},
                                                {u"by-merchant"_s, Views::tr("By merchant")},
                                                {u"by-partner"_s, Views::tr("By partner")}};
    return titles.value(name, name);
}

QString chartColumnTitle(const QString &column)
{
    static const QHash<QString, QString> titles{{u"hour"_s, Views::tr("Hour")},
                                                {u"day"_s, Views::tr("Day")},
                                                {u"start"_s, Views::tr("From")},
                                                {u"placed"_s, Views::tr("Placed")},
                                                {u"delivered"_s, Views::tr("Delivered")},
                                                {u"failed"_s, Views::tr("Failed")},
                                                {u"cancelled"_s, Views::tr("Cancelled")},
                                                {u"returned"_s, Views::tr("Returned")},
                                                {u"kept"_s, Views::tr("In time")},
                                                {u"broken"_s, Views::tr("Late or failed")},
                                                {u"percent"_s, Views::tr("In time, %")},
                                                {u"minutes"_s, Views::tr("Minutes")},
                                                {u"deliveries"_s, Views::tr("Deliveries")},
                                                {u"attempts"_s, Views::tr("Attempts")},
                                                {u"stop"_s, Views::tr("Stop")},
                                                {u"seconds"_s, Views::tr("From second")},
                                                {u"openings"_s, Views::tr("Openings")},
                                                {u"mean_seconds"_s, Views::tr("Mean, s")},
                                                {u"robot_serial"_s, Views::tr("Robot")},
                                                {u"name"_s, Views::tr("Name")},
                                                {u"hub"_s, Views::tr("Hub")},
                                                {u"trips"_s, Views::tr("Trips")},
                                                {u"busy_seconds"_s, Views::tr("On trips, s")},
                                                {u"merchant"_s, Views::tr("Merchant")},
                                                {u"merchant_id"_s, Views::tr("Id")},
                                                {u"partner"_s, Views::tr("Partner")},
                                                {u"partner_id"_s, Views::tr("Id")},
                                                {u"minutes_to_door"_s, Views::tr("To the door, min")}};
    return titles.value(column, column);
}

ChartView chartViewOf(const QString &name, const ChartAnswer &answer, qint64 until)
{
    ChartView view = answer.rows.empty() ? ChartView() : pictureOf(name, answer, until);
    view.title = chartTitle(name, answer.step);
    return view;
}

} // namespace curbside
