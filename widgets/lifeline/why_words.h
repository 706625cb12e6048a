// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"
#include "widgets/entities/cell.h"

namespace curbside {

/// What has become of an event at one consumer: GET /events/{id} of the gateway, in people's words.
struct WhyAnswer
{
    QString consumer; ///< its name
    Cell outcome; ///< in a word or two
    QString sentence;
    QString evidence; ///< id of the event that shows it; empty when it is the event itself
    bool isLetter = false; ///< parked or dead: among the consumer's letters
    bool hasArrived = false; ///< and was handled, or is not for this consumer
    qint64 at = 0; ///< when it was handled; 0 when it was not, or nobody knows
};

/// `consumer`: one of `story`'s consumers.
[[nodiscard]] WhyAnswer whyOf(JsonValue consumer, JsonValue story);

/// "Operations"; the world outside, too, has a name.
[[nodiscard]] QString consumerText(const QString &name);
/// "curbside.state.LidEvent" as "LidEvent".
[[nodiscard]] QString eventName(const QString &type);

} // namespace curbside
