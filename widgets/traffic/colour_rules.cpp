// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/colour_rules.h"

#include <QCoreApplication>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Rules
{
    Q_DECLARE_TR_FUNCTIONS(curbside::ColourRules)
};

const QString group = u"traffic/colours"_s;

ColourRule readRule(const QSettings &settings)
{
    const int tone = std::clamp(settings.value(u"tone"_s).toInt(), 0, int(Tone::Idle));
    const int mark = std::clamp(settings.value(u"mark"_s).toInt(), 0, int(Mark::Pause));
    return {settings.value(u"name"_s).toString(),
            settings.value(u"filter"_s).toString(),
            static_cast<Tone>(tone),
            static_cast<Mark>(mark),
            settings.value(u"on"_s, true).toBool(),
            settings.value(u"alert"_s, false).toBool()};
}

} // namespace

std::vector<ColourRule> firstColourRules()
{
    return {
        {Rules::tr("Given up or lost"), u"outcome IN ('deadLettered', 'lost', 'crashed')"_s, Tone::Bad, Mark::Cross},
        {Rules::tr("Jammed lid"), u"type = 'curbside.state.LidEvent' AND data.kind = 'Jammed'"_s, Tone::Bad,
         Mark::Warning},
        {Rules::tr("Failed or cancelled"), u"type LIKE '%Failed' OR type LIKE '%Cancelled'"_s, Tone::Warning,
         Mark::Warning},
        {Rules::tr("Lid moved"), u"type LIKE '%.LidEvent'"_s, Tone::Warning, Mark::Target},
        {Rules::tr("Completed"), u"type LIKE '%Completed'"_s, Tone::Good, Mark::Check},
        {Rules::tr("Status changed"), u"type LIKE '%StatusChanged'"_s, Tone::Active, Mark::Play},
    };
}

std::vector<ColourRule> readColourRules(QSettings *settings)
{
    if (!settings || !settings->contains(group + u"/size"_s))
        return firstColourRules();
    std::vector<ColourRule> rules;
    const int count = std::min(static_cast<int>(mostColourRules), settings->beginReadArray(group));
    for (int i = 0; i < count; ++i) {
        settings->setArrayIndex(i);
        rules.push_back(readRule(*settings));
    }
    settings->endArray();
    return rules;
}

void keepColourRules(QSettings *settings, const std::vector<ColourRule> &rules)
{
    if (!settings)
        return;
    settings->remove(group);
    settings->beginWriteArray(group, static_cast<int>(rules.size()));
    for (int i = 0; i < static_cast<int>(rules.size()); ++i) {
        const ColourRule &rule = rules[static_cast<std::size_t>(i)];
        settings->setArrayIndex(i);
        settings->setValue(u"name"_s, rule.name);
        settings->setValue(u"filter"_s, rule.filter);
        settings->setValue(u"tone"_s, int(rule.tone));
        settings->setValue(u"mark"_s, int(rule.mark));
        settings->setValue(u"on"_s, rule.isOn);
        settings->setValue(u"alert"_s, rule.raisesAlert);
    }
    settings->endArray();
}

CompiledRules::CompiledRules(const std::vector<ColourRule> &rules)
{
    for (const ColourRule &rule : rules) {
        auto program = cesql::Program::compile(rule.filter.toStdString());
        if (rule.isOn && program)
            m_rules.push_back({std::move(*program), {rule.tone, rule.mark}});
    }
}

std::optional<CompiledRules::Look> CompiledRules::lookOf(const cesql::Record &record, cesql::Scratch &scratch) const
{
    for (const Compiled &rule : m_rules) {
        if (rule.program.matches(record, scratch))
            return rule.look;
    }
    return {};
}

} // namespace curbside
