// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/router.h"

namespace curbside {

/// An OpenAPI 3.1 document of the routes that are really there, with what has been told of them (Router::describe).
[[nodiscard]] QByteArray describeApi(const QByteArray &service, const Router &router);

} // namespace curbside
