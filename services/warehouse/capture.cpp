// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/capture.h"

#include "services/runtime/json/json.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

// The states of a capture.
constexpr auto describing = "Describing"; ///< asks which tables there are, and whether they are still the same
constexpr auto renewing = "Renewing"; ///< the same, but a snapshot has to follow
constexpr auto snapshotting = "Snapshot";
constexpr auto following = "Following";

constexpr std::size_t noTable = std::numeric_limits<std::size_t>::max();

} // namespace

CapturePosition CapturePosition::read(Store &warehouse, const QString &source)
{
    CapturePosition position;
    warehouse.query(
        u"SELECT epoch, position, at, schema, state, snapshot_table, snapshot_cursor, snapshot_from, generation, "
        "renews_after, changes, tables, message_id, snapshot_last FROM capture_position WHERE source = ?"_s,
        [&](std::span<const SqlView> row) {
            position.epoch = row[0].bytes.toByteArray();
            position.position = row[1].integer;
            position.at = fromMicroseconds(row[2].integer);
            position.schema = row[3].integer;
            position.state = row[4].bytes.toByteArray();
            position.snapshotTable = QString::fromUtf8(row[5].bytes);
            position.snapshotCursor = row[6].bytes.toByteArray();
            position.snapshotFrom = row[7].integer;
            position.generation = row[8].integer;
            position.renewsAfter = row[9].integer != 0;
            position.changes = row[10].integer;
            position.tables = row[11].bytes.toByteArray();
            position.messageId = row[12].bytes.toByteArray();
            position.snapshotLast = row[13].integer;
        },
        source);
    return position;
}

void CapturePosition::write(Store &warehouse, const QString &source) const
{
    warehouse.run(u"DELETE FROM capture_position WHERE source = ?"_s, source);
    warehouse.run(
        u"INSERT INTO capture_position (source, epoch, position, at, schema, state, snapshot_table, "
        "snapshot_cursor, snapshot_from, generation, renews_after, changes, tables, message_id, snapshot_last) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        source, Utf8{epoch}, position, at, schema, Utf8{state}, snapshotTable, Utf8{snapshotCursor}, snapshotFrom,
        generation, renewsAfter, changes, Utf8{tables}, Utf8{messageId}, snapshotLast);
}

Capture::Capture(Store &warehouse, QString source, QString replicaPath)
    : m_warehouse(warehouse), m_source(std::move(source)), m_replicaPath(std::move(replicaPath)),
      m_position(CapturePosition::read(warehouse, m_source)), m_history(warehouse, m_source)
{
    if (m_position.tables.isEmpty())
        return;
    if (const auto tables = tablesFromJson(m_position.tables))
        keepTables(*tables);
    // What it stands on may have changed while nobody looked.
    if (is(following))
        m_position.state = describing;
}

Request Capture::wanted() const
{
    Request request;
    request.method = Method::Get;
    if (is(snapshotting)) {
        request.path = u"/tables/%1/rows"_s.arg(m_position.snapshotTable);
        request.query = {{u"form"_s, u"bytes"_s}, {u"limit"_s, u"5000"_s}};
        if (!m_position.snapshotCursor.isEmpty())
            request.query.emplace_back(u"after"_s, QString::fromLatin1(m_position.snapshotCursor));
    } else if (is(following)) {
        const bool isCompared = m_isPastCompared || m_position.position == 0;
        request.path = u"/row-changes"_s;
        request.query = {{u"form"_s, u"bytes"_s},
                         {u"limit"_s, u"10000"_s},
                         {u"after"_s, QString::number(m_position.position - (isCompared ? 0 : 1))},
                         {u"epoch"_s, QString::fromLatin1(m_position.epoch)}};
    } else {
        request.path = u"/tables"_s;
    }
    return request;
}

Capture::Outcome Capture::take(const Response &response)
{
    m_error.clear();
    if (!response.isSuccess())
        return refuse(response);
    if (is(snapshotting))
        return takeRows(response);
    return is(following) ? takeChanges(response) : takeTables(response);
}

