// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/status_words.h"
#include "widgets/theme/theme.h"

#include <QObject>

class QSettings;

namespace curbside {

/// How a person wants the console to look and to start.
struct PreferenceValues
{
    ThemeChoice theme = ThemeChoice::System;
    Density density = Density::Comfortable;
    MotionChoice motion = MotionChoice::System;
    ClockFormat clock;
    QString language; ///< "de"; empty: the desktop's
    QString scenario; ///< of new workspaces; empty: the built-in default
    QString speed = QStringLiteral("1"); ///< at start: a multiple of wall time, or max
    friend bool operator==(const PreferenceValues &, const PreferenceValues &) = default;
};

/// The preferences, kept in the settings and in force for the whole window as soon as they are set. Window's thread only.
class Preferences : public QObject
{
    Q_OBJECT

public:
    /// Reads what is kept; what makes no sense there is as if it were not. Without settings nothing is kept. Nothing is put
    /// in force yet.
    explicit Preferences(QSettings *settings, QObject *parent = nullptr);

    [[nodiscard]] const PreferenceValues &values() const { return m_values; }
    /// Keeps them and puts in force what differs; the language is taken at the next start. A theme that was named at the
    /// start stays until one is chosen.
    void set(const PreferenceValues &values);
    /// Puts all in force, at the program's start. `theme` goes before the preferred one.
    void apply(std::optional<ThemeChoice> theme = {}) const;

Q_SIGNALS:
    void changed();

private:
    void keep() const;

    QSettings *m_settings;
    PreferenceValues m_values;
};

/// The speeds to choose from for the start, as RunWishes take them.
[[nodiscard]] QStringList startSpeeds();

} // namespace curbside
