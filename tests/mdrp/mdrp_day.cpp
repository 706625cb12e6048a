// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/mdrp/mdrp_day.h"

#include "tests/mdrp/mdrp_table.h"

#include <cmath>

namespace curbside::mdrp {

using namespace Qt::StringLiterals;

namespace {

/// Reads numbers until one is none; then the first error stays.
class Row
{
public:
    explicit Row(const QStringList &cells) : m_cells(cells) {}

    int number(qsizetype column)
    {
        const auto value = wholeNumber(m_cells, column);
        if (!value && m_error.isEmpty())
            m_error = value.error();
        return value.value_or(0);
    }
    [[nodiscard]] QString text(qsizetype column) const { return m_cells.value(column); }
    [[nodiscard]] const QString &error() const { return m_error; }

private:
    const QStringList &m_cells;
    QString m_error;
};

template <typename Read>
QString readRows(const QString &path, qsizetype columns, Read read)
{
    const auto rows = readTable(path, u'\t', columns);
    if (!rows)
        return rows.error();
    for (const QStringList &cells : *rows) {
        Row row(cells);
        read(row);
        if (!row.error().isEmpty())
            return u"%1: %2"_s.arg(path, row.error());
    }
    return {};
}

QString readPlaces(const QString &folder, Day &day)
{
    QString error = readRows(folder + u"/restaurants.txt"_s, 3,
                             [&](Row &row) { day.restaurants[row.text(0)] = {row.number(1), row.number(2)}; });
    if (!error.isEmpty())
        return error;
    return readRows(folder + u"/couriers.txt"_s, 5, [&](Row &row) {
        day.couriers[row.text(0)] = {{row.number(1), row.number(2)}, row.number(3), row.number(4)};
    });
}

QString readOrders(const QString &folder, Day &day)
{
    const QString path = folder + u"/orders.txt"_s;
    QString error = readRows(path, 6, [&](Row &row) {
        day.orders[row.text(0)] = {{row.number(1), row.number(2)}, row.number(3), row.text(4), row.number(5)};
    });
    for (const auto &[id, order] : day.orders) {
        if (error.isEmpty() && !day.restaurants.contains(order.restaurant))
            error = u"%1: order %2 is of the unknown restaurant %3"_s.arg(path, id, order.restaurant);
    }
    return error;
}

QString readParameters(const QString &folder, Day &day)
{
    const QString path = folder + u"/instance_parameters.txt"_s;
    QString error = readRows(path, 5, [&](Row &row) {
        day.metresPerMinute = row.number(0);
        day.pickupServiceMinutes = row.number(1);
        day.dropoffServiceMinutes = row.number(2);
        day.targetClickToDoorMinutes = row.number(3);
        day.maximumClickToDoorMinutes = row.number(4);
    });
    if (!error.isEmpty())
        return error;
    return day.metresPerMinute > 0 ? QString() : u"%1: no speed"_s.arg(path);
}

} // namespace

int Day::travelMinutes(const Point &from, const Point &to) const
{
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    return static_cast<int>(std::ceil(std::sqrt(dx * dx + dy * dy) / metresPerMinute));
}

int Day::leastClickToDoorMinutes(const Order &order) const
{
    const int drive = travelMinutes(restaurants.at(order.restaurant), order.place);
    return order.readyAt - order.placedAt + pickupServiceMinutes / 2 + drive + dropoffServiceMinutes / 2;
}

std::expected<Day, QString> readDay(const QString &folder)
{
    Day day;
    for (const auto read : {readPlaces, readOrders, readParameters}) {
        if (const QString error = read(folder, day); !error.isEmpty())
            return std::unexpected(error);
    }
    return day;
}

} // namespace curbside::mdrp
