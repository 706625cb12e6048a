// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"

namespace curbside {

enum DeliveryColumn {
    DeliveryNumber,
    DeliveryWay,
    DeliveryRobot,
    DeliveryStatusText,
    DeliveryAttempts,
    DeliveryPromise
};

/// `now` gives platform time; both outlive the columns.
[[nodiscard]] std::vector<EntityColumn<DeliveryRow>> deliveryColumns(const Entities &entities,
                                                                     const PlatformLink &link);

/// Time left to the promise, as minutes and a bar that fills and turns; a dash once the delivery has ended.
[[nodiscard]] Cell promiseCell(const DeliveryRow &delivery, qint64 now, const Entities &entities);
/// "Green Bowl → Oak Ave 7"
[[nodiscard]] QString wayText(const DeliveryRow &delivery, const Entities &entities);

/// Not ended, and late, promised within a few minutes, or to be late as the alerts say.
[[nodiscard]] bool isAtRisk(const DeliveryRow &delivery, qint64 now, const Entities &entities);
[[nodiscard]] bool isLate(const DeliveryRow &delivery, qint64 now);

} // namespace curbside
