// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <expected>
#include <map>

namespace curbside::mdrp {

/// On a plane, in metres.
struct Point
{
    int x = 0;
    int y = 0;
};

/// Times are minutes from midnight.
struct Order
{
    Point place;
    int placedAt = 0;
    QString restaurant;
    int readyAt = 0;
};

struct Courier
{
    Point place;
    int onAt = 0;
    int offAt = 0;
};

/// A day of the Meal Delivery Routing Problem: everything by its id.
struct Day
{
    std::map<QString, Order> orders;
    std::map<QString, Point> restaurants;
    std::map<QString, Courier> couriers;
    int metresPerMinute = 0;
    int pickupServiceMinutes = 0;
    int dropoffServiceMinutes = 0;
    int targetClickToDoorMinutes = 0;
    int maximumClickToDoorMinutes = 0;

    /// Whole minutes, by the problem's own formula.
    [[nodiscard]] int travelMinutes(const Point &from, const Point &to) const;
    /// No courier can bring it earlier: ready, loaded, driven and handed over.
    [[nodiscard]] int leastClickToDoorMinutes(const Order &order) const;
};

/// Reads orders.txt, restaurants.txt, couriers.txt and instance_parameters.txt; a folder in which one does not fit
/// the others is an error.
[[nodiscard]] std::expected<Day, QString> readDay(const QString &folder);

} // namespace curbside::mdrp
