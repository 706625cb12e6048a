// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"
#include "services/runtime/storage/row_pages.h"

#include <map>

namespace curbside {

class Database;
class JsonWriter;

/// A column of a service's own table, as its database declares it.
struct ColumnDescription
{
    QString name;
    QString type;
    int key = 0; ///< its place in the primary key, from 1; 0 outside
    QString defaultValue; ///< as SQL; null when there is none
    bool isRequired = false; ///< NOT NULL, or part of the key
};

/// One of a service's own tables.
struct TableDescription
{
    QString name;
    std::vector<ColumnDescription> columns;

    /// The numbers of the key's columns, in the key's order.
    [[nodiscard]] std::vector<std::size_t> keyColumns() const;
    [[nodiscard]] std::vector<SqlView> keyOf(std::span<const SqlView> row) const;
};

/// What a service says of its columns and no database enforces: by "table.column".
struct ColumnNotes
{
    std::map<QString, QString> references; ///< "operations:task.id"
    std::map<QString, QString> copies; ///< "operations:task.status": whose value it repeats
};

/// The service's own tables with their columns, by name; those of the machinery are not among them.
[[nodiscard]] std::vector<TableDescription> describeTables(Database &database);

/// What describes the tables of a database file: a row for each column, for addColumn().
[[nodiscard]] QString selectColumns();
/// `row`: table, column, type, place in the key, default, whether required; by table. The machinery's are passed over.
void addColumn(std::vector<TableDescription> &tables, std::span<const SqlView> row);

/// A name as it stands in a statement.
[[nodiscard]] QString quotedName(const QString &name);

/// What reads each row of `table` once, in the order of its key or against it, from after a key on: bind the key if
/// `hasAfter`, then the most rows wanted. `isFrom`: from that key on, itself included.
[[nodiscard]] QString selectInOrder(const QString &storedAs, const TableDescription &table, bool hasAfter,
                                    bool isDescending = false, bool isFrom = false);

// What GET /tables, GET /tables/{name}/rows and GET /tables/{name}/hashes answer: whoever copies a service's rows begins with
// these and goes on with GET /row-changes from `sequence`; whoever compares copies compares the hashes first.

[[nodiscard]] Response tablesResponse(Database &database, const RowPageHead &head, const Request &request,
                                      const ColumnNotes &notes);
[[nodiscard]] Response rowsResponse(Database &database, const RowPageHead &head, const Request &request);
[[nodiscard]] Response hashesResponse(Database &database, const RowPageHead &head, const Request &request);

/// The head of such an answer, into an object.
void writeHead(JsonWriter &json, const RowPageHead &head);
void writeValue(JsonWriter &json, const SqlView &value);
/// As SQLite orders: NULL, numbers, text, blobs.
[[nodiscard]] bool isBefore(const SqlView &left, const SqlView &right);

/// Hashes rows as the services do: SHA-256 over the bytes of their values.
class RowHash
{
public:
    void add(std::span<const SqlView> row);
    /// Of the rows since the last result.
    [[nodiscard]] QByteArray result();

private:
    ByteBuffer m_bytes;
};

} // namespace curbside
