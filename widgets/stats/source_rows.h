// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"
#include "widgets/entities/entity_model.h"

#include <QStringList>

namespace curbside {

/// A service as the warehouse captures it.
struct SourceRow
{
    QString source;
    QString state;
    qint64 position = 0;
    qint64 last = 0;
    qint64 behind = 0; ///< row changes
    qint64 at = 0; ///< of the last row change that was taken over
    qint64 schema = 0;
    qint64 snapshots = 0;
    qint64 rows = 0;
    qint64 tables = 0;
    qint64 replicaBehind = 0;
    bool hasReplica = false;
    bool isChangedFromOutside = false;
    QString error;
    friend bool operator==(const SourceRow &, const SourceRow &) = default;

    [[nodiscard]] static SourceRow from(const JsonValue &item);
    [[nodiscard]] const QString &key() const { return source; }
    [[nodiscard]] bool isFollowed() const { return state == u"Following" && behind == 0 && error.isEmpty(); }
};

/// One table of a service beside its copy in the warehouse.
struct ComparedTable
{
    QString source;
    QString table;
    qint64 sourceRows = 0;
    qint64 warehouseRows = 0;
    qint64 chunks = 0;
    qint64 differingChunks = 0;
    qint64 differences = 0; ///< rows
    bool hasMore = false;
    bool isSame = true;
    QString error; ///< why it could not be compared
    friend bool operator==(const ComparedTable &, const ComparedTable &) = default;

    [[nodiscard]] QString key() const { return source + u'.' + table; }
};

/// A row on which they do not agree; for one that both have, of one of its values.
struct RowApart
{
    QString table; ///< as ComparedTable::key()
    QString where; ///< source, warehouse, both
    QString rowKey;
    QString column; ///< empty where a whole row is missing
    QString inSource;
    QString inWarehouse;
    qsizetype number = 0;
    friend bool operator==(const RowApart &, const RowApart &) = default;

    [[nodiscard]] QString key() const { return QString::number(number); }
};

/// What a comparison has found.
struct Comparison
{
    bool isSame = false;
    qint64 at = 0;
    qint64 milliseconds = 0;
    std::vector<ComparedTable> tables; ///< those that differ first
    std::vector<RowApart> rows;

    [[nodiscard]] static Comparison from(const JsonValue &answer);
};

[[nodiscard]] std::vector<EntityColumn<SourceRow>> sourceColumns(const std::function<qint64()> &now);
[[nodiscard]] std::vector<EntityColumn<ComparedTable>> comparedColumns();
[[nodiscard]] std::vector<EntityColumn<RowApart>> differingColumns();

} // namespace curbside
