// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/capture_reader.h"
#include "services/hosting/failure.h"

namespace curbside {

/// The moment that somebody names: a time in RFC 3339, which means its whole millisecond unless it is given finer, or how long
/// after `begin` it is (45m).
[[nodiscard]] std::optional<PlatformTime> momentOf(const QString &text, PlatformTime begin);

/// When the run of a workspace or a capture began.
[[nodiscard]] std::expected<PlatformTime, Failure> beginOf(const QString &source);

/// A service's own tables after everything that it did up to and including `at`: of a capture from its checkpoints, of a
/// workspace by taking back what it did later, and when its log does not reach that far, from its captures. Nothing has to
/// run there; something may.
[[nodiscard]] std::expected<PastTables, Failure> tablesAt(const QString &source, const QString &service,
                                                          PlatformTime at);

} // namespace curbside
