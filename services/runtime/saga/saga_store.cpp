// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/saga/saga_store.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

const QString sagaColumns =
    u"id, type, subject, state, current_step, round, context, started_at, ended_at, updated_at, version"_s;
const QString stepColumns =
    u"saga_id, position, round, name, undoes, state, attempts, call_id, started_at, ended_at, error, version"_s;

Saga sagaOf(const Rows &rows)
{
    Saga saga;
    saga.id = rows.get<SagaId>(0);
    saga.type = rows.text(1);
    saga.subject = rows.text(2);
    saga.state = rows.get<SagaState>(3);
    saga.currentStep = rows.text(4);
    saga.round = rows.integer(5);
    saga.context = rows.text(6).toUtf8();
    saga.startedAt = rows.time(7);
    saga.endedAt = rows.optional<PlatformTime>(8);
    saga.updatedAt = rows.time(9);
    saga.version = rows.integer(10);
    return saga;
}

SagaStep stepOf(const Rows &rows)
{
    SagaStep step;
    step.sagaId = rows.get<SagaId>(0);
    step.position = rows.integer(1);
    step.round = rows.integer(2);
    step.name = rows.text(3);
    step.undoes = rows.text(4);
    step.state = rows.get<SagaStepState>(5);
    step.attempts = rows.integer(6);
    step.callId = rows.text(7);
    step.startedAt = rows.time(8);
    step.endedAt = rows.optional<PlatformTime>(9);
    step.error = rows.text(10);
    step.version = rows.integer(11);
    return step;
}

} // namespace

