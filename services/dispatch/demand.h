// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/ids.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/place.h"
#include "services/runtime/status_moves.h"

#include <QStringList>

#include <optional>

namespace curbside::dispatch {

using DemandId = Id<struct DemandTag>;
using TripId = Id<struct TripTag>;
using DeliveryId = Id<struct DeliveryTag>;
using AttemptId = Id<struct AttemptTag>;
using MerchantId = Id<struct MerchantTag>;
using RobotSerial = Name<struct RobotSerialTag>;

enum class DemandStatus { Open, Planned, Fulfilled, Unplannable, Aborted, Cancelled };

/// What has to be brought from a merchant to a customer, once for each attempt of a delivery.
struct Demand
{
    DemandId id;
    DeliveryId deliveryId; // owned by Deliveries, as is the attempt
    AttemptId attemptId;
    MerchantId merchantId; // owned by Integrations
    std::optional<TripId> tripId;
    Place pickup;
    Place dropoff;
    PlatformTime readyAt;
    PlatformTime dueAt;
    QStringList excludedRobots;
    std::optional<RobotSerial> wishedRobot; // no other is planned for it, as long as this one is available
    DemandStatus status = DemandStatus::Open;
    qint64 version = 1;
};

void writeDemand(JsonWriter &json, const Demand &demand);

} // namespace curbside::dispatch

template <>
struct curbside::EnumNames<curbside::dispatch::DemandStatus>
{
    static constexpr std::array<std::string_view, 6> names{"Open",        "Planned", "Fulfilled",
                                                           "Unplannable", "Aborted", "Cancelled"};
};

namespace curbside::dispatch {

inline constexpr auto demandMoves = StatusMoves<DemandStatus>{
    {DemandStatus::Open, {DemandStatus::Planned, DemandStatus::Unplannable, DemandStatus::Cancelled}},
    {DemandStatus::Unplannable, {DemandStatus::Open, DemandStatus::Cancelled}},
    {DemandStatus::Planned, {DemandStatus::Fulfilled, DemandStatus::Aborted, DemandStatus::Cancelled}},
    {DemandStatus::Aborted, {DemandStatus::Cancelled}},
};

} // namespace curbside::dispatch
