// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"
#include "services/runtime/time/platform_time.h"

#include <optional>

namespace curbside {

/// A task as Operations has it, with the moments at which it moved.
struct CurrentTask
{
    QString id;
    QString type;
    QString status;
    QString robotSerial;
    PlatformTime createdAt;
    PlatformTime updatedAt;
    std::optional<PlatformTime> startedAt;
    std::optional<PlatformTime> endedAt;

    [[nodiscard]] bool isReturn() const { return type == QLatin1StringView("Return"); }
    /// From then on it was the one under way.
    [[nodiscard]] PlatformTime currentSince() const;
    /// The first moment at which somebody who believes `belief` was wrong.
    [[nodiscard]] PlatformTime firstUnseen(const QString &belief) const;
};

/// Of a page of tasks the one now under way for that attempt: the return as soon as there is one, else the one that began
/// last, or, while none has, the first. Any attempt's when `attemptId` is empty.
[[nodiscard]] std::optional<CurrentTask> currentTask(JsonValue page, const QString &attemptId);

} // namespace curbside
