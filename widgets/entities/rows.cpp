// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/rows.h"

#include "services/runtime/time/platform_time.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace curbside {

QString textIn(const JsonValue &item, std::string_view name)
{
    return item[name].toString().value_or(QString());
}

qint64 momentIn(const JsonValue &item, std::string_view name)
{
    const auto text = item[name].toUtf8();
    const auto time = text ? fromRfc3339(QByteArrayView(text->data(), qsizetype(text->size()))) : std::nullopt;
    return time ? toMicroseconds(*time) : 0;
}

QPointF placeIn(const JsonValue &item)
{
    return {item["x"].toDouble().value_or(0), item["y"].toDouble().value_or(0)};
}

DeliveryRow DeliveryRow::from(const JsonValue &item)
{
    DeliveryRow row;
    row.id = textIn(item, "id");
    row.number = textIn(item, "number");
    row.merchantId = textIn(item, "merchantId");
    row.pickup = placeIn(item["pickup"]);
    row.dropoff = placeIn(item["dropoff"]);
    row.status = textIn(item, "status");
    row.attemptId = textIn(item["latestAttempt"], "id");
    row.taskId = textIn(item, "taskId");
    row.taskStatus = textIn(item, "taskStatus");
    row.driverName = textIn(item, "driverName");
    row.robotLid = textIn(item, "robotLid");
    row.demandId = textIn(item, "demandId");
    row.readyAt = momentIn(item, "readyAt");
    row.promisedAt = momentIn(item, "promisedAt");
    row.createdAt = momentIn(item, "createdAt");
    row.updatedAt = momentIn(item, "updatedAt");
    return row;
}

bool DeliveryRow::hasEnded() const
{
    static const QStringList ended{u"Delivered"_s, u"Returned"_s, u"Failed"_s, u"Cancelled"_s};
    return ended.contains(status);
}

TaskRow TaskRow::from(const JsonValue &item)
{
    TaskRow row;
    row.id = textIn(item, "id");
    row.number = textIn(item, "number");
    row.type = textIn(item, "type");
    row.deliveryId = textIn(item, "deliveryId");
    row.tripId = textIn(item, "tripId");
    row.robotSerial = textIn(item, "robotSerial");
    row.operatorId = textIn(item, "operatorId");
    row.status = textIn(item, "status");
    row.failureReason = textIn(item, "failureReason");
    row.dueAt = momentIn(item, "dueAt");
    row.startedAt = momentIn(item, "startedAt");
    row.endedAt = momentIn(item, "endedAt");
    row.createdAt = momentIn(item, "createdAt");
    row.updatedAt = momentIn(item, "updatedAt");
    return row;
}

bool TaskRow::hasEnded() const
{
    return status == u"Completed" || status == u"Failed" || status == u"Cancelled";
}

RobotRow RobotRow::from(const JsonValue &item)
{
    RobotRow row;
    row.serial = textIn(item, "serial");
    row.name = textIn(item, "name");
    row.hub = textIn(item, "hub");
    row.isInService = item["inService"].toBool().value_or(true);
    row.isHeld = item["held"].toBool().value_or(false);
    row.onDutyUntil = momentIn(item, "onDutyUntil");
    const JsonValue state = item["state"];
    row.isStateTold = state["problem"].isAbsent();
    row.seenAt = momentIn(state, "seenAt");
    row.isSeen = row.seenAt != 0;
    row.place = placeIn(state);
    row.headingDegrees = state["heading"].toDouble().value_or(0);
    row.speed = state["speed"].toDouble().value_or(0);
    row.battery = static_cast<int>(state["battery"].toInteger().value_or(0));
    row.lid = textIn(state, "lid");
    row.isOnline = textIn(state, "connectivity") == u"Online";
    row.isOnDuty = state["onDuty"].toBool().value_or(false);
    row.taskId = textIn(state, "taskId");
    return row;
}

void RobotRow::keepFrom(const RobotRow &before)
{
    if (isStateTold)
        return;
    RobotRow kept = before;
    kept.name = name;
    kept.hub = hub;
    kept.isInService = isInService;
    kept.isHeld = isHeld;
    kept.onDutyUntil = onDutyUntil;
    kept.isStateTold = false;
    *this = std::move(kept);
}

LidEventRow LidEventRow::from(const JsonValue &item)
{
    return {textIn(item, "id"),    textIn(item, "robotSerial"), textIn(item, "kind"),
            textIn(item, "actor"), textIn(item, "taskId"),      momentIn(item, "at")};
}

MerchantRow MerchantRow::from(const JsonValue &item)
{
    return {textIn(item, "id"), textIn(item, "name"), placeIn(item)};
}

OperatorRow OperatorRow::from(const JsonValue &item)
{
    return {textIn(item, "id"), textIn(item, "name"), item["onShift"].toBool().value_or(false)};
}

} // namespace curbside
