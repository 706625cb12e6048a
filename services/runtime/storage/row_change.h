// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

struct sqlite3;

namespace curbside {

class JsonWriter;

/// One SQL value, as SQLite stores it.
using SqlValue = std::variant<std::monostate, std::int64_t, double, QString, QByteArray>;

/// One changed row, with the values before and after. `before` is empty for an insert, `after` for a delete; for an update
/// both are whole rows.
struct RowChange
{
    enum class Kind : std::uint8_t { Insert = 1, Update = 2, Delete = 3 };
    QString table;
    Kind kind = Kind::Insert;
    std::vector<SqlValue> before;
    std::vector<SqlValue> after;
};

/// Bytes that grow, and keep their memory when they are forgotten.
class ByteBuffer
{
public:
    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] QByteArrayView view() const { return {m_bytes.data(), m_size}; }
    void truncate(qsizetype size) { m_size = size; }
    /// Before put() and putVarint(): room for so many bytes at least.
    void makeRoom(qsizetype most)
    {
        if (static_cast<qsizetype>(m_bytes.size()) - m_size < most)
            grow(most);
    }
    void put(std::uint8_t byte) { m_bytes[static_cast<std::size_t>(m_size++)] = static_cast<char>(byte); }
    void putVarint(std::uint64_t number);
    /// The length, and the bytes; makes room by itself.
    void putBytes(const void *data, int size);
    void append(const ByteBuffer &other);

private:
    void grow(qsizetype most);

    std::vector<char> m_bytes;
    qsizetype m_size = 0;
};

/// Records the row changes of one connection through SQLite's pre-update hook, as compact bytes (docs/row-changes.md).
/// Tables registered as the runtime's own are passed over. Updates that change nothing are passed over.
class RowChangeCapture
{
public:
    explicit RowChangeCapture(sqlite3 *handle);
    ~RowChangeCapture();
    RowChangeCapture(const RowChangeCapture &) = delete;
    RowChangeCapture &operator=(const RowChangeCapture &) = delete;

    /// Changes of these tables are not recorded.
    void passOver(const std::set<std::string> &tables);
    /// Column number `column` of `table` holds reals: SQLite stores whole ones as integers, and would report them so.
    void holdsReals(const std::string &table, int column);

    /// Forgets what was recorded: it has been stored, or rolled back.
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_bytes.size() == 0; }
    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] QByteArrayView bytes() const { return m_bytes.view(); }
    /// The changed tables, sorted, separated by commas.
    [[nodiscard]] QByteArray tables() const;

    /// How far the recording has got; what comes after can be taken back with truncate().
    struct Mark
    {
        qsizetype bytes = 0;
        std::size_t tables = 0;
        std::size_t count = 0;
    };
    [[nodiscard]] Mark mark() const { return {m_bytes.size(), m_tables.size(), m_count}; }
    /// Forgets what was recorded since: its statement failed.
    void truncate(const Mark &mark);

private:
    static void onChange(void *self, sqlite3 *handle, int operation, const char *database, const char *table,
                         long long oldRowId, long long newRowId);
    struct Table
    {
        bool isPassedOver = false;
        std::vector<bool> reals; ///< by column
        [[nodiscard]] bool holdsReals(int column) const
        {
            return static_cast<std::size_t>(column) < reals.size() && reals[static_cast<std::size_t>(column)];
        }
    };

    void record(sqlite3 *handle, int operation, const char *name);
    bool recordRows(sqlite3 *handle, RowChange::Kind kind, int columns, const Table &table);
    [[nodiscard]] const Table &knownTable(std::string_view name) const;

    sqlite3 *m_handle;
    std::map<std::string, Table, std::less<>> m_knownTables; ///< those of which something has to be known
    std::vector<std::string> m_tables;
    ByteBuffer m_bytes;
    ByteBuffer m_after; ///< the second half of the change being recorded
    std::size_t m_count = 0;
};

/// Reads what RowChangeCapture wrote; the error says at which byte it is broken.
[[nodiscard]] std::expected<std::vector<RowChange>, QString> decodeRowChanges(QByteArrayView bytes);

/// Writes changes as a JSON array of {table, kind, before?, after?}; rows as objects keyed by `columns` (table → names).
void writeRowChanges(JsonWriter &json, const std::vector<RowChange> &changes,
                     const std::map<QString, std::vector<QString>> &columns);

} // namespace curbside
