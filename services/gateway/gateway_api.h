// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/api_description.h"

namespace curbside {

/// What the gateway's routes take and answer: its OpenAPI document is made of this.
[[nodiscard]] ApiDescription gatewayApi();

} // namespace curbside
