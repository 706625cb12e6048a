// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/references/clean_up_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

const QString runColumns = u"id, is_dry_run, state, reference, after, asked, problem, started_at, ended_at, version"_s;
const QString orphanColumns = u"clean_up_id, position, column_name, target, row_key, value, outcome, new_value, "
                              "row_updated_at, undone_at, version"_s;

CleanUpRun runOf(const Rows &rows)
{
    CleanUpRun run;
    run.id = rows.get<CleanUpId>(0);
    run.isDryRun = rows.flag(1);
    run.state = rows.get<CleanUpState>(2);
    run.reference = rows.integer(3);
    run.after = rows.text(4);
    run.asked = rows.integer(5);
    run.problem = rows.text(6);
    run.startedAt = rows.time(7);
    run.endedAt = rows.optional<PlatformTime>(8);
    run.version = rows.integer(9);
    return run;
}

Orphan orphanOf(const Rows &rows)
{
    Orphan orphan;
    orphan.run = rows.get<CleanUpId>(0);
    orphan.position = rows.integer(1);
    orphan.column = rows.text(2);
    orphan.target = rows.text(3);
    orphan.rowKey = rows.text(4);
    orphan.value = rows.text(5);
    orphan.outcome = rows.get<OrphanOutcome>(6);
    orphan.newValue = rows.text(7);
    orphan.rowUpdatedAt = rows.time(8);
    orphan.undoneAt = rows.optional<PlatformTime>(9);
    orphan.version = rows.integer(10);
    return orphan;
}

std::optional<CleanUpRun> firstRun(Rows rows)
{
    return rows.next() ? std::optional(runOf(rows)) : std::nullopt;
}

} // namespace

CleanUpStore::CleanUpStore(Database &database) : m_database(database) {}

void CleanUpStore::insert(const CleanUpRun &run)
{
    Statement(m_database,
              u"INSERT INTO clean_up (%1, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(
                  runColumns))
        .run(run.id, run.isDryRun, run.state, run.reference, run.after, run.asked, run.problem, run.startedAt,
             run.endedAt, run.version, run.startedAt, run.startedAt);
}

void CleanUpStore::forgetOld()
{
    m_database.execute(u"DELETE FROM clean_up WHERE state <> 'Running' AND id NOT IN "
                       "(SELECT id FROM clean_up ORDER BY id DESC LIMIT 200)"_s);
    m_database.execute(u"DELETE FROM clean_up_orphan WHERE clean_up_id NOT IN (SELECT id FROM clean_up)"_s);
}

void CleanUpStore::save(CleanUpRun &run, PlatformTime now)
{
    Statement update(m_database,
                     u"UPDATE clean_up SET state = ?, reference = ?, after = ?, asked = ?, problem = ?, ended_at = ?, "
                     "updated_at = ?, version = ? WHERE id = ? AND version = ?"_s);
    const int changed = update.run(run.state, run.reference, run.after, run.asked, run.problem, run.endedAt, now,
                                   run.version + 1, run.id, run.version);
    Q_ASSERT_X(changed == 1, "CleanUpStore::save", "of a row that has changed since it was read");
    ++run.version;
}

std::optional<CleanUpRun> CleanUpStore::find(CleanUpId id)
{
    Statement select(m_database, u"SELECT %1 FROM clean_up WHERE id = ?"_s.arg(runColumns));
    return firstRun(select.query(id));
}

std::optional<CleanUpRun> CleanUpStore::findRunning()
{
    Statement select(m_database, u"SELECT %1 FROM clean_up WHERE state = 'Running' LIMIT 1"_s.arg(runColumns));
    return firstRun(select.query());
}

std::vector<CleanUpRun> CleanUpStore::list(const QString &cursor, qint64 limit)
{
    Statement select(m_database,
                     u"SELECT %1 FROM clean_up WHERE (? = '' OR id < ?) ORDER BY id DESC LIMIT ?"_s.arg(runColumns));
    std::vector<CleanUpRun> runs;
    for (Rows rows = select.query(cursor, cursor, limit); rows.next();)
        runs.push_back(runOf(rows));
    return runs;
}

void CleanUpStore::append(Orphan &orphan, PlatformTime now)
{
    Statement last(m_database, u"SELECT coalesce(max(position), 0) FROM clean_up_orphan WHERE clean_up_id = ?"_s);
    if (Rows rows = last.query(orphan.run); rows.next())
        orphan.position = rows.integer(0) + 1;
    Statement(
        m_database,
        u"INSERT INTO clean_up_orphan (%1, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s
            .arg(orphanColumns))
        .run(orphan.run, orphan.position, orphan.column, orphan.target, orphan.rowKey, orphan.value, orphan.outcome,
             orphan.newValue, orphan.rowUpdatedAt, orphan.undoneAt, orphan.version, now, now);
}

void CleanUpStore::save(Orphan &orphan, PlatformTime now)
{
    Statement update(
        m_database,
        u"UPDATE clean_up_orphan SET outcome = ?, new_value = ?, undone_at = ?, updated_at = ?, version = ? "
        "WHERE clean_up_id = ? AND position = ? AND version = ?"_s);
    const int changed = update.run(orphan.outcome, orphan.newValue, orphan.undoneAt, now, orphan.version + 1,
                                   orphan.run, orphan.position, orphan.version);
    Q_ASSERT_X(changed == 1, "CleanUpStore::save", "of a row that has changed since it was read");
    ++orphan.version;
}

std::optional<Orphan> CleanUpStore::find(CleanUpId run, qint64 position)
{
    Statement select(m_database,
                     u"SELECT %1 FROM clean_up_orphan WHERE clean_up_id = ? AND position = ?"_s.arg(orphanColumns));
    Rows rows = select.query(run, position);
    return rows.next() ? std::optional(orphanOf(rows)) : std::nullopt;
}

std::vector<Orphan> CleanUpStore::orphans(CleanUpId run)
{
    Statement select(m_database,
                     u"SELECT %1 FROM clean_up_orphan WHERE clean_up_id = ? ORDER BY position"_s.arg(orphanColumns));
    std::vector<Orphan> found;
    for (Rows rows = select.query(run); rows.next();)
        found.push_back(orphanOf(rows));
    return found;
}

qint64 CleanUpStore::count(CleanUpId run, OrphanOutcome outcome)
{
    Statement select(m_database, u"SELECT count(*) FROM clean_up_orphan WHERE clean_up_id = ? AND outcome = ?"_s);
    Rows rows = select.query(run, outcome);
    return rows.next() ? rows.integer(0) : 0;
}

} // namespace curbside
