// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alert_rules.h"

#include "widgets/alerts/alert_thresholds.h"
#include "widgets/entities/status_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class RuleWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::AlertRules)
};

QString robotText(const RobotRow &robot)
{
    return robot.name.isEmpty() ? robot.serial : robot.name;
}

Finding aboutRobot(AlertKind kind, const RobotRow &robot, const Situation &situation)
{
    Finding finding;
    finding.kind = kind;
    finding.key = robot.serial;
    finding.thing = {EntityKind::Robot, robot.serial};
    finding.deliveries = situation.deliveriesOf(robot);
    return finding;
}

/// Off duty and with nothing in hand, whatever is wrong with it can wait.
bool matters(const RobotRow &robot, const Situation &situation)
{
    return robot.isSeen && (robot.isOnDuty || !situation.deliveriesOf(robot).isEmpty());
}

/// The earliest moment at which it can be at the door, if nothing goes wrong and nobody waits.
qint64 earliestDoor(const DeliveryRow &delivery, const Situation &situation)
{
    using namespace thresholds;
    const qint64 now = situation.now;
    if (delivery.status == u"Arrived")
        return now;
    const RobotRow *robot = situation.robotOf(delivery);
    const qint64 carrying = situation.leastWay(delivery.pickup, delivery.dropoff);
    if (delivery.status == u"InTransit")
        return robot && robot->isSeen ? now + situation.leastWay(robot->place, delivery.dropoff) : now;
    const qint64 coming = robot && robot->isSeen ? situation.leastWay(robot->place, delivery.pickup) : 0;
    return std::max(now + coming, delivery.readyAt) + leastStop + carrying;
}

std::optional<Finding> lateDelivery(const DeliveryRow &delivery, const Situation &situation)
{
    if (delivery.promisedAt == 0 || delivery.status.startsWith(u"Return"))
        return std::nullopt;
    const qint64 earliest = earliestDoor(delivery, situation);
    const bool isLate = situation.now > delivery.promisedAt;
    const bool isOpen = situation.open.contains(Alert::idOf(AlertKind::DeliveryLate, delivery.id));
    const bool isMissed = earliest > delivery.promisedAt + (isOpen ? 0 : thresholds::missedBy);
    const bool isUnassigned =
        delivery.driverName.isEmpty() && situation.now > delivery.promisedAt - thresholds::unassignedLead;
    if (!isLate && !isMissed && !isUnassigned)
        return std::nullopt;
    Finding finding;
    finding.key = delivery.id;
    finding.thing = {EntityKind::Delivery, delivery.id};
    finding.deliveries = {delivery.id};
    finding.severity = isLate ? Severity::Bad : Severity::Warning;
    finding.since = isLate ? delivery.promisedAt : situation.now;
    finding.title = (isLate ? RuleWords::tr("%1 is late") : RuleWords::tr("%1 will be late")).arg(delivery.number);
    const QString status = deliveryStatusCell(delivery.status).text.toLower();
    const QString robot = delivery.driverName.isEmpty() ? RuleWords::tr("no robot yet")
                                                        : RuleWords::tr("%1, with %2").arg(status, delivery.driverName);
    finding.what = RuleWords::tr("Promised for %1; %2.").arg(minuteText(delivery.promisedAt), robot);
    finding.consequence = delivery.driverName.isEmpty() && delivery.status == u"Pending"
        ? RuleWords::tr("It waits until a robot is free.")
        : RuleWords::tr("At the door at %1 at the earliest.").arg(minuteText(earliest));
    finding.remedies = {Remedy::ReassignDelivery, Remedy::CallOperator, Remedy::CancelDelivery};
    if (const RobotRow *held = situation.robotOf(delivery); held && held->isHeld) {
        finding.consequence = RuleWords::tr("%1 is held: it stands until it is released.").arg(held->name);
        finding.remedies.insert(finding.remedies.begin(), Remedy::ReleaseRobot);
    }
    return finding;
}

std::vector<Finding> findLateDeliveries(const Situation &situation)
{
    std::vector<Finding> found;
    for (const DeliveryRow *delivery : situation.openDeliveries()) {
        if (auto finding = lateDelivery(*delivery, situation))
            found.push_back(std::move(*finding));
    }
    return found;
}

