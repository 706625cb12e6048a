// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/alert.h"
#include "widgets/alerts/situation.h"

namespace curbside {

/// Finds everything of one kind that needs a hand now.
struct AlertRule
{
    AlertKind kind;
    std::vector<Finding> (*find)(const Situation &situation);
};

/// One rule a kind. They look, and keep nothing.
[[nodiscard]] const std::vector<AlertRule> &alertRules();

// Those of what the services say of themselves.
[[nodiscard]] std::vector<Finding> findStuckSagas(const Situation &situation);
[[nodiscard]] std::vector<Finding> findDeadLetters(const Situation &situation);
[[nodiscard]] std::vector<Finding> findLaggingConsumers(const Situation &situation);
[[nodiscard]] std::vector<Finding> findDivergedCopies(const Situation &situation);
[[nodiscard]] std::vector<Finding> findMatchedEvents(const Situation &situation);

} // namespace curbside
