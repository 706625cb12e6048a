// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/preferences/preferences.h"

#include "services/world/scenario.h"
#include "widgets/translation/translation.h"

#include <QApplication>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

template <typename Choice>
struct Word
{
    Choice choice;
    const char16_t *word;
};

constexpr std::array themeWords{
    Word{ThemeChoice::System, u"system"},
    Word{ThemeChoice::Light, u"light"},
    Word{ThemeChoice::Dark, u"dark"},
    Word{ThemeChoice::HighContrast, u"contrast"},
};
constexpr std::array densityWords{Word{Density::Comfortable, u"comfortable"}, Word{Density::Compact, u"compact"}};
constexpr std::array motionWords{Word{MotionChoice::System, u"system"}, Word{MotionChoice::None, u"none"}};

template <typename Choice, std::size_t Count>
QString wordOf(const std::array<Word<Choice>, Count> &words, Choice choice)
{
    return QString::fromUtf16(std::ranges::find(words, choice, &Word<Choice>::choice)->word);
}

/// The first one where the word is not known.
template <typename Choice, std::size_t Count>
Choice choiceOf(const std::array<Word<Choice>, Count> &words, const QString &word)
{
    const auto found =
        std::ranges::find_if(words, [&](const auto &one) { return word == QString::fromUtf16(one.word); });
    return found == words.end() ? words.front().choice : found->choice;
}

QString oneOf(const QStringList &allowed, const QString &kept, const QString &otherwise)
{
    return allowed.contains(kept) ? kept : otherwise;
}

QStringList scenarioNames()
{
    QStringList names;
    for (const ScenarioSummary &scenario : builtInScenarios())
        names.append(scenario.name);
    return names;
}

} // namespace

QStringList startSpeeds()
{
    return {u"0.1"_s, u"1"_s, u"10"_s, u"100"_s, u"1000"_s, u"max"_s};
}

Preferences::Preferences(QSettings *settings, QObject *parent) : QObject(parent), m_settings(settings)
{
    if (!settings)
        return;
    const auto kept = [settings](const QString &name) { return settings->value(u"preferences/"_s + name).toString(); };
    m_values.theme = choiceOf(themeWords, kept(u"theme"_s));
    m_values.density = choiceOf(densityWords, kept(u"rows"_s));
    m_values.motion = choiceOf(motionWords, kept(u"motion"_s));
    m_values.clock.is24Hours = kept(u"hours"_s) != u"12";
    m_values.clock.hasSeconds = kept(u"seconds"_s) != u"false";
    m_values.language = oneOf(availableLanguages() << u"en"_s, kept(u"language"_s), {});
    m_values.scenario = oneOf(scenarioNames(), kept(u"scenario"_s), {});
    m_values.speed = oneOf(startSpeeds(), kept(u"speed"_s), u"1"_s);
}

void Preferences::set(const PreferenceValues &values)
{
    const PreferenceValues before = std::exchange(m_values, values);
    const bool isSame =
        m_values == before; // chosen once more: also the theme, where another one was named at the start
    apply(isSame || m_values.theme != before.theme ? m_values.theme : themeInForce());
    if (isSame)
        return;
    keep();
    Q_EMIT changed();
}

void Preferences::apply(std::optional<ThemeChoice> theme) const
{
    setDensity(m_values.density);
    setMotion(m_values.motion);
    setClockFormat(m_values.clock);
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), theme.value_or(m_values.theme));
}

void Preferences::keep() const
{
    if (!m_settings)
        return;
    const auto write = [this](const QString &name, const QString &value) {
        m_settings->setValue(u"preferences/"_s + name, value);
    };
    write(u"theme"_s, wordOf(themeWords, m_values.theme));
    write(u"rows"_s, wordOf(densityWords, m_values.density));
    write(u"motion"_s, wordOf(motionWords, m_values.motion));
    write(u"hours"_s, m_values.clock.is24Hours ? u"24"_s : u"12"_s);
    write(u"seconds"_s, m_values.clock.hasSeconds ? u"true"_s : u"false"_s);
    write(u"language"_s, m_values.language);
    write(u"scenario"_s, m_values.scenario);
    write(u"speed"_s, m_values.speed);
}

} // namespace curbside
