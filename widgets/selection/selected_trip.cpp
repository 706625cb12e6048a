// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/selection/selected_trip.h"

#include "widgets/actions/deed.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

Trip tripFrom(const JsonValue &json)
{
    Trip trip{textIn(json, "id"), textIn(json, "number"), textIn(json, "robotSerial"), textIn(json, "status"), {}};
    json["stops"].forEachItem([&](JsonValue item) {
        TripStop stop{textIn(item, "kind") == u"Pickup", placeIn(item), momentIn(item, "arriveAt"), {}};
        item["attemptIds"].forEachItem(
            [&](JsonValue id) { stop.attemptIds.append(id.toString().value_or(QString())); });
        trip.stops.push_back(std::move(stop));
    });
    return trip;
}

} // namespace

SelectedTrip::SelectedTrip(PlatformLink &link, const Entities &entities, const Selection &selection, QObject *parent)
    : QObject(parent), m_link(link), m_entities(entities), m_selection(selection)
{
    connect(&selection, &Selection::changed, this, &SelectedTrip::refresh);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &SelectedTrip::refresh);
    const auto refreshSoon = [this] {
        if (!m_soon.isActive())
            m_soon.start(0);
    };
    connect(&entities.tasks, &QAbstractItemModel::dataChanged, &m_soon, refreshSoon);
    connect(&entities.tasks, &QAbstractItemModel::rowsInserted, &m_soon, refreshSoon);
    connect(&entities.deliveries, &QAbstractItemModel::dataChanged, &m_soon, refreshSoon);
    connect(&entities.deliveries, &QAbstractItemModel::rowsRemoved, &m_soon, refreshSoon);
    connect(&entities.robots, &QAbstractItemModel::dataChanged, &m_soon, refreshSoon);
}

QString SelectedTrip::wantedTrip() const
{
    const EntityRef ref = m_selection.current();
    QString taskId;
    if (ref.kind == EntityKind::Task) {
        taskId = ref.key;
    } else if (ref.kind == EntityKind::Robot) {
        const RobotRow *robot = m_entities.robots.find(ref.key);
        taskId = robot ? robot->taskId : QString();
    } else if (ref.kind == EntityKind::Delivery) {
        const DeliveryRow *delivery = m_entities.deliveries.find(ref.key);
        taskId = delivery && !delivery->hasEnded() ? delivery->taskId : QString();
    }
    const TaskRow *task = m_entities.tasks.find(taskId);
    return task ? task->tripId : QString();
}

void SelectedTrip::refresh()
{
    const QString wanted = wantedTrip();
    if (wanted == m_wanted)
        return;
    m_wanted = wanted;
    if (m_trip) {
        m_trip.reset();
        Q_EMIT changed();
    }
    if (wanted.isEmpty())
        return;
    m_link.get(u"dispatch"_s, u"/trip/"_s + inPath(wanted),
               [self = QPointer(this), wanted](int status, const QByteArray &body) {
                   if (self)
                       self->take(wanted, status, body);
               });
}

void SelectedTrip::take(const QString &id, int status, const QByteArray &body)
{
    const auto document = JsonDocument::parse(body);
    if (id != m_wanted)
        return;
    if (status != 200 || !document) {
        m_wanted.clear(); // asked for again with the next news
        return;
    }
    m_trip = tripFrom(document->root());
    Q_EMIT changed();
}

} // namespace curbside
