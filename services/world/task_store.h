// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/statement.h"
#include "services/world/task.h"

#include <vector>

namespace curbside::world {

/// The columns of `task` that readTask() reads from `first` on, of the table by that alias.
[[nodiscard]] QString taskColumns(const QString &alias);
inline constexpr int taskColumnCount = 11;
[[nodiscard]] KnownTask readTask(const Rows &rows, int first = 0);

class TaskStore
{
public:
    explicit TaskStore(Database &database);

    void insert(const KnownTask &task, PlatformTime now);
    [[nodiscard]] std::optional<KnownTask> find(const TaskId &id);
    void save(const KnownTask &task, PlatformTime now);
    /// Rescues that are not over, the oldest first.
    [[nodiscard]] std::vector<KnownTask> openRescues();

private:
    Statement m_insert;
    Statement m_find;
    Statement m_save;
    Statement m_openRescues;
};

} // namespace curbside::world
