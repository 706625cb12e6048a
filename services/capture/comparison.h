// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/capture_reader.h"

#include <stop_token>

namespace curbside {

/// Where two captures first part, by their journals; lines of log and the wall's clock do not count.
struct CaptureComparison
{
    /// The next record of one of them.
    struct Part
    {
        qint64 number = -1; ///< among all records of the capture, from 0; -1: the capture ends there
        QByteArray line; ///< to read; empty where it ends
        std::vector<std::pair<QByteArray, QByteArray>>
            fields; ///< what counts: names and values, the same names in each
    };

    qint64 same = 0; ///< so many records from the beginning on
    Part left;
    Part right;

    [[nodiscard]] bool isSame() const { return left.number < 0 && right.number < 0; }
    /// Asked to stop, it says nothing that counts.
    [[nodiscard]] static std::expected<CaptureComparison, StorageError> of(CaptureReader &left, CaptureReader &right,
                                                                           const std::stop_token &stop = {});
};

} // namespace curbside
