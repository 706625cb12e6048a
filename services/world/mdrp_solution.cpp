// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/mdrp_solution.h"

#include "services/world/source_text.h"

#include <QDir>
#include <QSaveFile>

#include <map>
#include <tuple>

namespace curbside {

using namespace Qt::StringLiterals;

namespace {

struct Assignment
{
    qint64 assignmentMinute = 0;
    qint64 pickupMinute = 0;
    std::size_t courier = 0; // its index in the day
    MerchantKey restaurant;
    QStringList orders; // in drop-off order
};

struct Delivery
{
    qint64 pickupMinute = 0;
    qint64 dropoffMinute = 0;
    QString courier;
};

struct Visit
{
    QString id; // of a restaurant or an order
    Place place;
    qint64 arrivalMinute = 0;
};

/// Turns trips into the lines of a solution. What cannot be said is kept in m_error, the first time.
class SolutionWriter
{
public:
    explicit SolutionWriter(const Scenario &day);

    std::expected<MdrpSolution, QString> write(const std::vector<MdrpTrip> &trips);

private:
    struct Courier
    {
        Place place;
        std::vector<Visit> visits;
    };

    void follow(const MdrpTrip &trip);
    void pickUp(const MdrpTrip &trip, const MdrpStop &stop, std::size_t courier);
    void dropOff(const MdrpStop &stop, std::size_t courier);
    void handOver(const QString &order, qint64 arrivalMinute, std::size_t courier);
    [[nodiscard]] QByteArray assignmentLines() const;
    [[nodiscard]] QByteArray orderLines() const;
    [[nodiscard]] QByteArray courierLines() const;
    [[nodiscard]] qint64 minutesOfDay(PlatformTime time, const QString &what);
    void refuse(const QString &error)
    {
        if (!m_error)
            m_error = error;
    }

