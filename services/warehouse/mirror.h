// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/table_routes.h"
#include "services/warehouse/store/store.h"

namespace curbside {

/// One table that keeps the rows of a service's table as they are there.
class MirrorTable
{
public:
    enum class Kind {
        Replica, ///< the service's columns and no others
        Mirror, ///< beside them `_sequence`, the row change that the row is as of, and `_generation`, the snapshot that saw it last
    };

    /// Makes the table as `storedAs`, or adds the columns that it lacks.
    MirrorTable(Store &store, const QString &storedAs, TableDescription table, Kind kind);

    [[nodiscard]] const TableDescription &table() const { return m_table; }
    /// Puts the row in the place of the one with its key, unless that is of a later change. Missing columns are NULL.
    void put(std::span<const SqlView> row, qint64 sequence, qint64 generation);
    void remove(std::span<const SqlView> key);
    void clear() { m_store.execute(QStringLiteral("DELETE FROM ") + m_quotedName); }
    /// Calls `visit` with the rows that no snapshot since `generation` has seen, and removes them. Kind::Mirror only.
    void sweep(qint64 generation, const StoreStatement::Visit &visit);
    /// In the order of the key, some thousand rows at a time. `visit` may write to the store.
    void forEachRow(const StoreStatement::Visit &visit) { forEachRow({}, {}, visit); }

private:
    [[nodiscard]] QString putSql() const;
    void create(const QString &storedAs);
    void forEachRow(const QString &condition, std::span<const SqlView> values, const StoreStatement::Visit &visit);

    Store &m_store;
    TableDescription m_table;
    Kind m_kind;
    QString m_quotedName;
    std::vector<SqlView> m_values;
    std::unique_ptr<StoreStatement> m_put;
    std::unique_ptr<StoreStatement> m_remove;
};

/// A table's rows after the changes of one batch: of each changed row its last state, in the order of their first change.
class ChangedRows
{
public:
    explicit ChangedRows(const TableDescription &table);

    /// The values have to outlive this object, or clear().
    void add(std::span<const SqlView> row, qint64 sequence, bool isDeleted);
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_changes.empty(); }
    /// Deleted rows first: what has taken over a unique value of theirs comes after.
    void forEach(const std::function<void(std::span<const SqlView> row, qint64 sequence, bool isDeleted)> &visit) const;

private:
    struct Change
    {
        qint64 sequence;
        bool isDeleted;
    };
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };

    std::size_t m_columns;
    std::vector<std::size_t> m_key;
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> m_places;
    std::vector<Change> m_changes;
    std::vector<SqlView> m_values;
    ByteBuffer m_keyBytes;
};

[[nodiscard]] std::expected<std::vector<TableDescription>, QString> tablesFromJson(const QByteArray &json);

} // namespace curbside
