// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/robots/robot_day_lanes.h"

#include "widgets/entities/status_words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class DayTexts
{
    Q_DECLARE_TR_FUNCTIONS(curbside::RobotDay)
};

constexpr double fastest = 2; // metres a second, at the top of the curve

Tone toneOfTask(const TaskRow &task)
{
    return task.status == u"Failed" ? Tone::Bad : task.status == u"Cancelled" ? Tone::Warning : Tone::Active;
}

PlotLane taskLane(const RobotDayFacts &facts, const Entities &entities)
{
    PlotLane lane{{}, DayTexts::tr("Task")};
    for (const TaskRow &task : facts.tasks) {
        const QString type = taskTypeText(task.type);
        const DeliveryRow *delivery = entities.deliveries.find(task.deliveryId);
        const QString text = delivery ? DayTexts::tr("%1 %2").arg(type, delivery->number) : type;
        PlotSpan span{task.startedAt, task.endedAt != 0 ? task.endedAt : facts.now, text, {}, toneOfTask(task), {},
                      false};
        span.readout = DayTexts::tr("%1, %2").arg(text, taskStatusCell(task.status).text.toLower());
        span.isQuiet = task.type == u"Pickup";
        lane.spans.push_back(std::move(span));
    }
    return lane;
}

/// Where tasks ended, and where the trip is to stop.
PlotLane stopLane(const RobotDayFacts &facts, const Entities &entities)
{
    PlotLane lane{{}, DayTexts::tr("Stops")};
    for (const TaskRow &task : facts.tasks) {
        if (task.endedAt == 0 || (task.type != u"Pickup" && task.type != u"Dropoff"))
            continue;
        const bool isDone = task.status == u"Completed";
        lane.spans.push_back({task.endedAt,
                              task.endedAt,
                              {},
                              isDone ? DayTexts::tr("%1 done").arg(taskTypeText(task.type))
                                     : DayTexts::tr("%1 not done").arg(taskTypeText(task.type)),
                              isDone ? Tone::Good : Tone::Bad,
                              isDone ? Mark::Check : Mark::Cross,
                              false});
    }
    if (!facts.trip)
        return lane;
    for (std::size_t i = 0; i < facts.trip->stops.size(); ++i) {
        const TripStop &stop = facts.trip->stops[i];
        if (stop.arriveAt > facts.now)
            lane.spans.push_back({stop.arriveAt, stop.arriveAt, QString::number(i + 1),
                                  DayTexts::tr("stop %1 planned, %2").arg(i + 1).arg(entities.addressAt(stop.place)),
                                  Tone::Idle, Mark::Ring, false});
    }
    return lane;
}

PlotLane lidLane(const RobotDayFacts &facts)
{
    PlotLane lane{{}, DayTexts::tr("Lid open")};
    for (const LidSpan &span : lidSpans(facts.lidEvents, facts.now))
        lane.spans.push_back(plotSpan(span));
    return lane;
}

/// Bars for the stretches of samples that are alike.
template <typename IsSo, typename Make>
void addStretches(PlotLane &lane, const RobotDayFacts &facts, IsSo isSo, Make make)
{
    const auto &samples = *facts.samples;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (!isSo(samples[i]))
            continue;
        const qint64 from = samples[i].at;
        while (i + 1 < samples.size() && isSo(samples[i + 1]))
            ++i;
        const qint64 to = i + 1 < samples.size() ? samples[i + 1].at : facts.now;
        lane.spans.push_back(make(from, std::max(from + 1, to)));
    }
}

PlotLane movingLane(const RobotDayFacts &facts)
{
    PlotLane lane{{}, DayTexts::tr("Moving")};
    addStretches(
        lane, facts, [](const RobotSample &sample) { return sample.speed > 0 && sample.isOnline; },
        [](qint64 from, qint64 to) { return PlotSpan{from, to, {}, DayTexts::tr("driving"), Tone::Idle, {}, true}; });
    return lane;
}

