// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/row_change.h"

#include <span>

namespace curbside {

/// One SQL value where it is: the bytes of text and blobs belong to somebody else.
struct SqlView
{
    enum class Type : std::uint8_t { Null = 0, Integer = 1, Real = 2, Text = 3, Blob = 4 };

    Type type = Type::Null;
    std::int64_t integer = 0;
    double real = 0;
    QByteArrayView bytes;

    [[nodiscard]] bool isNull() const { return type == Type::Null; }
    /// Text to show: numbers as written, a blob in Base64, NULL as a null string.
    [[nodiscard]] QString toText() const;
    [[nodiscard]] static SqlView ofText(QByteArrayView text) { return {Type::Text, 0, 0, text}; }
    [[nodiscard]] static SqlView ofInteger(std::int64_t number) { return {Type::Integer, number, 0, {}}; }
    friend bool operator==(const SqlView &left, const SqlView &right);
};

/// Writes values in the bytes of docs/row-changes.md.
void putValue(ByteBuffer &bytes, const SqlView &value);
void putRow(ByteBuffer &bytes, std::span<const SqlView> row);

/// Reads those bytes; every read checks what is left. After a broken one, isBroken() stays true and all reads give nothing.
class ByteReader
{
public:
    explicit ByteReader(QByteArrayView bytes) : m_bytes(bytes) {}
    [[nodiscard]] bool atEnd() const { return m_broken || m_position >= m_bytes.size(); }
    [[nodiscard]] qsizetype position() const { return m_position; }
    [[nodiscard]] bool isBroken() const { return m_broken; }
    void markBroken() { m_broken = true; }

    std::uint8_t byte();
    std::uint64_t number();
    QByteArrayView bytes();
    /// `before` is what "the same as before" means; without it, that is broken.
    SqlView value(const SqlView *before = nullptr);
    /// `count` values into `row`, which keeps its memory.
    void row(std::vector<SqlView> &row, std::size_t count);

private:
    QByteArrayView m_bytes;
    qsizetype m_position = 0;
    bool m_broken = false;
};

/// Goes through the changes of one message without copying any value.
class RowChangeReader
{
public:
    explicit RowChangeReader(QByteArrayView bytes) : m_reader(bytes) {}

    /// False at the end, and where the bytes are broken.
    bool next();
    [[nodiscard]] bool isBroken() const { return m_reader.isBroken(); }
    [[nodiscard]] qsizetype position() const { return m_reader.position(); }

    [[nodiscard]] RowChange::Kind kind() const { return m_kind; }
    [[nodiscard]] QByteArrayView table() const { return m_table; }
    /// Empty for an insert.
    [[nodiscard]] const std::vector<SqlView> &before() const { return m_before; }
    /// Empty for a delete.
    [[nodiscard]] const std::vector<SqlView> &after() const { return m_after; }

private:
    ByteReader m_reader;
    RowChange::Kind m_kind = RowChange::Kind::Insert;
    QByteArrayView m_table;
    std::vector<SqlView> m_before;
    std::vector<SqlView> m_after;
};

} // namespace curbside
