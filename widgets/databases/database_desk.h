// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/database_facts.h"

#include <QObject>
#include <QTimer>

namespace curbside {

class PlatformLink;

/// What the panels about databases share: what there is, read again while somebody looks, and which
/// database and table are chosen.
class DatabaseDesk : public QObject
{
    Q_OBJECT

public:
    static constexpr int readEveryMs = 1000;

    explicit DatabaseDesk(PlatformLink &link, QObject *parent = nullptr);

    /// Services in their order, then the warehouse, then the replicas; empty before the first reading.
    [[nodiscard]] const std::vector<StoreFact> &stores() const { return m_stores; }
    [[nodiscard]] const StoreFact *find(const QString &key) const;
    /// None before the first reading.
    [[nodiscard]] const StoreFact *chosenStore() const { return find(m_chosenStore); }
    [[nodiscard]] const TableFact *chosenTable() const;

    /// A database by its key: the tables that it has are then to choose from.
    void choose(const QString &store);
    void choose(const QString &store, const QString &table);
    /// Somebody begins or ceases to look.
    void watch(bool isWatched);

Q_SIGNALS:
    /// stores() may be others now.
    void read();
    /// Another database or another table.
    void chosen();

private:
    void readAll();
    void take(std::size_t place, std::vector<StoreFact> stores);
    void end();

    PlatformLink &m_link;
    QTimer m_timer;
    std::vector<StoreFact> m_stores;
    std::vector<std::vector<StoreFact>> m_arriving; ///< by service, then the warehouse's
    int m_pending = 0;
    int m_watchers = 0;
    QString m_chosenStore;
    QString m_chosenTable;
};

} // namespace curbside
