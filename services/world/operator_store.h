// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/storage/statement.h"
#include "services/world/names.h"
#include "services/world/platform_ids.h"

#include <optional>
#include <vector>

namespace curbside::world {

enum class OperatorStep {
    Free,
    Answering, ///< has seen the call, not looked at it yet
    Beginning, ///< puts himself on the task
    Working,
    Finishing,
};

struct Operator
{
    OperatorKey key;
    OperatorStep step = OperatorStep::Free;
    std::optional<TaskId> task;
};

class OperatorStore
{
public:
    explicit OperatorStore(Database &database);

    void insert(const OperatorKey &key, qint64 position, PlatformTime now);
    [[nodiscard]] std::optional<Operator> find(const OperatorKey &key);
    [[nodiscard]] std::optional<Operator> workingOn(const TaskId &task);
    /// In the order of the scenario.
    [[nodiscard]] std::vector<Operator> all();
    void save(const Operator &person, PlatformTime now);

private:
    Statement m_insert;
    Statement m_find;
    Statement m_workingOn;
    Statement m_all;
    Statement m_save;
};

} // namespace curbside::world

template <>
struct curbside::EnumNames<curbside::world::OperatorStep>
{
    static constexpr std::array<std::string_view, 5> names{"Free", "Answering", "Beginning", "Working", "Finishing"};
};
