// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/storage/row_bytes.h"
#include "services/runtime/time/platform_time.h"

#include <optional>

namespace curbside {

/// What GET /row-changes?form=bytes and GET /tables/{name}/rows?form=bytes answer with (docs/row-changes.md).
inline constexpr auto rowBytesType = "application/vnd.curbside.rows";

/// What every such page begins with.
struct RowPageHead
{
    QByteArray epoch;
    qint64 first = 0; ///< of the log of row changes
    qint64 last = 0; ///< the change that the page is consistent with
    qint64 schema = 0; ///< counts the migrations that the database has seen
    qint64 outside = 0; ///< counts the changes that others than the service have made to its file since it was opened

    void write(ByteBuffer &bytes) const;
    void read(ByteReader &reader);
};

/// A page of row changes. Its items are views into the bytes that it was read from.
struct RowChangePage
{
    struct Item
    {
        qint64 sequence = 0;
        QByteArrayView messageId;
        PlatformTime at;
        QByteArrayView changes;

        void write(ByteBuffer &bytes) const;
        void read(ByteReader &reader);
    };

    RowPageHead head;
    std::vector<Item> items;

    [[nodiscard]] static std::optional<RowChangePage> read(QByteArrayView bytes);
};

/// A page of the rows of one table, in the order of its key. The values are views into the bytes that it was read from.
struct TablePage
{
    RowPageHead head;
    std::size_t columns = 0;
    std::vector<SqlView> values; ///< row after row

    [[nodiscard]] std::size_t rows() const { return columns == 0 ? 0 : values.size() / columns; }
    [[nodiscard]] std::span<const SqlView> row(std::size_t index) const
    {
        return {values.data() + index * columns, columns};
    }
    [[nodiscard]] static std::optional<TablePage> read(QByteArrayView bytes);
};

/// A row's key as text that can stand in an address, and back.
[[nodiscard]] QByteArray cursorOf(std::span<const SqlView> key);
/// The bytes of `size` key values; nothing for anything that cursorOf() did not make.
[[nodiscard]] std::optional<QByteArray> keyOfCursor(QByteArrayView cursor, std::size_t size);

} // namespace curbside
