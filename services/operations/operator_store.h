// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/operations/operator.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside::operations {

/// The table operator.
class OperatorStore
{
public:
    explicit OperatorStore(Database &database);

    [[nodiscard]] std::optional<Operator> find(const OperatorId &id);
    /// By id, after `cursor`.
    [[nodiscard]] std::vector<Operator> list(const QString &cursor, qint64 limit);
    void insert(const Operator &person);
    void update(const Operator &person);
    /// Those with one of these ids, a JSON array.
    [[nodiscard]] std::vector<Operator> findAll(const QString &ids);

private:
    Database &m_database;
    Statement m_find;
    Statement m_list;
    Statement m_insert;
    Statement m_update;
};

} // namespace curbside::operations
