// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"
#include "services/runtime/saga/saga_runner.h"

namespace curbside {

/// GET /sagas?state=&type=&subject=&since=: a list without the steps.
[[nodiscard]] Response listSagas(SagaStore &store, const Request &request);
/// GET /saga/{id}: one saga with its steps and its plan.
[[nodiscard]] Response getSaga(SagaRunner &sagas, const Request &request);

} // namespace curbside
