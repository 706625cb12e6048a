// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alert.h"

#include "widgets/alerts/alert_thresholds.h"
#include "widgets/entities/status_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class AlertWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::AlertWords)
};

constexpr qint64 hour = 60 * thresholds::minute;

} // namespace

QString Alert::idOf(AlertKind kind, const QString &key)
{
    return QString::number(static_cast<int>(kind)) + u'/' + key;
}

QString AlertGroup::id() const
{
    return isFlood ? u"flood/"_s + QString::number(static_cast<int>(kind)) : members.front().id();
}

Tone toneOf(Severity severity)
{
    switch (severity) {
    case Severity::Bad: return Tone::Bad;
    case Severity::Warning: return Tone::Warning;
    case Severity::Notice: break;
    }
    return Tone::Active;
}

Mark markOf(Severity severity)
{
    switch (severity) {
    case Severity::Bad: return Mark::Cross;
    case Severity::Warning: return Mark::Warning;
    case Severity::Notice: break;
    }
    return Mark::Ring;
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Bad: return AlertWords::tr("Urgent");
    case Severity::Warning: return AlertWords::tr("Warning");
    case Severity::Notice: break;
    }
    return AlertWords::tr("Notice");
}

QString floodText(AlertKind kind, std::size_t count)
{
    switch (kind) {
    case AlertKind::DeliveryLate: return AlertWords::tr("%1 deliveries late or about to be").arg(count);
    case AlertKind::LidOpenDriving: return AlertWords::tr("%1 lids open while driving").arg(count);
    case AlertKind::LidJammed: return AlertWords::tr("%1 lids jammed").arg(count);
    case AlertKind::RobotOffline: return AlertWords::tr("%1 robots offline").arg(count);
    case AlertKind::RobotLowBattery: return AlertWords::tr("%1 batteries low").arg(count);
    case AlertKind::CallWithoutOperator: return AlertWords::tr("%1 calls without an operator").arg(count);
    case AlertKind::SagaStuck: return AlertWords::tr("%1 sagas stuck").arg(count);
    case AlertKind::DeadLetter: return AlertWords::tr("%1 dead letters").arg(count);
    case AlertKind::ConsumerLagging: return AlertWords::tr("%1 troubles with services").arg(count);
    case AlertKind::CopyDiverged: return AlertWords::tr("%1 copies diverged").arg(count);
    case AlertKind::EventMatched: return AlertWords::tr("%1 rules matched").arg(count);
    }
    return {};
}

QString ageText(qint64 since, qint64 now)
{
    const qint64 age = std::max<qint64>(0, now - since);
    if (age < thresholds::minute)
        return AlertWords::tr("%1 s").arg(age / thresholds::second);
    if (age < hour)
        return AlertWords::tr("%1 min").arg(age / thresholds::minute);
    return AlertWords::tr("%1 h %2 min").arg(age / hour).arg(age % hour / thresholds::minute);
}

} // namespace curbside
