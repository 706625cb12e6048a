// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/api_description.h"

namespace curbside::dispatch {

/// What the service's routes take and answer, and what it publishes: its documents are made of this.
[[nodiscard]] ApiDescription api();

} // namespace curbside::dispatch
