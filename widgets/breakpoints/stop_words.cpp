// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/breakpoints/stop_words.h"

#include "widgets/entities/status_words.h"
#include "widgets/theme/plain_text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class StopWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::StopWords)
};

} // namespace

QString shortType(const QString &type)
{
    return type.startsWith(u"curbside.") ? type.section(u'.', -1) : type;
}

QString shortStopText(const PlatformStop &stop)
{
    switch (stop.reason) {
    case StopReason::Time: return StopWords::tr("moment reached");
    case StopReason::Filter: return StopWords::tr("event reached");
    case StopReason::Breakpoint: return StopWords::tr("breakpoint %1").arg(stop.breakpoint);
    case StopReason::Asked:
    case StopReason::Step: break;
    }
    return StopWords::tr("paused");
}

QString stopText(const PlatformStop &stop)
{
    const QString at = exactClockText(stop.at);
    const QString type = visibleText(shortType(stop.type));
    const QString consumer = visibleText(stop.consumer);
    switch (stop.reason) {
    case StopReason::Time: return StopWords::tr("Platform time stands still at %1, as wished.").arg(at);
    case StopReason::Filter:
        return StopWords::tr("Platform time stands still at %1, before %2 is delivered to %3, as wished.")
            .arg(at, type, consumer);
    case StopReason::Breakpoint:
        if (stop.service.isEmpty())
            return StopWords::tr("Breakpoint %1: platform time stands still at %2, before %3 is delivered to %4.")
                .arg(QString::number(stop.breakpoint), at, type, consumer);
        return StopWords::tr("Breakpoint %1: platform time stands still at %2; %3 has changed its row %4 of %5.")
            .arg(QString::number(stop.breakpoint), at, visibleText(stop.service), visibleText(stop.key),
                 visibleText(stop.table));
    case StopReason::Asked:
    case StopReason::Step: break;
    }
    return {};
}

} // namespace curbside
