// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/robots/lid_spans.h"

#include "widgets/robots/robot_columns.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class LidTexts
{
    Q_DECLARE_TR_FUNCTIONS(curbside::LidSpans)
};

} // namespace

bool isOpenedAway(const LidEventRow &event)
{
    return event.kind == u"Opened" && event.taskId.isEmpty() && event.actor != u"Operator";
}

std::vector<LidSpan> lidSpans(const std::vector<LidEventRow> &events, qint64 now)
{
    std::vector<LidSpan> spans;
    std::optional<LidSpan> current;
    const auto end = [&](qint64 at) {
        if (!current)
            return;
        current->to = std::max(at, current->from);
        spans.push_back(*current);
        current.reset();
    };
    for (const LidEventRow &event : events) {
        const bool isJammed = event.kind == u"Jammed";
        if (current && event.kind == u"Opened" && !current->isJammed)
            continue; // it is open already
        end(event.at);
        if (event.kind != u"Closed")
            current = LidSpan{event.at, event.at, false, isJammed, isOpenedAway(event), event.actor, event.taskId};
    }
    if (current) {
        current->lasts = true;
        end(now);
    }
    return spans;
}

QString durationText(qint64 microseconds)
{
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 3600;
    const qint64 seconds = microseconds / 1'000'000;
    if (seconds < 2 * minute)
        return LidTexts::tr("%1 s").arg(seconds);
    if (seconds < hour)
        return LidTexts::tr("%1 min").arg(seconds / minute);
    return LidTexts::tr("%1 h %2 min").arg(seconds / hour).arg(seconds % hour / minute);
}

QString lidSpanText(const LidSpan &span)
{
    const QString duration = durationText(span.to - span.from);
    const QString actor = actorText(span.actor).toLower();
    if (span.isJammed)
        return span.lasts ? LidTexts::tr("lid jammed for %1 so far").arg(duration)
                          : LidTexts::tr("lid jammed for %1").arg(duration);
    if (span.isAway)
        return LidTexts::tr("lid open %1 away from any stop, actor %2").arg(duration, actor);
    if (span.isLong())
        return LidTexts::tr("lid open too long: %1, by %2").arg(duration, actor);
    return LidTexts::tr("lid open %1, by %2").arg(duration, actor);
}

PlotSpan plotSpan(const LidSpan &span)
{
    PlotSpan bar{span.from, span.to, {}, lidSpanText(span), Tone::Good, {}, false};
    if (span.isJammed) {
        bar.text = LidTexts::tr("jammed");
        bar.tone = Tone::Bad;
        bar.mark = Mark::Cross;
    } else if (span.isAway) {
        bar.text = LidTexts::tr("away from a stop");
        bar.tone = Tone::Warning;
        bar.mark = Mark::Warning;
    } else if (span.isLong()) {
        bar.text = LidTexts::tr("too long");
        bar.tone = Tone::Warning;
        bar.mark = Mark::Warning;
    }
    return bar;
}

} // namespace curbside
