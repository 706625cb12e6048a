// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"

#include <QString>

#include <optional>
#include <vector>

namespace curbside {

// What the services and the warehouse say of their databases. What does not apply is empty.

/// A column, as its database and its service declare it.
struct ColumnFact
{
    QString name;
    QString type;
    int key = 0; ///< its place in the primary key, from 1; 0 outside
    bool isRequired = false;
    QString defaultValue; ///< as SQL
    QString foreignKey; ///< "delivery.id": a row of the same database
    QString references; ///< "operations:task.id": a row of another service, which nothing enforces
    QString copyOf; ///< "operations:task.status": whose value it repeats
    friend bool operator==(const ColumnFact &, const ColumnFact &) = default;
};

struct TableFact
{
    QString name;
    std::optional<qint64> rows; ///< nothing: not counted
    std::vector<ColumnFact> columns;
    friend bool operator==(const TableFact &, const TableFact &) = default;

    /// The numbers of the key's columns, in the key's order.
    [[nodiscard]] std::vector<std::size_t> keyColumns() const;
    [[nodiscard]] const ColumnFact *find(const QString &column) const;
};

enum class StoreKind { Service, Warehouse, Replica };

/// One database file of the platform.
struct StoreFact
{
    StoreKind kind = StoreKind::Service;
    QString service = {}; ///< whose it is, or is a replica of; empty for the warehouse
    std::optional<qint64> bytes = {};
    std::optional<qint64> position =
        {}; ///< the row change that it is as of; for the warehouse, how many it has taken over
    std::optional<qint64> behind = {}; ///< row changes that its source has and it has not
    qint64 at = 0; ///< the platform time that it is as of; 0 where nobody says
    std::optional<qint64> schema = {}; ///< counts migrations
    QString epoch = {}; ///< of its log
    bool isChangedFromOutside = false;
    QString problem = {}; ///< why nothing can be said of it now
    std::vector<TableFact> tables = {};
    friend bool operator==(const StoreFact &, const StoreFact &) = default;

    /// "operations", "warehouse", "replica operations"
    [[nodiscard]] QString key() const;
    [[nodiscard]] const TableFact *find(const QString &table) const;
};

/// What a service's GET /tables answers.
[[nodiscard]] StoreFact serviceStore(const QString &service, int status, const QByteArray &body);
/// What the warehouse's GET /sources answers: the warehouse itself, then the replicas.
[[nodiscard]] std::vector<StoreFact> warehouseStores(int status, const QByteArray &body);

/// "6.8 MB"
[[nodiscard]] QString sizeText(qint64 bytes);

} // namespace curbside
