// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"

#include <QPointF>
#include <QString>

namespace curbside {

// What the platform's lists say of each kind of thing. Times are microseconds since 1970 UTC, 0 for none; places metres;
// statuses in the platform's words; what does not apply is empty.

struct DeliveryRow
{
    QString id;
    QString number;
    QString merchantId;
    QPointF pickup;
    QPointF dropoff;
    QString status;
    QString attemptId;
    QString taskId;
    QString taskStatus;
    QString driverName;
    QString robotLid;
    QString demandId;
    qint64 readyAt = 0;
    qint64 promisedAt = 0;
    qint64 createdAt = 0;
    qint64 updatedAt = 0;

    [[nodiscard]] static DeliveryRow from(const JsonValue &item);
    [[nodiscard]] const QString &key() const { return id; }
    [[nodiscard]] bool hasEnded() const;
    friend bool operator==(const DeliveryRow &, const DeliveryRow &) = default;
};

struct TaskRow
{
    QString id;
    QString number;
    QString type;
    QString deliveryId;
    QString tripId;
    QString robotSerial;
    QString operatorId;
    QString status;
    QString failureReason;
    qint64 dueAt = 0;
    qint64 startedAt = 0;
    qint64 endedAt = 0;
    qint64 createdAt = 0;
    qint64 updatedAt = 0;

    [[nodiscard]] static TaskRow from(const JsonValue &item);
    [[nodiscard]] const QString &key() const { return id; }
    [[nodiscard]] bool hasEnded() const;
    friend bool operator==(const TaskRow &, const TaskRow &) = default;
};

struct RobotRow
{
    QString serial;
    QString name;
    QString hub;
    bool isInService = true;
    bool isHeld = false;
    qint64 onDutyUntil = 0;
    bool isSeen = false; ///< it has reported its state; what follows means nothing before
    QPointF place;
    double headingDegrees = 0; ///< 0 north, clockwise
    double speed = 0; ///< metres a second
    int battery = 0; ///< percent
    QString lid;
    bool isOnline = false;
    bool isOnDuty = false;
    QString taskId; ///< what it is doing
    qint64 seenAt = 0;
    bool isStateTold = true; ///< otherwise State did not answer, and what it told last stands above

    [[nodiscard]] static RobotRow from(const JsonValue &item);
    /// What the row before it knew, where this one was not told.
    void keepFrom(const RobotRow &before);
    [[nodiscard]] const QString &key() const { return serial; }
    friend bool operator==(const RobotRow &, const RobotRow &) = default;
};

struct LidEventRow
{
    QString id;
    QString robotSerial;
    QString kind;
    QString actor;
    QString taskId;
    qint64 at = 0;

    [[nodiscard]] static LidEventRow from(const JsonValue &item);
    [[nodiscard]] const QString &key() const { return id; }
    friend bool operator==(const LidEventRow &, const LidEventRow &) = default;
};

struct MerchantRow
{
    QString id;
    QString name;
    QPointF place;

    [[nodiscard]] static MerchantRow from(const JsonValue &item);
    [[nodiscard]] const QString &key() const { return id; }
    friend bool operator==(const MerchantRow &, const MerchantRow &) = default;
};

struct OperatorRow
{
    QString id;
    QString name;
    bool isOnShift = false;

    [[nodiscard]] static OperatorRow from(const JsonValue &item);
    [[nodiscard]] const QString &key() const { return id; }
    friend bool operator==(const OperatorRow &, const OperatorRow &) = default;
};

/// A text member; empty when there is none.
[[nodiscard]] QString textIn(const JsonValue &item, std::string_view name);
/// A moment; 0 when there is none.
[[nodiscard]] qint64 momentIn(const JsonValue &item, std::string_view name);
/// {"x", "y"} in metres.
[[nodiscard]] QPointF placeIn(const JsonValue &item);

} // namespace curbside