std::vector<Finding> findOpenLids(const Situation &situation)
{
    std::vector<Finding> found;
    for (const RobotRow &robot : situation.entities.robots.rows()) {
        if (robot.lid != u"Open" || robot.speed <= 0)
            continue;
        const LidEventRow *event = situation.lastLidEvent(robot.serial);
        const qint64 since = event ? event->at : robot.seenAt;
        const bool isStopped = event && !event->taskId.isEmpty() && robot.seenAt <= event->at;
        if (isStopped || situation.now - since < thresholds::lidOpenFor)
            continue;
        Finding finding = aboutRobot(AlertKind::LidOpenDriving, robot, situation);
        finding.severity = Severity::Bad;
        finding.since = since;
        finding.title = RuleWords::tr("%1 drives with an open lid").arg(robotText(robot));
        const bool isUnknown = event && event->actor == u"Unknown";
        finding.what = (isUnknown ? RuleWords::tr("Opened at %1 by nobody known, near %2.")
                                  : RuleWords::tr("Open since %1, near %2."))
                           .arg(clockText(since), situation.entities.addressAt(robot.place));
        const bool isLoaded = std::ranges::any_of(finding.deliveries, [&](const QString &id) {
            const DeliveryRow *delivery = situation.entities.deliveries.find(id);
            return delivery
                && (delivery->status == u"InTransit" || delivery->status == u"Arrived"
                    || delivery->status.startsWith(u"Return"));
        });
        finding.consequence = isLoaded ? RuleWords::tr("What it carries can be reached by anyone.")
                                       : RuleWords::tr("It carries nothing.");
        finding.remedies = {Remedy::CloseLid, Remedy::HoldRobot};
        found.push_back(std::move(finding));
    }
    return found;
}

/// What comes of a jam: Operations calls for help by itself, and fails the tasks when nobody takes the call.
void tellHelp(Finding &finding, const TaskRow *call, const Situation &situation)
{
    if (call && (!call->operatorId.isEmpty() || call->status == u"InProgress")) {
        finding.severity = Severity::Notice;
        finding.consequence = RuleWords::tr("An operator is on it (%1).").arg(call->number);
        return;
    }
    finding.severity = situation.now - finding.since < thresholds::callUnanswered ? Severity::Warning : Severity::Bad;
    if (call)
        finding.about = call->id;
    finding.consequence = RuleWords::tr("No operator has taken the call yet. If none does, its tasks fail at %1.")
                              .arg(minuteText((call ? call->createdAt : finding.since) + thresholds::jamPatience));
    finding.remedies = {Remedy::AssignOperator, Remedy::HoldRobot, Remedy::TakeOutOfService};
}

std::vector<Finding> findJams(const Situation &situation)
{
    std::vector<Finding> found;
    for (const RobotRow &robot : situation.entities.robots.rows()) {
        if (robot.lid != u"Jammed")
            continue;
        Finding finding = aboutRobot(AlertKind::LidJammed, robot, situation);
        const LidEventRow *event = situation.lastLidEvent(robot.serial);
        finding.since = event ? event->at : robot.seenAt;
        finding.title = RuleWords::tr("Lid of %1 is jammed").arg(robotText(robot));
        finding.what =
            RuleWords::tr("Since %1 at %2.").arg(clockText(finding.since), situation.entities.addressAt(robot.place));
        tellHelp(finding, situation.openTask(robot.serial, u"Rescue"_s), situation);
        found.push_back(std::move(finding));
    }
    return found;
}

std::vector<Finding> findSilentRobots(const Situation &situation)
{
    std::vector<Finding> found;
    for (const RobotRow &robot : situation.entities.robots.rows()) {
        if (robot.isOnline || !matters(robot, situation))
            continue;
        Finding finding = aboutRobot(AlertKind::RobotOffline, robot, situation);
        finding.severity = finding.deliveries.isEmpty() ? Severity::Warning : Severity::Bad;
        finding.since = robot.seenAt;
        finding.title = RuleWords::tr("%1 is offline").arg(robotText(robot));
        finding.what = RuleWords::tr("Last heard of at %1 near %2, battery %3 %.")
                           .arg(clockText(robot.seenAt), situation.entities.addressAt(robot.place),
                                QString::number(robot.battery));
        const qint64 lostAt = robot.seenAt + thresholds::robotLostAfter;
        if (!finding.deliveries.isEmpty() && lostAt > situation.now)
            finding.consequence =
                RuleWords::tr("Its tasks fail soon after %1 if it stays away.").arg(minuteText(lostAt));
        finding.remedies = {Remedy::HoldRobot, Remedy::TakeOutOfService};
        found.push_back(std::move(finding));
    }
    return found;
}

