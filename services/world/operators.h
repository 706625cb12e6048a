// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/message_runner.h"
#include "services/world/actor.h"
#include "services/world/operator_store.h"
#include "services/world/robot_driver.h"
#include "services/world/task_board.h"

namespace curbside::world {

/// The operators: whoever is free takes the oldest call for help, looks at it after a while, works on it, frees the lid if
/// that is the trouble, and is free again.
class Operators : private Actor
{
public:
    Operators(World &world, TaskBoard &board, RobotDriver &robots);

    /// At the very first start.
    void populate();
    void taskMoved(const KnownTask &task);
    Handled stepOver(const QString &key);
    Handled lidFreed(const CallIntent &call);

private:
    void findWork();
    void settle(Operator &person, OperatorStep step);
    void beginWork(Operator &person, const KnownTask &task);
    void finishWork(Operator &person, const KnownTask &task);

    TaskBoard &m_board;
    RobotDriver &m_robots;
    OperatorStore m_operators;
};

} // namespace curbside::world
