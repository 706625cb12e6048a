// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operations/operations_service.h"

#include "services/operations/api.h"
#include "services/operations/events.h"

using namespace Qt::StringLiterals;

namespace curbside::operations {

OperationsService::OperationsService(ServiceContext &context)
    : Service(context), m_tasks(database()), m_robots(database()), m_operators(database()), m_conditions(database())
{
    route(Method::Post, u"/tasks"_s, &OperationsService::createTask);
    route(Method::Get, u"/tasks"_s, &OperationsService::getTasks);
    route(Method::Get, u"/task/{id}"_s, &OperationsService::getTask);
    route(Method::Post, u"/task/{id}/assign"_s, &OperationsService::assignTask);
    route(Method::Post, u"/task/{id}/start"_s, &OperationsService::startTask);
    route(Method::Post, u"/task/{id}/complete"_s, &OperationsService::completeTask);
    route(Method::Post, u"/task/{id}/fail"_s, &OperationsService::failTask);
    route(Method::Post, u"/task/{id}/cancel"_s, &OperationsService::cancelTask);

    route(Method::Put, u"/robot/{serial}"_s, &OperationsService::putRobot);
    route(Method::Get, u"/robot/{serial}"_s, &OperationsService::getRobot);
    route(Method::Get, u"/robots"_s, &OperationsService::getRobots);
    route(Method::Post, u"/robot/{serial}/in-service"_s, &OperationsService::putInService);
    route(Method::Post, u"/robot/{serial}/out-of-service"_s, &OperationsService::takeOutOfService);
    route(Method::Post, u"/robot/{serial}/hold"_s, &OperationsService::holdRobot);
    route(Method::Post, u"/robot/{serial}/release"_s, &OperationsService::releaseRobot);

    route(Method::Put, u"/operator/{id}"_s, &OperationsService::putOperator);
    route(Method::Get, u"/operator/{id}"_s, &OperationsService::getOperator);
    route(Method::Get, u"/operators"_s, &OperationsService::getOperators);
    routeQuestion(u"/graphql"_s, &OperationsService::askGraph);
    describe(api());

    subscribe<OperationsService>(u"state"_s,
                                 {{u"curbside.state.RobotStateChanged"_s, &OperationsService::onRobotStateChanged},
                                  {u"curbside.state.LidEvent"_s, &OperationsService::onLidEvent}});
    snapshot(u"state"_s, u"/robots"_s, &OperationsService::takeRobot);
    snapshot(u"state"_s, u"/lid-events"_s, &OperationsService::takeLidEvent);

    onTimer("robot-lost", &OperationsService::onRobotLost);
    onTimer("lid-jammed", &OperationsService::onLidStillJammed);

    refersTo({{u"task.delivery_id"_s, u"deliveries:delivery.id"_s},
              {u"task.attempt_id"_s, u"deliveries:attempt.id"_s},
              {u"task.trip_id"_s, u"dispatch:trip.id"_s},
              {u"robot_condition.robot_serial"_s, u"state:robot_state.robot_serial"_s}});
    const QString serial = u"robot_condition.robot_serial"_s;
    holdsCopies({{u"robot_condition.connectivity"_s, serial, u"state:robot_state.connectivity"_s,
                  u"robot_state.robot_serial"_s},
                 {u"robot_condition.lid"_s, serial, u"state:robot_state.lid"_s, u"robot_state.robot_serial"_s}});
}

Task OperationsService::addTask(Task task)
{
    task.id = newId<TaskId>();
    task.number = nextNumber(u"task"_s);
    task.createdAt = task.updatedAt = now();
    m_tasks.insert(task);
    publish(taskStatusChanged(std::nullopt, task));
    watchTask(task);
    return task;
}

Task OperationsService::move(Task task, TaskStatus to, const std::optional<QString> &failureReason)
{
    Q_ASSERT(taskMoves.allows(task.status, to));
    const TaskStatus from = std::exchange(task.status, to);
    if (to == TaskStatus::InProgress)
        task.startedAt = now();
    if (!task.isOpen())
        task.endedAt = now();
    task.failureReason = failureReason;
    task.updatedAt = now();
    ++task.version;
    m_tasks.update(task);
    publish(taskStatusChanged(from, task));
    if (to == TaskStatus::Completed)
        publish(taskCompleted(task));
    watchTask(task);
    return task;
}

/// Publishes nothing: the status is what it was, and the next change of it names the operator.
Task OperationsService::putOperatorOn(Task task, const OperatorId &person)
{
    task.operatorId = person;
    task.updatedAt = now();
    ++task.version;
    m_tasks.update(task);
    watchTask(task);
    return task;
}

std::unique_ptr<Service> makeOperationsService(ServiceContext &context)
{
    return std::make_unique<OperationsService>(context);
}

} // namespace curbside::operations
