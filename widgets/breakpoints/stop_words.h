// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

namespace curbside {

/// "TaskCompleted" of "curbside.operations.TaskCompleted"; others as they are.
[[nodiscard]] QString shortType(const QString &type);
/// Why platform time stands still, in a word or two for the time bar.
[[nodiscard]] QString shortStopText(const PlatformStop &stop);
/// The same in a sentence; empty where a person asked for it or stepped.
[[nodiscard]] QString stopText(const PlatformStop &stop);

} // namespace curbside
