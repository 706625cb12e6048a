// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/status_words.h"

#include "services/runtime/time/platform_time.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Words
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Words)
};

constexpr int shortBattery = 35; // percent

Cell known(const QHash<QString, Cell> &words, const QString &word)
{
    const auto found = words.constFind(word);
    return found == words.constEnd() ? Cell{word, Tone::Idle, Mark::Ring, {}, {}} : *found;
}

Cell status(const QString &text, Tone tone, Mark mark)
{
    return {text, tone, mark, {}, {}};
}

ClockFormat formatInForce;

/// The first `letters` of 11:42:07.318, with morning and afternoon where these are wanted.
QString timeOfDay(qint64 microseconds, int letters)
{
    if (microseconds == 0)
        return u"–"_s;
    QString text = QString::fromLatin1(toRfc3339(fromMicroseconds(microseconds)).mid(11, letters));
    if (formatInForce.is24Hours)
        return text;
    const int hour = text.left(2).toInt();
    const QString shown = QString::number(hour % 12 == 0 ? 12 : hour % 12) + text.mid(2);
    return hour < 12 ? Words::tr("%1 am").arg(shown) : Words::tr("%1 pm").arg(shown);
}

} // namespace

Cell deliveryStatusCell(const QString &name)
{
    static const QHash<QString, Cell> words{
        {u"Pending"_s, status(Words::tr("Pending"), Tone::Idle, Mark::Dotted)},
        {u"Assigned"_s, status(Words::tr("Assigned"), Tone::Idle, Mark::Ring)},
        {u"PickingUp"_s, status(Words::tr("Picking up"), Tone::Active, Mark::Play)},
        {u"InTransit"_s, status(Words::tr("In transit"), Tone::Active, Mark::Play)},
        {u"Arrived"_s, status(Words::tr("Arrived"), Tone::Good, Mark::Target)},
        {u"Delivered"_s, status(Words::tr("Delivered"), Tone::Good, Mark::Check)},
        {u"Returning"_s, status(Words::tr("Returning"), Tone::Warning, Mark::Warning)},
        {u"Returned"_s, status(Words::tr("Returned"), Tone::Warning, Mark::Warning)},
        {u"Failed"_s, status(Words::tr("Failed"), Tone::Bad, Mark::Cross)},
        {u"Cancelled"_s, status(Words::tr("Cancelled"), Tone::Idle, Mark::Cross)}};
    return known(words, name);
}

Cell taskStatusCell(const QString &name)
{
    static const QHash<QString, Cell> words{
        {u"Pending"_s, status(Words::tr("Pending"), Tone::Idle, Mark::Dotted)},
        {u"Assigned"_s, status(Words::tr("Assigned"), Tone::Idle, Mark::Ring)},
        {u"InProgress"_s, status(Words::tr("In progress"), Tone::Active, Mark::Play)},
        {u"Completed"_s, status(Words::tr("Completed"), Tone::Good, Mark::Check)},
        {u"Failed"_s, status(Words::tr("Failed"), Tone::Bad, Mark::Cross)},
        {u"Cancelled"_s, status(Words::tr("Cancelled"), Tone::Idle, Mark::Cross)}};
    return known(words, name);
}

QString taskTypeText(const QString &type)
{
    static const QHash<QString, QString> words{
        {u"Pickup"_s, Words::tr("Pickup")},         {u"Dropoff"_s, Words::tr("Drop-off")},
        {u"Return"_s, Words::tr("Return")},         {u"Charge"_s, Words::tr("Charge")},
        {u"Reposition"_s, Words::tr("Reposition")}, {u"Rescue"_s, Words::tr("Call for help")}};
    return words.value(type, type);
}

Cell lidCell(const QString &lid)
{
    static const QHash<QString, Cell> words{{u"Closed"_s, status(Words::tr("Closed"), Tone::Idle, Mark::Check)},
                                            {u"Open"_s, status(Words::tr("Open"), Tone::Good, Mark::Target)},
                                            {u"Jammed"_s, status(Words::tr("Jammed"), Tone::Bad, Mark::Cross)},
                                            {u"Unknown"_s, status(Words::tr("Unknown"), Tone::Idle, Mark::Dotted)}};
    return lid.isEmpty() ? textCell({}) : known(words, lid);
}

