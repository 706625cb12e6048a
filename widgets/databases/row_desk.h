// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <optional>
#include <utility>

namespace curbside {

/// A row of a service's table, by its key; without a key, the table.
struct RowRef
{
    QString service;
    QString table;
    QStringList key;
    friend bool operator==(const RowRef &, const RowRef &) = default;
};

/// Where anyone in the window has a row shown: the window brings mode Data up, and its panels to that row. They may not have
/// been made yet: then they find the row waiting.
class RowDesk : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void open(const RowRef &row)
    {
        m_waiting = row;
        Q_EMIT wanted();
    }
    /// What is to be shown; nothing when nothing waits.
    [[nodiscard]] std::optional<RowRef> take() { return std::exchange(m_waiting, std::nullopt); }

Q_SIGNALS:
    void wanted();

private:
    std::optional<RowRef> m_waiting;
};

} // namespace curbside
