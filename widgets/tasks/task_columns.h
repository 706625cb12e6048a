// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entities.h"

namespace curbside {

[[nodiscard]] std::vector<EntityColumn<TaskRow>> taskColumns(const Entities &entities);

} // namespace curbside
