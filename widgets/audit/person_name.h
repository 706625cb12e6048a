// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QSettings;
class QWidget;

namespace curbside {

/// Who sits at the console, for what is taken and noted: asked for once, and remembered in the settings.
class PersonName
{
public:
    /// Without settings it is remembered while the program runs.
    explicit PersonName(QSettings *settings);

    /// Empty until it was given.
    [[nodiscard]] const QString &name() const { return m_name; }
    void setName(const QString &name);
    /// The name; asks for it when there is none. Empty when the person would rather not.
    [[nodiscard]] QString ask(QWidget &window);
    /// Asks for another name, whether there is one or not.
    void change(QWidget &window);

private:
    QSettings *m_settings;
    QString m_name;
};

} // namespace curbside
