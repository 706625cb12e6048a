// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/message_runner.h"
#include "services/world/actor.h"
#include "services/world/order_store.h"
#include "services/world/progress_store.h"

namespace curbside::world {

/// The partners: post orders at their times, cancel some, and listen to what they are told of them.
class Partners : private Actor
{
public:
    Partners(World &world, OrderStore &orders, ProgressStore &progress);

    /// The platform knows all merchants: business begins.
    void open();
    Handled ordersDue();
    Handled cancellationDue(const QString &position);
    Handled orderAnswered(const CallIntent &call, const Response &response);
    Response told(const Request &request);

private:
    void post(qint64 position);
    [[nodiscard]] const ScenarioOrder &at(qint64 position) const;

    OrderStore &m_orders;
    ProgressStore &m_progress;
};

} // namespace curbside::world
