// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/lifeline/why_words.h"

#include "widgets/alerts/service_words.h"
#include "widgets/entities/rows.h"
#include "widgets/entities/status_words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Why
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Why)
};

QString countText(JsonValue value)
{
    return QLocale().toString(value.toInteger().value_or(0));
}

QString timeOf(JsonValue item, std::string_view name)
{
    return exactClockText(momentIn(item, name));
}

qint64 rowsIn(JsonValue effects)
{
    qint64 count = 0;
    effects["changes"].forEachItem([&](JsonValue change) {
        count += static_cast<qint64>(change["rows"].size()) + change["leftOut"].toInteger().value_or(0);
    });
    return count;
}

/// What a sentence speaks of.
struct Subjects
{
    JsonValue consumer;
    JsonValue event;
    QString who;
    QString publisher;
    QString type;
    QString handler; ///< "task_follower.cpp:41"; empty when none is known

    [[nodiscard]] JsonValue receipt() const { return consumer["receipt"]; }
    [[nodiscard]] JsonValue standing() const { return consumer["receipt"]["standing"]; }
};

QString handlerIn(JsonValue receipt)
{
    const QString file = textIn(receipt["handler"], "file");
    return file.isEmpty() ? QString() : u"%1:%2"_s.arg(file).arg(receipt["handler"]["line"].toInteger().value_or(0));
}

using Sentence = QString (*)(const Subjects &);

QString sayHandled(const Subjects &that)
{
    return Why::tr("%1 handled it at %2, by the handler at %3; rows changed: %4.")
        .arg(that.who, timeOf(that.consumer, "at"), that.handler, QLocale().toString(rowsIn(that.consumer["effects"])));
}

QString sayHandledWithoutEffect(const Subjects &that)
{
    return Why::tr("%1 took it over, and its handler at %2 changed nothing: what it tells was known there, or past.")
        .arg(that.who, that.handler);
}

QString sayEffectUnknown(const Subjects &that)
{
    return Why::tr("%1 took it over. So much has happened there since that nobody looks for its rows.").arg(that.who);
}

QString sayPassedOver(const Subjects &that)
{
    return Why::tr("%1 has no handler for %2: it passes such events over.").arg(that.who, that.type);
}

QString sayParked(const Subjects &that)
{
    const JsonValue parked = that.receipt()["parked"];
    return Why::tr("%1 could not handle it (%2). It is tried again at %3; attempts so far: %4.")
        .arg(that.who, textIn(parked, "reason"), timeOf(parked, "nextAt"), countText(parked["attempts"]));
}

QString sayParkedBehind(const Subjects &that)
{
    const JsonValue behind = that.receipt()["parked"]["behind"];
    const QString reason = textIn(behind, "reason");
    return Why::tr("At %1 it waits behind event %2 of the same subject, which is tried at %3 (%4).")
        .arg(that.who, countText(behind["sequence"]), timeOf(behind, "nextAt"),
             reason.isEmpty() ? Why::tr("its handler fails for everything") : reason);
}

QString sayWaitsForHandler(const Subjects &that)
{
    return Why::tr("At %1 the handler of %2 fails for everything. It waits until %3.")
        .arg(that.who, that.type, timeOf(that.receipt()["parked"], "nextAt"));
}

QString sayDead(const Subjects &that)
{
    const JsonValue dead = that.receipt()["dead"];
    return Why::tr("%1 gave it up at %2 (%3), attempts: %4. It is among the dead letters.")
        .arg(that.who, timeOf(dead, "lastAt"), textIn(dead, "reason"), countText(dead["attempts"]));
}

QString sayReplayed(const Subjects &that)
{
    const JsonValue settled = that.receipt()["settled"];
    return Why::tr("%1 had given it up; it was replayed at %2. %3")
        .arg(that.who, timeOf(settled, "at"), textIn(settled, "reason"));
}

QString sayDiscarded(const Subjects &that)
{
    const JsonValue settled = that.receipt()["settled"];
    return Why::tr("%1 had given it up; at %2 somebody discarded it. %3")
        .arg(that.who, timeOf(settled, "at"), textIn(settled, "reason"));
}

QString sayOnTheWay(const Subjects &that)
{
    return Why::tr("It may still be on its way to %1.").arg(that.who);
}

QString sayNotFetched(const Subjects &that)
{
    const qint64 sequence = textIn(that.event, "sequence").toLongLong(); // zero-padded, as on the wire
    return Why::tr(
               "%1 stands at event %2 of %3; this is %4. The bus has lost it or carries it late. %1 asks for what it "
               "lacks at least once a minute.")
        .arg(that.who, countText(that.standing()["position"]), that.publisher, QLocale().toString(sequence));
}

QString sayEarly(const Subjects &that)
{
    return Why::tr("It has come to %1, which stands at event %2 of %3 and waits for the next one first.")
        .arg(that.who, countText(that.standing()["position"]), that.publisher);
}

QString sayExpired(const Subjects &that)
{
    return Why::tr("%1 lagged too far behind %2 and has expired: it reads lists instead of events.")
        .arg(that.who, that.publisher);
}

QString sayOtherLog(const Subjects &that)
{
    return Why::tr("%1 knows the outbox of %2 as it was before it was made anew, and reads it again.")
        .arg(that.who, that.publisher);
}

