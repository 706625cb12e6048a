// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"
#include "widgets/theme/marks.h"
#include "widgets/theme/tokens.h"

namespace curbside {

/// How a kind of entry stands.
struct KindLook
{
    Tone tone;
    Mark mark;
};

[[nodiscard]] KindLook lookOfKind(JournalKind kind);
[[nodiscard]] QString wordOf(JournalKind kind);
/// "curbside.state.LidEvent" as "LidEvent": the service stands elsewhere.
[[nodiscard]] QString shortType(const QByteArray &type);
/// "deliveries → operations"; whom it happened to, where there is no other party.
[[nodiscard]] QString whereText(const TrafficEntry &entry);
/// Empty where there is none.
[[nodiscard]] QString latencyText(qint64 microseconds);

} // namespace curbside
