// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_model.h"
#include "widgets/entities/rows.h"

#include <QObject>

#include <deque>

namespace curbside {

class PlatformLink;

/// What a robot said of itself at a moment.
struct RobotSample
{
    qint64 at = 0; ///< microseconds since 1970 UTC
    float speed = 0; ///< metres a second
    qint16 battery = 0; ///< percent
    bool isOnline = false;
};

/// What the console has seen of the robots since it runs: the platform keeps only how a robot is now. Of each robot the last
/// so many changes, each as seen; what happened between two looks is not known.
class RobotHistory : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t mostSamples = 600; ///< of a robot

    /// Both outlive it.
    RobotHistory(const EntityModel<RobotRow> &robots, const PlatformLink &link, QObject *parent = nullptr);

    /// In the order of time; empty for a robot that was not seen.
    [[nodiscard]] const std::deque<RobotSample> &samplesOf(const QString &serial) const;

private:
    void look(int first, int last);
    void note(const RobotRow &robot);

    const EntityModel<RobotRow> &m_robots;
    const PlatformLink &m_link;
    QHash<QString, std::deque<RobotSample>> m_samples;
};

} // namespace curbside
