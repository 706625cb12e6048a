// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/world/scenario.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <vector>

namespace curbside {

struct MdrpStop
{
    enum class Kind { Pickup, Dropoff };
    Kind kind = Kind::Pickup;
    MerchantKey restaurant; // of a pickup
    /// External ids, of a drop-off: several are handed over one after the other. A pickup takes what its drop-offs deliver,
    /// and need not name it.
    QStringList orders;
    PlatformTime arriveAt;
    PlatformTime leaveAt;
};

/// What a courier was sent to do: one or more assignments, each a pickup followed by its drop-offs.
struct MdrpTrip
{
    RobotSerial courier;
    PlatformTime decidedAt;
    std::vector<MdrpStop> stops;
};

/// The three files of a solution, as the format's own evaluator reads them.
struct MdrpSolution
{
    QByteArray assignments;
    QByteArray orders;
    QByteArray couriers;
};

/// Says in the words of the format what the trips did on a day. The pickup time lies half a pickup service before leaving,
/// a drop-off time half a drop-off service after arriving; a move's departure is its arrival less the travel time. Orders
/// without a drop-off have no line. Whether the trips keep the problem's rules is not judged here. An error is one line:
/// something that the format cannot say (an unknown name, a time off the minute, a drop-off without its pickup).
[[nodiscard]] std::expected<MdrpSolution, QString> mdrpSolution(const Scenario &day,
                                                                const std::vector<MdrpTrip> &trips);

/// Writes solution_info_assignments.txt, solution_info_orders.txt and solution_info_couriers.txt into a folder, which is
/// made if it is not there.
[[nodiscard]] std::expected<void, QString> writeMdrpSolution(const QString &folder, const MdrpSolution &solution);

} // namespace curbside
