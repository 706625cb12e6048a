// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"
#include "services/runtime/time/platform_time.h"

#include <QString>

#include <vector>

namespace curbside {

/// A row that a service and the warehouse do not agree on.
struct RowDifference
{
    enum class Where { SourceOnly, WarehouseOnly, Both };
    struct Value
    {
        QString column;
        QString source;
        QString warehouse;
    };

    Where where = Where::Both;
    std::vector<std::pair<QString, QString>> key; ///< column and value
    std::vector<Value> values; ///< of a row that both have: what differs
};

struct TableReconciliation
{
    QString table;
    qint64 sourceRows = 0;
    qint64 warehouseRows = 0;
    qint64 chunks = 0;
    qint64 differingChunks = 0;
    std::vector<RowDifference> differences;
    bool hasMore = false; ///< differences beyond those that are listed

    static constexpr std::size_t mostDifferences = 100;
    [[nodiscard]] bool isSame() const { return differingChunks == 0; }
};

struct SourceReconciliation
{
    QString source;
    qint64 sequence = 0; ///< the row change that both were last compared as of
    bool isChangedFromOutside = false;
    QString error; ///< why it could not be compared; empty when it was
    std::vector<TableReconciliation> tables;

    [[nodiscard]] bool isSame() const;
};

/// Every table of every source beside its copy: counts, hashes, and where those differ the very rows.
struct Reconciliation
{
    PlatformTime at;
    qint64 milliseconds = 0;
    std::vector<SourceReconciliation> sources;

    [[nodiscard]] bool isWhole() const; ///< everything could be compared
    [[nodiscard]] bool isSame() const;
    [[nodiscard]] QByteArray toJson() const;
    /// What toJson() has written.
    [[nodiscard]] static Reconciliation fromJson(JsonValue json);
    [[nodiscard]] QString toText() const;
};

} // namespace curbside
