// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/table_routes.h"
#include "services/warehouse/store/store.h"

namespace curbside {

/// Notes, for one source, what the next ETL step has to know of its changes: each change of a field that a dimension keeps the
/// history of, and which facts are to be made anew.
class HistoryKeeper
{
public:
    HistoryKeeper(Store &warehouse, QString source);

    /// The tables that the numbers below mean.
    void keep(const std::vector<TableDescription> &tables);

    /// Forgets the changes that were noted and not written.
    void begin() { m_entries.clear(); }
    void noteChange(std::size_t table, std::span<const SqlView> before, std::span<const SqlView> after, qint64 sequence,
                    PlatformTime at);
    /// Writes the changes that were noted since begin().
    void write();

    // At once:

    /// A row as a snapshot found it.
    void noteRow(std::size_t table, std::span<const SqlView> row, qint64 sequence);
    /// A row that a snapshot no longer found.
    void noteGone(std::size_t table, std::span<const SqlView> row, qint64 sequence, PlatformTime at);
    /// The facts that hang on the row.
    void notePending(std::size_t table, std::span<const SqlView> row);

private:
    struct Tracked
    {
        QByteArray dimension; ///< empty: none
        std::size_t key = 0;
        std::vector<std::size_t> fields;
        std::vector<QByteArray> names; ///< of the fields
        std::optional<std::size_t> createdAt;
        std::optional<std::size_t> updatedAt;
        std::vector<std::pair<QByteArray, std::size_t>> pending; ///< kind of fact, and the column with its id
    };
    struct Entry
    {
        QByteArray dimension;
        QByteArray key;
        PlatformTime at;
        qint64 sequence = 0;
        int place = 0;
        QByteArray fields;
    };

    [[nodiscard]] Tracked trackedOf(const TableDescription &table) const;
    [[nodiscard]] static QByteArray fieldsOf(const Tracked &tracked, std::span<const SqlView> row);
    void store(const Entry &entry);

    QString m_source;
    std::vector<Tracked> m_tracked;
    std::vector<Entry> m_entries;
    std::unique_ptr<StoreStatement> m_insert;
    std::unique_ptr<StoreStatement> m_last;
    std::unique_ptr<StoreStatement> m_pending;
};

} // namespace curbside
