// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/durable_calls.h"
#include "services/runtime/json/json_writer.h"
#include "services/world/scenario.h"

namespace curbside {

class World;

namespace world {

/// Whoever acts in the world: knows the time and the scenario, sets timers, makes calls that survive a crash. All of it
/// inside a message of the world's.
class Actor
{
public:
    explicit Actor(World &world) : m_world(world) {}

protected:
    struct Target
    {
        QByteArray service;
        QString path;
    };

    [[nodiscard]] World &world() { return m_world; }
    [[nodiscard]] const Scenario &scenario() const;
    [[nodiscard]] Database &database();
    [[nodiscard]] PlatformTime now() const;
    /// What happens at `time` counts as from then on: as from the minute, in a world of whole minutes.
    [[nodiscard]] PlatformTime asFrom(PlatformTime time) const;
    /// A length between two, drawn for whom and what alone.
    [[nodiscard]] Duration draw(const DurationRange &range, const QByteArray &what, const QByteArray &whom) const;

    void setTimer(const QByteArray &kind, const QString &subject, PlatformTime at);
    void cancelTimer(const QByteArray &kind, const QString &subject);
    /// `kind` names the handler of the answer, `subject` is given back with it.
    void call(Method method, const Target &target, const QByteArray &kind, const QString &subject, QByteArray body);
    void afterCommit(std::function<void(World &)> effect);

private:
    World &m_world;
};

} // namespace world
} // namespace curbside
