// SPDX-License-Identifier: GPL-3.0-or-later
// A saga's steps as bars.
#include "widgets/entities/status_words.h"
#include "widgets/sagas/saga_panels.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Lanes
{
    Q_DECLARE_TR_FUNCTIONS(curbside::SagaLanes)
};

QString stateWord(const SagaStepRow &step)
{
    if (step.state == u"Failed")
        return Lanes::tr("failed");
    if (step.state == u"Awaiting")
        return Lanes::tr("waits");
    if (step.state == u"Calling")
        return Lanes::tr("asks");
    return step.state == u"Undone" ? Lanes::tr("done, undone since") : Lanes::tr("done");
}

PlotSpan spanOf(const SagaStepRow &step, qint64 now)
{
    PlotSpan span;
    span.from = step.startedAt;
    span.to = step.endedAt == 0 ? std::max(now, step.startedAt) : step.endedAt;
    span.tone = toneOfStep(step);
    if (!step.undoes.isEmpty())
        span.text = stepText(step.name).toLower();
    else if (step.state == u"Failed")
        span.text = step.error.isEmpty() ? Lanes::tr("failed") : reasonText(step.error);
    if (step.attempts > 1)
        span.text = span.text.isEmpty() ? Lanes::tr("%1 tries").arg(step.attempts)
                                        : Lanes::tr("%1, %2 tries").arg(span.text).arg(step.attempts);
    span.readout = Lanes::tr("%1 %2").arg(stepText(step.name), stateWord(step));
    if (step.attempts > 1)
        span.readout = Lanes::tr("%1 after %2 tries").arg(span.readout).arg(step.attempts);
    if (!step.error.isEmpty())
        span.readout = Lanes::tr("%1: %2").arg(span.readout, reasonText(step.error));
    span.isQuiet = step.state == u"Undone";
    if (span.from == span.to) // an instant: a mark
        span.mark = span.tone == Tone::Bad ? Mark::Cross : step.undoes.isEmpty() ? Mark::Check : Mark::Warning;
    return span;
}

} // namespace

std::vector<PlotLane> sagaLanes(const SagaStory &story, qint64 now)
{
    std::vector<PlotLane> lanes;
    for (const SagaStory::Planned &planned : story.plan) {
        PlotLane lane{planned.name, stepText(planned.name)};
        for (const SagaStepRow &step : story.steps) {
            if ((step.undoes.isEmpty() ? step.name : step.undoes) == planned.name)
                lane.spans.push_back(spanOf(step, now));
        }
        lane.isEmphasised = planned.name == story.saga.currentStep;
        lanes.push_back(std::move(lane));
    }
    return lanes;
}

} // namespace curbside