Capture::Outcome Capture::refuse(const Response &response)
{
    m_error = response.problem ? response.problem->detail : u"answered %1"_s.arg(response.status);
    const bool isGone = response.status == 404 || response.status == 409 || response.status == 410;
    if (!isGone || !(is(following) || is(snapshotting)))
        return Outcome::Unavailable;
    if (response.status == 410 && is(following) && !m_isPastCompared) { // perhaps it reaches back only so far
        m_isPastCompared = true;
        return Outcome::Advanced;
    }
    const bool isSnapshot = is(snapshotting); // that is asked again and again would be asked for ever
    m_position.state = renewing; // another log, or one that no longer reaches back so far
    return isSnapshot ? Outcome::Unavailable : Outcome::Advanced;
}

Capture::Outcome Capture::takeTables(const Response &response)
{
    const auto tables = tablesFromJson(response.body);
    const auto document = JsonDocument::parse(response.body);
    if (!tables || !document) {
        m_error = tables ? u"the list of tables cannot be read"_s : tables.error();
        return Outcome::Unavailable;
    }
    const QByteArray epoch = document->root()["epoch"].toString().value_or(QString()).toUtf8();
    const qint64 last = document->root()["sequence"].toInteger().value_or(0);
    const qint64 schema = document->root()["schema"].toInteger().value_or(0);
    if (epoch.isEmpty()) // it has not started yet
        return Outcome::Unavailable;
    const bool isNew = m_position.epoch.isEmpty() && !is(renewing);
    const bool isSame = m_position.epoch == epoch && m_position.schema == schema && last >= m_position.position
        && last >= m_position.snapshotLast && !is(renewing);
    m_sourceLast = last;
    transact([&] {
        m_position.tables = response.body;
        keepTables(*tables);
        m_position.schema = schema;
        m_position.epoch = epoch;
        m_position.state = following;
        if (!isNew && !isSame)
            beginSnapshot(last);
    });
    return Outcome::Advanced;
}

void Capture::keepTables(const std::vector<TableDescription> &tables)
{
    m_tables = tables;
    m_mirrors.clear();
    m_changed.clear();
    m_tableNames.clear();
    for (const TableDescription &table : m_tables) {
        m_mirrors.push_back(
            std::make_unique<MirrorTable>(m_warehouse, storedAs(table.name), table, MirrorTable::Kind::Mirror));
        m_changed.emplace_back(table);
        m_tableNames.push_back(table.name.toUtf8());
    }
    m_history.keep(m_tables);
    m_replica.reset();
}

void Capture::beginSnapshot(qint64 from)
{
    m_position.state = m_tables.empty() ? following : snapshotting;
    m_position.snapshotTable = m_tables.empty() ? QString() : m_tables.front().name;
    m_position.snapshotCursor.clear();
    m_position.snapshotFrom = from;
    m_position.snapshotLast = from;
    m_position.position = m_tables.empty() ? from : m_position.position;
    m_position.messageId.clear();
    m_position.renewsAfter = false;
    m_isPastCompared = false;
    ++m_position.generation;
    forgetSequences();
}

/// Another log counts anew, and so may the same one when it was rolled back: its numbers are not to be compared with these.
void Capture::forgetSequences()
{
    for (const TableDescription &table : m_tables)
        m_warehouse.execute(u"UPDATE %1 SET _sequence = 0"_s.arg(quotedName(storedAs(table.name))));
}

Capture::Outcome Capture::takeRows(const Response &response)
{
    const auto page = TablePage::read(response.body);
    const std::size_t index = indexOf(m_position.snapshotTable.toUtf8());
    if (!page) {
        m_error = u"the rows of %1 cannot be read"_s.arg(m_position.snapshotTable);
        return Outcome::Unavailable;
    }
    const bool isAnother = page->head.epoch != m_position.epoch || page->head.schema != m_position.schema
        || page->head.last < std::max(m_position.snapshotFrom, m_position.snapshotLast);
    if (isAnother || index == noTable || page->columns != m_tables[index].columns.size()) {
        m_error = u"the rows of %1 are not of the log that it has told of"_s.arg(m_position.snapshotTable);
        m_position.state = renewing; // not at once: who goes on like that would be asked for ever
        return Outcome::Unavailable;
    }
    m_sourceLast = page->head.last;
    m_outside = page->head.outside;
    transact([&] {
        for (std::size_t i = 0; i < page->rows(); ++i) {
            m_mirrors[index]->put(page->row(i), page->head.last, m_position.generation);
            m_history.noteRow(index, page->row(i), page->head.last);
            m_history.notePending(index, page->row(i));
        }
        m_position.snapshotLast = page->head.last;
        if (page->rows() > 0) {
            m_position.snapshotCursor = cursorOf(m_tables[index].keyOf(page->row(page->rows() - 1)));
        } else if (index + 1 < m_tables.size()) {
            m_position.snapshotTable = m_tables[index + 1].name;
            m_position.snapshotCursor.clear();
        } else {
            endSnapshot();
        }
    });
    return Outcome::Advanced;
}

