// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"
#include "services/warehouse/capture.h"
#include "services/warehouse/reconciliation.h"

namespace curbside {

/// One table of a source beside its copy, in steps: hashes of some chunks of rows, and the very rows of the chunks that differ.
class TableComparison
{
public:
    TableComparison(TableDescription table, QString storedAs);

    [[nodiscard]] Request wanted(qint64 chunks) const;
    /// The row change that an answer is as of; nothing for one that makes no sense.
    [[nodiscard]] std::optional<qint64> sequenceOf(const Response &response) const;
    /// Compares an answer with the copy as it is now.
    void take(Store &warehouse, const Response &response);
    [[nodiscard]] bool isOver() const { return m_isHashed && m_differing.empty(); }
    [[nodiscard]] const TableReconciliation &result() const { return m_result; }

private:
    /// A part of a table in the order of its key: what comes after one key, up to another. Empty: from the beginning, to the
    /// end.
    struct KeyRange
    {
        QByteArray after;
        QByteArray through;
    };

    void compareChunks(Store &warehouse, JsonValue page);
    void compareRows(Store &warehouse, const TablePage &page);
    void forEachCopied(Store &warehouse, const KeyRange &range, qint64 most, const StoreStatement::Visit &visit) const;
    void noteDifferences(std::vector<QByteArray> source, std::vector<QByteArray> copied);
    void note(RowDifference::Where where, const std::vector<SqlView> &row, const std::vector<SqlView> &copied);
    [[nodiscard]] std::vector<SqlView> rowOf(const QByteArray &bytes) const;

    TableDescription m_table;
    QString m_storedAs;
    QByteArray m_after; ///< the last key that was hashed
    bool m_isHashed = false;
    std::deque<KeyRange> m_differing;
    TableReconciliation m_result;
};

} // namespace curbside
