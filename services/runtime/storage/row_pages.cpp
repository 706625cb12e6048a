// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/storage/row_pages.h"

namespace curbside {

namespace {

constexpr qsizetype longestPageNumber = 11;

void putNumber(ByteBuffer &bytes, qint64 number)
{
    bytes.makeRoom(longestPageNumber);
    bytes.putVarint(static_cast<std::uint64_t>(number));
}

void putBytes(ByteBuffer &bytes, QByteArrayView part)
{
    bytes.putBytes(part.data(), static_cast<int>(part.size()));
}

} // namespace

void RowPageHead::write(ByteBuffer &bytes) const
{
    putBytes(bytes, epoch);
    for (const qint64 number : {first, last, schema, outside})
        putNumber(bytes, number);
}

void RowPageHead::read(ByteReader &reader)
{
    epoch = reader.bytes().toByteArray();
    for (qint64 *number : {&first, &last, &schema, &outside})
        *number = static_cast<qint64>(reader.number());
}

void RowChangePage::Item::write(ByteBuffer &bytes) const
{
    putNumber(bytes, sequence);
    putBytes(bytes, messageId);
    putNumber(bytes, toMicroseconds(at));
    putBytes(bytes, changes);
}

void RowChangePage::Item::read(ByteReader &reader)
{
    sequence = static_cast<qint64>(reader.number());
    messageId = reader.bytes();
    at = fromMicroseconds(static_cast<qint64>(reader.number()));
    changes = reader.bytes();
}

std::optional<RowChangePage> RowChangePage::read(QByteArrayView bytes)
{
    RowChangePage page;
    ByteReader reader(bytes);
    page.head.read(reader);
    while (!reader.atEnd()) {
        page.items.emplace_back().read(reader);
    }
    return reader.isBroken() ? std::nullopt : std::optional(std::move(page));
}

std::optional<TablePage> TablePage::read(QByteArrayView bytes)
{
    TablePage page;
    ByteReader reader(bytes);
    page.head.read(reader);
    page.columns = reader.number();
    while (!reader.atEnd())
        page.values.push_back(reader.value());
    const bool isWhole = page.columns > 0 && page.values.size() % page.columns == 0;
    return reader.isBroken() || !isWhole ? std::nullopt : std::optional(std::move(page));
}

QByteArray cursorOf(std::span<const SqlView> key)
{
    ByteBuffer bytes;
    putRow(bytes, key);
    return bytes.view().toByteArray().toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> keyOfCursor(QByteArrayView cursor, std::size_t size)
{
    auto decoded = QByteArray::fromBase64Encoding(
        cursor.toByteArray(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    ByteReader reader(*decoded);
    std::vector<SqlView> key;
    reader.row(key, size);
    if (reader.isBroken() || !reader.atEnd())
        return std::nullopt;
    return *decoded;
}

} // namespace curbside
