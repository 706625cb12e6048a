// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/references/reference.h"
#include "services/runtime/storage/database.h"
#include "services/runtime/storage/statement.h"

#include <expected>
#include <map>
#include <vector>

namespace curbside {

/// "deliveries:delivery.id" in its parts; without a service it is the service's own.
struct ColumnPath
{
    QString service;
    QString table;
    QString column;

    [[nodiscard]] static ColumnPath from(const QString &text);
};

/// A row that names something, by its own key.
struct ReferringRow
{
    QString key; ///< of the row
    QString value; ///< what it names
    PlatformTime updatedAt;
};

/// What a copied column is to hold, with its version and the time that it is of.
struct CopiedValue
{
    QString column; ///< "task_status"
    QString value;
    qint64 version = 0;
    QString at; ///< RFC 3339
};

/// The rows of a service's own database as references see them: by declared columns only.
class ReferringRows
{
public:
    explicit ReferringRows(Database &database) : m_database(database) {}

    /// What `column` names, each once, in order after `after`; at most `limit`. Deleted rows name nothing.
    [[nodiscard]] QStringList named(const ColumnPath &column, const QString &after, qint64 limit);
    /// The rows that name `value`, by their keys.
    [[nodiscard]] std::vector<ReferringRow> naming(const ColumnPath &column, const QString &value);
    /// Sets the column where it still is `from`, and the copy with it; false where it has changed since. An empty text is
    /// NULL.
    bool change(const ColumnPath &column, const QString &rowKey, const QString &from, const QString &to,
                PlatformTime now, const std::optional<CopiedValue> &copy = {});
    [[nodiscard]] bool isNullable(const ColumnPath &column);
    /// `text` with the row's columns in place of their names in braces.
    [[nodiscard]] QString filled(const QString &text, const ColumnPath &column, const QString &rowKey);

    /// Which of `keys` are values of a column that can be referred to (a key, or unique), and whether that row is deleted;
    /// nothing where there is no such column.
    [[nodiscard]] std::optional<std::map<QString, bool>> existing(const ColumnPath &column, const QStringList &keys);

private:
    [[nodiscard]] bool hasColumn(const QString &table, const QString &column);
    [[nodiscard]] QString keyOf(const QString &table);
    [[nodiscard]] QString onlyLive(const QString &table);

    Database &m_database;
};

} // namespace curbside
