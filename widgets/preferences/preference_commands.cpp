// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/preferences/preference_commands.h"

#include "widgets/commands/commands.h"
#include "widgets/preferences/preferences.h"
#include "widgets/preferences/preferences_dialog.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QPointer>

namespace curbside {

namespace {

/// Translations of this file.
class Preferred
{
    Q_DECLARE_TR_FUNCTIONS(curbside::PreferenceCommands)
};

/// Adds the commands that set a preference, each with a mark while it is the one in force.
class Setters
{
public:
    Setters(QWidget &window, Commands &commands, Preferences &preferences)
        : m_window(window), m_commands(commands), m_preferences(preferences)
    {}

    template <typename Value>
    void add(const QString &text, Value PreferenceValues::*member, const Value &value)
    {
        QAction *action = m_commands.add(m_window, Commands::Group::Preferences, text, {},
                                         [&preferences = m_preferences, member, value] {
                                             PreferenceValues values = preferences.values();
                                             values.*member = value;
                                             preferences.set(values);
                                         });
        mark(*action, [&preferences = m_preferences, member, value] { return preferences.values().*member == value; });
    }

    void addClock(const QString &text, bool ClockFormat::*member, bool value)
    {
        QAction *action = m_commands.add(m_window, Commands::Group::Preferences, text, {},
                                         [&preferences = m_preferences, member, value] {
                                             PreferenceValues values = preferences.values();
                                             values.clock.*member = value;
                                             preferences.set(values);
                                         });
        mark(*action,
             [&preferences = m_preferences, member, value] { return preferences.values().clock.*member == value; });
    }

private:
    void mark(QAction &action, std::function<bool()> isInForce)
    {
        action.setCheckable(true);
        const auto show = [&action, isInForce = std::move(isInForce)] { action.setChecked(isInForce()); };
        QObject::connect(&m_preferences, &Preferences::changed, &action, show);
        QObject::connect(&action, &QAction::triggered, &action, show); // a click on the one in force changes nothing
        show();
    }

    QWidget &m_window;
    Commands &m_commands;
    Preferences &m_preferences;
};

} // namespace

void addPreferenceCommands(QWidget &window, Commands &commands, Preferences &preferences)
{
    const auto open = [&window, &preferences](PreferencesDialog::Field field) {
        return [&window, &preferences, field, dialog = QPointer<PreferencesDialog>()]() mutable {
            if (!dialog)
                dialog = new PreferencesDialog(preferences, &window);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
            dialog->focus(field);
        };
    };
    using Field = PreferencesDialog::Field;
    const auto group = Commands::Group::Preferences;
    commands.add(window, group, Preferred::tr("&All preferences…"), QKeySequence(Qt::CTRL | Qt::Key_Comma),
                 open(Field::Theme));
    Setters setters(window, commands, preferences);
    setters.add(Preferred::tr("Theme of the &system"), &PreferenceValues::theme, ThemeChoice::System);
    setters.add(Preferred::tr("&Light theme"), &PreferenceValues::theme, ThemeChoice::Light);
    setters.add(Preferred::tr("&Dark theme"), &PreferenceValues::theme, ThemeChoice::Dark);
    setters.add(Preferred::tr("&High-contrast theme"), &PreferenceValues::theme, ThemeChoice::HighContrast);
    setters.add(Preferred::tr("C&omfortable rows"), &PreferenceValues::density, Density::Comfortable);
    setters.add(Preferred::tr("&Compact rows"), &PreferenceValues::density, Density::Compact);
    setters.addClock(Preferred::tr("&24-hour clock"), &ClockFormat::is24Hours, true);
    setters.addClock(Preferred::tr("&12-hour clock"), &ClockFormat::is24Hours, false);
    setters.addClock(Preferred::tr("Times with s&econds"), &ClockFormat::hasSeconds, true);
    setters.addClock(Preferred::tr("Times &without seconds"), &ClockFormat::hasSeconds, false);
    setters.add(Preferred::tr("&Motion as the system wants it"), &PreferenceValues::motion, MotionChoice::System);
    setters.add(Preferred::tr("&No motion"), &PreferenceValues::motion, MotionChoice::None);
    commands.add(window, group, Preferred::tr("Lan&guage…"), {}, open(Field::Language));
    commands.add(window, group, Preferred::tr("Scenario of new wor&kspaces…"), {}, open(Field::Scenario));
    commands.add(window, group, Preferred::tr("S&peed at start…"), {}, open(Field::Speed));
}

} // namespace curbside
