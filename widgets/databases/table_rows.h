// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/database_facts.h"
#include "widgets/entities/cell.h"

#include <QAbstractTableModel>
#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <map>

namespace curbside {

/// One value of a row, as text.
struct DataValue
{
    QString text;
    bool isNull = false;
    bool isNumber = false;
    friend bool operator==(const DataValue &, const DataValue &) = default;

    [[nodiscard]] static DataValue from(JsonValue value);
};

struct DataRow
{
    std::vector<DataValue> values; ///< in the order of the table's columns
    friend bool operator==(const DataRow &, const DataRow &) = default;

    /// Of an object by column name.
    [[nodiscard]] static DataRow from(JsonValue item, const TableFact &table);
};

/// Rows of a table, the highest key first, with what has just changed marked for a while. At most `mostRows`; the lowest go
/// as new ones come.
class TableRowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr std::size_t mostRows = 400;
    static constexpr int fadeMs = 180; ///< of a change's ground
    static constexpr int markMs = 2500; ///< of a change's mark

    enum Role {
        ChangeRole =
            ColumnKeyRole + 1, ///< double, 1 to 0: how strong the ground of a change still is; none: not marked
        LinkRole, ///< how people call the thing whose id stands there; none: not known here
        NullRole, ///< bool
    };

    explicit TableRowsModel(QObject *parent = nullptr);

    /// How people call the thing that has this id or serial; empty when there is none.
    void setNames(std::function<QString(const QString &id)> nameOf) { m_nameOf = std::move(nameOf); }
    /// Another table, without rows.
    void setTable(const TableFact &table);
    [[nodiscard]] const TableFact &table() const { return m_table; }
    /// A whole page anew; what differs from what is there is marked if `marks`.
    void setRows(std::vector<DataRow> rows, bool marks);
    /// Puts a row in its place, or replaces the one of its key, and marks what is new of it. A row below the last one is taken
    /// only if `takesLowest`.
    void put(DataRow row, bool takesLowest, bool takesHighest);
    void remove(const QStringList &key);

    [[nodiscard]] const std::vector<DataRow> &rows() const { return m_rows; }
    [[nodiscard]] QStringList keyOf(const DataRow &row) const;
    /// -1 when there is none.
    [[nodiscard]] int rowOf(const QStringList &key) const;
    [[nodiscard]] const DataValue &valueAt(int row, int column) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    using Marks = std::map<std::pair<QString, int>, qint64>; // key and column, since when

    [[nodiscard]] int compare(const DataRow &one, const DataRow &other) const;
    [[nodiscard]] std::size_t placeOf(const DataRow &row) const;
    [[nodiscard]] QString markKey(const DataRow &row) const { return keyOf(row).join(u'\x1f'); }
    void mark(const DataRow &row, int column);
    void markDifferences(const DataRow &before, const DataRow &after);
    void fade();
    [[nodiscard]] QVariant changeAt(const QModelIndex &index) const;
    [[nodiscard]] QString shownText(const QModelIndex &index) const;
    [[nodiscard]] QString toolTip(const QModelIndex &index) const;

    TableFact m_table;
    std::vector<std::size_t> m_keyColumns;
    std::vector<DataRow> m_rows;
    std::function<QString(const QString &)> m_nameOf;
    Marks m_marks;
    QElapsedTimer m_clock;
    QTimer m_fade;
};

/// A moment in a database, as people read it: "2026-03-02 11:42:07.318".
[[nodiscard]] QString storedMomentText(qint64 microseconds);
/// Whether a column of that name holds moments.
[[nodiscard]] bool holdsMoments(const ColumnFact &column);

} // namespace curbside
