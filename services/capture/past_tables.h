// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/table_routes.h"

#include <string>
#include <unordered_map>

namespace curbside {

/// The rows of a service's own tables at a moment, put together from rows that were read at another and the changes between.
/// Nothing is copied but keys: the bytes that rows and changes were read from have to be kept here.
class PastTables
{
public:
    PastTables() = default;
    explicit PastTables(std::vector<TableDescription> tables);
    PastTables(PastTables &&) = default;
    PastTables &operator=(PastTables &&) = default;

    [[nodiscard]] const std::vector<TableDescription> &tables() const { return m_tables; }

    /// Keeps bytes for as long as this object lives; gives them back where they are.
    QByteArrayView keep(QByteArray bytes);

    /// Puts a row in the place of the one with its key. What it lacks at its end is what its column has by default.
    void put(std::size_t table, std::span<const SqlView> row);
    /// Makes the changes of one message, or takes them back, the last one first. False when they cannot be read.
    [[nodiscard]] bool apply(QByteArrayView changes);
    [[nodiscard]] bool undo(QByteArrayView changes);

    /// The rows in the order of their key.
    [[nodiscard]] std::vector<std::span<const SqlView>> rows(std::size_t table) const;

private:
    using Rows = std::unordered_map<std::string, std::vector<SqlView>>;
    static constexpr auto noTable = static_cast<std::size_t>(-1);

    [[nodiscard]] std::size_t indexOf(QByteArrayView table);
    [[nodiscard]] const std::string &keyOf(std::size_t table, std::span<const SqlView> row);
    void fillIn(std::size_t table, std::vector<SqlView> &row) const;
    void replace(std::size_t table, std::span<const SqlView> before, std::span<const SqlView> after);

    std::vector<TableDescription> m_tables;
    std::vector<QByteArray> m_names;
    std::vector<std::vector<std::size_t>> m_keys; ///< the columns of each table's
    std::vector<std::vector<SqlView>> m_defaults;
    std::vector<Rows> m_rows;
    std::vector<QByteArray> m_kept;
    std::size_t m_last = 0; ///< the table that was looked up last: it is often the next too
    ByteBuffer m_keyBytes;
    std::string m_key;
};

} // namespace curbside
