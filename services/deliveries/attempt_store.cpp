// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/deliveries/attempt_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

namespace {

const QString attemptColumns = u"id, delivery_id, number, driver_name, status, started_at, ended_at, failure_reason, "
                               "created_at, updated_at, version"_s;

Attempt attemptOf(const Rows &rows)
{
    Attempt attempt;
    attempt.id = rows.get<AttemptId>(0);
    attempt.deliveryId = rows.get<DeliveryId>(1);
    attempt.number = rows.integer(2);
    attempt.driverName = rows.optional<DriverName>(3);
    attempt.status = rows.get<AttemptStatus>(4);
    attempt.startedAt = rows.time(5);
    attempt.endedAt = rows.optional<PlatformTime>(6);
    attempt.failureReason = rows.optional<QString>(7);
    attempt.createdAt = rows.time(8);
    attempt.updatedAt = rows.time(9);
    attempt.version = rows.integer(10);
    return attempt;
}

std::vector<Attempt> all(Rows rows)
{
    std::vector<Attempt> attempts;
    while (rows.next())
        attempts.push_back(attemptOf(rows));
    return attempts;
}

} // namespace

AttemptStore::AttemptStore(Database &database)
    : m_database(database),
      m_insert(database, u"INSERT INTO attempt (%1) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(attemptColumns)),
      m_save(database,
             u"UPDATE attempt SET driver_name = ?, status = ?, ended_at = ?, failure_reason = ?, "
             "updated_at = ?, version = ? WHERE id = ? AND version = ?"_s),
      m_find(database, u"SELECT %1 FROM attempt WHERE id = ?"_s.arg(attemptColumns)),
      m_list(database, u"SELECT %1 FROM attempt WHERE id > ? ORDER BY id LIMIT ?"_s.arg(attemptColumns)),
      m_listOf(database,
               u"SELECT %1 FROM attempt WHERE delivery_id = ? AND id > ? ORDER BY id LIMIT ?"_s.arg(attemptColumns)),
      m_underWay(database,
                 u"SELECT %1 FROM attempt WHERE driver_name = ? AND ended_at IS NULL ORDER BY id"_s.arg(attemptColumns))
{}

void AttemptStore::insert(Attempt &attempt, PlatformTime now)
{
    attempt.startedAt = attempt.createdAt = attempt.updatedAt = now;
    m_insert.run(attempt.id, attempt.deliveryId, attempt.number, attempt.driverName, attempt.status, attempt.startedAt,
                 attempt.endedAt, attempt.failureReason, now, now, attempt.version);
}

void AttemptStore::save(Attempt &attempt, PlatformTime now)
{
    attempt.updatedAt = now;
    const int changed = m_save.run(attempt.driverName, attempt.status, attempt.endedAt, attempt.failureReason, now,
                                   attempt.version + 1, attempt.id, attempt.version);
    Q_ASSERT_X(changed == 1, "AttemptStore::save", "of a row that has changed since it was read");
    ++attempt.version;
}

std::optional<Attempt> AttemptStore::find(AttemptId id)
{
    Rows rows = m_find.query(id);
    return rows.next() ? std::optional(attemptOf(rows)) : std::nullopt;
}

std::vector<Attempt> AttemptStore::list(const std::optional<DeliveryId> &delivery, const QString &cursor, qint64 limit)
{
    return all(delivery ? m_listOf.query(*delivery, cursor, limit) : m_list.query(cursor, limit));
}

std::vector<Attempt> AttemptStore::underWay(const DriverName &driver)
{
    return all(m_underWay.query(driver));
}

std::vector<Attempt> AttemptStore::findAll(const QString &ids)
{
    Statement select(
        m_database,
        u"SELECT %1 FROM attempt WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"_s.arg(attemptColumns));
    return all(select.query(ids));
}

std::vector<Attempt> AttemptStore::ofDeliveries(const QString &deliveryIds)
{
    Statement select(
        m_database,
        u"SELECT %1 FROM attempt WHERE delivery_id IN (SELECT value FROM json_each(?)) ORDER BY delivery_id, id"_s.arg(
            attemptColumns));
    return all(select.query(deliveryIds));
}

} // namespace curbside::deliveries
