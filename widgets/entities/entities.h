// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_feed.h"
#include "widgets/entities/entity_model.h"
#include "widgets/entities/entity_ref.h"
#include "widgets/entities/rows.h"

namespace curbside {

/// All that the console knows of the platform's things, kept current, for every panel to show in its own way.
class Entities : public QObject
{
    Q_OBJECT

public:
    explicit Entities(PlatformLink &link, QObject *parent = nullptr);

    EntityModel<DeliveryRow> deliveries;
    EntityModel<TaskRow> tasks;
    EntityModel<RobotRow> robots;
    EntityModel<LidEventRow> lidEvents;
    EntityModel<MerchantRow> merchants;

    [[nodiscard]] const EntityFeed &feedOf(const EntityTable &table) const;
    /// Every list shows all that has happened so far.
    [[nodiscard]] bool isCurrent() const;

    [[nodiscard]] QString merchantName(const QString &id) const;
    /// Empty when there is none of that serial.
    [[nodiscard]] QString robotName(const QString &serial) const;
    [[nodiscard]] const RobotRow *robotNamed(const QString &name) const;
    /// The thing that has this id or serial; none when it is not known here.
    [[nodiscard]] EntityRef refOf(const QString &key) const;
    /// Its number or name, as people call it; the key itself when it is not known here.
    [[nodiscard]] QString callName(const QString &key) const;
    /// The address at a place, or its metres where there are no streets.
    [[nodiscard]] QString addressAt(QPointF place) const;

private:
    template <typename Row>
    void feed(EntityModel<Row> &model, EntityFeed::Source source);

    PlatformLink &m_link;
    std::vector<std::pair<const EntityTable *, EntityFeed *>> m_feeds;
    mutable QHash<QPair<qint64, qint64>, QString> m_addresses;
};

} // namespace curbside
