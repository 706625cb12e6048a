// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/world.h"

using namespace Qt::StringLiterals;

namespace curbside {

World::World(ServiceContext &context, std::shared_ptr<const Scenario> scenario)
    : Service(context), m_scenario(std::move(scenario)), m_progress(database()), m_orders(database()),
      m_telemetry(*this, *m_scenario), m_board(*this, [this](const world::KnownTask &task) { onTaskMoved(task); }),
      m_robots(*this, m_board, m_orders), m_operators(*this, m_board, m_robots), m_registration(*this, m_progress),
      m_partners(*this, m_orders, m_progress)
{
    route(Method::Post, u"/webhook/{partner}"_s, &World::postWebhook);

    subscribe<World>(u"dispatch"_s,
                     {{u"curbside.dispatch.TripPlanned"_s, &World::onTripPlanned},
                      {u"curbside.dispatch.TripAborted"_s, &World::onTripAborted}});
    subscribe<World>(u"operations"_s,
                     {{u"curbside.operations.TaskStatusChanged"_s, &World::onTaskStatusChanged},
                      {u"curbside.operations.RobotServiceChanged"_s, &World::onRobotServiceChanged}});
    subscribe<World>(u"state"_s, {{u"curbside.state.LidCommandIssued"_s, &World::onLidCommandIssued}});
    snapshot(u"operations"_s, u"/tasks"_s, &World::takeTask);

    onTimer("orders", &World::onOrdersDue);
    onTimer("cancel-order", &World::onCancellationDue);
    onTimer("on-duty", &World::onDutyBegins);
    onTimer("robot", &World::onRobotStepOver);
    onTimer("stray-lid", &World::onLidStrays);
    onTimer("sign-off", &World::onSignOff);
    onTimer("operator", &World::onOperatorStepOver);
    every(1min, "relieve-robots", &World::relieveRobots);

    for (const char *kind : {"register-partner", "register-merchant"})
        onAnswer(kind, &World::onRegistered);
    onAnswer("order", &World::onOrderAnswered);
    for (const char *kind : {"task-assign", "task-start", "task-complete", "task-fail", "task-ask"})
        onAnswer(kind, &World::onTaskAnswered);
    for (const char *kind : {"lid-opened", "lid-closed"})
        onAnswer(kind, &World::onLidReported);
    onAnswer("lid-freed", &World::onLidFreed);
}

Handled World::started()
{
    if (m_registration.hasBegun()) {
        m_robots.resume();
        return {};
    }
    m_registration.begin();
    m_robots.populate();
    m_operators.populate();
    return {};
}

void World::onTaskMoved(const world::KnownTask &task)
{
    if (task.type == world::TaskType::Rescue)
        m_operators.taskMoved(task);
    else
        m_robots.taskMoved(task);
}

Handled World::onRegistered(const CallIntent &call, const Response &)
{
    if (m_registration.answered(call))
        m_partners.open();
    return {};
}

} // namespace curbside