void Capture::endSnapshot()
{
    for (std::size_t i = 0; i < m_mirrors.size(); ++i)
        m_mirrors[i]->sweep(m_position.generation, [&](std::span<const SqlView> row) {
            m_history.noteGone(i, row, m_position.snapshotFrom, m_position.at);
            m_history.notePending(i, row);
        });
    m_position.state = following;
    m_position.position = m_position.snapshotFrom;
    m_position.snapshotTable.clear();
    m_position.snapshotCursor.clear();
    m_replica.reset(); // it is filled anew from here
}

Capture::Outcome Capture::takeChanges(const Response &response)
{
    const auto page = RowChangePage::read(response.body);
    if (!page) {
        m_error = u"the row changes cannot be read"_s;
        return Outcome::Unavailable;
    }
    m_sourceLast = page->head.last;
    m_outside = page->head.outside;
    if (page->head.epoch != m_position.epoch || page->head.schema != m_position.schema || hasAnotherPast(*page)) {
        m_position.state = renewing;
        return Outcome::Advanced;
    }
    if (page->items.empty()) {
        if (m_position.renewsAfter)
            m_position.state = renewing;
        else if (!m_replica)
            keepReplica([this] { openReplica(); });
        return m_position.renewsAfter ? Outcome::Advanced : Outcome::CaughtUp;
    }
    return applyChanges(*page) ? Outcome::Advanced : Outcome::Unavailable;
}

/// A log that was rolled back, as with its database from a backup, may have gone on otherwise: then it has another message at
/// the position. Compared where a capture begins or goes on; a service that runs does not go back.
bool Capture::hasAnotherPast(const RowChangePage &page)
{
    if (m_isPastCompared || page.head.last < std::max(m_position.position, m_position.snapshotLast))
        return !m_isPastCompared;
    const auto same = std::ranges::find(page.items, m_position.position, &RowChangePage::Item::sequence);
    if (same == page.items.end())
        return false;
    if (!m_position.messageId.isEmpty() && same->messageId != m_position.messageId)
        return true;
    m_isPastCompared = true;
    if (m_position.messageId.isEmpty()) {
        m_position.messageId = same->messageId.toByteArray();
        transact([] {});
    }
    return false;
}

/// What was taken over already is passed by; nothing is taken over beyond a gap.
bool Capture::applyChanges(const RowChangePage &page)
{
    const CapturePosition before = m_position;
    for (ChangedRows &changed : m_changed)
        changed.clear();
    m_history.begin();
    QByteArrayView messageId;
    for (const RowChangePage::Item &item : page.items) {
        if (item.sequence <= m_position.position)
            continue;
        if (item.sequence != m_position.position + 1) {
            m_error = u"row change %1 is missing"_s.arg(m_position.position + 1);
            break;
        }
        if (!addChanges(item)) {
            m_error = u"row change %1 cannot be read"_s.arg(item.sequence);
            m_position = before; // some of its rows are among the others now: none of them is taken over
            return false;
        }
        m_position.position = item.sequence;
        m_position.at = item.at;
        messageId = item.messageId;
    }
    if (m_position.position == before.position) {
        m_position = before;
        return m_error.isEmpty();
    }
    m_position.messageId = messageId.toByteArray();
    m_isPastCompared = true;
    try {
        writeChanges();
    } catch (const StorageFault &) {
        m_position = before;
        throw;
    }
    return m_error.isEmpty();
}

bool Capture::addChanges(const RowChangePage::Item &item)
{
    RowChangeReader reader(item.changes);
    while (reader.next()) {
        const std::size_t index = indexOf(reader.table());
        if (index == noTable)
            continue; // it has no key, or is gone
        ++m_position.changes;
        const TableDescription &table = m_tables[index];
        const bool isDeleted = reader.kind() == RowChange::Kind::Delete;
        const std::vector<SqlView> &row = isDeleted ? reader.before() : reader.after();
        m_position.renewsAfter = m_position.renewsAfter || row.size() < table.columns.size();
        if (reader.kind() == RowChange::Kind::Update && table.keyOf(reader.before()) != table.keyOf(row))
            m_changed[index].add(reader.before(), item.sequence, true);
        m_changed[index].add(row, item.sequence, isDeleted);
        m_history.noteChange(index, reader.before(), reader.after(), item.sequence, item.at);
    }
    return !reader.isBroken();
}

