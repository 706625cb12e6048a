// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/service.h"
#include "services/world/operators.h"
#include "services/world/order_store.h"
#include "services/world/partners.h"
#include "services/world/progress_store.h"
#include "services/world/registration.h"
#include "services/world/robot_driver.h"
#include "services/world/scenario.h"
#include "services/world/task_board.h"
#include "services/world/telemetry.h"

#include <memory>

namespace curbside {

/// Everything outside the platform: acts a scenario out, and obeys what it hears. Hosted like a service, in a process named
/// "world" with a database of its own, but known to the platform only by its calls: it has no routes but the partners'
/// webhooks. What it must not forget is in rows, timers and calls to make; telemetry follows from these and the time.
class World : public Service
{
public:
    /// The scenario must be the same at every start on the same database.
    World(ServiceContext &context, std::shared_ptr<const Scenario> scenario);

    [[nodiscard]] world::Telemetry &telemetry() { return m_telemetry; }

protected:
    Handled started() override;

private:
    friend class world::Actor;
    friend class world::Telemetry;

    Response postWebhook(const Request &request) { return m_partners.told(request); }

    Handled onTripPlanned(const IncomingEvent &event) { return m_robots.tripPlanned(event); }
    Handled onTripAborted(const IncomingEvent &event) { return m_robots.tripAborted(event); }
    Handled onTaskStatusChanged(const IncomingEvent &event) { return m_board.heard(event); }
    Handled onRobotServiceChanged(const IncomingEvent &event) { return m_robots.serviceChanged(event); }
    Handled onLidCommandIssued(const IncomingEvent &event) { return m_robots.lidCommanded(event); }
    Handled takeTask(JsonValue item) { return m_board.listed(item); }
    void onTaskMoved(const world::KnownTask &task);

    Handled onOrdersDue(const QString &) { return m_partners.ordersDue(); }
    Handled onCancellationDue(const QString &position) { return m_partners.cancellationDue(position); }
    Handled onDutyBegins(const QString &serial) { return m_robots.comeOnDuty(serial); }
    Handled onRobotStepOver(const QString &serial) { return m_robots.stepOver(serial); }
    Handled onLidStrays(const QString &serial) { return m_robots.lidStrays(serial); }
    Handled onSignOff(const QString &serial) { return m_robots.signOff(serial); }
    Handled onOperatorStepOver(const QString &key) { return m_operators.stepOver(key); }
    Handled relieveRobots() { return m_robots.goOffDuty(); }

    Handled onRegistered(const CallIntent &call, const Response &response);
    Handled onOrderAnswered(const CallIntent &call, const Response &response)
    {
        return m_partners.orderAnswered(call, response);
    }
    Handled onTaskAnswered(const CallIntent &call, const Response &response)
    {
        return m_board.answered(call, response);
    }
    Handled onLidReported(const CallIntent &call, const Response &response)
    {
        return m_robots.lidReported(call, response);
    }
    Handled onLidFreed(const CallIntent &call, const Response &) { return m_operators.lidFreed(call); }

    std::shared_ptr<const Scenario> m_scenario;
    world::ProgressStore m_progress;
    world::OrderStore m_orders;
    world::Telemetry m_telemetry;
    world::TaskBoard m_board;
    world::RobotDriver m_robots;
    world::Operators m_operators;
    world::Registration m_registration;
    world::Partners m_partners;
};

} // namespace curbside
