// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/fields.h"
#include "services/runtime/messaging/consumer.h"
#include "services/world/actor.h"
#include "services/world/task_store.h"

#include <functional>

namespace curbside::world {

/// The platform's tasks, as robots and operators hear of them, and their way of getting what they want of one: step by
/// step, each call after the answer to the one before. A refusal is answered by asking how the task stands; refused too
/// often, a task counts as cancelled.
class TaskBoard : private Actor
{
public:
    /// Told of each task that is new or has changed its status, at the end of the message.
    using OnMoved = std::function<void(const KnownTask &)>;

    TaskBoard(World &world, OnMoved onMoved);

    Handled heard(const IncomingEvent &event);
    /// The same from a list of Operations.
    Handled listed(JsonValue item);
    Handled answered(const CallIntent &call, const Response &response);

    [[nodiscard]] std::optional<KnownTask> find(const TaskId &id) { return m_tasks.find(id); }
    [[nodiscard]] std::vector<KnownTask> openRescues() { return m_tasks.openRescues(); }

    void assign(const TaskId &id) { want(id, TaskWish::Assign); }
    void start(const TaskId &id) { want(id, TaskWish::Start); }
    void startAs(const TaskId &id, const OperatorKey &who);
    void complete(const TaskId &id) { want(id, TaskWish::Complete); }
    void fail(const TaskId &id, const QString &reason);

private:
    Handled take(const Fields &fields, const KnownTask &heard);
    void want(const TaskId &id, TaskWish wish);
    void pursue(KnownTask &task);
    void callAbout(KnownTask &task, const QString &verb, QByteArray body);
    void ask(KnownTask &task);
    void refused(KnownTask &task, const Response &response);

    static constexpr int mostRefusals = 3;

    TaskStore m_tasks;
    OnMoved m_onMoved;
};

} // namespace curbside::world
