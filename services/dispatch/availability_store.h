// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/demand.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside::dispatch {

/// The Dispatch Engine's own copy of a robot: what planning needs of it.
struct RobotAvailability
{
    RobotSerial robotSerial;
    QString driverName;
    Place place; // where it is next free
    PlatformTime freeAt;
    qint64 battery = 100; // percent
    QString lid;
    bool online = false;
    bool onDuty = false;
    std::optional<PlatformTime> onDutyUntil;
    bool inService = false;
    bool held = false;
    qint64 registrationVersion = 0;
    std::optional<PlatformTime> registrationAsOf;
    qint64 onDutyVersion = 0; // what has events of its own has a version of its own
    std::optional<PlatformTime> onDutyAsOf;
    qint64 lidVersion = 0;
    std::optional<PlatformTime> lidAsOf;
    qint64 stateVersion = 0; // of place, battery and online
    std::optional<PlatformTime> stateAsOf;
};

/// The table robot_availability.
class AvailabilityStore
{
public:
    explicit AvailabilityStore(Database &database);

    [[nodiscard]] std::optional<RobotAvailability> find(const RobotSerial &serial);
    /// By serial.
    [[nodiscard]] std::vector<RobotAvailability> all();
    void store(const RobotAvailability &robot, PlatformTime now);

private:
    Statement m_find;
    Statement m_all;
    Statement m_store;
};

} // namespace curbside::dispatch
