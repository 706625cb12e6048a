// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/mishaps.h"

#include "services/runtime/time/random_stream.h"

namespace curbside::world {

bool BadLuck::strikes(std::uint32_t perMillion, const QByteArray &what, const QByteArray &whom) const
{
    return perMillion > 0 && hashDraw(m_seed, what, whom) % 1'000'000 < perMillion;
}

LegMishaps BadLuck::on(const RobotSerial &robot, qint64 number, const Leg &leg) const
{
    LegMishaps mishaps;
    if (leg.kind != LegKind::Driving)
        return mishaps;
    const QByteArray leading = robot.toUtf8() + '/' + QByteArray::number(number) + '/';
    int minute = 0;
    for (PlatformTime at = leg.startsAt; at < leg.endsAt; at += 1min, ++minute) {
        const QByteArray whom = leading + QByteArray::number(minute);
        const auto moment = [&] {
            const Duration left = std::min<Duration>(1min, leg.endsAt - at);
            return at + Duration(drawBetween(hashDraw(m_seed, "moment", whom), 0, left.count() - 1));
        };
        if (!mishaps.linkLoss && strikes(m_mishaps.linkLossesPerMillionDrivingMinutes, "link", whom)) {
            const DurationRange &lasts = m_mishaps.linkLossLasts;
            const Duration length(drawBetween(hashDraw(m_seed, "silence", whom), lasts.from.count(), lasts.to.count()));
            mishaps.linkLoss = {moment(), moment() + length};
        }
        if (!mishaps.batteryDropsAt && strikes(m_mishaps.batteryDropsPerMillionDrivingMinutes, "battery", whom))
            mishaps.batteryDropsAt = moment();
        if (!mishaps.lidOpensAt && strikes(m_mishaps.strayLidOpeningsPerMillionDrivingMinutes, "stray", whom))
            mishaps.lidOpensAt = moment();
    }
    return mishaps;
}

bool BadLuck::jamsLid(const RobotSerial &robot, const QString &opening) const
{
    return strikes(m_mishaps.lidJamsPerMillionOpenings, "jam/" + robot.toUtf8(), opening.toUtf8());
}

} // namespace curbside::world