PlotLane linkLane(const RobotDayFacts &facts)
{
    PlotLane lane{{}, DayTexts::tr("Link")};
    addStretches(
        lane, facts, [](const RobotSample &sample) { return sample.isOnline; },
        [](qint64 from, qint64 to) { return PlotSpan{from, to, {}, {}, Tone::Good, {}, true}; });
    addStretches(
        lane, facts, [](const RobotSample &sample) { return !sample.isOnline; },
        [](qint64 from, qint64 to) {
            return PlotSpan{from,
                            to,
                            DayTexts::tr("lost"),
                            DayTexts::tr("link lost for %1").arg(durationText(to - from)),
                            Tone::Bad,
                            Mark::Cross,
                            false};
        });
    return lane;
}

template <typename Read>
PlotLane sampledLane(const RobotDayFacts &facts, PlotLane lane, Read read)
{
    for (const RobotSample &sample : *facts.samples)
        lane.samples.push_back({sample.at, read(sample)});
    if (!facts.samples->empty() && facts.samples->back().at < facts.now)
        lane.samples.push_back({facts.now, read(facts.samples->back())});
    return lane;
}

} // namespace

std::vector<TaskRow> tasksOf(const QString &serial, const Entities &entities)
{
    std::vector<TaskRow> tasks;
    for (const TaskRow &task : entities.tasks.rows()) {
        if (task.startedAt != 0 && task.robotSerial == serial)
            tasks.push_back(task);
    }
    std::ranges::stable_sort(tasks, {}, &TaskRow::startedAt);
    return tasks;
}

std::vector<PlotLane> robotDayLanes(const RobotDayFacts &facts, const Entities &entities)
{
    PlotLane battery{{}, DayTexts::tr("Battery")};
    battery.most = 100;
    battery.unit = u"%"_s;
    PlotLane speed{{}, DayTexts::tr("Speed")};
    speed.most = fastest;
    speed.unit = DayTexts::tr("m/s");
    speed.isStepped = true;
    return {taskLane(facts, entities),
            stopLane(facts, entities),
            lidLane(facts),
            movingLane(facts),
            linkLane(facts),
            sampledLane(facts, battery, [](const RobotSample &sample) { return double(sample.battery); }),
            sampledLane(facts, speed, [](const RobotSample &sample) { return double(sample.speed); })};
}

qint64 robotDayStart(const RobotDayFacts &facts)
{
    qint64 start = facts.now;
    if (!facts.lidEvents.empty())
        start = std::min(start, facts.lidEvents.front().at);
    if (!facts.tasks.empty())
        start = std::min(start, facts.tasks.front().startedAt);
    if (!facts.samples->empty())
        start = std::min(start, facts.samples->front().at);
    return start;
}

std::vector<Fact> unusualFacts(const RobotDayFacts &facts, std::size_t most)
{
    std::vector<Fact> unusual;
    for (const LidSpan &span : lidSpans(facts.lidEvents, facts.now)) {
        if (span.isUnusual())
            unusual.push_back({span.from, lidSpanText(span), DayTexts::tr("State"),
                               span.isJammed ? Tone::Bad : Tone::Warning, span.isJammed ? Mark::Cross : Mark::Warning,
                               false});
    }
    for (const TaskRow &task : facts.tasks) {
        if (task.status == u"Failed")
            unusual.push_back({task.endedAt,
                               DayTexts::tr("%1 %2 failed: %3")
                                   .arg(taskTypeText(task.type), task.number, reasonText(task.failureReason)),
                               DayTexts::tr("Operations"), Tone::Bad, Mark::Cross, false});
    }
    for (const PlotSpan &span : linkLane(facts).spans) {
        if (span.tone == Tone::Bad)
            unusual.push_back(
                {span.from, span.readout, DayTexts::tr("as the console saw it"), Tone::Bad, Mark::Cross, false});
    }
    std::ranges::stable_sort(unusual, std::ranges::greater(), &Fact::at);
    if (unusual.size() > most)
        unusual.resize(most);
    return unusual;
}

} // namespace curbside