Cell lidEventCell(const LidEventRow &event)
{
    if (event.kind == u"Jammed")
        return status(Words::tr("Jammed"), Tone::Bad, Mark::Cross);
    if (event.kind == u"Opened" && event.taskId.isEmpty() && event.actor != u"Operator")
        return status(Words::tr("Opened"), Tone::Warning, Mark::Warning);
    if (event.kind == u"Opened")
        return status(Words::tr("Opened"), Tone::Good, Mark::Target);
    return known({{u"Closed"_s, status(Words::tr("Closed"), Tone::Idle, Mark::Check)}}, event.kind);
}

Cell batteryCell(const RobotRow &robot)
{
    if (!robot.isSeen)
        return textCell({});
    Cell cell;
    cell.text = Words::tr("%1 %").arg(robot.battery);
    cell.sortKey = robot.battery;
    if (robot.battery < lowBattery) {
        cell.tone = Tone::Bad;
        cell.mark = Mark::Warning;
    } else if (robot.battery < shortBattery) {
        cell.tone = Tone::Warning;
        cell.mark = Mark::Warning;
    }
    return cell;
}

Cell linkCell(const RobotRow &robot)
{
    if (!robot.isSeen)
        return textCell({});
    return robot.isOnline ? status(Words::tr("Online"), Tone::Idle, Mark::Check)
                          : status(Words::tr("Offline"), Tone::Bad, Mark::Cross);
}

Cell serviceCell(const RobotRow &robot)
{
    if (robot.isHeld)
        return status(Words::tr("Held"), Tone::Warning, Mark::Pause);
    if (!robot.isInService)
        return status(Words::tr("Out of service"), Tone::Warning, Mark::Cross);
    return robot.isOnDuty ? status(Words::tr("On duty"), Tone::Idle, Mark::Check)
                          : status(Words::tr("Off duty"), Tone::Idle, Mark::Dotted);
}

QString reasonText(const QString &reason)
{
    static const QHash<QString, QString> words{
        {u"CustomerAbsent"_s, Words::tr("customer absent")}, {u"LidJammed"_s, Words::tr("lid jammed")},
        {u"RobotLost"_s, Words::tr("robot lost")},           {u"NoRobot"_s, Words::tr("no robot in time")},
        {u"OrderCancelled"_s, Words::tr("order cancelled")}, {u"TripAborted"_s, Words::tr("trip aborted")},
        {u"TaskCancelled"_s, Words::tr("task cancelled")},   {u"Reassigned"_s, Words::tr("given to another robot")}};
    return words.value(reason, reason);
}

void setClockFormat(ClockFormat format)
{
    formatInForce = format;
}

ClockFormat clockFormat()
{
    return formatInForce;
}

QString clockText(qint64 microseconds)
{
    return timeOfDay(microseconds, formatInForce.hasSeconds ? 8 : 5);
}

QString minuteText(qint64 microseconds)
{
    return timeOfDay(microseconds, 5);
}

QString secondText(qint64 microseconds)
{
    return timeOfDay(microseconds, 8);
}

QString exactClockText(qint64 microseconds)
{
    return timeOfDay(microseconds, 12);
}

Cell clockCell(qint64 microseconds)
{
    Cell cell;
    cell.text = clockText(microseconds);
    cell.sortKey = microseconds;
    return cell;
}

Cell textCell(const QString &text)
{
    Cell cell;
    cell.text = text.isEmpty() ? u"–"_s : text;
    cell.sortKey = text;
    return cell;
}

Cell numberCell(const QString &number)
{
    Cell cell;
    cell.text = number;
    cell.sortKey = number.section(u'-', -1).toLongLong();
    return cell;
}

} // namespace curbside
