// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/faults/fault_rule.h"

#include "services/runtime/json/json_writer.h"
#include "widgets/entities/rows.h"
#include "widgets/topology/topology_words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Faults
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Faults)
};

} // namespace

std::optional<FaultFact> FaultFact::read(const JsonValue &item)
{
    const auto kind = fromText<FaultKind>(textIn(item, "kind"));
    const qint64 id = textIn(item, "id").toLongLong();
    if (!kind || id <= 0)
        return std::nullopt;
    FaultFact fact;
    fact.id = id;
    fact.kind = *kind;
    const QString service = textIn(item, "service");
    fact.from = (service.isEmpty() ? textIn(item, "from") : service).toUtf8();
    fact.to = textIn(item, "to").toUtf8();
    fact.type = textIn(item, "type").toUtf8();
    fact.ratePerMillion = item["ratePerMillion"].toInteger().value_or(1'000'000);
    fact.delayMs = item["delayMs"].toInteger().value_or(0);
    fact.since = momentIn(item, "since");
    fact.until = momentIn(item, "until");
    fact.hits = static_cast<quint64>(std::max<std::int64_t>(0, item["hits"].toInteger().value_or(0)));
    return fact;
}

QByteArray FaultWish::toJson() const
{
    JsonWriter json;
    json.beginObject();
    json.member("kind", kind);
    if (!from.isEmpty())
        json.member(isOfOneService(kind) ? "service" : "from", from);
    if (!to.isEmpty() && !isOfOneService(kind))
        json.member("to", to);
    if (!type.isEmpty() && kind != FaultKind::CutOff)
        json.member("type", type);
    if (kind != FaultKind::CutOff)
        json.member("ratePerMillion", ratePerMillion);
    if (takesDelay(kind))
        json.member("delayMs", delayMs);
    if (forSeconds > 0)
        json.member("for", QString::number(forSeconds) + u's');
    json.endObject();
    return json.take();
}

bool takesDelay(FaultKind kind)
{
    return isCrash(kind) || kind == FaultKind::EventDuplicated || kind == FaultKind::EventDelayed
        || kind == FaultKind::EventReordered || kind == FaultKind::CallSlow;
}

bool isOfEvents(FaultKind kind)
{
    return kind == FaultKind::EventDropped || kind == FaultKind::EventDuplicated || kind == FaultKind::EventDelayed
        || kind == FaultKind::EventReordered;
}

bool isOfCalls(FaultKind kind)
{
    return kind == FaultKind::CallFailing || kind == FaultKind::CallHanging || kind == FaultKind::CallSlow;
}

QString faultKindText(FaultKind kind)
{
    switch (kind) {
    case FaultKind::EventDropped: return Faults::tr("Event lost");
    case FaultKind::EventDuplicated: return Faults::tr("Event twice");
    case FaultKind::EventDelayed: return Faults::tr("Event late");
    case FaultKind::EventReordered: return Faults::tr("Event overtaken");
    case FaultKind::CutOff: return Faults::tr("Service cut off");
    case FaultKind::CallFailing: return Faults::tr("Call refused");
    case FaultKind::CallHanging: return Faults::tr("Call not answered");
    case FaultKind::HandlerFailing: return Faults::tr("Handler fails");
    case FaultKind::CrashBeforeCommit: return Faults::tr("Crash before commit");
    case FaultKind::CrashBeforePublish: return Faults::tr("Crash before publishing");
    case FaultKind::CrashBeforeAcknowledge: return Faults::tr("Crash before acknowledging");
    case FaultKind::DiskFull: return Faults::tr("Disk full");
    case FaultKind::CallSlow: return Faults::tr("Call late");
    }
    return {};
}

QString faultKindSentence(FaultKind kind)
{
    switch (kind) {
    case FaultKind::EventDropped: return Faults::tr("The event does not arrive.");
    case FaultKind::EventDuplicated: return Faults::tr("The event arrives, and again up to the delay later.");
    case FaultKind::EventDelayed: return Faults::tr("The event and all behind it arrive later by the delay.");
    case FaultKind::EventReordered: return Faults::tr("The event arrives up to the delay late; others overtake it.");
    case FaultKind::CutOff: return Faults::tr("No event and no call reaches the service or leaves it.");
    case FaultKind::CallFailing: return Faults::tr("The call does not arrive and is answered 503.");
    case FaultKind::CallHanging: return Faults::tr("The call neither arrives nor is answered.");
    case FaultKind::HandlerFailing: return Faults::tr("The handler of the event fails and changes nothing.");
    case FaultKind::CrashBeforeCommit: return Faults::tr("Memory is lost, and the message's changes too.");
    case FaultKind::CrashBeforePublish: return Faults::tr("The changes are kept; nothing has left the service.");
    case FaultKind::CrashBeforeAcknowledge: return Faults::tr("Events have left the service; its answer has not.");
    case FaultKind::DiskFull: return Faults::tr("The database cannot be written for the message.");
    case FaultKind::CallSlow: return Faults::tr("The call arrives later by the delay.");
    }
    return {};
}

QString placeText(const FaultFact &fault)
{
    const auto nameOf = [](const QByteArray &name) { return name.isEmpty() ? Faults::tr("anyone") : partText(name); };
    QString place;
    if (isOfOneService(fault.kind))
        place = fault.from.isEmpty() ? Faults::tr("every service") : partText(fault.from);
    else if (fault.from.isEmpty() && fault.to.isEmpty())
        place = Faults::tr("everywhere");
    else
        place = u"%1 → %2"_s.arg(nameOf(fault.from), nameOf(fault.to));
    return fault.type.isEmpty() ? place : place + u", "_s + typeText(fault.type);
}

QString rateWords(qint64 ratePerMillion)
{
    if (ratePerMillion >= 1'000'000)
        return Faults::tr("always");
    return Faults::tr("%1 %").arg(QLocale().toString(double(ratePerMillion) / 10'000, 'g', 4));
}

} // namespace curbside
