// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/platform.h"
#include "services/runtime/http/message.h"

namespace curbside {

/// What a replay of a dead letter would change and send. It is tried by the consumer's own code on a copy of its database, on
/// a platform of its own where time stands still and nothing leaves; of the run itself nothing is touched, and no fault of
/// its plan strikes. `body` is that of the wish for the replay.
[[nodiscard]] Response rehearseReplay(Platform &platform, const QByteArray &consumer, const QString &eventId,
                                      const QByteArray &body);

} // namespace curbside
