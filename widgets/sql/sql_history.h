// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QSettings;

namespace curbside {

/// The statements that were run, newest first and each once, remembered from run to run.
class StatementHistory
{
public:
    static constexpr qsizetype mostKept = 100;
    static constexpr qsizetype longestKept = 10'000; ///< characters

    /// Under `key` of the settings; without settings nothing outlives the window.
    StatementHistory(QSettings *settings, QString key);

    void add(const QString &statement);
    [[nodiscard]] const QStringList &statements() const { return m_statements; }
    /// The one before (-1) or after (1) the last that was asked for; nothing at the ends.
    [[nodiscard]] QString walk(int step);

private:
    QSettings *m_settings;
    QString m_key;
    QStringList m_statements;
    qsizetype m_at = -1;
};

} // namespace curbside