SagaStore::SagaStore(Database &database)
    : m_database(database),
      m_insert(database,
               u"INSERT INTO saga (id, type, subject, state, current_step, round, context, started_at, "
               "ended_at, created_at, updated_at, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s),
      m_save(database,
             u"UPDATE saga SET state = ?, current_step = ?, round = ?, context = ?, ended_at = ?, "
             "updated_at = ?, version = ? WHERE id = ? AND version = ?"_s),
      m_find(database, u"SELECT %1 FROM saga WHERE id = ?"_s.arg(sagaColumns)),
      m_findLast(database,
                 u"SELECT %1 FROM saga WHERE subject = ? AND type = ? ORDER BY id DESC LIMIT 1"_s.arg(sagaColumns)),
      m_list(
          database,
          u"SELECT %1 FROM saga WHERE id > ? AND (? IS NULL OR state = ?) AND (? IS NULL OR type = ?) "
          "AND (? IS NULL OR subject = ?) AND (? IS NULL OR updated_at >= ?) ORDER BY id LIMIT ?"_s.arg(sagaColumns)),
      m_findUnended(database, u"SELECT 1 FROM saga WHERE state IN ('Running', 'Compensating') LIMIT 1"_s),
      m_listUnended(
          database,
          u"SELECT %1 FROM saga WHERE state NOT IN ('Completed', 'Compensated') ORDER BY id"_s.arg(sagaColumns)),
      m_append(database,
               u"INSERT INTO saga_step (%1, created_at, updated_at) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s.arg(stepColumns)),
      m_lastPosition(database, u"SELECT max(position) FROM saga_step WHERE saga_id = ?"_s),
      m_saveStep(database,
                 u"UPDATE saga_step SET state = ?, attempts = ?, call_id = ?, ended_at = ?, error = ?, "
                 "updated_at = ?, version = ? WHERE saga_id = ? AND position = ? AND version = ?"_s),
      m_findStep(database, u"SELECT %1 FROM saga_step WHERE saga_id = ? AND position = ?"_s.arg(stepColumns)),
      m_steps(database,
              u"SELECT %1 FROM saga_step WHERE saga_id = ? AND (? IS NULL OR round = ?) ORDER BY position"_s.arg(
                  stepColumns))
{}

void SagaStore::insert(const Saga &saga)
{
    m_insert.run(saga.id, saga.type, saga.subject, saga.state, unlessEmpty(saga.currentStep), saga.round,
                 QString::fromUtf8(saga.context), saga.startedAt, saga.endedAt, saga.startedAt, saga.updatedAt,
                 saga.version);
}

void SagaStore::save(Saga &saga, PlatformTime now)
{
    saga.updatedAt = now;
    const int changed =
        m_save.run(saga.state, unlessEmpty(saga.currentStep), saga.round, QString::fromUtf8(saga.context), saga.endedAt,
                   saga.updatedAt, saga.version + 1, saga.id, saga.version);
    Q_ASSERT_X(changed == 1, "SagaStore::save", "of a row that has changed since it was read");
    ++saga.version;
}

std::optional<Saga> SagaStore::find(SagaId id)
{
    Rows rows = m_find.query(id);
    return rows.next() ? std::optional(sagaOf(rows)) : std::nullopt;
}

std::optional<Saga> SagaStore::findLast(const QString &type, const QString &subject)
{
    Rows rows = m_findLast.query(subject, type);
    return rows.next() ? std::optional(sagaOf(rows)) : std::nullopt;
}

std::vector<Saga> SagaStore::list(const Filter &filter, const QString &cursor, qint64 limit)
{
    std::vector<Saga> sagas;
    for (Rows rows = m_list.query(cursor, filter.state, filter.state, filter.type, filter.type, filter.subject,
                                  filter.subject, filter.since, filter.since, limit);
         rows.next();)
        sagas.push_back(sagaOf(rows));
    return sagas;
}

std::vector<Saga> SagaStore::unended()
{
    std::vector<Saga> sagas;
    for (Rows rows = m_listUnended.query(); rows.next();)
        sagas.push_back(sagaOf(rows));
    return sagas;
}

bool SagaStore::hasUnended()
{
    Rows rows = m_findUnended.query();
    return rows.next();
}

void SagaStore::append(SagaStep &step, PlatformTime now)
{
    const auto lastPosition = [&] {
        Rows rows = m_lastPosition.query(step.sagaId);
        return rows.next() ? rows.integer(0) : 0;
    };
    step.position = lastPosition() + 1;
    m_append.run(step.sagaId, step.position, step.round, step.name, unlessEmpty(step.undoes), step.state, step.attempts,
                 unlessEmpty(step.callId), step.startedAt, step.endedAt, unlessEmpty(step.error), step.version, now,
                 now);
}

void SagaStore::save(SagaStep &step, PlatformTime now)
{
    const int changed =
        m_saveStep.run(step.state, step.attempts, unlessEmpty(step.callId), step.endedAt, unlessEmpty(step.error), now,
                       step.version + 1, step.sagaId, step.position, step.version);
    Q_ASSERT_X(changed == 1, "SagaStore::save", "of a step that has changed since it was read");
    ++step.version;
}

std::optional<SagaStep> SagaStore::findStep(SagaId saga, qint64 position)
{
    Rows rows = m_findStep.query(saga, position);
    return rows.next() ? std::optional(stepOf(rows)) : std::nullopt;
}

std::vector<SagaStep> SagaStore::steps(SagaId saga, std::optional<qint64> round)
{
    std::vector<SagaStep> steps;
    for (Rows rows = m_steps.query(saga, round, round); rows.next();)
        steps.push_back(stepOf(rows));
    return steps;
}

std::vector<Saga> SagaStore::findAll(const QString &ids)
{
    std::vector<Saga> sagas;
    Statement select(
        m_database, u"SELECT %1 FROM saga WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"_s.arg(sagaColumns));
    for (Rows rows = select.query(ids); rows.next();)
        sagas.push_back(sagaOf(rows));
    return sagas;
}

std::vector<Saga> SagaStore::ofSubjects(const QString &subjects)
{
    std::vector<Saga> sagas;
    Statement select(
        m_database,
        u"SELECT %1 FROM saga WHERE subject IN (SELECT value FROM json_each(?)) ORDER BY subject, id"_s.arg(
            sagaColumns));
    for (Rows rows = select.query(subjects); rows.next();)
        sagas.push_back(sagaOf(rows));
    return sagas;
}

std::vector<SagaStep> SagaStore::stepsOf(const QString &sagaIds)
{
    std::vector<SagaStep> found;
    Statement select(
        m_database,
        u"SELECT %1 FROM saga_step WHERE saga_id IN (SELECT value FROM json_each(?)) ORDER BY saga_id, position"_s.arg(
            stepColumns));
    for (Rows rows = select.query(sagaIds); rows.next();)
        found.push_back(stepOf(rows));
    return found;
}

} // namespace curbside
