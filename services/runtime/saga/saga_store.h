// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/saga/saga.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside {

/// The rows of sagas and their steps. Writing belongs to SagaRunner; anyone in the service may read.
class SagaStore
{
public:
    struct Filter
    {
        std::optional<SagaState> state;
        std::optional<QString> type;
        std::optional<QString> subject;
        std::optional<PlatformTime> since{}; ///< changed at or after
    };

    explicit SagaStore(Database &database);

    void insert(const Saga &saga);
    /// Counts `version` and notes `now`.
    void save(Saga &saga, PlatformTime now);
    [[nodiscard]] std::optional<Saga> find(SagaId id);
    /// The last that began of that type about `subject`.
    [[nodiscard]] std::optional<Saga> findLast(const QString &type, const QString &subject);
    /// At most `limit` after the id `cursor`, in the order of their ids.
    [[nodiscard]] std::vector<Saga> list(const Filter &filter, const QString &cursor, qint64 limit);

    /// Those that go on, at once or when they are let.
    [[nodiscard]] std::vector<Saga> unended();
    /// Whether one still runs or compensates.
    [[nodiscard]] bool hasUnended();

    /// Gives `step` the next position.
    void append(SagaStep &step, PlatformTime now);
    void save(SagaStep &step, PlatformTime now);
    [[nodiscard]] std::optional<SagaStep> findStep(SagaId saga, qint64 position);
    /// In order; of one round only, if one is named.
    [[nodiscard]] std::vector<SagaStep> steps(SagaId saga, std::optional<qint64> round = {});

    /// Those with one of these ids, a JSON array.
    [[nodiscard]] std::vector<Saga> findAll(const QString &ids);
    /// Those about these subjects, a JSON array: by subject, in the order of their ids.
    [[nodiscard]] std::vector<Saga> ofSubjects(const QString &subjects);
    /// Of these sagas, a JSON array of ids: by saga, in order.
    [[nodiscard]] std::vector<SagaStep> stepsOf(const QString &sagaIds);

private:
    Database &m_database;
    Statement m_insert;
    Statement m_save;
    Statement m_find;
    Statement m_findLast;
    Statement m_list;
    Statement m_findUnended;
    Statement m_listUnended;
    Statement m_append;
    Statement m_lastPosition;
    Statement m_saveStep;
    Statement m_findStep;
    Statement m_steps;
};

} // namespace curbside
