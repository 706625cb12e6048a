// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/list_filter.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t mostPieces = 40; // told one by one; more are a reset

struct Piece
{
    int first;
    int last;
};

void extend(std::vector<Piece> &runs, int position)
{
    if (!runs.empty() && runs.back().last + 1 == position)
        runs.back().last = position;
    else
        runs.push_back({position, position});
}

std::size_t atRow(int row)
{
    return static_cast<std::size_t>(row);
}

} // namespace

ListFilter::ListFilter(EntityTable &table, QObject *parent) : QAbstractProxyModel(parent), m_table(&table)
{
    setSourceModel(&table);
    const auto inRows = [this](void (ListFilter::*take)(int, int)) {
        return [this, take](const QModelIndex &, int first, int last) { (this->*take)(first, last); };
    };
    connect(&table, &QAbstractItemModel::rowsInserted, this, inRows(&ListFilter::onInserted));
    connect(&table, &QAbstractItemModel::rowsAboutToBeRemoved, this, inRows(&ListFilter::onAboutToBeRemoved));
    connect(&table, &QAbstractItemModel::rowsRemoved, this, inRows(&ListFilter::onRemoved));
    connect(&table, &QAbstractItemModel::dataChanged, this, &ListFilter::onChanged);
    connect(&table, &QAbstractItemModel::modelReset, this, &ListFilter::onReset);
    connect(&table, &QObject::destroyed, this, [this] { // with views still there, that look at it once more
        m_table = nullptr;
        m_shown.clear();
    });
    onReset();
}

// What is shown.

void ListFilter::setSearch(const QString &text)
{
    m_search = text;
    m_folded = text.toCaseFolded();
    show(rowsToShow());
}

void ListFilter::setTest(std::function<bool(int)> passes)
{
    m_test = std::move(passes);
    testAgain();
}

void ListFilter::testAgain()
{
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        m_rows[row].passes = !m_test || m_test(static_cast<int>(row));
    show(rowsToShow());
}

void ListFilter::setPriority(std::function<int(int)> priority)
{
    m_priority = std::move(priority);
    sort(m_sortColumn, m_sortOrder);
}

bool ListFilter::isShown(int row) const
{
    const Row &kept = m_rows[atRow(row)];
    return kept.passes && (m_folded.isEmpty() || kept.text.contains(m_folded));
}

std::vector<int> ListFilter::rowsToShow() const
{
    std::vector<int> rows;
    rows.reserve(m_order.size());
    std::ranges::copy_if(m_order, std::back_inserter(rows), [this](int row) { return isShown(row); });
    return rows;
}

/// `next` is a part of m_order, in its order, as what is shown now.
void ListFilter::show(std::vector<int> next)
{
    const auto rank = [this](int row) { return m_ranks[atRow(row)]; };
    std::vector<Piece> gone;
    std::vector<Piece> come;
    std::size_t old = 0;
    std::size_t now = 0;
    while (old < m_shown.size() || now < next.size()) {
        if (now == next.size() || (old < m_shown.size() && rank(m_shown[old]) < rank(next[now])))
            extend(gone, static_cast<int>(old++));
        else if (old == m_shown.size() || rank(next[now]) < rank(m_shown[old]))
            extend(come, static_cast<int>(now++));
        else
            ++old, ++now;
    }
    if (gone.size() + come.size() > mostPieces) {
        beginResetModel();
        m_shown = std::move(next);
        endResetModel();
        return;
    }
    for (auto run = gone.rbegin(); run != gone.rend(); ++run) {
        beginRemoveRows({}, run->first, run->last);
        m_shown.erase(m_shown.begin() + run->first, m_shown.begin() + run->last + 1);
        endRemoveRows();
    }
    for (const Piece &run : come) {
        beginInsertRows({}, run.first, run.last);
        m_shown.insert(m_shown.begin() + run.first, next.begin() + run.first, next.begin() + run.last + 1);
        endInsertRows();
    }
}

// The order.

ListFilter::SortKey ListFilter::sortKeyOf(int row) const
{
    SortKey key;
    key.priority = m_priority ? m_priority(row) : 0;
    if (m_sortColumn < 0 || m_sortColumn >= m_table->columnCount())
        return key;
    const QVariant value = m_table->data(m_table->index(row, m_sortColumn), SortRole);
    switch (value.typeId()) {
    case QMetaType::QString: key.text = value.toString().toCaseFolded(); break;
    case QMetaType::Double:
    case QMetaType::Float: key.real = value.toDouble(); break;
    default: key.whole = value.toLongLong(); break;
    }
    return key;
}

