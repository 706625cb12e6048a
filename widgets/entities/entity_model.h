// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/cell.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <deque>
#include <functional>
#include <vector>

namespace curbside {

/// How a column of a list is named and laid out.
struct ColumnLook
{
    QString title;
    int width = 120;
    bool isFigure = false; ///< figures of one width
    bool isRightAligned = false;
    bool stretches = false; ///< takes what room is left; `width` is its least
    bool givesWay = false; ///< hidden where there is no room for all, the last one first
    bool runs =
        false; ///< reads otherwise as time goes on, though nothing has happened: not searched, and not sorted by that
    QString key = {}; ///< what programs call it: the member of a row that is copied as JSON
    bool isClock = false; ///< times of day, which take more room where people want am and pm
};

/// A list of things, each told apart by a key, as a table of cells. The rows and how they read are the heirs' business.
class EntityTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] virtual const ColumnLook &look(int column) const = 0;
    [[nodiscard]] virtual QString keyAt(int row) const = 0;
    /// -1 when there is none.
    [[nodiscard]] virtual int rowOf(const QString &key) const = 0;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// What the cells of that column say has changed without any row: time has passed, or a name has become known.
    void refreshColumn(int column);
    void refreshAll();
    /// The same of one row; nothing when there is none of that key.
    void refreshRow(const QString &key);

    /// Rows can be dragged away as `dragType` and take what comes as `dropType`: keys, one a line.
    void setDragAndDrop(const QString &dragType, const QString &dropType);
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                       const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }

Q_SIGNALS:
    /// A person has dropped these on the row of that key.
    void keysDropped(const QString &onto, const QStringList &keys);

protected:
    [[nodiscard]] virtual Cell cellAt(int row, int column) const = 0;

private:
    [[nodiscard]] QString describe(int row) const;

    QString m_dragType;
    QString m_dropType;
};

template <typename Row>
struct EntityColumn
{
    ColumnLook look;
    std::function<Cell(const Row &)> read;
};

/// The rows of one of the platform's lists, kept current by giving it items again: only what differs is told. Keeps at most
/// `capacity` rows; the oldest go as new ones come.
template <typename Row>
class EntityModel : public EntityTable
{
public:
    static constexpr std::size_t defaultCapacity = 50'000;

    explicit EntityModel(QObject *parent = nullptr, std::size_t capacity = defaultCapacity)
        : EntityTable(parent), m_capacity(capacity)
    {}

    /// Before any view is there.
    void setColumns(std::vector<EntityColumn<Row>> columns) { m_columns = std::move(columns); }

    [[nodiscard]] const std::deque<Row> &rows() const { return m_rows; }
    [[nodiscard]] const Row *find(const QString &key) const
    {
        const int row = rowOf(key);
        return row < 0 ? nullptr : &m_rows[static_cast<std::size_t>(row)];
    }

    /// Takes new and known rows in one go; rows without a key and removed ones are passed over.
    void take(std::vector<Row> items)
    {
        std::vector<Row> added;
        QHash<QString, std::size_t> placeInAdded;
        for (Row &item : items) {
            if (item.key().isEmpty() || m_gone.contains(item.key()))
                continue;
            if (const int row = rowOf(item.key()); row >= 0) {
                replace(row, std::move(item));
            } else if (const auto twice = placeInAdded.constFind(item.key()); twice != placeInAdded.constEnd()) {
                added[*twice] = std::move(item);
            } else {
                placeInAdded.insert(item.key(), added.size());
                added.push_back(std::move(item));
            }
        }
        append(std::move(added));
    }

    /// These are all that there are now: what is not among them goes, and may come again.
    void takeAll(std::vector<Row> items)
    {
        QSet<QString> named;
        for (const Row &item : items)
            named.insert(item.key());
        for (int row = rowCount() - 1; row >= 0; --row) {
            if (!named.contains(keyAt(row)))
                removeAt(row);
        }
        take(std::move(items));
    }

    /// For good: an answer that was on its way does not bring it back.
    void remove(const QString &key)
    {
        if (m_gone.size() >= static_cast<qsizetype>(m_capacity))
            m_gone.clear();
        m_gone.insert(key);
        if (const int row = rowOf(key); row >= 0)
            removeAt(row);
    }
    [[nodiscard]] bool wasRemoved(const QString &key) const { return m_gone.contains(key); }

    [[nodiscard]] const ColumnLook &look(int column) const override
    {
        return m_columns[static_cast<std::size_t>(column)].look;
    }
    [[nodiscard]] QString keyAt(int row) const override { return m_rows[static_cast<std::size_t>(row)].key(); }
    [[nodiscard]] int rowOf(const QString &key) const override
    {
        const auto known = m_ordinals.constFind(key);
        return known == m_ordinals.constEnd() ? -1 : static_cast<int>(*known - m_removed);
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
    }

protected:
    [[nodiscard]] Cell cellAt(int row, int column) const override
    {
        return m_columns[static_cast<std::size_t>(column)].read(m_rows[static_cast<std::size_t>(row)]);
    }

private:
    void replace(int row, Row &&item)
    {
        Row &present = m_rows[static_cast<std::size_t>(row)];
        if constexpr (requires { item.keepFrom(present); })
            item.keepFrom(present);
        if (present == item)
            return;
        int first = columnCount();
        int last = -1;
        for (int column = 0; column < columnCount(); ++column) {
            const auto &read = m_columns[static_cast<std::size_t>(column)].read;
            if (read(present) == read(item))
                continue;
            first = std::min(first, column);
            last = column;
        }
        present = std::move(item);
        if (last < 0) { // seen by those who read rows, such as the map, though by no cell
            first = 0;
            last = columnCount() - 1;
        }
        Q_EMIT dataChanged(index(row, first), index(row, last));
    }

    void removeAt(int row)
    {
        beginRemoveRows({}, row, row);
        m_ordinals.remove(keyAt(row));
        m_rows.erase(m_rows.begin() + row);
        for (auto later = m_rows.begin() + row; later != m_rows.end(); ++later)
            --m_ordinals[later->key()];
        endRemoveRows();
    }

    void append(std::vector<Row> added)
    {
        if (added.size() > m_capacity)
            added.erase(added.begin(), added.end() - static_cast<std::ptrdiff_t>(m_capacity));
        if (added.empty())
            return;
        if (m_rows.size() + added.size() > m_capacity)
            removeOldest(m_rows.size() + added.size() - m_capacity);
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        for (Row &item : added) {
            m_ordinals.insert(item.key(), m_removed + static_cast<qint64>(m_rows.size()));
            m_rows.push_back(std::move(item));
        }
        endInsertRows();
    }

    void removeOldest(std::size_t count)
    {
        beginRemoveRows({}, 0, static_cast<int>(count) - 1);
        for (std::size_t i = 0; i < count; ++i) {
            m_ordinals.remove(m_rows.front().key());
            m_rows.pop_front();
        }
        m_removed += static_cast<qint64>(count);
        endRemoveRows();
    }

    std::size_t m_capacity;
    std::vector<EntityColumn<Row>> m_columns;
    std::deque<Row> m_rows;
    QHash<QString, qint64> m_ordinals; // the place in m_rows, counted with the oldest that went
    qint64 m_removed = 0; // of the oldest, for want of room
    QSet<QString> m_gone; // keys of rows that are no more
};

} // namespace curbside
