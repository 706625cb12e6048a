// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/table_rows.h"

#include "services/runtime/time/platform_time.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int fadeStepMs = 30;
constexpr qsizetype longestShown = 200; ///< of a value, in characters; the whole of it is copied

} // namespace

QString storedMomentText(qint64 microseconds)
{
    return QString::fromLatin1(toRfc3339(fromMicroseconds(microseconds)).left(23)).replace(u'T', u' ');
}

bool holdsMoments(const ColumnFact &column)
{
    return column.type == u"INTEGER"
        && (column.name.endsWith(u"_at") || column.name.endsWith(u"_as_of") || column.name.endsWith(u"_until"));
}

DataValue DataValue::from(JsonValue value)
{
    if (value.isAbsent() || value.isNull())
        return {{}, true, false};
    if (const auto text = value.toString())
        return {*text, false, false};
    return {QString::fromUtf8(value.toJson()), false, true};
}

DataRow DataRow::from(JsonValue item, const TableFact &table)
{
    DataRow row;
    for (const ColumnFact &column : table.columns)
        row.values.push_back(DataValue::from(item[column.name.toStdString()]));
    return row;
}

TableRowsModel::TableRowsModel(QObject *parent) : QAbstractTableModel(parent)
{
    m_clock.start();
    m_fade.setInterval(fadeStepMs);
    connect(&m_fade, &QTimer::timeout, this, &TableRowsModel::fade);
}

void TableRowsModel::setTable(const TableFact &table)
{
    beginResetModel();
    m_table = table;
    m_keyColumns = table.keyColumns();
    m_rows.clear();
    m_marks.clear();
    endResetModel();
}

QStringList TableRowsModel::keyOf(const DataRow &row) const
{
    QStringList key;
    for (const std::size_t column : m_keyColumns)
        key += row.values[column].text;
    return key;
}

int TableRowsModel::compare(const DataRow &one, const DataRow &other) const
{
    for (const std::size_t column : m_keyColumns) {
        const DataValue &left = one.values[column];
        const DataValue &right = other.values[column];
        const qint64 difference = left.isNumber && right.isNumber
            ? left.text.toLongLong() - right.text.toLongLong()
            : qint64(left.text.toUtf8().compare(right.text.toUtf8())); // as SQLite orders text
        if (difference != 0)
            return difference < 0 ? -1 : 1;
    }
    return 0;
}

/// Of the row of that key, or where it belongs.
std::size_t TableRowsModel::placeOf(const DataRow &row) const
{
    const auto place =
        std::ranges::partition_point(m_rows, [&](const DataRow &present) { return compare(present, row) > 0; });
    return static_cast<std::size_t>(place - m_rows.begin());
}

int TableRowsModel::rowOf(const QStringList &key) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const DataRow &row) { return keyOf(row) == key; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

const DataValue &TableRowsModel::valueAt(int row, int column) const
{
    return m_rows[static_cast<std::size_t>(row)].values[static_cast<std::size_t>(column)];
}

void TableRowsModel::setRows(std::vector<DataRow> rows, bool marks)
{
    if (rows == m_rows)
        return;
    std::map<QString, DataRow> before;
    if (marks) {
        for (const DataRow &row : m_rows)
            before.emplace(markKey(row), row);
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    for (const DataRow &row : m_rows) {
        const auto known = before.find(markKey(row));
        if (known != before.end())
            markDifferences(known->second, row);
        else if (!before.empty())
            mark(row, 0);
    }
}

void TableRowsModel::put(DataRow row, bool takesLowest, bool takesHighest)
{
    const std::size_t place = placeOf(row);
    const int at = static_cast<int>(place);
    if (place < m_rows.size() && compare(m_rows[place], row) == 0) {
        const DataRow before = std::exchange(m_rows[place], std::move(row));
        markDifferences(before, m_rows[place]);
        Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1));
        return;
    }
    if ((place == m_rows.size() && !takesLowest) || (place == 0 && !takesHighest))
        return;
    beginInsertRows({}, at, at);
    m_rows.insert(m_rows.begin() + at, std::move(row));
    endInsertRows();
    mark(m_rows[place], 0);
    if (m_rows.size() <= mostRows)
        return;
    const int last = rowCount() - 1;
    beginRemoveRows({}, last, last);
    m_rows.pop_back();
    endRemoveRows();
}

void TableRowsModel::remove(const QStringList &key)
{
    const int row = rowOf(key);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_rows.erase(m_rows.begin() + row);
    endRemoveRows();
}