bool ListFilter::isBefore(int one, int other) const
{
    const SortKey &left = m_rows[atRow(one)].key;
    const SortKey &right = m_rows[atRow(other)].key;
    if (left.priority != right.priority)
        return left.priority < right.priority;
    const bool isAscending = m_sortOrder == Qt::AscendingOrder;
    if (left.whole != right.whole)
        return (left.whole < right.whole) == isAscending;
    if (left.real != right.real)
        return (left.real < right.real) == isAscending;
    if (const int compared = left.text.compare(right.text); compared != 0)
        return (compared < 0) == isAscending;
    return one < other;
}

void ListFilter::orderAll()
{
    m_order.resize(m_rows.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    std::ranges::sort(m_order, [this](int one, int other) { return isBefore(one, other); });
    countRanks();
}

void ListFilter::countRanks()
{
    m_ranks.resize(m_order.size());
    for (std::size_t place = 0; place < m_order.size(); ++place)
        m_ranks[atRow(m_order[place])] = static_cast<int>(place);
}

/// The same rows, in the order that their keys have now.
void ListFilter::reorder()
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<int> rows;
    for (const QModelIndex &index : before)
        rows.push_back(sourceRow(index.row()));
    orderAll();
    std::ranges::sort(m_shown, {}, [this](int row) { return m_ranks[atRow(row)]; });
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int row = rows[static_cast<std::size_t>(i)];
        after.append(mapFromSource(m_table->index(row, before[i].column())));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void ListFilter::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        m_rows[row].key = sortKeyOf(static_cast<int>(row));
    reorder();
}

// What the table tells.

void ListFilter::read(int row)
{
    QString text;
    for (int column = 0; column < m_table->columnCount(); ++column) {
        if (!m_table->look(column).runs)
            text += m_table->data(m_table->index(row, column), PlainTextRole).toString() + u'\n';
    }
    m_rows[atRow(row)] = {text.toCaseFolded(), sortKeyOf(row), !m_test || m_test(row)};
}

void ListFilter::onReset()
{
    beginResetModel();
    m_rows.assign(atRow(m_table->rowCount()), {});
    for (int row = 0; row < m_table->rowCount(); ++row)
        read(row);
    orderAll();
    m_shown = rowsToShow();
    endResetModel();
}

void ListFilter::onInserted(int first, int last)
{
    const int count = last - first + 1;
    for (std::vector<int> *rows : {&m_order, &m_shown}) {
        for (int &row : *rows)
            row += row >= first ? count : 0;
    }
    m_rows.insert(m_rows.begin() + first, atRow(count), {});
    const auto middle = static_cast<std::ptrdiff_t>(m_order.size());
    for (int row = first; row <= last; ++row) {
        read(row);
        m_order.push_back(row);
    }
    const auto before = [this](int one, int other) { return isBefore(one, other); };
    std::sort(m_order.begin() + middle, m_order.end(), before);
    std::inplace_merge(m_order.begin(), m_order.begin() + middle, m_order.end(), before);
    countRanks();
    show(rowsToShow());
}

void ListFilter::onAboutToBeRemoved(int first, int last)
{
    std::vector<int> next;
    std::ranges::copy_if(m_shown, std::back_inserter(next), [=](int row) { return row < first || row > last; });
    show(std::move(next));
}

void ListFilter::onRemoved(int first, int last)
{
    std::erase_if(m_order, [=](int row) { return row >= first && row <= last; });
    for (std::vector<int> *rows : {&m_order, &m_shown}) {
        for (int &row : *rows)
            row -= row > last ? last - first + 1 : 0;
    }
    m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    countRanks();
}

void ListFilter::onChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight)
{
    bool isTimeAlone = true;
    for (int column = topLeft.column(); column <= bottomRight.column(); ++column)
        isTimeAlone = isTimeAlone && m_table->look(column).runs;
    if (!isTimeAlone && topLeft.row() == bottomRight.row()) {
        changeOne(topLeft.row());
    } else if (!isTimeAlone) {
        bool isOtherOrder = false;
        for (int row = topLeft.row(); row <= bottomRight.row(); ++row) {
            const SortKey known = m_rows[atRow(row)].key;
            read(row);
            isOtherOrder = isOtherOrder || known != m_rows[atRow(row)].key;
        }
        if (isOtherOrder)
            reorder();
        show(rowsToShow());
    }
    tellChanged(topLeft.row(), bottomRight.row(), topLeft.column(), bottomRight.column());
}

