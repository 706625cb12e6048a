// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/program.h"
#include "services/hosting/stop.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/observe/journal.h"
#include "services/runtime/table_routes.h"

namespace curbside {

class Platform;

/// A table whose rows are watched, or one row of it, or one column.
class WatchedRow
{
public:
    /// Reads service, table, key and column; what is wrong is noted in `fields`.
    [[nodiscard]] static std::optional<WatchedRow> read(Fields &fields, Platform &platform);

    /// The first of these changes that is one of the watched; `filter`, if any, has to match the row as it is after it, or
    /// as it was where it is deleted.
    [[nodiscard]] std::optional<ChangedRow> find(const RowChangeRecord &changes, const cesql::Program *filter,
                                                 cesql::Scratch &scratch) const;
    void writeTo(JsonWriter &json) const;
    friend bool operator==(const WatchedRow &left, const WatchedRow &right);

private:
    [[nodiscard]] bool isIt(const RowChangeReader &change) const;
    [[nodiscard]] QStringList keyOf(const std::vector<SqlView> &row) const;
    [[nodiscard]] QByteArray json(const std::vector<SqlView> &row) const;

    QByteArray m_service;
    TableDescription m_table;
    QByteArray m_tableName;
    QStringList m_key; ///< empty: any row
    std::optional<std::size_t> m_column; ///< none: any
};

} // namespace curbside
