// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"
#include "services/runtime/saga/saga_store.h"

namespace curbside {

/// GET /sagas?state=&type=&subject=&since=: a list without the steps.
[[nodiscard]] Response listSagas(SagaStore &store, const Request &request);
/// GET /saga/{id}: one saga with its steps.
[[nodiscard]] Response getSaga(SagaStore &store, const Request &request);
/// The same of a saga that is known to be there.
[[nodiscard]] QByteArray describeSaga(SagaStore &store, const Saga &saga);

} // namespace curbside
