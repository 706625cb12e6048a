// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"
#include "widgets/theme/tokens.h"

#include <QAbstractTableModel>
#include <QHash>

#include <functional>
#include <optional>
#include <vector>

namespace curbside {

/// One cell of a row: what it says, and how that stands.
struct EntityCell
{
    QString text;
    std::optional<Tone> tone;
    QVariant sortKey; ///< by the text when not set
    friend bool operator==(const EntityCell &, const EntityCell &) = default;
};

/// A column: its title and how it reads its cell from the entity's JSON.
struct EntityColumn
{
    QString title;
    std::function<EntityCell(const JsonValue &)> read;
    bool isFigure = false; ///< figures of one width, aligned to the right
    int width = 120;
};

/// The rows of one list of the platform's API, kept current by giving it the list again: only what differs is told.
class EntityModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole, SortRole };

    /// `keyMember` names the member that tells the rows apart.
    EntityModel(QByteArray keyMember, std::vector<EntityColumn> columns, QObject *parent = nullptr);

    /// Takes one item; gives false when it was known and has not changed.
    bool take(const JsonValue &item);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] const std::vector<EntityColumn> &columns() const { return m_columns; }

private:
    struct Row
    {
        QString key;
        std::vector<EntityCell> cells;
    };

    QByteArray m_keyMember;
    std::vector<EntityColumn> m_columns;
    std::vector<Row> m_rows;
    QHash<QString, int> m_rowOfKey;
};

} // namespace curbside
