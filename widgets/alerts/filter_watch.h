// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"
#include "widgets/traffic/colour_rules.h"

namespace curbside {

/// Entries of the journal that a rule of the person's own has matched.
struct MatchFact
{
    QString rule; ///< its name
    QString filter;
    Tone tone = Tone::Warning;
    qint64 count = 0; ///< since `since`
    qint64 since = 0; ///< platform time of the first, in microseconds
    qint64 last = 0;
    QString type = {}; ///< of the last
    QString subject = {}; ///< of the last
};

/// Counts what the colour rules that raise alerts match. What has been quiet for thresholds::matchQuiet begins anew.
class FilterWatch
{
public:
    /// What was counted for a rule that stays is kept.
    void setRules(const std::vector<ColourRule> &rules);
    /// Whether anything matched.
    bool take(const JournalBatch &batch);
    [[nodiscard]] std::vector<MatchFact> facts() const;

private:
    struct Watched
    {
        cesql::Program program;
        MatchFact fact;
    };
    std::vector<Watched> m_watched;
    cesql::Scratch m_scratch;
};

} // namespace curbside