std::vector<Finding> findLowBatteries(const Situation &situation)
{
    std::vector<Finding> found;
    for (const RobotRow &robot : situation.entities.robots.rows()) {
        const TaskRow *charge = situation.openTask(robot.serial, u"Charge"_s);
        const bool isCharging = charge && charge->status == u"InProgress";
        if (robot.battery >= lowBattery || !robot.isOnline || isCharging || !matters(robot, situation))
            continue;
        Finding finding = aboutRobot(AlertKind::RobotLowBattery, robot, situation);
        const bool mayStrand = robot.battery < thresholds::emptyBattery && !finding.deliveries.isEmpty();
        finding.severity = mayStrand ? Severity::Bad : charge ? Severity::Notice : Severity::Warning;
        finding.since = charge ? charge->createdAt : robot.seenAt;
        finding.title = RuleWords::tr("Battery of %1 is low").arg(robotText(robot));
        finding.what =
            RuleWords::tr("%1 % left, near %2.").arg(robot.battery).arg(situation.entities.addressAt(robot.place));
        finding.consequence = mayStrand ? RuleWords::tr("It may not arrive.")
            : charge ? RuleWords::tr("It is called to charge (%1) and gets no new work.").arg(charge->number)
                     : RuleWords::tr("It gets no new work.");
        finding.remedies = {Remedy::TakeOutOfService, Remedy::HoldRobot};
        found.push_back(std::move(finding));
    }
    return found;
}

/// A jam's call is told with the jam.
bool isOfAJam(const TaskRow &call, const Situation &situation)
{
    const RobotRow *robot = situation.entities.robots.find(call.robotSerial);
    return robot && robot->lid == u"Jammed";
}

std::vector<Finding> findUnansweredCalls(const Situation &situation)
{
    std::vector<Finding> found;
    for (const TaskRow &task : situation.entities.tasks.rows()) {
        if (task.type != u"Rescue" || task.hasEnded() || !task.operatorId.isEmpty() || task.status == u"InProgress")
            continue;
        const qint64 age = situation.now - task.createdAt;
        if (age < thresholds::callUnanswered || isOfAJam(task, situation))
            continue;
        const RobotRow *robot = situation.entities.robots.find(task.robotSerial);
        Finding finding = robot ? aboutRobot(AlertKind::CallWithoutOperator, *robot, situation) : Finding();
        finding.kind = AlertKind::CallWithoutOperator;
        finding.key = task.id;
        finding.thing = {EntityKind::Task, task.id};
        finding.about = task.id;
        finding.severity = age < thresholds::callUrgent ? Severity::Warning : Severity::Bad;
        finding.since = task.createdAt;
        finding.title = RuleWords::tr("Nobody has taken %1").arg(task.number);
        finding.what = RuleWords::tr("An operator was called to %1 at %2.")
                           .arg(robot ? robotText(*robot) : task.robotSerial, clockText(task.createdAt));
        finding.remedies = {Remedy::AssignOperator, Remedy::CancelTask};
        found.push_back(std::move(finding));
    }
    return found;
}

} // namespace

const std::vector<AlertRule> &alertRules()
{
    static const std::vector<AlertRule> rules{
        {AlertKind::DeliveryLate, findLateDeliveries},
        {AlertKind::LidOpenDriving, findOpenLids},
        {AlertKind::LidJammed, findJams},
        {AlertKind::RobotOffline, findSilentRobots},
        {AlertKind::RobotLowBattery, findLowBatteries},
        {AlertKind::CallWithoutOperator, findUnansweredCalls},
        {AlertKind::SagaStuck, findStuckSagas},
        {AlertKind::DeadLetter, findDeadLetters},
        {AlertKind::ConsumerLagging, findLaggingConsumers},
        {AlertKind::CopyDiverged, findDivergedCopies},
        {AlertKind::EventMatched, findMatchedEvents},
    };
    return rules;
}

} // namespace curbside