void Capture::writeTo(const std::function<MirrorTable &(std::size_t)> &tableOf, bool isNoted)
{
    for (std::size_t i = 0; i < m_changed.size(); ++i) {
        if (m_changed[i].isEmpty())
            continue;
        MirrorTable &table = tableOf(i);
        m_changed[i].forEach([&](std::span<const SqlView> row, qint64 sequence, bool isDeleted) {
            if (isDeleted)
                table.remove(m_tables[i].keyOf(row));
            else
                table.put(row, sequence, m_position.generation);
            if (isNoted)
                m_history.notePending(i, row);
        });
    }
}

void Capture::writeChanges()
{
    keepReplica([this] { openReplica(); });
    transact([&] {
        writeTo([this](std::size_t i) -> MirrorTable & { return *m_mirrors[i]; }, true);
        m_history.write();
    });
    if (!m_replica)
        return;
    keepReplica([this] {
        m_replica->begin();
        writeTo([this](std::size_t i) -> MirrorTable & { return m_replica->table(i); }, false);
        m_replica->commit({m_position.epoch, m_position.position, m_position.generation, m_position.at});
    });
}

/// A replica in trouble holds up nothing: it is left alone for a while, and then filled anew from the warehouse. A damaged
/// one is made anew.
void Capture::keepReplica(const std::function<void()> &work)
{
    constexpr int rests = 10;
    if (m_replicaRests > 0 && m_replicaRests-- > 1)
        return;
    try {
        work();
        m_replicaRests = m_replica ? 0 : rests;
        if (m_replica)
            m_replicaError.clear();
    } catch (const StorageFault &fault) {
        m_replicaError = troubleOf(fault);
        m_replicaRests = rests;
        if (m_replica)
            m_replica->rollback();
        m_replica.reset();
        if (isDamage(fault))
            discardReplica();
    }
}

void Capture::discardReplica()
{
    m_replicaError = u"%1: is damaged: it is made anew"_s.arg(QDir::toNativeSeparators(m_replicaPath));
    for (const QString &end : {QString(), u"-wal"_s, u"-shm"_s, u"-journal"_s})
        QFile::remove(m_replicaPath + end);
}

void Capture::transact(const std::function<void()> &work)
{
    m_warehouse.begin();
    try {
        work();
        m_position.write(m_warehouse, m_source);
        m_warehouse.commit();
    } catch (const StorageFault &) {
        m_warehouse.rollback();
        throw;
    }
}

/// One that is not where the warehouse is gets the warehouse's rows.
void Capture::openReplica()
{
    if (m_replica && QFile::exists(m_replicaPath))
        return;
    m_replica.reset();
    auto opened = Replica::open(m_replicaPath, m_source);
    if (!opened) {
        m_replicaError = opened.error().text;
        if (opened.error().kind == StorageError::Kind::Corrupt)
            discardReplica();
        return;
    }
    m_replica = std::move(*opened);
    m_replica->keep(m_tables);
    fillReplica();
}

void Capture::fillReplica()
{
    const CapturePosition stored = CapturePosition::read(m_warehouse, m_source);
    const Replica::Position there = m_replica->position();
    if (there.epoch == stored.epoch && there.position == stored.position && there.generation == stored.generation)
        return;
    m_replica->begin();
    for (std::size_t i = 0; i < m_mirrors.size(); ++i) {
        MirrorTable &table = m_replica->table(i);
        table.clear();
        m_mirrors[i]->forEachRow([&](std::span<const SqlView> row) { table.put(row, 0, 0); });
    }
    m_replica->commit({stored.epoch, stored.position, stored.generation, stored.at});
}

void Capture::renew()
{
    transact([this] { m_position.state = renewing; });
}

std::size_t Capture::indexOf(QByteArrayView table) const
{
    for (std::size_t i = 0; i < m_tableNames.size(); ++i) {
        if (m_tableNames[i] == table)
            return i;
    }
    return noTable;
}

} // namespace curbside
