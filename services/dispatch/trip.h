// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/demand.h"

#include <vector>

namespace curbside::dispatch {

enum class TripStatus { Planned, Active, Completed, Aborted };
enum class StopKind { Pickup, Dropoff };

struct Stop
{
    StopKind kind = StopKind::Pickup;
    Place place;
    std::optional<MerchantId> merchantId;
    std::vector<AttemptId> attemptIds;
    PlatformTime arriveAt;
    PlatformTime leaveAt;
};

/// One drive of one robot: a merchant and the customers of one or more demands. Binding: a robot is not diverted.
struct Trip
{
    TripId id;
    qint64 number = 0;
    RobotSerial robotSerial; // owned by Operations
    QString driverName;
    TripStatus status = TripStatus::Planned;
    PlatformTime plannedAt;
    std::optional<PlatformTime> loadedAt;
    std::vector<Stop> stops;
    qint64 version = 1;
};

void writeTrip(JsonWriter &json, const Trip &trip);
void writeStops(JsonWriter &json, const std::vector<Stop> &stops);
[[nodiscard]] std::vector<Stop> readStops(const QByteArray &json);

} // namespace curbside::dispatch

template <>
struct curbside::EnumNames<curbside::dispatch::TripStatus>
{
    static constexpr std::array<std::string_view, 4> names{"Planned", "Active", "Completed", "Aborted"};
};

template <>
struct curbside::EnumNames<curbside::dispatch::StopKind>
{
    static constexpr std::array<std::string_view, 2> names{"Pickup", "Dropoff"};
};

namespace curbside::dispatch {

inline constexpr auto tripMoves = StatusMoves<TripStatus>{
    {TripStatus::Planned, {TripStatus::Active, TripStatus::Completed, TripStatus::Aborted}},
    {TripStatus::Active, {TripStatus::Completed, TripStatus::Aborted}},
};

} // namespace curbside::dispatch