/// Most news is about one row.
void ListFilter::changeOne(int row)
{
    const SortKey known = m_rows[atRow(row)].key;
    read(row);
    const bool wasShown = mapFromSource(m_table->index(row, 0)).isValid();
    const bool isNowShown = isShown(row);
    if (wasShown && !isNowShown) {
        const int place = mapFromSource(m_table->index(row, 0)).row();
        beginRemoveRows({}, place, place);
        m_shown.erase(m_shown.begin() + place);
        endRemoveRows();
    }
    if (known != m_rows[atRow(row)].key)
        moveOne(row, wasShown && isNowShown);
    if (!wasShown && isNowShown) {
        const auto before = [this](int shown, int rank) { return m_ranks[atRow(shown)] < rank; };
        const auto place = std::lower_bound(m_shown.begin(), m_shown.end(), m_ranks[atRow(row)], before);
        const int position = static_cast<int>(place - m_shown.begin());
        beginInsertRows({}, position, position);
        m_shown.insert(m_shown.begin() + position, row);
        endInsertRows();
    }
}

void ListFilter::moveOne(int row, bool isInSight)
{
    // Where it goes among the others, of which all stand in order.
    const auto newPlace = [&](const std::vector<int> &rows, std::ptrdiff_t from) {
        const auto before = [this](int other, int one) { return isBefore(other, one); };
        const auto low = std::lower_bound(rows.begin(), rows.begin() + from, row, before);
        if (low != rows.begin() + from)
            return low - rows.begin();
        return std::lower_bound(rows.begin() + from + 1, rows.end(), row, before) - rows.begin() - 1;
    };
    const auto move = [row](std::vector<int> &rows, std::ptrdiff_t from, std::ptrdiff_t to) {
        rows.erase(rows.begin() + from);
        rows.insert(rows.begin() + to, row);
    };
    const int shownFrom = isInSight ? mapFromSource(m_table->index(row, 0)).row() : -1;
    const std::ptrdiff_t shownTo = isInSight ? newPlace(m_shown, shownFrom) : -1;
    const std::ptrdiff_t from = m_ranks[atRow(row)];
    const std::ptrdiff_t to = newPlace(m_order, from);
    const bool isMoved = shownTo != shownFrom;
    if (isMoved)
        beginMoveRows({}, shownFrom, shownFrom, {}, static_cast<int>(shownTo > shownFrom ? shownTo + 1 : shownTo));
    move(m_order, from, to);
    for (std::ptrdiff_t place = std::min(from, to); place <= std::max(from, to); ++place)
        m_ranks[atRow(m_order[static_cast<std::size_t>(place)])] = static_cast<int>(place);
    if (isMoved) {
        move(m_shown, shownFrom, shownTo);
        endMoveRows();
    }
}

void ListFilter::tellChanged(int first, int last, int firstColumn, int lastColumn)
{
    int low = rowCount();
    int high = -1;
    if (first == 0 && last == m_table->rowCount() - 1) {
        low = 0;
        high = rowCount() - 1;
    }
    for (int row = first; row <= last && high < low; ++row) {
        if (const QModelIndex shown = mapFromSource(m_table->index(row, 0)); shown.isValid()) {
            low = std::min(low, shown.row());
            high = std::max(high, shown.row());
        }
    }
    if (high >= low)
        Q_EMIT dataChanged(index(low, firstColumn), index(high, lastColumn));
}

// As a model.

QModelIndex ListFilter::index(int row, int column, const QModelIndex &parent) const
{
    const bool isThere = !parent.isValid() && row >= 0 && row < rowCount() && column >= 0 && column < columnCount();
    return isThere ? createIndex(row, column) : QModelIndex();
}

int ListFilter::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int ListFilter::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_table ? 0 : m_table->columnCount();
}

QModelIndex ListFilter::mapToSource(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? m_table->index(sourceRow(index.row()), index.column())
                                                       : QModelIndex();
}

QModelIndex ListFilter::mapFromSource(const QModelIndex &index) const
{
    if (!m_table || !index.isValid() || atRow(index.row()) >= m_ranks.size())
        return {};
    const int rank = m_ranks[atRow(index.row())];
    const auto found = std::ranges::lower_bound(m_shown, rank, {}, [this](int row) { return m_ranks[atRow(row)]; });
    return found != m_shown.end() && *found == index.row()
        ? createIndex(static_cast<int>(found - m_shown.begin()), index.column())
        : QModelIndex();
}

QVariant ListFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_table ? m_table->headerData(section, orientation, role) : QVariant();
}

} // namespace curbside
