// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/router.h"

namespace curbside {

/// The analytics warehouse as its neighbours reach it: health, a description of its API, and metrics.
class Warehouse
{
public:
    Warehouse();
    [[nodiscard]] Response look(Request request) const;

private:
    Router m_router;
};

} // namespace curbside
