// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"
#include "services/warehouse/history.h"
#include "services/warehouse/mirror.h"
#include "services/warehouse/replica.h"

#include <functional>

namespace curbside {

/// Where the capture of one source stands; see `state` in docs/warehouse.md.
struct CapturePosition
{
    QByteArray epoch;
    qint64 position = 0; ///< the last row change that was taken over
    QByteArray messageId; ///< of that row change; empty: not known
    PlatformTime at; ///< its platform time
    qint64 schema = 0;
    QByteArray state = QByteArrayLiteral("Describing");
    QString snapshotTable; ///< that is being read
    QByteArray snapshotCursor; ///< up to where
    qint64 snapshotFrom = 0; ///< the row change after which to go on when it is read
    qint64 snapshotLast = 0; ///< the last row change that a page of the last snapshot is as of
    qint64 generation = 0; ///< counts the snapshots
    bool renewsAfter = false; ///< rows of an older schema came by: a snapshot has to follow
    qint64 changes = 0; ///< taken over so far
    QByteArray tables; ///< as GET /tables told

    [[nodiscard]] static CapturePosition read(Store &warehouse, const QString &source);
    void write(Store &warehouse, const QString &source) const;
};

/// Takes over one service's rows into the warehouse, and into its replica. It does no input or output but to its files: it
/// says what to ask the service next, and is given what was answered. Every answer may come late, twice or not at all.
///
/// A new source is followed from its first row change on, or, when that is gone, from a snapshot: every table is read page by
/// page, each page with the row change that it is as of, and then all row changes since the snapshot began. Each page, and each
/// page of changes, is one transaction with the position, so a capture that was killed goes on where it stood.
class Capture
{
public:
    enum class Outcome {
        Advanced, ///< there may be more
        CaughtUp,
        Unavailable, ///< it did not answer, or not with sense; error() says what
    };

    Capture(Store &warehouse, QString source, QString replicaPath);

    [[nodiscard]] const QString &source() const { return m_source; }
    [[nodiscard]] Request wanted() const;
    Outcome take(const Response &response);

    [[nodiscard]] const CapturePosition &position() const { return m_position; }
    /// The last row change that the source has told of.
    [[nodiscard]] qint64 sourceLast() const { return m_sourceLast; }
    [[nodiscard]] qint64 changesFromOutside() const { return m_outside; }
    [[nodiscard]] const QString &error() const { return m_error; }
    /// Why its replica is not kept up; the warehouse is, all the same.
    [[nodiscard]] const QString &replicaError() const { return m_replicaError; }
    [[nodiscard]] const std::vector<TableDescription> &tables() const { return m_tables; }
    [[nodiscard]] QString storedAs(const QString &table) const { return m_source + u'_' + table; }
    /// Reads all tables anew; noted, so that it is done also by a capture that goes on later.
    void renew();

private:
    Outcome takeTables(const Response &response);
    Outcome takeRows(const Response &response);
    Outcome takeChanges(const Response &response);
    Outcome refuse(const Response &response);
    [[nodiscard]] bool hasAnotherPast(const RowChangePage &page);
    bool applyChanges(const RowChangePage &page);
    bool addChanges(const RowChangePage::Item &item);
    void writeChanges();
    void keepTables(const std::vector<TableDescription> &tables);
    void openReplica();
    void fillReplica();
    void discardReplica();
    void writeTo(const std::function<MirrorTable &(std::size_t)> &tableOf, bool isNoted);
    void keepReplica(const std::function<void()> &work);
    void forgetSequences();
    void beginSnapshot(qint64 from);
    void endSnapshot();
    void transact(const std::function<void()> &work);
    [[nodiscard]] std::size_t indexOf(QByteArrayView table) const;
    [[nodiscard]] bool is(const char *state) const { return m_position.state == state; }

    Store &m_warehouse;
    QString m_source;
    QString m_replicaPath;
    CapturePosition m_position;
    std::vector<TableDescription> m_tables;
    std::vector<QByteArray> m_tableNames;
    std::vector<std::unique_ptr<MirrorTable>> m_mirrors;
    std::vector<ChangedRows> m_changed; ///< by table, in the page under way
    std::unique_ptr<Replica> m_replica;
    HistoryKeeper m_history;
    bool m_isPastCompared = false; ///< the log has at the position what was taken over there
    qint64 m_sourceLast = 0;
    qint64 m_outside = 0;
    QString m_error;
    QString m_replicaError;
    int m_replicaRests = 0; ///< so many answers before it is tried again
};

} // namespace curbside
