// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sagas/saga_story.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class SagaWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::SagaWords)
};

SagaStepRow stepFrom(const JsonValue &item)
{
    SagaStepRow step;
    step.name = textIn(item, "name");
    step.undoes = textIn(item, "undoes");
    step.round = item["round"].toInteger().value_or(1);
    step.state = textIn(item, "state");
    step.attempts = item["attempts"].toInteger().value_or(0);
    step.startedAt = momentIn(item, "startedAt");
    step.endedAt = momentIn(item, "endedAt");
    step.error = textIn(item, "error");
    return step;
}

QHash<QString, QString> stepTexts()
{
    return {{u"reserve-demand"_s, SagaWords::tr("Reserve demand")},
            {u"cancel-demand"_s, SagaWords::tr("Cancel demand")},
            {u"await-trip"_s, SagaWords::tr("Await trip")},
            {u"create-pickup-task"_s, SagaWords::tr("Create pickup task")},
            {u"cancel-pickup-task"_s, SagaWords::tr("Cancel pickup task")},
            {u"create-dropoff-task"_s, SagaWords::tr("Create drop-off task")},
            {u"cancel-dropoff-task"_s, SagaWords::tr("Cancel drop-off task")},
            {u"follow"_s, SagaWords::tr("Follow to the door")},
            {u"settle-pickup-task"_s, SagaWords::tr("Settle pickup task")},
            {u"look-at-pickup-task"_s, SagaWords::tr("Look at pickup task")},
            {u"undo-fulfilment"_s, SagaWords::tr("Undo the attempt")},
            {u"settle-dropoff-task"_s, SagaWords::tr("Settle drop-off task")},
            {u"look-at-dropoff-task"_s, SagaWords::tr("Look at drop-off task")},
            {u"turn-back"_s, SagaWords::tr("Turn back")},
            {u"create-return-task"_s, SagaWords::tr("Create return task")},
            {u"cancel-return-task"_s, SagaWords::tr("Cancel return task")},
            {u"follow-return"_s, SagaWords::tr("Follow to the merchant")}};
}

} // namespace

SagaRow SagaRow::from(const JsonValue &item)
{
    SagaRow row;
    row.id = textIn(item, "id");
    row.type = textIn(item, "type");
    row.subject = textIn(item, "subject");
    row.state = textIn(item, "state");
    row.currentStep = textIn(item, "currentStep");
    row.round = item["round"].toInteger().value_or(1);
    row.startedAt = momentIn(item, "startedAt");
    row.endedAt = momentIn(item, "endedAt");
    return row;
}

bool SagaRow::isTrouble() const
{
    return state == u"Stuck" || state == u"Compensating" || (round > 1 && !hasEnded());
}

SagaStory SagaStory::from(const JsonValue &item)
{
    SagaStory story;
    story.saga = SagaRow::from(item);
    story.robotSerial = textIn(item["context"], "robotSerial");
    item["steps"].forEachItem([&](JsonValue step) { story.steps.push_back(stepFrom(step)); });
    item["plan"].forEachItem(
        [&](JsonValue step) { story.plan.push_back({textIn(step, "name"), textIn(step, "undo")}); });
    item["wouldUndo"].forEachItem(
        [&](JsonValue undo) { story.wouldUndo.push_back({textIn(undo, "name"), textIn(undo, "service")}); });
    return story;
}

const SagaStepRow *SagaStory::last(const QString &name) const
{
    const auto found = std::ranges::find_if(steps.rbegin(), steps.rend(), [&](const SagaStepRow &step) {
        return step.undoes.isEmpty() && step.name == name && step.round == saga.round;
    });
    return found == steps.rend() ? nullptr : &*found;
}

const SagaStepRow *SagaStory::lastUndo(const QString &step) const
{
    const auto found = std::ranges::find_if(steps.rbegin(), steps.rend(), [&](const SagaStepRow &undo) {
        return undo.undoes == step && undo.round == saga.round;
    });
    return found == steps.rend() ? nullptr : &*found;
}

std::vector<QString> SagaStory::remaining() const
{
    std::vector<QString> names;
    if (saga.state != u"Running" && saga.state != u"Held")
        return names;
    for (const Planned &planned : plan) {
        if (!last(planned.name))
            names.push_back(planned.name);
    }
    return names;
}

QString SagaStory::error() const
{
    const auto found = std::ranges::find_if(steps.rbegin(), steps.rend(),
                                            [](const SagaStepRow &step) { return !step.error.isEmpty(); });
    return found == steps.rend() ? QString() : found->error;
}

Cell sagaStateCell(const QString &state)
{
    const auto cell = [](const QString &text, Tone tone, Mark mark) { return Cell{text, tone, mark, {}, {}}; };
    const QHash<QString, Cell> cells{
        {u"Running"_s, cell(SagaWords::tr("running"), Tone::Active, Mark::Play)},
        {u"Held"_s, cell(SagaWords::tr("held"), Tone::Idle, Mark::Pause)},
        {u"Compensating"_s, cell(SagaWords::tr("compensating"), Tone::Warning, Mark::Ring)},
        {u"Completed"_s, cell(SagaWords::tr("completed"), Tone::Good, Mark::Check)},
        {u"Compensated"_s, cell(SagaWords::tr("compensated"), Tone::Warning, Mark::Warning)},
        {u"Stuck"_s, cell(SagaWords::tr("stuck"), Tone::Bad, Mark::Cross)}};
    return cells.value(state, Cell{state, {}, {}, {}, {}});
}

QString stepText(const QString &name)
{
    const QString known = stepTexts().value(name);
    if (!known.isEmpty() || name.isEmpty())
        return known;
    QString text = name;
    text.replace(u'-', u' ');
    text[0] = text[0].toUpper();
    return text;
}

QString shortStepText(const QString &name)
{
    const QHash<QString, QString> texts{{u"reserve-demand"_s, SagaWords::tr("Reserve")},
                                        {u"await-trip"_s, SagaWords::tr("Trip")},
                                        {u"create-pickup-task"_s, SagaWords::tr("Pickup")},
                                        {u"create-dropoff-task"_s, SagaWords::tr("Drop-off")},
                                        {u"follow"_s, SagaWords::tr("Follow")},
                                        {u"settle-pickup-task"_s, SagaWords::tr("Settle")},
                                        {u"settle-dropoff-task"_s, SagaWords::tr("Settle")},
                                        {u"cancel-pickup-task"_s, SagaWords::tr("Cancel")},
                                        {u"cancel-dropoff-task"_s, SagaWords::tr("Cancel")},
                                        {u"look-at-pickup-task"_s, SagaWords::tr("Look")},
                                        {u"look-at-dropoff-task"_s, SagaWords::tr("Look")},
                                        {u"turn-back"_s, SagaWords::tr("Turn back")},
                                        {u"create-return-task"_s, SagaWords::tr("Return")},
                                        {u"undo-fulfilment"_s, SagaWords::tr("Undo")},
                                        {u"follow-return"_s, SagaWords::tr("Follow")}};
    return texts.value(name, stepText(name));
}

Tone toneOfStep(const SagaStepRow &step)
{
    if (step.state == u"Failed")
        return Tone::Bad;
    if (step.state == u"Calling" || step.state == u"Awaiting")
        return Tone::Active;
    return step.undoes.isEmpty() ? Tone::Good : Tone::Warning;
}

} // namespace curbside
