// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"

namespace curbside {

enum DeliveryColumn { DeliveryNumber, DeliveryWay, DeliveryRobot, DeliveryStatusText, DeliveryPromise };

/// `now` gives platform time; both outlive the columns.
[[nodiscard]] std::vector<EntityColumn<DeliveryRow>> deliveryColumns(const Entities &entities,
                                                                     const PlatformLink &link);

/// Time left to the promise, as minutes and a bar that fills and turns; a dash once the delivery has ended.
[[nodiscard]] Cell promiseCell(const DeliveryRow &delivery, qint64 now);
/// "Green Bowl → Oak Ave 7"
[[nodiscard]] QString wayText(const DeliveryRow &delivery, const Entities &entities);

/// Late, or to be late within a few minutes, and not ended.
[[nodiscard]] bool isAtRisk(const DeliveryRow &delivery, qint64 now);
[[nodiscard]] bool isLate(const DeliveryRow &delivery, qint64 now);

} // namespace curbside
