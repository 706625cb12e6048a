// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/attempt_counts.h"
#include "widgets/entities/entity_feed.h"
#include "widgets/entities/entity_model.h"
#include "widgets/entities/entity_ref.h"
#include "widgets/entities/message_book.h"
#include "widgets/entities/robot_history.h"
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
    EntityModel<OperatorRow> operators;
    RobotHistory robotHistory;
    AttemptCounts attempts;
    MessageBook messages;

    /// Ids of the open deliveries that can no longer be at the door as promised, as far as is known.
    [[nodiscard]] const QSet<QString> &expectedLate() const { return m_expectedLate; }
    void expectLate(QSet<QString> ids);

    [[nodiscard]] const EntityFeed &feedOf(const EntityTable &table) const;
    /// Every list shows all that has happened so far.
    [[nodiscard]] bool isCurrent() const;

    [[nodiscard]] QString merchantName(const QString &id) const;
    /// Empty when there is none of that serial.
    [[nodiscard]] QString robotName(const QString &serial) const;
    /// The id itself when it is not known here.
    [[nodiscard]] QString operatorName(const QString &id) const;
    [[nodiscard]] const RobotRow *robotNamed(const QString &name) const;
    /// The thing that has this id or serial; none when it is not known here.
    [[nodiscard]] EntityRef refOf(const QString &key) const;
    /// What an event is about: its subject, or, when that has no list here (an attempt), the delivery, task or robot that its
    /// data (JSON) names.
    [[nodiscard]] EntityRef refOfEvent(const QString &subject, const QByteArray &data) const;
    /// Its number or name, as people call it; the key itself when it is not known here.
    [[nodiscard]] QString callName(const QString &key) const;
    /// The address at a place, or its metres where there are no streets.
    [[nodiscard]] QString addressAt(QPointF place) const;

Q_SIGNALS:
    void expectationChanged();

private:
    template <typename Row>
    void feed(EntityModel<Row> &model, EntityFeed::Source source);

    PlatformLink &m_link;
    QSet<QString> m_expectedLate;
    std::vector<std::pair<const EntityTable *, EntityFeed *>> m_feeds;
    mutable QHash<QPair<qint64, qint64>, QString> m_addresses;
    mutable QHash<QString, int> m_robotRows; // by name, as far as asked for; looked at again before it is believed
};

} // namespace curbside
