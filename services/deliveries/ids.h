// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/ids.h"

namespace curbside::deliveries {

struct DeliveryTag;
struct AttemptTag;
using DeliveryId = Id<DeliveryTag>;
using AttemptId = Id<AttemptTag>;

// Owned by others.
struct OrderTag;
struct MerchantTag;
struct DemandTag;
struct TripTag;
struct TaskTag;
struct RobotTag;
struct DriverTag;
using OrderId = Id<OrderTag>;
using MerchantId = Id<MerchantTag>;
using DemandId = Id<DemandTag>;
using TripId = Id<TripTag>;
using TaskId = Id<TaskTag>;
using RobotSerial = Name<RobotTag>;
using DriverName = Name<DriverTag>; ///< the robot's name: the key by which State knows it

} // namespace curbside::deliveries
