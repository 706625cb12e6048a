// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_model.h"
#include "widgets/entities/rows.h"

namespace curbside {

class Entities;

/// A declared copy, and how it stands against its owner.
struct CopyRow
{
    QString service; ///< that holds it
    QString column; ///< "delivery.task_status"
    QString source; ///< "operations:task.status"
    qint64 compared = 0;
    qint64 agree = 0;
    qint64 lagging = 0;
    qint64 diverged = 0;
    qint64 dangling = 0; ///< of rows whose owner knows nothing
    qint64 laggingFor = 0; ///< microseconds, the longest
    bool isCut = false; ///< only the newest rows were compared
    QString problem; ///< why it cannot be compared

    [[nodiscard]] static CopyRow from(const QString &service, const JsonValue &item, qint64 at);
    [[nodiscard]] QString key() const { return service + u':' + column; }
    friend bool operator==(const CopyRow &, const CopyRow &) = default;
};

/// A row whose copy is not what its owner says.
struct DifferingRow
{
    QString copy; ///< the key of its CopyRow
    QString rowKey;
    QString ownerKey; ///< of the owner's row
    QString column;
    QString here;
    QString there;
    qint64 since = 0;
    qint64 asOf = 0;
    bool isLagging = false;
    QString why;

    [[nodiscard]] static DifferingRow from(const CopyRow &copy, const JsonValue &item);
    [[nodiscard]] QString key() const { return copy + u'/' + rowKey; }
    friend bool operator==(const DifferingRow &, const DifferingRow &) = default;
};

/// A declared reference across services.
struct ReferenceRow
{
    QString service;
    QString column; ///< "task.delivery_id"
    QString target; ///< "deliveries:delivery.id"
    QString remedy; ///< what would be done about one that dangles
    qint64 dangling = 0;
    qint64 oldest = 0; ///< when the oldest of them was written
    qint64 now = 0;
    QString why; ///< of the oldest
    QString problem;

    [[nodiscard]] QString key() const { return service + u':' + column; }
    friend bool operator==(const ReferenceRow &, const ReferenceRow &) = default;
};

/// A row that names nothing.
struct DanglingRow
{
    QString reference; ///< the key of its ReferenceRow
    QString rowKey;
    QString column;
    QString target;
    QString value;
    qint64 since = 0;
    qint64 now = 0;
    QString remedy; ///< Wait, Repair, Release, Person
    std::optional<bool> wasThere; ///< whether the warehouse has seen what it names

    [[nodiscard]] static DanglingRow from(const QString &service, const JsonValue &item, qint64 at);
    [[nodiscard]] QString key() const { return reference + u'/' + rowKey; }
    [[nodiscard]] QString why() const;
    friend bool operator==(const DanglingRow &, const DanglingRow &) = default;
};

/// One run over a service's references.
struct CleanUpRow
{
    QString service;
    QString id;
    bool isDryRun = true;
    QString state;
    qint64 asked = 0;
    QString problem;
    qint64 startedAt = 0;
    qint64 endedAt = 0;

    [[nodiscard]] static CleanUpRow from(const QString &service, const JsonValue &item);
    [[nodiscard]] QString key() const { return id; }
    /// What it did can be given back.
    [[nodiscard]] bool canBeUndone() const { return !isDryRun && state == u"Done"; }
    friend bool operator==(const CleanUpRow &, const CleanUpRow &) = default;
};

/// What a run found of one row, and did.
struct OrphanRow
{
    QString service;
    QString run;
    bool isDryRun = true;
    QString column;
    QString target;
    QString rowKey;
    QString value;
    QString remedy; ///< of its reference
    QString outcome;
    QString newValue;
    qint64 undoneAt = 0;

    [[nodiscard]] QString key() const { return run + u'/' + column + u'/' + rowKey; }
    /// A run that is not dry would change it.
    [[nodiscard]] bool isToSettle() const { return outcome == u"Found"; }
    friend bool operator==(const OrphanRow &, const OrphanRow &) = default;
};

[[nodiscard]] std::vector<EntityColumn<CopyRow>> copyColumns();
[[nodiscard]] std::vector<EntityColumn<DifferingRow>> differingColumns(const Entities &entities);
[[nodiscard]] std::vector<EntityColumn<ReferenceRow>> referenceColumns();
[[nodiscard]] std::vector<EntityColumn<DanglingRow>> danglingColumns(const Entities &entities);
[[nodiscard]] std::vector<EntityColumn<CleanUpRow>> cleanUpColumns();
[[nodiscard]] std::vector<EntityColumn<OrphanRow>> orphanColumns(const Entities &entities);

/// What would be done about a row that dangles: "names nothing any more".
[[nodiscard]] QString remedyText(const QString &remedy);

} // namespace curbside
