// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/operations/task.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside::operations {

/// What a list of tasks is narrowed to; what is empty narrows nothing.
struct TaskFilter
{
    std::optional<TaskStatus> status;
    std::optional<TaskType> type;
    std::optional<QString> operatorId;
    std::optional<QString> robotSerial;
    std::optional<QString> deliveryId;
    std::optional<PlatformTime> since; ///< changed at or after
};

/// The table task.
class TaskStore
{
public:
    explicit TaskStore(Database &database);

    [[nodiscard]] std::optional<Task> find(const TaskId &id);
    [[nodiscard]] std::optional<Task> findOfAttempt(const AttemptId &attempt, TaskType type);
    /// By creation.
    [[nodiscard]] std::vector<Task> openOf(const RobotSerial &robot);
    [[nodiscard]] std::optional<Task> findOpenOf(const RobotSerial &robot, TaskType type);
    /// By creation, after `cursor`.
    [[nodiscard]] std::vector<Task> list(const TaskFilter &filter, const QString &cursor, qint64 limit);

    void insert(const Task &task);
    /// Writes what may change in a task's life.
    void update(const Task &task);
    enum class Key { Id, Delivery, Attempt, RobotWhileOpen };
    /// Those with one of these keys, a JSON array: by key, in the order of their making.
    [[nodiscard]] std::vector<Task> findAll(Key key, const QString &keys);

private:
    Database &m_database;
    Statement m_find;
    Statement m_findOfAttempt;
    Statement m_openOf;
    Statement m_insert;
    Statement m_update;
};

} // namespace curbside::operations
