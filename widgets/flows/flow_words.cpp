// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/flow_words.h"

#include "widgets/strategies/strategy_rows.h"
#include "widgets/traffic/entry_words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class FlowTexts
{
    Q_DECLARE_TR_FUNCTIONS(curbside::FlowWords)
};

QString flowSpan(qint64 microseconds)
{
    return spanText(double(microseconds) / 1000);
}

/// What its kind is called in the middle of a sentence, where it says more than its arrow.
QString kindOfStep(const FlowStep &step)
{
    const bool isAgain = step.attempt > 1;
    switch (step.entry.kind) {
    case JournalKind::Published: return FlowTexts::tr("published");
    case JournalKind::Handled:
        return isAgain ? FlowTexts::tr("handled at attempt %1").arg(step.attempt) : FlowTexts::tr("handled");
    case JournalKind::Duplicate: return FlowTexts::tr("duplicate");
    case JournalKind::Parked:
        return isAgain ? FlowTexts::tr("parked again (%1)").arg(step.attempt) : FlowTexts::tr("parked");
    case JournalKind::DeadLettered: return FlowTexts::tr("dead letter");
    case JournalKind::Lost: return FlowTexts::tr("lost");
    case JournalKind::Requested: return FlowTexts::tr("request");
    case JournalKind::Called:
        return isAgain ? FlowTexts::tr("called again (%1)").arg(step.attempt) : FlowTexts::tr("called");
    case JournalKind::Answered: return FlowTexts::tr("answer");
    default: return wordOf(step.entry.kind);
    }
}

/// It was handled before, and had not failed in between.
bool isHandledTwice(const FlowStep &step)
{
    return step.entry.kind == JournalKind::Handled && step.attempt > 1 && step.entry.detail != "retried";
}

} // namespace

QString participantText(const QByteArray &name)
{
    return name.isEmpty() ? FlowTexts::tr("outside") : QString::fromUtf8(name);
}

QString participantText(const Flow &flow, int participant)
{
    return participantText(flow.participants()[static_cast<std::size_t>(participant)]);
}

QString subjectOf(const FlowStep &step, const FlowNames &names)
{
    const TrafficEntry &entry = step.entry;
    const QString what = entry.type.isEmpty() ? QString::fromUtf8(entry.detail) : shortType(entry.type);
    const QString key = QString::fromUtf8(entry.subject);
    const QString name = names && !key.isEmpty() ? names(key) : key;
    return name == key ? what : what + u' ' + name;
}

QString outcomeText(const FlowStep &step)
{
    const TrafficEntry &entry = step.entry;
    QString text = isHandledTwice(step) ? FlowTexts::tr("handled twice") : kindOfStep(step);
    if (entry.kind != JournalKind::Published && entry.latency >= 0)
        text = FlowTexts::tr("%1, %2").arg(text, flowSpan(entry.latency));
    if (step.isLate)
        text = FlowTexts::tr("%1, late").arg(text);
    if (step.isOutOfOrder)
        text = FlowTexts::tr("%1, out of order").arg(text);
    const bool saysMore = !entry.detail.isEmpty() && !entry.type.isEmpty() && entry.detail != "retried";
    return saysMore ? FlowTexts::tr("%1: %2").arg(text, QString::fromUtf8(entry.detail)) : text;
}

QString stepText(const FlowStep &step, const FlowNames &names)
{
    return FlowTexts::tr("%1 · %2").arg(subjectOf(step, names), outcomeText(step));
}

QString wayText(const Flow &flow, int id)
{
    const FlowStep &step = flow.step(id);
    const QString from = participantText(flow, step.from);
    return step.from == step.to ? from : FlowTexts::tr("%1 → %2").arg(from, participantText(flow, step.to));
}

QString stepSentence(const Flow &flow, int id, const FlowNames &names)
{
    QString text = FlowTexts::tr("%1: %2").arg(wayText(flow, id), stepText(flow.step(id), names));
    if (flow.isCritical(id))
        text = FlowTexts::tr("%1; on the critical path").arg(text);
    if (flow.causesOf(id).size() > 1)
        text = FlowTexts::tr("%1; %2 causes").arg(text, QLocale().toString(qulonglong(flow.causesOf(id).size())));
    return text;
}

QString stepDetails(const Flow &flow, int id, const FlowNames &names)
{
    const FlowStep &step = flow.step(id);
    const TrafficEntry &entry = step.entry;
    QStringList lines{stepSentence(flow, id, names)};
    const auto add = [&lines](const QString &form, const QByteArray &value) {
        if (!value.isEmpty())
            lines.append(form.arg(QString::fromUtf8(value)));
    };
    lines.append(FlowTexts::tr("at %1").arg(momentText(entry.at)));
    if (const qint64 since = flow.sinceCause(id); since >= 0)
        lines.append(FlowTexts::tr("%1 after what led to it").arg(flowSpan(since)));
    add(FlowTexts::tr("Type: %1"), entry.type);
    add(FlowTexts::tr("Subject: %1"), entry.subject);
    add(FlowTexts::tr("Message: %1"), entry.messageId);
    add(FlowTexts::tr("Caused by: %1"), entry.causationId);
    add(FlowTexts::tr("Trace: %1"), entry.trace.isNull() ? QByteArray() : entry.trace.traceId());
    if (step.isCauseMissing)
        lines.append(FlowTexts::tr("What led to it is not kept."));
    return lines.join(u'\n');
}

std::optional<Tone> toneOf(const FlowStep &step)
{
    const Tone tone = lookOfKind(step.entry.kind).tone;
    if (tone == Tone::Warning || tone == Tone::Bad)
        return tone;
    return step.isLate || step.isOutOfOrder || isHandledTwice(step) ? std::optional(Tone::Warning) : std::nullopt;
}

QString flowSummary(const Flow &flow, quint64 forgotten)
{
    const auto number = [](auto count) { return QLocale().toString(qulonglong(count)); };
    QStringList parts{flow.count() == 1 ? FlowTexts::tr("1 step") : FlowTexts::tr("%1 steps").arg(number(flow.count())),
                      flowSpan(flow.lastAt() - flow.firstAt())};
    if (flow.waiting() > 0)
        parts += FlowTexts::tr("%1 waiting").arg(number(flow.waiting()));
    if (forgotten > 0)
        parts += FlowTexts::tr("%1 earlier ones no longer kept").arg(number(forgotten));
    if (flow.omitted() > 0)
        parts += FlowTexts::tr("no room for %1 more").arg(number(flow.omitted()));
    return parts.join(u" · "_s);
}

QString momentText(qint64 at)
{
    return QString::fromLatin1(toRfc3339(fromMicroseconds(at)).mid(11, 12));
}

} // namespace curbside
