// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/verification.h"
#include "services/runtime/fault/planted_bugs.h"

#include <QStringList>

#include <functional>

namespace curbside {

class Platform;

/// What a run of `small-busy` under the fault plan `mixed` came to.
struct Outcome
{
    QStringList journalBreaches;
    Verification verification;
    QByteArray digest;
    qint64 open = 0; ///< deliveries that never ended
};

/// `interfere` is called after each piece of work.
[[nodiscard]] std::expected<Outcome, Failure> runUnderFaults(quint64 seed, PlantedBugs bugs = {},
                                                             const std::function<void(Platform &)> &interfere = {});

} // namespace curbside
