// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_model.h"

namespace curbside {

// What the tables show of each kind of thing, in the words of the gateway's answers.
[[nodiscard]] std::vector<EntityColumn> deliveryColumns();
[[nodiscard]] std::vector<EntityColumn> taskColumns();
[[nodiscard]] std::vector<EntityColumn> robotColumns();

} // namespace curbside
