// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/ids.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/status_moves.h"

namespace curbside::deliveries {

enum class AttemptStatus {
    Created,
    Assigned,
    ToPickup,
    AtPickup,
    Loaded,
    ToDropoff,
    AtDropoff,
    Completed,
    Failed,
    Cancelled,
};

} // namespace curbside::deliveries

template <>
struct curbside::EnumNames<curbside::deliveries::AttemptStatus>
{
    static constexpr std::array<std::string_view, 10> names{"Created", "Assigned",  "ToPickup",  "AtPickup",
                                                            "Loaded",  "ToDropoff", "AtDropoff", "Completed",
                                                            "Failed",  "Cancelled"};
};

namespace curbside::deliveries {

/// One try to bring a delivery, with one robot.
struct Attempt
{
    AttemptId id;
    DeliveryId deliveryId;
    qint64 number = 0;
    std::optional<DriverName> driverName;
    AttemptStatus status = AttemptStatus::Created;
    PlatformTime startedAt;
    std::optional<PlatformTime> endedAt;
    std::optional<QString> failureReason;
    PlatformTime createdAt;
    PlatformTime updatedAt;
    qint64 version = 1;

    [[nodiscard]] bool isEnded() const { return endedAt.has_value(); }
};

/// The legal moves of an attempt: forward to what a fact proves, over whatever lies between, or to its end.
inline constexpr auto attemptMoves = StatusMoves<AttemptStatus>{
    {AttemptStatus::Created,
     {AttemptStatus::Assigned, AttemptStatus::ToPickup, AttemptStatus::AtPickup, AttemptStatus::Loaded,
      AttemptStatus::ToDropoff, AttemptStatus::AtDropoff, AttemptStatus::Completed, AttemptStatus::Failed,
      AttemptStatus::Cancelled}},
    {AttemptStatus::Assigned,
     {AttemptStatus::ToPickup, AttemptStatus::AtPickup, AttemptStatus::Loaded, AttemptStatus::ToDropoff,
      AttemptStatus::AtDropoff, AttemptStatus::Completed, AttemptStatus::Failed, AttemptStatus::Cancelled}},
    {AttemptStatus::ToPickup,
     {AttemptStatus::AtPickup, AttemptStatus::Loaded, AttemptStatus::ToDropoff, AttemptStatus::AtDropoff,
      AttemptStatus::Completed, AttemptStatus::Failed, AttemptStatus::Cancelled}},
    {AttemptStatus::AtPickup,
     {AttemptStatus::Loaded, AttemptStatus::ToDropoff, AttemptStatus::AtDropoff, AttemptStatus::Completed,
      AttemptStatus::Failed, AttemptStatus::Cancelled}},
    {AttemptStatus::Loaded,
     {AttemptStatus::ToDropoff, AttemptStatus::AtDropoff, AttemptStatus::Completed, AttemptStatus::Failed,
      AttemptStatus::Cancelled}},
    {AttemptStatus::ToDropoff,
     {AttemptStatus::AtDropoff, AttemptStatus::Completed, AttemptStatus::Failed, AttemptStatus::Cancelled}},
    {AttemptStatus::AtDropoff, {AttemptStatus::Completed, AttemptStatus::Failed, AttemptStatus::Cancelled}},
};

void writeTo(JsonWriter &json, const Attempt &attempt);

} // namespace curbside::deliveries
