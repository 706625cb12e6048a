// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/table_rows.h"

namespace curbside {

class PlatformLink;
struct JournalBatch;

/// Keeps a page of a service's table current: reads it, and goes on from there with the service's row changes. Where those are
/// gone, or are more than can be followed, the page is read again.
class LiveRows : public QObject
{
    Q_OBJECT

public:
    static constexpr int pageRows = 200;
    static constexpr int followEveryMs = 100;
    static constexpr int mostFollowed = 1000; ///< row changes in one go

    LiveRows(PlatformLink &link, TableRowsModel &model, QObject *parent = nullptr);

    /// From the newest page of a table on; no table: nothing.
    void follow(const QString &service, const TableFact &table);
    [[nodiscard]] const QString &service() const { return m_service; }
    /// While nobody looks nothing is asked.
    void setActive(bool isActive);

    [[nodiscard]] bool hasNewer() const { return m_cursors.size() > 1; }
    [[nodiscard]] bool hasOlder() const { return !m_next.isEmpty(); }
    /// The page, from 1.
    [[nodiscard]] int page() const { return static_cast<int>(m_cursors.size()); }
    void showNewer();
    void showOlder();
    /// The page that begins with the row of that key.
    void showFrom(const QStringList &key);

    [[nodiscard]] bool hasLoaded() const { return m_hasLoaded; }
    /// Why the last question was not answered; empty when it was.
    [[nodiscard]] const QString &failure() const { return m_failure; }

Q_SIGNALS:
    /// A page was read, changes were taken over, or neither could be.
    void changed();

private:
    void onJournal(const JournalBatch &batch);
    void goOn();
    void readPage(bool marks);
    void takePage(int status, const QByteArray &body, bool marks);
    void readChanges();
    void takeChanges(int status, const QByteArray &body);
    void apply(JsonValue change);
    void fail(int status, const QByteArray &body);

    PlatformLink &m_link;
    TableRowsModel &m_model;
    QTimer m_timer;
    QString m_service;
    QStringList m_cursors; // where the pages up to the one that is shown begin, as a query; the first begins anywhere
    QString m_next;
    QString m_epoch;
    qint64 m_sequence = 0;
    int m_generation = 0; // answers to what was asked before are passed over
    bool m_isAsking = false;
    bool m_isStale = true;
    bool m_isPageWanted = true;
    bool m_isActive = false;
    bool m_hasLoaded = false;
    QString m_failure;
};

} // namespace curbside
