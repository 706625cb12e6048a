// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/message_runner.h"
#include "services/world/actor.h"
#include "services/world/progress_store.h"

namespace curbside::world {

/// Makes the scenario's partners, merchants, robots and operators known to the platform, once: first the partners, then
/// their merchants.
class Registration : private Actor
{
public:
    Registration(World &world, ProgressStore &progress);

    [[nodiscard]] bool hasBegun();
    void begin();
    /// Gives whether all merchants are known now, so that orders can be posted.
    [[nodiscard]] bool answered(const CallIntent &call);

private:
    void registerPartners();
    void registerMerchants();
    void registerRobots();
    void registerOperators();
    void put(const QByteArray &kind, const QByteArray &service, const QString &path, QByteArray body);

    ProgressStore &m_progress;
};

} // namespace curbside::world