void TableRowsModel::mark(const DataRow &row, int column)
{
    m_marks[{markKey(row), column}] = m_clock.elapsed();
    m_fade.setInterval(isMotionWanted() ? fadeStepMs : fadeMs);
    if (!m_fade.isActive())
        m_fade.start();
}

void TableRowsModel::markDifferences(const DataRow &before, const DataRow &after)
{
    for (int column = 0; column < columnCount(); ++column) {
        const auto at = static_cast<std::size_t>(column);
        if (before.values[at] != after.values[at])
            mark(after, column);
    }
}

/// Draws again what is fading and forgets the marks that have been there for long enough.
void TableRowsModel::fade()
{
    const qint64 now = m_clock.elapsed();
    std::map<QString, int> places;
    for (int row = 0; row < rowCount(); ++row)
        places.emplace(markKey(m_rows[static_cast<std::size_t>(row)]), row);
    bool isFading = false;
    for (auto mark = m_marks.begin(); mark != m_marks.end();) {
        const qint64 age = now - mark->second;
        const bool isOver = age >= markMs;
        const auto place = places.find(mark->first.first);
        const QModelIndex changed = place == places.end() ? QModelIndex() : index(place->second, mark->first.second);
        mark = isOver ? m_marks.erase(mark) : std::next(mark);
        isFading = isFading || age < fadeMs;
        if (changed.isValid() && (isOver || age < fadeMs + 2 * fadeStepMs))
            Q_EMIT dataChanged(changed, changed, {ChangeRole});
    }
    if (m_marks.empty())
        m_fade.stop();
    else
        m_fade.setInterval(isFading && isMotionWanted() ? fadeStepMs : fadeMs);
}

int TableRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TableRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QVariant TableRowsModel::changeAt(const QModelIndex &index) const
{
    if (m_marks.empty())
        return {};
    const auto mark = m_marks.find({markKey(m_rows[static_cast<std::size_t>(index.row())]), index.column()});
    if (mark == m_marks.end())
        return {};
    const double age = double(m_clock.elapsed() - mark->second) / fadeMs;
    return isMotionWanted() ? std::max(0.0, 1.0 - age) : 0.0;
}

QString TableRowsModel::shownText(const QModelIndex &index) const
{
    const DataValue &value = valueAt(index.row(), index.column());
    if (value.isNull)
        return u"NULL"_s;
    if (value.isNumber && holdsMoments(m_table.columns[static_cast<std::size_t>(index.column())]))
        return storedMomentText(value.text.toLongLong());
    return visibleText(value.text.left(longestShown));
}

QString TableRowsModel::toolTip(const QModelIndex &index) const
{
    const DataValue &value = valueAt(index.row(), index.column());
    const QString name = m_nameOf && !value.isNull ? m_nameOf(value.text) : QString();
    QString text = value.isNull ? u"NULL"_s : value.text.left(10 * longestShown);
    if (!name.isEmpty())
        text = tr("%1: %2 (double click to choose it)").arg(name, text);
    return asToolTip(text);
}

QVariant TableRowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DataValue &value = valueAt(index.row(), index.column());
    switch (role) {
    case Qt::DisplayRole: return shownText(index);
    case Qt::AccessibleTextRole:
        return changeAt(index).isValid() ? tr("%1, just changed").arg(shownText(index)) : shownText(index);
    case Qt::ToolTipRole: return toolTip(index);
    case Qt::FontRole: return monospacedFont();
    case Qt::TextAlignmentRole: {
        const bool isFigure =
            value.isNumber && !holdsMoments(m_table.columns[static_cast<std::size_t>(index.column())]);
        return QVariant(Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft));
    }
    case KeyRole: return markKey(m_rows[static_cast<std::size_t>(index.row())]);
    case PlainTextRole: return value.text.isNull() ? u""_s : value.text;
    case ToneRole: return value.isNull ? QVariant(int(Tone::Idle)) : QVariant();
    case ChangeRole: return changeAt(index);
    case NullRole: return value.isNull;
    case LinkRole: {
        const QString name = m_nameOf && !value.isNull && !value.isNumber ? m_nameOf(value.text) : QString();
        return name.isEmpty() ? QVariant() : name;
    }
    default: return {};
    }
}

QVariant TableRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ColumnFact &column = m_table.columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole || role == ColumnKeyRole)
        return visibleText(column.name);
    if (role == Qt::TextAlignmentRole) {
        const bool isFigure = (column.type == u"INTEGER" || column.type == u"REAL") && !holdsMoments(column);
        return QVariant(Qt::AlignVCenter | (isFigure ? Qt::AlignRight : Qt::AlignLeft));
    }
    return {};
}

} // namespace curbside
