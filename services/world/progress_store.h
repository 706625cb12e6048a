// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/statement.h"

#include <optional>

namespace curbside::world {

/// How far the world has come with what it does once, one after the other.
class ProgressStore
{
public:
    explicit ProgressStore(Database &database);

    /// Nothing before it was set.
    [[nodiscard]] std::optional<qint64> value(const QString &name);
    void set(const QString &name, qint64 value);

private:
    Statement m_value;
    Statement m_set;
};

} // namespace curbside::world
