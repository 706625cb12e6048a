// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/preferences/preferences.h"

#include <QComboBox>
#include <QDialog>

#include <vector>

class QFormLayout;

namespace curbside {

/// All preferences; each is in force as soon as it is chosen. Shows what is in force also when it is set elsewhere.
class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Field { Theme, Density, Hours, Seconds, Motion, Language, Scenario, Speed };

    PreferencesDialog(Preferences &preferences, QWidget *parent);

    void focus(Field field);

private:
    /// A line of the dialog: what can be chosen, which of it is in force, and how to set it.
    struct Choice
    {
        QString name;
        QString tip;
        std::vector<std::pair<QString, QVariant>> items;
        std::function<QVariant(const PreferenceValues &)> read;
        std::function<void(PreferenceValues &, const QVariant &)> write;
    };
    struct Shown
    {
        QComboBox *box;
        std::function<QVariant(const PreferenceValues &)> read;
    };

    void addLooks(QFormLayout &form);
    void addTimes(QFormLayout &form);
    void addStart(QFormLayout &form);
    void add(QFormLayout &form, Choice choice);
    void showValues();

    Preferences &m_preferences;
    std::vector<Shown> m_shown; // as Field
};

} // namespace curbside
