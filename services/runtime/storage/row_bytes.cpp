// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/storage/row_bytes.h"

#include <bit>

namespace curbside {

namespace {

constexpr std::uint8_t sameAsBefore = 5;
constexpr qsizetype longestValue = 1 + 10; ///< a type, and 64 bits by seven
constexpr std::uint64_t mostColumns = 2000;

} // namespace

bool operator==(const SqlView &left, const SqlView &right)
{
    if (left.type != right.type)
        return false;
    switch (left.type) {
    case SqlView::Type::Null: return true;
    case SqlView::Type::Integer: return left.integer == right.integer;
    case SqlView::Type::Real:
        return std::bit_cast<std::uint64_t>(left.real) == std::bit_cast<std::uint64_t>(right.real);
    default: return left.bytes == right.bytes;
    }
}

QString SqlView::toText() const
{
    switch (type) {
    case Type::Null: return {};
    case Type::Integer: return QString::number(integer);
    case Type::Real: return QString::number(real, 'g', 17);
    case Type::Text: return QString::fromUtf8(bytes);
    case Type::Blob: return QString::fromLatin1(bytes.toByteArray().toBase64());
    }
    return {};
}

void putValue(ByteBuffer &bytes, const SqlView &value)
{
    bytes.makeRoom(longestValue);
    bytes.put(static_cast<std::uint8_t>(value.type));
    switch (value.type) {
    case SqlView::Type::Null: return;
    case SqlView::Type::Integer:
        bytes.putVarint((static_cast<std::uint64_t>(value.integer) << 1)
                        ^ static_cast<std::uint64_t>(value.integer >> 63));
        return;
    case SqlView::Type::Real: {
        const auto bits = std::bit_cast<std::uint64_t>(value.real);
        for (int shift = 0; shift < 64; shift += 8)
            bytes.put(static_cast<std::uint8_t>((bits >> shift) & 0xff));
        return;
    }
    default: bytes.putBytes(value.bytes.data(), static_cast<int>(value.bytes.size()));
    }
}

void putRow(ByteBuffer &bytes, std::span<const SqlView> row)
{
    for (const SqlView &value : row)
        putValue(bytes, value);
}

std::uint8_t ByteReader::byte()
{
    if (m_broken || m_position >= m_bytes.size()) {
        m_broken = true;
        return 0;
    }
    return static_cast<std::uint8_t>(m_bytes.at(m_position++));
}

std::uint64_t ByteReader::number()
{
    std::uint64_t number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const std::uint8_t next = byte();
        number |= static_cast<std::uint64_t>(next & 0x7f) << shift;
        if ((next & 0x80) == 0)
            return number;
    }
    m_broken = true;
    return 0;
}

QByteArrayView ByteReader::bytes()
{
    const std::uint64_t size = number();
    if (m_broken || size > static_cast<std::uint64_t>(m_bytes.size() - m_position)) {
        m_broken = true;
        return {};
    }
    const QByteArrayView part = m_bytes.sliced(m_position, static_cast<qsizetype>(size));
    m_position += static_cast<qsizetype>(size);
    return part;
}

SqlView ByteReader::value(const SqlView *before)
{
    const std::uint8_t type = byte();
    switch (type) {
    case static_cast<std::uint8_t>(SqlView::Type::Null): return {};
    case static_cast<std::uint8_t>(SqlView::Type::Integer): {
        const std::uint64_t zigzag = number();
        return SqlView::ofInteger(static_cast<std::int64_t>((zigzag >> 1) ^ (~(zigzag & 1) + 1)));
    }
    case static_cast<std::uint8_t>(SqlView::Type::Real): {
        std::uint64_t bits = 0;
        for (int shift = 0; shift < 64; shift += 8)
            bits |= static_cast<std::uint64_t>(byte()) << shift;
        return {SqlView::Type::Real, 0, std::bit_cast<double>(bits), {}};
    }
    case static_cast<std::uint8_t>(SqlView::Type::Text): return {SqlView::Type::Text, 0, 0, bytes()};
    case static_cast<std::uint8_t>(SqlView::Type::Blob): return {SqlView::Type::Blob, 0, 0, bytes()};
    case sameAsBefore:
        if (before)
            return *before;
        [[fallthrough]];
    default: m_broken = true; return {};
    }
}

void ByteReader::row(std::vector<SqlView> &row, std::size_t count)
{
    row.clear();
    for (std::size_t i = 0; i < count && !m_broken; ++i)
        row.push_back(value());
}

bool RowChangeReader::next()
{
    if (m_reader.atEnd())
        return false;
    const std::uint8_t kind = m_reader.byte();
    m_table = m_reader.bytes();
    const std::uint64_t columns = m_reader.number();
    if (kind < 1 || kind > 3 || columns > mostColumns) {
        m_reader.markBroken();
        return false;
    }
    m_kind = static_cast<RowChange::Kind>(kind);
    m_before.clear();
    m_after.clear();
    if (m_kind != RowChange::Kind::Insert)
        m_reader.row(m_before, columns);
    if (m_kind != RowChange::Kind::Delete) {
        for (std::size_t i = 0; i < columns && !m_reader.isBroken(); ++i)
            m_after.push_back(m_reader.value(m_before.empty() ? nullptr : &m_before[i]));
    }
    return !m_reader.isBroken();
}

} // namespace curbside
