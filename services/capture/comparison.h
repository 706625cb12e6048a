// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/capture_reader.h"

namespace curbside {

/// Where two captures first part, by their journals; lines of log and the wall's clock do not count.
struct CaptureComparison
{
    qint64 same = 0; ///< so many records from the beginning on
    QByteArray left; ///< the next of each, as a line to read; empty where it ends there
    QByteArray right;

    [[nodiscard]] bool isSame() const { return left.isEmpty() && right.isEmpty(); }
    [[nodiscard]] static std::expected<CaptureComparison, StorageError> of(CaptureReader &left, CaptureReader &right);
};

} // namespace curbside