    const Scenario &m_day;
    std::map<QString, const ScenarioOrder *> m_ordersById;
    std::map<QString, Place> m_restaurants;
    std::map<QString, std::size_t> m_courierIndexes;
    std::vector<Courier> m_couriers;
    std::vector<Assignment> m_assignments;
    std::map<QString, Delivery> m_deliveries;
    std::optional<QString> m_error;
};

SolutionWriter::SolutionWriter(const Scenario &day) : m_day(day)
{
    for (const ScenarioOrder &order : day.orders)
        m_ordersById.emplace(order.externalId, &order);
    for (const ScenarioMerchant &merchant : day.merchants)
        m_restaurants.emplace(merchant.key.toString(), merchant.place);
    for (const ScenarioRobot &robot : day.robots) {
        m_courierIndexes.emplace(robot.serial.toString(), m_couriers.size());
        m_couriers.push_back({robot.place, {}});
    }
}

std::expected<MdrpSolution, QString> SolutionWriter::write(const std::vector<MdrpTrip> &trips)
{
    std::multimap<PlatformTime, const MdrpTrip *> inOrder;
    for (const MdrpTrip &trip : trips)
        inOrder.emplace(trip.stops.empty() ? trip.decidedAt : trip.stops.front().arriveAt, &trip);
    for (const auto &[startsAt, trip] : inOrder)
        follow(*trip);
    if (m_error)
        return std::unexpected(*m_error);
    return MdrpSolution{assignmentLines(), orderLines(), courierLines()};
}

qint64 SolutionWriter::minutesOfDay(PlatformTime time, const QString &what)
{
    const Duration elapsed = time - m_day.startsAt;
    if (elapsed < Duration::zero() || elapsed % 1min != Duration::zero())
        refuse(u"%1 is at %2, which is no whole minute of the day"_s.arg(what, QString::fromLatin1(toRfc3339(time))));
    return elapsed / 1min;
}

void SolutionWriter::follow(const MdrpTrip &trip)
{
    const auto courier = m_courierIndexes.find(trip.courier.toString());
    if (courier == m_courierIndexes.end()) {
        refuse(u"courier \"%1\" is not in the day"_s.arg(quotedForMessage(trip.courier.toString())));
        return;
    }
    bool hasPickup = false;
    for (const MdrpStop &stop : trip.stops) {
        const bool isPickup = stop.kind == MdrpStop::Kind::Pickup;
        hasPickup |= isPickup;
        if (!hasPickup) {
            refuse(u"a trip of courier %1 begins with a drop-off"_s.arg(trip.courier.toString()));
            return;
        }
        if (isPickup)
            pickUp(trip, stop, courier->second);
        else
            dropOff(stop, courier->second);
    }
}

void SolutionWriter::pickUp(const MdrpTrip &trip, const MdrpStop &stop, std::size_t courier)
{
    const QString restaurant = stop.restaurant.toString();
    const auto place = m_restaurants.find(restaurant);
    if (place == m_restaurants.end()) {
        refuse(u"restaurant \"%1\" is not in the day"_s.arg(quotedForMessage(restaurant)));
        return;
    }
    const qint64 service = m_day.motion.pickupServiceMinutes;
    const qint64 leaving = minutesOfDay(stop.leaveAt, u"leaving restaurant "_s + restaurant);
    Assignment assignment;
    assignment.assignmentMinute = (trip.decidedAt - m_day.startsAt) / 1min;
    assignment.pickupMinute = leaving - (service - service / 2);
    assignment.courier = courier;
    assignment.restaurant = stop.restaurant;
    m_assignments.push_back(std::move(assignment));
    m_couriers[courier].visits.push_back(
        {restaurant, place->second, minutesOfDay(stop.arriveAt, u"arriving at restaurant "_s + restaurant)});
}

void SolutionWriter::dropOff(const MdrpStop &stop, std::size_t courier)
{
    qint64 arrival = minutesOfDay(stop.arriveAt, u"arriving with order "_s + stop.orders.value(0));
    for (const QString &order : stop.orders) {
        handOver(order, arrival, courier);
        arrival += m_day.motion.dropoffServiceMinutes;
    }
}

void SolutionWriter::handOver(const QString &order, qint64 arrivalMinute, std::size_t courier)
{
    const auto known = m_ordersById.find(order);
    if (known == m_ordersById.end()) {
        refuse(u"order \"%1\" is not in the day"_s.arg(quotedForMessage(order)));
        return;
    }
    Assignment &assignment = m_assignments.back();
    if (known->second->merchant != assignment.restaurant) {
        refuse(u"order %1 is dropped off after a pickup at another restaurant than its own"_s.arg(order));
        return;
    }
    const Delivery delivery{assignment.pickupMinute, arrivalMinute + m_day.motion.dropoffServiceMinutes / 2,
                            m_day.robots[courier].serial.toString()};
    if (!m_deliveries.emplace(order, delivery).second) {
        refuse(u"order %1 is dropped off twice"_s.arg(order));
        return;
    }
    assignment.orders += order;
    m_couriers[courier].visits.push_back({order, known->second->dropoff, arrivalMinute});
}

QByteArray SolutionWriter::assignmentLines() const
{
    std::multimap<std::tuple<qint64, qint64, std::size_t>, const Assignment *> inOrder;
    for (const Assignment &assignment : m_assignments) {
        if (!assignment.orders.isEmpty())
            inOrder.emplace(std::tuple(assignment.assignmentMinute, assignment.pickupMinute, assignment.courier),
                            &assignment);
    }
    QByteArray lines("assignment_time pickup_time courier orders\n");
    for (const auto &[key, assignment] : inOrder) {
        lines += QByteArray::number(assignment->assignmentMinute) + ' ' + QByteArray::number(assignment->pickupMinute)
            + ' ' + m_day.robots[assignment->courier].serial.toUtf8() + ' ' + assignment->orders.join(u' ').toUtf8()
            + '\n';
    }
    return lines;
}

QByteArray SolutionWriter::orderLines() const
{
    QByteArray lines("order placement_time ready_time pickup_time dropoff_time courier\n");
    for (const ScenarioOrder &order : m_day.orders) {
        const auto delivery = m_deliveries.find(order.externalId);
        if (delivery == m_deliveries.end())
            continue;
        const auto minute = [this](PlatformTime time) { return QByteArray::number((time - m_day.startsAt) / 1min); };
        lines += order.externalId.toUtf8() + ' ' + minute(order.placedAt) + ' ' + minute(order.goodsReadyAt) + ' '
            + QByteArray::number(delivery->second.pickupMinute) + ' '
            + QByteArray::number(delivery->second.dropoffMinute) + ' ' + delivery->second.courier.toUtf8() + '\n';
    }
    return lines;
}

QByteArray SolutionWriter::courierLines() const
{
    QByteArray lines("courier departure_time origin destination\n");
    for (std::size_t i = 0; i < m_couriers.size(); ++i) {
        QString origin = u"0"_s;
        Place from = m_couriers[i].place;
        for (const Visit &visit : m_couriers[i].visits) {
            if (visit.id == origin) // its next pickup is where it stands
                continue;
            const qint64 travelMinutes = travelTime(m_day.motion, from, visit.place) / 1min;
            lines += m_day.robots[i].serial.toUtf8() + ' ' + QByteArray::number(visit.arrivalMinute - travelMinutes)
                + ' ' + origin.toUtf8() + ' ' + visit.id.toUtf8() + '\n';
            origin = visit.id;
            from = visit.place;
        }
    }
    return lines;
}

} // namespace

std::expected<MdrpSolution, QString> mdrpSolution(const Scenario &day, const std::vector<MdrpTrip> &trips)
{
    return SolutionWriter(day).write(trips);
}

std::expected<void, QString> writeMdrpSolution(const QString &folder, const MdrpSolution &solution)
{
    const QString shown = quotedForMessage(folder);
    if (!QDir().mkpath(folder))
        return std::unexpected(u"%1: cannot be made; check the path and its permissions"_s.arg(shown));
    const std::pair<QString, QByteArray> files[]{
        {u"solution_info_assignments.txt"_s, solution.assignments},
        {u"solution_info_orders.txt"_s, solution.orders},
        {u"solution_info_couriers.txt"_s, solution.couriers},
    };
    for (const auto &[name, bytes] : files) {
        QSaveFile file(folder + u'/' + name);
        const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        if (!isWritten)
            return std::unexpected(u"%1/%2: cannot be written (%3); check the disk and permissions"_s.arg(
                shown, name, file.errorString()));
    }
    return {};
}

} // namespace curbside
