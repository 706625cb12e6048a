// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/storage/row_change.h"

#include "services/runtime/json/json_writer.h"
#include "services/runtime/storage/row_bytes.h"

#define SQLITE_ENABLE_PREUPDATE_HOOK
#include <sqlite3.h>

#include <bit>
#include <cstring>

namespace curbside {

namespace {

enum Tag : std::uint8_t { NullTag = 0, IntegerTag = 1, RealTag = 2, TextTag = 3, BlobTag = 4, SameTag = 5 };

constexpr qsizetype longestNumber = 1 + 10; ///< a tag, and 64 bits by seven

/// The type of a value; the whole ones in a column of reals are reals too.
int typeOf(sqlite3_value *value, bool isReal)
{
    const int type = sqlite3_value_type(value);
    return type == SQLITE_INTEGER && isReal ? SQLITE_FLOAT : type;
}

void putValue(ByteBuffer &bytes, sqlite3_value *value, bool isReal)
{
    bytes.makeRoom(longestNumber);
    switch (typeOf(value, isReal)) {
    case SQLITE_INTEGER: {
        const auto number = static_cast<std::int64_t>(sqlite3_value_int64(value));
        bytes.put(IntegerTag);
        bytes.putVarint((static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63));
        return;
    }
    case SQLITE_FLOAT: {
        const auto bits = std::bit_cast<std::uint64_t>(sqlite3_value_double(value));
        bytes.put(RealTag);
        for (int shift = 0; shift < 64; shift += 8)
            bytes.put(static_cast<std::uint8_t>((bits >> shift) & 0xff));
        return;
    }
    case SQLITE_TEXT:
        bytes.put(TextTag);
        bytes.putBytes(sqlite3_value_text(value), sqlite3_value_bytes(value));
        return;
    case SQLITE_BLOB:
        bytes.put(BlobTag);
        bytes.putBytes(sqlite3_value_blob(value), sqlite3_value_bytes(value));
        return;
    default: bytes.put(NullTag);
    }
}

bool isSame(sqlite3_value *left, sqlite3_value *right, bool isReal)
{
    const int type = typeOf(left, isReal);
    if (type != typeOf(right, isReal))
        return false;
    switch (type) {
    case SQLITE_INTEGER: return sqlite3_value_int64(left) == sqlite3_value_int64(right);
    case SQLITE_FLOAT:
        return std::bit_cast<std::uint64_t>(sqlite3_value_double(left))
            == std::bit_cast<std::uint64_t>(sqlite3_value_double(right));
    case SQLITE_NULL: return true;
    default: {
        const void *leftBytes = sqlite3_value_blob(left);
        const void *rightBytes = sqlite3_value_blob(right);
        const int size = sqlite3_value_bytes(left);
        return size == sqlite3_value_bytes(right)
            && (size == 0 || std::memcmp(leftBytes, rightBytes, static_cast<std::size_t>(size)) == 0);
    }
    }
}

SqlValue copyOf(const SqlView &value)
{
    switch (value.type) {
    case SqlView::Type::Null: return std::monostate{};
    case SqlView::Type::Integer: return value.integer;
    case SqlView::Type::Real: return value.real;
    case SqlView::Type::Text: return QString::fromUtf8(value.bytes);
    case SqlView::Type::Blob: return value.bytes.toByteArray();
    }
    return std::monostate{};
}

std::vector<SqlValue> copyOf(const std::vector<SqlView> &row)
{
    std::vector<SqlValue> values;
    values.reserve(row.size());
    for (const SqlView &value : row)
        values.push_back(copyOf(value));
    return values;
}

void writeValue(JsonWriter &json, const SqlValue &value)
{
    if (const auto *integer = std::get_if<std::int64_t>(&value))
        json.value(*integer);
    else if (const auto *real = std::get_if<double>(&value))
        json.value(*real);
    else if (const auto *text = std::get_if<QString>(&value))
        json.value(*text);
    else if (const auto *blob = std::get_if<QByteArray>(&value))
        json.value(QString::fromLatin1(blob->toBase64()));
    else
        json.null();
}

void writeRow(JsonWriter &json, const std::vector<SqlValue> &row, const std::vector<QString> *columns)
{
    json.beginObject();
    for (std::size_t i = 0; i < row.size(); ++i) {
        const QString name = columns && i < columns->size() ? (*columns)[i] : QString::number(i);
        json.key(name.toStdString());
        writeValue(json, row[i]);
    }
    json.endObject();
}

} // namespace

void ByteBuffer::grow(qsizetype most)
{
    m_bytes.resize(std::max(2 * m_bytes.size(), static_cast<std::size_t>(m_size + most)));
}

void ByteBuffer::putVarint(std::uint64_t number)
{
    while (number >= 0x80) {
        put(static_cast<std::uint8_t>((number & 0x7f) | 0x80));
        number >>= 7;
    }
    put(static_cast<std::uint8_t>(number));
}

void ByteBuffer::putBytes(const void *data, int size)
{
    makeRoom(longestNumber + size);
    putVarint(static_cast<std::uint64_t>(size));
    std::copy_n(static_cast<const char *>(data), size, m_bytes.data() + m_size);
    m_size += size;
}

void ByteBuffer::append(const ByteBuffer &other)
{
    makeRoom(other.m_size);
    std::copy_n(other.m_bytes.data(), other.m_size, m_bytes.data() + m_size);
    m_size += other.m_size;
}

RowChangeCapture::RowChangeCapture(sqlite3 *handle) : m_handle(handle)
{
    sqlite3_preupdate_hook(
        m_handle,
        [](void *self, sqlite3 *connection, int operation, const char *database, const char *table,
           sqlite3_int64 oldRowId,
           sqlite3_int64 newRowId) { onChange(self, connection, operation, database, table, oldRowId, newRowId); },
        this);
}

RowChangeCapture::~RowChangeCapture()
{
    sqlite3_preupdate_hook(m_handle, nullptr, nullptr);
}

void RowChangeCapture::clear()
{
    truncate({});
}

void RowChangeCapture::truncate(const Mark &mark)
{
    m_bytes.truncate(mark.bytes);
    m_tables.resize(mark.tables);
    m_count = mark.count;
}

QByteArray RowChangeCapture::tables() const
{
    std::vector<std::string_view> sorted(m_tables.begin(), m_tables.end());
    std::sort(sorted.begin(), sorted.end());
    QByteArray names;
    for (const std::string_view table : sorted) {
        if (!names.isEmpty())
            names += ',';
        names.append(table.data(), static_cast<qsizetype>(table.size()));
    }
    return names;
}

void RowChangeCapture::onChange(void *self, sqlite3 *handle, int operation, const char *, const char *table, long long,
                                long long)
{
    static_cast<RowChangeCapture *>(self)->record(handle, operation, table);
}

void RowChangeCapture::passOver(const std::set<std::string> &tables)
{
    for (const std::string &table : tables)
        m_knownTables[table].isPassedOver = true;
}

void RowChangeCapture::holdsReals(const std::string &table, int column)
{
    std::vector<bool> &reals = m_knownTables[table].reals;
    reals.resize(std::max(reals.size(), static_cast<std::size_t>(column) + 1));
    reals[static_cast<std::size_t>(column)] = true;
}

const RowChangeCapture::Table &RowChangeCapture::knownTable(std::string_view name) const
{
    static const Table ordinary;
    const auto known = m_knownTables.find(name);
    return known == m_knownTables.end() ? ordinary : known->second;
}

void RowChangeCapture::record(sqlite3 *handle, int operation, const char *name)
{
    const Table &table = knownTable(name);
    if (table.isPassedOver)
        return;
    const int columns = sqlite3_preupdate_count(handle);
    const qsizetype start = m_bytes.size();
    const RowChange::Kind kind = operation == SQLITE_INSERT ? RowChange::Kind::Insert
        : operation == SQLITE_UPDATE                        ? RowChange::Kind::Update
                                                            : RowChange::Kind::Delete;
    const int nameLength = static_cast<int>(std::strlen(name));
    m_bytes.makeRoom(3 * longestNumber + nameLength);
    m_bytes.put(static_cast<std::uint8_t>(kind));
    m_bytes.putBytes(name, nameLength);
    m_bytes.putVarint(static_cast<std::uint64_t>(columns));
    if (!recordRows(handle, kind, columns, table)) {
        m_bytes.truncate(start);
        return;
    }
    ++m_count;
    if (std::find(m_tables.begin(), m_tables.end(), name) == m_tables.end())
        m_tables.emplace_back(name);
}

/// False for an update that changes nothing.
bool RowChangeCapture::recordRows(sqlite3 *handle, RowChange::Kind kind, int columns, const Table &table)
{
    m_after.truncate(0);
    bool isChanged = kind != RowChange::Kind::Update;
    for (int i = 0; i < columns; ++i) {
        const bool isReal = table.holdsReals(i);
        sqlite3_value *before = nullptr;
        if (kind != RowChange::Kind::Insert && sqlite3_preupdate_old(handle, i, &before) == SQLITE_OK)
            putValue(m_bytes, before, isReal);
        sqlite3_value *after = nullptr;
        if (kind == RowChange::Kind::Delete || sqlite3_preupdate_new(handle, i, &after) != SQLITE_OK)
            continue;
        if (before && isSame(before, after, isReal)) {
            m_after.makeRoom(1);
            m_after.put(SameTag);
            continue;
        }
        isChanged = true;
        putValue(m_after, after, isReal);
    }
    m_bytes.append(m_after);
    return isChanged;
}

std::expected<std::vector<RowChange>, QString> decodeRowChanges(QByteArrayView bytes)
{
    std::vector<RowChange> changes;
    RowChangeReader reader(bytes);
    while (reader.next())
        changes.push_back(
            {QString::fromUtf8(reader.table()), reader.kind(), copyOf(reader.before()), copyOf(reader.after())});
    if (reader.isBroken())
        return std::unexpected(QStringLiteral("row changes are broken at byte %1").arg(reader.position()));
    return changes;
}

void writeRowChanges(JsonWriter &json, const std::vector<RowChange> &changes,
                     const std::map<QString, std::vector<QString>> &columns)
{
    json.beginArray();
    for (const RowChange &change : changes) {
        const auto known = columns.find(change.table);
        const std::vector<QString> *names = known == columns.end() ? nullptr : &known->second;
        json.beginObject();
        json.member("table", change.table);
        json.member("kind",
                    change.kind == RowChange::Kind::Insert       ? "insert"
                        : change.kind == RowChange::Kind::Update ? "update"
                                                                 : "delete");
        if (change.kind != RowChange::Kind::Insert) {
            json.key("before");
            writeRow(json, change.before, names);
        }
        if (change.kind != RowChange::Kind::Delete) {
            json.key("after");
            writeRow(json, change.after, names);
        }
        json.endObject();
    }
    json.endArray();
}

} // namespace curbside
