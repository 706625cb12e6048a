// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/robot_history.h"

#include "widgets/platform/platform_link.h"

#include <algorithm>

namespace curbside {

RobotHistory::RobotHistory(const EntityModel<RobotRow> &robots, const PlatformLink &link, QObject *parent)
    : QObject(parent), m_robots(robots), m_link(link)
{
    connect(&robots, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { look(first, last); });
    connect(&robots, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &from, const QModelIndex &to) { look(from.row(), to.row()); });
}

const std::deque<RobotSample> &RobotHistory::samplesOf(const QString &serial) const
{
    static const std::deque<RobotSample> none;
    const auto found = m_samples.constFind(serial);
    return found == m_samples.constEnd() ? none : *found;
}

void RobotHistory::look(int first, int last)
{
    for (int row = std::max(0, first); row <= last; ++row)
        note(m_robots.rows()[std::size_t(row)]);
}

/// A lost link is not reported by the robot: it is known from now on.
void RobotHistory::note(const RobotRow &robot)
{
    if (!robot.isSeen)
        return;
    auto &samples = m_samples[robot.serial];
    RobotSample sample{robot.isOnline ? robot.seenAt : std::max(robot.seenAt, m_link.status().now), float(robot.speed),
                       qint16(robot.battery), robot.isOnline};
    if (!samples.empty()) {
        const RobotSample &before = samples.back();
        if (before.speed == sample.speed && before.battery == sample.battery && before.isOnline == sample.isOnline)
            return;
        sample.at = std::max(sample.at, before.at);
    }
    if (samples.size() >= mostSamples)
        samples.pop_front();
    samples.push_back(sample);
}

} // namespace curbside
