// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/filter_watch.h"

#include "widgets/alerts/alert_thresholds.h"
#include "widgets/traffic/entry_record.h"

namespace curbside {

void FilterWatch::setRules(const std::vector<ColourRule> &rules)
{
    std::vector<Watched> watched;
    for (const ColourRule &rule : rules) {
        auto program = cesql::Program::compile(rule.filter.toStdString());
        if (!rule.isOn || !rule.raisesAlert || !program)
            continue;
        const auto known = std::ranges::find_if(m_watched, [&](const Watched &each) {
            return each.fact.rule == rule.name && each.fact.filter == rule.filter;
        });
        MatchFact fact = known != m_watched.end() ? known->fact : MatchFact{.rule = rule.name, .filter = rule.filter};
        fact.tone = rule.tone;
        watched.push_back({std::move(*program), std::move(fact)});
    }
    m_watched = std::move(watched);
}

bool FilterWatch::take(const JournalBatch &batch)
{
    bool isAny = false;
    EntryRecord record;
    for (Watched &watched : m_watched) {
        MatchFact &fact = watched.fact;
        for (const TrafficEntry &entry : batch.entries) {
            if (!watched.program.matches(record.show(entry, 0), m_scratch))
                continue;
            if (fact.count == 0 || entry.at - fact.last > thresholds::matchQuiet) {
                fact.count = 0;
                fact.since = entry.at;
            }
            ++fact.count;
            fact.last = entry.at;
            fact.type = QString::fromUtf8(entry.type);
            fact.subject = QString::fromUtf8(entry.subject);
            isAny = true;
        }
    }
    return isAny;
}

std::vector<MatchFact> FilterWatch::facts() const
{
    std::vector<MatchFact> facts;
    for (const Watched &watched : m_watched) {
        if (watched.fact.count > 0)
            facts.push_back(watched.fact);
    }
    return facts;
}

} // namespace curbside
