// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/actor.h"

#include "services/runtime/time/random_stream.h"
#include "services/world/world.h"

namespace curbside::world {

const Scenario &Actor::scenario() const
{
    return *m_world.m_scenario;
}

Database &Actor::database()
{
    return m_world.database();
}

PlatformTime Actor::now() const
{
    return m_world.now();
}

PlatformTime Actor::asFrom(PlatformTime time) const
{
    const PlatformTime start = scenario().startsAt;
    return scenario().motion.wholeMinutes ? start + std::chrono::floor<std::chrono::minutes>(time - start) : time;
}

Duration Actor::draw(const DurationRange &range, const QByteArray &what, const QByteArray &whom) const
{
    return Duration(drawBetween(hashDraw(scenario().seed, what, whom), range.from.count(), range.to.count()));
}

void Actor::setTimer(const QByteArray &kind, const QString &subject, PlatformTime at)
{
    m_world.setTimer(kind, subject, at);
}

void Actor::cancelTimer(const QByteArray &kind, const QString &subject)
{
    m_world.cancelTimer(kind, subject);
}

void Actor::call(Method method, const Target &target, const QByteArray &kind, const QString &subject, QByteArray body)
{
    CallIntent intent;
    intent.kind = kind;
    intent.subject = subject;
    intent.service = target.service;
    intent.method = method;
    intent.path = target.path;
    intent.body = std::move(body);
    m_world.callLater(std::move(intent));
}

void Actor::afterCommit(std::function<void(World &)> effect)
{
    Process &process = m_world.process();
    m_world.runner().afterCommit([&process, incarnation = process.incarnation(), effect = std::move(effect)] {
        process.run(incarnation, [&](Service &service) { effect(static_cast<World &>(service)); });
    });
}

} // namespace curbside::world
