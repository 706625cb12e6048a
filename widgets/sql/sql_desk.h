// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <utility>

namespace curbside {

/// Where anyone in the window has SQL opened: the window brings mode Data up, and its SQL panel to the front with the text.
/// The panel may not have been made yet: then it finds the text waiting.
class SqlDesk : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Shows `sql` in the SQL panel and runs it; what was there is in the panel's history. Call it from anywhere.
    void open(const QString &sql)
    {
        m_waiting = sql;
        Q_EMIT wanted();
    }
    /// What the panel is to show; empty when nothing waits.
    [[nodiscard]] QString take() { return std::exchange(m_waiting, QString()); }

Q_SIGNALS:
    void wanted();

private:
    QString m_waiting;
};

} // namespace curbside
