// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <expected>
#include <map>
#include <vector>

namespace curbside::mdrp {

/// What was decided: times are minutes from midnight.
struct Assignment
{
    int assignedAt = 0;
    int pickupAt = 0;
    QString courier;
    QStringList orders; // as they are dropped off
};

struct DeliveredOrder
{
    int placedAt = 0;
    int readyAt = 0;
    int pickupAt = 0;
    int dropoffAt = 0;
    QString courier;
};

/// Origin "0" is where the courier came on duty; other places are restaurants and orders.
struct Move
{
    int departAt = 0;
    QString origin;
    QString destination;
};

struct Solution
{
    std::vector<Assignment> assignments;
    std::multimap<QString, DeliveredOrder> orders; // by id
    std::map<QString, std::vector<Move>> moves; // by courier, in sequence
};

/// Reads solution_info_assignments.txt, solution_info_orders.txt and solution_info_couriers.txt.
[[nodiscard]] std::expected<Solution, QString> readSolution(const QString &folder);

/// Writes the same; an empty text when all went well.
[[nodiscard]] QString writeSolution(const Solution &solution, const QString &folder);

} // namespace curbside::mdrp
