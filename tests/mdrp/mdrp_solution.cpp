// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mdrp/mdrp_solution.h"

#include "tests/mdrp/mdrp_table.h"

#include <QFile>

#include <array>

namespace curbside::mdrp {

using namespace Qt::StringLiterals;

namespace {

template <std::size_t Count>
std::expected<std::array<int, Count>, QString> numbers(const QStringList &row, const std::array<int, Count> &columns)
{
    std::array<int, Count> values{};
    for (std::size_t i = 0; i < Count; ++i) {
        const auto value = wholeNumber(row, columns[i]);
        if (!value)
            return std::unexpected(value.error());
        values[i] = *value;
    }
    return values;
}

QString readAssignments(const QString &folder, Solution &solution)
{
    const auto rows = readTable(folder + u"/solution_info_assignments.txt"_s, u' ', 4);
    if (!rows)
        return rows.error();
    for (const QStringList &row : *rows) {
        const auto times = numbers<2>(row, {0, 1});
        if (!times)
            return times.error();
        solution.assignments.push_back({(*times)[0], (*times)[1], row[2], row.sliced(3)});
    }
    return {};
}

QString readOrders(const QString &folder, Solution &solution)
{
    const auto rows = readTable(folder + u"/solution_info_orders.txt"_s, u' ', 6);
    if (!rows)
        return rows.error();
    for (const QStringList &row : *rows) {
        const auto times = numbers<4>(row, {1, 2, 3, 4});
        if (!times)
            return times.error();
        const auto [placedAt, readyAt, pickupAt, dropoffAt] = *times;
        solution.orders.emplace(row[0], DeliveredOrder{placedAt, readyAt, pickupAt, dropoffAt, row[5]});
    }
    return {};
}

/// The moves of a courier stand in one block: a courier that comes up again would lose its first block in the
/// format's own evaluator.
QString readMoves(const QString &folder, Solution &solution)
{
    const auto rows = readTable(folder + u"/solution_info_couriers.txt"_s, u' ', 4);
    if (!rows)
        return rows.error();
    QString present;
    for (const QStringList &row : *rows) {
        const auto departAt = wholeNumber(row, 1);
        if (!departAt)
            return departAt.error();
        if (row[0] != present && solution.moves.contains(row[0]))
            return u"courier %1 has its moves in more than one block"_s.arg(row[0]);
        present = row[0];
        solution.moves[present].push_back({*departAt, row[2], row[3]});
    }
    return {};
}

QString writeLines(const QString &path, const QStringList &lines)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(lines.join(u'\n').toUtf8() + '\n') < 0 || !file.flush())
        return u"%1: %2"_s.arg(path, file.errorString());
    return {};
}

} // namespace

std::expected<Solution, QString> readSolution(const QString &folder)
{
    Solution solution;
    for (const auto read : {readAssignments, readOrders, readMoves}) {
        if (const QString error = read(folder, solution); !error.isEmpty())
            return std::unexpected(error);
    }
    return solution;
}

QString writeSolution(const Solution &solution, const QString &folder)
{
    QStringList assignments{u"assignment_time pickup_time courier orders"_s};
    for (const Assignment &a : solution.assignments)
        assignments += u"%1 %2 %3 %4"_s.arg(a.assignedAt).arg(a.pickupAt).arg(a.courier, a.orders.join(u' '));
    QStringList orders{u"order placement_time ready_time pickup_time dropoff_time courier"_s};
    for (const auto &[id, o] : solution.orders)
        orders += u"%1 %2 %3 %4 %5 %6"_s.arg(id)
                      .arg(o.placedAt)
                      .arg(o.readyAt)
                      .arg(o.pickupAt)
                      .arg(o.dropoffAt)
                      .arg(o.courier);
    QStringList moves{u"courier departure_time origin destination"_s};
    for (const auto &[courier, list] : solution.moves) {
        for (const Move &move : list)
            moves += u"%1 %2 %3 %4"_s.arg(courier).arg(move.departAt).arg(move.origin, move.destination);
    }
    QString error = writeLines(folder + u"/solution_info_assignments.txt"_s, assignments);
    if (error.isEmpty())
        error = writeLines(folder + u"/solution_info_orders.txt"_s, orders);
    return error.isEmpty() ? writeLines(folder + u"/solution_info_couriers.txt"_s, moves) : error;
}

} // namespace curbside::mdrp
