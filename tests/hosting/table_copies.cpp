// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hosting/table_copies.h"

#include "services/runtime/storage/database.h"

namespace curbside {

TableCopies copiesOf(Database &database)
{
    TableCopies copies;
    for (const TableDescription &table : describeTables(database)) {
        Statement select(database, selectInOrder(table.name, table, false));
        QByteArrayList &texts = copies[table.name];
        for (Rows rows = select.query(-1); rows.next();) {
            ByteBuffer bytes;
            for (int column = 0; column < rows.columns(); ++column)
                putValue(bytes, rows.value(column));
            texts.push_back(bytes.view().toByteArray());
        }
    }
    return copies;
}

TableCopies copiesOf(const PastTables &tables)
{
    TableCopies copies;
    for (std::size_t i = 0; i < tables.tables().size(); ++i) {
        QByteArrayList &texts = copies[tables.tables()[i].name];
        for (const std::span<const SqlView> row : tables.rows(i)) {
            ByteBuffer bytes;
            putRow(bytes, row);
            texts.push_back(bytes.view().toByteArray());
        }
    }
    return copies;
}

} // namespace curbside
