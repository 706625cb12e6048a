// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <expected>
#include <functional>
#include <vector>

namespace curbside {

/// What came of running a workspace again from its scenario, seed and inputs.
struct Replay
{
    struct Incarnation
    {
        qint64 number = 0;
        QByteArray expected; ///< digest; empty for one that did not end in order
        QByteArray actual;
    };
    std::vector<Incarnation> incarnations;
    QStringList differences; ///< databases and tables whose rows differ, a line each, at most 20

    [[nodiscard]] bool isSame() const;
    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] QString toText() const;
};

/// Runs every incarnation of the workspace again in a temporary folder, each up to where it stopped, and compares the
/// digests and, at the end, every row of the services' own tables. The workspace is only read, and held meanwhile.
/// `isInterrupted` is asked often; true ends it without a result; may be empty.
[[nodiscard]] std::expected<Replay, Failure> replayWorkspace(const QString &folder,
                                                             const std::function<bool()> &isInterrupted = {});

} // namespace curbside
