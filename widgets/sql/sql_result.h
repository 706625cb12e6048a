// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"
#include "widgets/entities/entity_model.h"

#include <memory>

namespace curbside {

/// One row of an answer.
struct SqlRow
{
    QString number; ///< its place in the answer
    std::vector<Cell> cells;

    [[nodiscard]] const QString &key() const { return number; }
    friend bool operator==(const SqlRow &, const SqlRow &) = default;
};

/// What /query answered, as a table.
struct SqlResult
{
    std::unique_ptr<EntityModel<SqlRow>> rows;
    qsizetype rowCount = 0;
    bool isCut = false; ///< there was more
    qint64 milliseconds = 0;

    [[nodiscard]] static SqlResult from(const JsonValue &answer);
};

} // namespace curbside
