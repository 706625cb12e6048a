// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/ids.h"

namespace curbside {

// The words by which a scenario names its things. Robots and operators keep them inside the platform too; partners and
// merchants get identifiers of the platform's kind when they are registered.
using PartnerKey = Name<struct PartnerKeyTag>;
using MerchantKey = Name<struct MerchantKeyTag>;
using OperatorKey = Name<struct OperatorKeyTag>;
using RobotSerial = Name<struct RobotSerialTag>;

} // namespace curbside
