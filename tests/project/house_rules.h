// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/project/source_text.h"

#include <QSet>
#include <QStringList>

#include <functional>
#include <vector>

namespace curbside {

/// One rule of the house: a sentence, and what in a file breaks it ("path:line: what").
struct HouseRule
{
    const char *name;
    std::function<QStringList(const SourceFile &)> breaches;
};

/// All rules. `paths` are all files of the repository, for the rule that an include names one of them.
[[nodiscard]] std::vector<HouseRule> houseRules(const QSet<QString> &paths);

} // namespace curbside
