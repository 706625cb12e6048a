// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/verification.h"
#include "services/runtime/fault/planted_bugs.h"

#include <QStringList>

namespace curbside {

/// What a run of `small-busy` under the fault plan `mixed` came to.
struct Outcome
{
    QStringList journalBreaches;
    Verification verification;
    QByteArray digest;
    qint64 open = 0; ///< deliveries that never ended
};

[[nodiscard]] std::expected<Outcome, Failure> runUnderFaults(quint64 seed, PlantedBugs bugs = {});

} // namespace curbside
