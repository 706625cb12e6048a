// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/preferences/preferences_dialog.h"

#include "services/world/scenario.h"
#include "widgets/translation/translation.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

template <typename Value>
auto readOf(Value PreferenceValues::*member)
{
    return [member](const PreferenceValues &values) {
        if constexpr (std::is_enum_v<Value>)
            return QVariant(static_cast<int>(values.*member));
        else
            return QVariant(values.*member);
    };
}

template <typename Value>
auto writeOf(Value PreferenceValues::*member)
{
    return [member](PreferenceValues &values, const QVariant &value) {
        if constexpr (std::is_enum_v<Value>)
            values.*member = static_cast<Value>(value.toInt());
        else
            values.*member = value.value<Value>();
    };
}

} // namespace

PreferencesDialog::PreferencesDialog(Preferences &preferences, QWidget *parent)
    : QDialog(parent), m_preferences(preferences)
{
    setWindowTitle(tr("Preferences"));
    setAccessibleName(tr("Preferences"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(Tokens::margin);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(Tokens::margin);
    form->setVerticalSpacing(Tokens::spacing);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    addLooks(*form);
    addTimes(*form);
    addStart(*form);
    auto *note = new QLabel(tr("What is chosen is in force at once and kept. The language changes at the next start."));
    note->setTextFormat(Qt::PlainText);
    note->setProperty("role", u"secondary"_s);
    note->setWordWrap(true);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole)->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addLayout(form);
    layout->addWidget(note);
    layout->addWidget(buttons);
    connect(&preferences, &Preferences::changed, this, &PreferencesDialog::showValues);
    showValues();
}

void PreferencesDialog::addLooks(QFormLayout &form)
{
    add(form,
        {tr("&Theme"),
         tr("Colours of the whole window"),
         {{tr("As the system"), int(ThemeChoice::System)},
          {tr("Light"), int(ThemeChoice::Light)},
          {tr("Dark"), int(ThemeChoice::Dark)},
          {tr("High contrast"), int(ThemeChoice::HighContrast)}},
         readOf(&PreferenceValues::theme),
         writeOf(&PreferenceValues::theme)});
    add(form,
        {tr("&Rows"),
         tr("How much a list shows at once"),
         {{tr("Comfortable"), int(Density::Comfortable)}, {tr("Compact"), int(Density::Compact)}},
         readOf(&PreferenceValues::density),
         writeOf(&PreferenceValues::density)});
}

void PreferencesDialog::addTimes(QFormLayout &form)
{
    add(form,
        {tr("&Clock"),
         tr("How times of day are written"),
         {{tr("24 hours, 14:05"), true}, {tr("12 hours, 2:05 pm"), false}},
         [](const PreferenceValues &values) { return QVariant(values.clock.is24Hours); },
         [](PreferenceValues &values, const QVariant &value) { values.clock.is24Hours = value.toBool(); }});
    add(form,
        {tr("&Seconds"),
         tr("Whether lists tell the second"),
         {{tr("Shown"), true}, {tr("Left out"), false}},
         [](const PreferenceValues &values) { return QVariant(values.clock.hasSeconds); },
         [](PreferenceValues &values, const QVariant &value) { values.clock.hasSeconds = value.toBool(); }});
    add(form,
        {tr("&Motion"),
         tr("Whether what moves in the world glides on the map"),
         {{tr("As the system"), int(MotionChoice::System)}, {tr("None"), int(MotionChoice::None)}},
         readOf(&PreferenceValues::motion),
         writeOf(&PreferenceValues::motion)});
}

void PreferencesDialog::addStart(QFormLayout &form)
{
    std::vector<std::pair<QString, QVariant>> languages{{tr("As the system"), QString()}, {u"English"_s, u"en"_s}};
    for (const QString &language : availableLanguages())
        languages.emplace_back(languageName(language), language);
    add(form,
        {tr("&Language"), tr("Taken at the next start"), std::move(languages), readOf(&PreferenceValues::language),
         writeOf(&PreferenceValues::language)});
    std::vector<std::pair<QString, QVariant>> scenarios{{tr("The built-in default"), QString()}};
    for (const ScenarioSummary &scenario : builtInScenarios())
        scenarios.emplace_back(scenario.title, scenario.name);
    add(form,
        {tr("Sc&enario"), tr("What a new workspace begins with when none is named"), std::move(scenarios),
         readOf(&PreferenceValues::scenario), writeOf(&PreferenceValues::scenario)});
    std::vector<std::pair<QString, QVariant>> speeds;
    for (const QString &speed : startSpeeds())
        speeds.emplace_back(speed == u"max" ? tr("As fast as possible") : tr("%1× wall time").arg(speed), speed);
    add(form,
        {tr("S&peed at start"), tr("When no speed is named on the command line"), std::move(speeds),
         readOf(&PreferenceValues::speed), writeOf(&PreferenceValues::speed)});
}

void PreferencesDialog::add(QFormLayout &form, Choice choice)
{
    auto *box = new QComboBox;
    for (const auto &[text, value] : choice.items)
        box->addItem(text, value);
    box->setAccessibleName(QString(choice.name).remove(u'&'));
    box->setToolTip(choice.tip);
    box->setMinimumWidth(220);
    form.addRow(choice.name, box);
    connect(box, &QComboBox::activated, this, [this, box, write = std::move(choice.write)] {
        PreferenceValues values = m_preferences.values();
        write(values, box->currentData());
        m_preferences.set(values);
    });
    m_shown.push_back({box, std::move(choice.read)});
}

void PreferencesDialog::focus(Field field)
{
    m_shown[static_cast<std::size_t>(field)].box->setFocus(Qt::ShortcutFocusReason);
}

void PreferencesDialog::showValues()
{
    for (const Shown &shown : m_shown)
        shown.box->setCurrentIndex(shown.box->findData(shown.read(m_preferences.values())));
}

} // namespace curbside