QString sayUnreachable(const Subjects &that)
{
    return Why::tr("%1 cannot be asked (%2); nobody else knows what became of it there.")
        .arg(that.who, textIn(that.consumer["problem"], "detail"));
}

/// What an outcome is called, how it stands, and what is said of it.
struct OutcomeWords
{
    const char *name; ///< in the gateway's answer
    const char *word;
    Tone tone;
    Mark mark;
    bool hasArrived;
    Sentence sentence;
};

const OutcomeWords &outcomeWords(const QString &name)
{
    static constexpr auto all = std::to_array<OutcomeWords>({
        {"Unreachable", QT_TRANSLATE_NOOP("curbside::Why", "Does not answer"), Tone::Warning, Mark::Warning, false,
         sayUnreachable},
        {"Handled", QT_TRANSLATE_NOOP("curbside::Why", "Handled"), Tone::Good, Mark::Check, true, sayHandled},
        {"HandledWithoutEffect", QT_TRANSLATE_NOOP("curbside::Why", "Without effect"), Tone::Idle, Mark::Check, true,
         sayHandledWithoutEffect},
        {"EffectUnknown", QT_TRANSLATE_NOOP("curbside::Why", "Taken over"), Tone::Idle, Mark::Check, true,
         sayEffectUnknown},
        {"PassedOver", QT_TRANSLATE_NOOP("curbside::Why", "Passed over"), Tone::Idle, Mark::Ring, true, sayPassedOver},
        {"Parked", QT_TRANSLATE_NOOP("curbside::Why", "Waits for another try"), Tone::Warning, Mark::Pause, false,
         sayParked},
        {"ParkedBehind", QT_TRANSLATE_NOOP("curbside::Why", "Waits behind another"), Tone::Warning, Mark::Pause, false,
         sayParkedBehind},
        {"WaitsForHandler", QT_TRANSLATE_NOOP("curbside::Why", "Waits for its handler"), Tone::Warning, Mark::Pause,
         false, sayWaitsForHandler},
        {"Dead", QT_TRANSLATE_NOOP("curbside::Why", "Dead letter"), Tone::Bad, Mark::Cross, false, sayDead},
        {"Replayed", QT_TRANSLATE_NOOP("curbside::Why", "Replayed"), Tone::Good, Mark::Check, true, sayReplayed},
        {"Discarded", QT_TRANSLATE_NOOP("curbside::Why", "Discarded"), Tone::Bad, Mark::Cross, false, sayDiscarded},
        {"OnTheWay", QT_TRANSLATE_NOOP("curbside::Why", "On the way"), Tone::Active, Mark::Play, false, sayOnTheWay},
        {"NotFetched", QT_TRANSLATE_NOOP("curbside::Why", "Lost or late"), Tone::Warning, Mark::Warning, false,
         sayNotFetched},
        {"Early", QT_TRANSLATE_NOOP("curbside::Why", "Waits for a missing one"), Tone::Warning, Mark::Pause, false,
         sayEarly},
        {"Expired", QT_TRANSLATE_NOOP("curbside::Why", "Expired"), Tone::Bad, Mark::Cross, false, sayExpired},
        {"OtherLog", QT_TRANSLATE_NOOP("curbside::Why", "Another outbox"), Tone::Warning, Mark::Warning, false,
         sayOtherLog},
    });
    const auto found =
        std::ranges::find(all, name.toUtf8(), [](const OutcomeWords &one) { return QByteArray(one.name); });
    return found == all.end() ? all.front() : *found;
}

/// The event that stands in its way, or the last that got through.
QString evidenceIn(JsonValue consumer)
{
    const JsonValue receipt = consumer["receipt"];
    for (const QString &id : {textIn(receipt["parked"]["behind"], "eventId"), textIn(consumer["firstMissing"], "id")}) {
        if (!id.isEmpty())
            return id;
    }
    return textIn(receipt, "state") == u"NotReached" ? textIn(receipt["standing"], "eventId") : QString();
}

} // namespace

QString consumerText(const QString &name)
{
    return name == u"world" ? Why::tr("The world") : serviceText(name);
}

QString eventName(const QString &type)
{
    return type.section(u'.', -1);
}

WhyAnswer whyOf(JsonValue consumer, JsonValue story)
{
    const JsonValue event = story["event"];
    const Subjects that{consumer,
                        event,
                        consumerText(textIn(consumer, "consumer")),
                        consumerText(textIn(story["publisher"], "service")),
                        eventName(textIn(event, "type")),
                        handlerIn(consumer["receipt"])};
    const QString outcome = textIn(consumer, "outcome");
    const OutcomeWords &words = outcomeWords(outcome);
    WhyAnswer answer;
    answer.consumer = textIn(consumer, "consumer");
    answer.outcome.text = Why::tr(words.word);
    answer.outcome.tone = words.tone;
    answer.outcome.mark = words.mark;
    answer.hasArrived = words.hasArrived;
    answer.at = momentIn(consumer, "at");
    answer.sentence = words.sentence(that).trimmed();
    QStringList faults;
    consumer["faults"].forEachItem([&](JsonValue fault) { faults += textIn(fault, "kind"); });
    if (!faults.isEmpty())
        answer.sentence += u' ' + Why::tr("In force is: %1.").arg(faults.join(u", "_s));
    answer.evidence = evidenceIn(consumer);
    answer.isLetter = consumer["receipt"]["parked"].isObject() || consumer["receipt"]["dead"].isObject();
    return answer;
}

} // namespace curbside
