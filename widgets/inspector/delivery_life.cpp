// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/delivery_life.h"

#include "widgets/entities/status_words.h"
#include "widgets/robots/robot_columns.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Life
{
    Q_DECLARE_TR_FUNCTIONS(curbside::DeliveryLife)
};

constexpr qint64 minute = 60'000'000;

void add(std::vector<Fact> &facts, qint64 at, const QString &text, const QString &source, Tone tone = Tone::Good,
         Mark mark = Mark::Check)
{
    if (at != 0)
        facts.push_back({at, text, source, tone, mark, false});
}

void addSaga(std::vector<Fact> &facts, const JsonValue &saga, const Entities &entities)
{
    const QString robot = entities.robotName(textIn(saga["context"], "robotSerial"));
    saga["steps"].forEachItem([&](JsonValue step) {
        const QString name = textIn(step, "name");
        const QString state = textIn(step, "state");
        const qint64 endedAt = momentIn(step, "endedAt");
        if (state != u"Done")
            return;
        if (name == u"reserve-demand")
            add(facts, endedAt, Life::tr("Demand noted for planning"), Life::tr("Dispatch"));
        else if (name == u"await-trip")
            add(facts, endedAt, robot.isEmpty() ? Life::tr("Trip planned") : Life::tr("Trip planned: %1").arg(robot),
                Life::tr("Dispatch"));
        else if (name == u"create-dropoff-task")
            add(facts, endedAt, Life::tr("Pickup and drop-off tasks"), Life::tr("Operations"));
    });
}

void addTask(std::vector<Fact> &facts, const TaskRow &task)
{
    const QString type = taskTypeText(task.type);
    add(facts, task.startedAt, Life::tr("%1 %2 begun").arg(type, task.number), Life::tr("Operations"), Tone::Active,
        Mark::Play);
    if (task.status == u"Completed")
        add(facts, task.endedAt, Life::tr("%1 %2 completed").arg(type, task.number), Life::tr("Operations"));
    else if (task.status == u"Failed")
        add(facts, task.endedAt, Life::tr("%1 %2 failed: %3").arg(type, task.number, reasonText(task.failureReason)),
            Life::tr("Operations"), Tone::Bad, Mark::Cross);
    else if (task.status == u"Cancelled")
        add(facts, task.endedAt, Life::tr("%1 %2 cancelled").arg(type, task.number), Life::tr("Operations"), Tone::Idle,
            Mark::Cross);
}

void addLidEvents(std::vector<Fact> &facts, const JsonValue &joined, const QStringList &taskIds)
{
    joined["lidEvents"].forEachItem([&](JsonValue item) {
        const LidEventRow event = LidEventRow::from(item);
        if (!taskIds.contains(event.taskId))
            return;
        const Cell cell = lidEventCell(event);
        add(facts, event.at, Life::tr("Lid %1, by %2").arg(cell.text.toLower(), actorText(event.actor).toLower()),
            Life::tr("State"), cell.tone.value_or(Tone::Idle), cell.mark.value_or(Mark::Ring));
    });
}

/// A second late is a minute late.
qint64 wholeMinutes(qint64 early)
{
    return early >= 0 ? early / minute : -((-early + minute - 1) / minute);
}

void addEnd(std::vector<Fact> &facts, const DeliveryRow &delivery)
{
    if (!delivery.hasEnded())
        return;
    const Cell cell = deliveryStatusCell(delivery.status);
    QString text = cell.text;
    if (delivery.status == u"Delivered" && delivery.promisedAt != 0) {
        const qint64 early = wholeMinutes(delivery.promisedAt - delivery.updatedAt);
        text = early >= 0 ? Life::tr("Delivered, %1 min early").arg(early)
                          : Life::tr("Delivered, %1 min late").arg(-early);
    }
    add(facts, delivery.updatedAt, text, Life::tr("Deliveries"), cell.tone.value_or(Tone::Idle),
        cell.mark.value_or(Mark::Ring));
}

void addEstimate(std::vector<Fact> &facts, const DeliveryRow &delivery, const std::optional<Trip> &trip, qint64 now)
{
    if (!trip || delivery.hasEnded())
        return;
    for (const TripStop &stop : trip->stops) {
        if (stop.isPickup || !stop.attemptIds.contains(delivery.attemptId) || stop.arriveAt <= now)
            continue;
        const qint64 early = wholeMinutes(delivery.promisedAt - stop.arriveAt);
        facts.push_back(
            {stop.arriveAt,
             early >= 0 ? Life::tr("Arrives, %1 min early").arg(early) : Life::tr("Arrives, %1 min late").arg(-early),
             Life::tr("as planned"), early >= 0 ? Tone::Idle : Tone::Warning, Mark::Dotted, true});
    }
}

} // namespace

QStringList servicesAway(const JsonValue &joined)
{
    QStringList services;
    const std::pair<const char *, QString> parts[] = {{"attempts", Life::tr("Deliveries")},
                                                      {"tasks", Life::tr("Operations")},
                                                      {"lidEvents", Life::tr("State")},
                                                      {"sagas", Life::tr("Deliveries")}};
    for (const auto &[part, service] : parts) {
        const qint64 status = joined[part]["problem"]["status"].toInteger().value_or(0);
        if (status >= 500 && !services.contains(service))
            services.append(service);
    }
    return services;
}

std::vector<Fact> deliveryLife(const JsonValue &joined, const JsonValue &saga, const std::optional<Trip> &trip,
                               const Entities &entities, qint64 now)
{
    std::vector<Fact> facts;
    const DeliveryRow delivery = DeliveryRow::from(joined["delivery"]);
    add(facts, delivery.createdAt, Life::tr("Created, promised %1").arg(minuteText(delivery.promisedAt)),
        Life::tr("Deliveries"));
    addSaga(facts, saga, entities);
    QStringList taskIds;
    joined["tasks"].forEachItem([&](JsonValue item) {
        const TaskRow task = TaskRow::from(item);
        taskIds.append(task.id);
        addTask(facts, task);
    });
    joined["attempts"].forEachItem([&](JsonValue attempt) {
        if (textIn(attempt, "status") == u"Failed")
            add(facts, momentIn(attempt, "endedAt"),
                Life::tr("Attempt failed: %1").arg(reasonText(textIn(attempt, "failureReason"))),
                Life::tr("Deliveries"), Tone::Bad, Mark::Cross);
    });
    addLidEvents(facts, joined, taskIds);
    for (const QString &service : servicesAway(joined))
        add(facts, now, Life::tr("Does not answer: what it knows of this is not shown"), service, Tone::Warning);
    addEnd(facts, delivery);
    addEstimate(facts, delivery, trip, now);
    return facts;
}

} // namespace curbside
