// SPDX-License-Identifier: GPL-3.0-or-later
// What the services say of themselves, as alerts.
#include "widgets/alerts/alert_rules.h"
#include "widgets/alerts/alert_thresholds.h"
#include "widgets/alerts/service_words.h"
#include "widgets/entities/status_words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class PlatformWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::PlatformRules)
};

/// "curbside.state.LidEvent" as "LidEvent".
QString eventName(const QString &type)
{
    return type.section(u'.', -1);
}

/// The thing that something is about, and what is endangered with it.
void tellThing(Finding &finding, const QString &subject, const Situation &situation)
{
    finding.thing = situation.entities.refOf(subject);
    QString delivery = finding.thing.kind == EntityKind::Delivery ? subject : QString();
    if (const TaskRow *task = situation.entities.tasks.find(subject))
        delivery = task->deliveryId;
    const DeliveryRow *row = situation.entities.deliveries.find(delivery);
    if (row && !row->hasEnded())
        finding.deliveries = {delivery};
    else if (const RobotRow *robot = situation.entities.robots.find(subject))
        finding.deliveries = situation.deliveriesOf(*robot);
}

/// What stands still while a service is away or behind.
QString withoutText(const QString &service)
{
    if (service == u"operations")
        return PlatformWords::tr("No task is made, begun or ended: robots finish what they have, and new work waits.");
    if (service == u"deliveries")
        return PlatformWords::tr("No delivery moves on, and new orders wait.");
    if (service == u"dispatch")
        return PlatformWords::tr("Nothing is planned: deliveries without a robot wait.");
    if (service == u"state")
        return PlatformWords::tr("Robots are shown where they were; lids and batteries are not known.");
    if (service == u"integrations")
        return PlatformWords::tr("Partners cannot order, and are not told how their orders stand.");
    return {};
}

Finding aboutService(const QString &service, const QString &key)
{
    Finding finding;
    finding.kind = AlertKind::ConsumerLagging;
    finding.key = key;
    finding.service = service;
    finding.about = service;
    finding.filter = u"handledBy = '%1' OR source = '/services/%1'"_s.arg(service);
    finding.remedies = {Remedy::ShowTraffic};
    return finding;
}

void findServiceTrouble(const ServiceFact &fact, const Situation &situation, std::vector<Finding> &found)
{
    const QString name = serviceText(fact.service);
    if (fact.downSince != 0 && situation.now - fact.downSince >= thresholds::serviceUnanswering) {
        Finding finding = aboutService(fact.service, fact.service + u"/down"_s);
        finding.severity = Severity::Bad;
        finding.since = fact.downSince;
        finding.title = PlatformWords::tr("%1 does not answer").arg(name);
        finding.what = fact.downReason.isEmpty()
            ? PlatformWords::tr("Not reached since %1.").arg(clockText(fact.downSince))
            : PlatformWords::tr("Not reached since %1: %2.").arg(clockText(fact.downSince), fact.downReason);
        finding.consequence = withoutText(fact.service);
        for (const DeliveryRow *delivery : situation.openDeliveries())
            finding.deliveries.append(delivery->id);
        found.push_back(std::move(finding));
    }
    if (fact.expiredConsumers > 0 || fact.waitingForDisk > 0) {
        Finding finding = aboutService(fact.service, fact.service + u"/trouble"_s);
        finding.severity = Severity::Bad;
        finding.since = fact.troubledSince;
        finding.title = fact.waitingForDisk > 0 ? PlatformWords::tr("%1 cannot write").arg(name)
                                                : PlatformWords::tr("A consumer of %1 has expired").arg(name);
        finding.what = fact.waitingForDisk > 0
            ? fact.waitingForDisk == 1
                ? PlatformWords::tr("1 message waits until its disk can be written again.")
                : PlatformWords::tr("%1 messages wait until its disk can be written again.").arg(fact.waitingForDisk)
            : PlatformWords::tr("It lagged so far behind that its events are gone; it has to read the lists again.");
        finding.consequence = withoutText(fact.service);
        found.push_back(std::move(finding));
    }
}

Finding lagFinding(const LagFact &fact)
{
    Finding finding =
        aboutService(fact.consumer, fact.consumer + u'/' + fact.publisher + (fact.isParked ? u"/parked"_s : QString()));
    finding.severity = Severity::Warning;
    finding.since = fact.since;
    finding.filter = u"handledBy = '%1' AND source = '/services/%2'"_s.arg(fact.consumer, fact.publisher);
    const QString consumer = serviceText(fact.consumer);
    const QString publisher = serviceText(fact.publisher);
    finding.title = PlatformWords::tr("%1 is behind on %2").arg(consumer, publisher);
    if (fact.isParked)
        finding.what = fact.events == 1 ? PlatformWords::tr("1 event waits to be tried again: %1.").arg(fact.reason)
                                        : PlatformWords::tr("%1 events wait to be tried again, the oldest because: %2.")
                                              .arg(fact.events)
                                              .arg(fact.reason);
    else
        finding.what = PlatformWords::tr("It has taken none of its events since %1; waiting, at least: %2.")
                           .arg(clockText(fact.since))
                           .arg(fact.events);
    finding.consequence = PlatformWords::tr("What it knows of %1 is as it was then.").arg(publisher);
    return finding;
}

} // namespace

std::vector<Finding> findStuckSagas(const Situation &situation)
{
    std::vector<Finding> found;
    for (const StuckSagaFact &fact : situation.facts.stuckSagas) {
        Finding finding;
        finding.kind = AlertKind::SagaStuck;
        finding.key = fact.id;
        finding.severity = Severity::Bad;
        finding.since = fact.since;
        finding.title =
            PlatformWords::tr("%1 of %2 is stuck").arg(fact.type, situation.entities.callName(fact.subject));
        finding.what = fact.step.isEmpty() ? PlatformWords::tr("A step could not be undone for good.")
                                           : PlatformWords::tr("It could not be undone for good: %1.").arg(fact.step);
        finding.consequence = PlatformWords::tr("The delivery stays as it is until a person decides.");
        finding.service = u"deliveries"_s;
        finding.about = fact.id;
        finding.remedies = {Remedy::RetrySaga, Remedy::PassOverStep};
        tellThing(finding, fact.subject, situation);
        found.push_back(std::move(finding));
    }
    return found;
}

std::vector<Finding> findDeadLetters(const Situation &situation)
{
    std::vector<Finding> found;
    for (const DeadLetterFact &fact : situation.facts.deadLetters) {
        Finding finding;
        finding.kind = AlertKind::DeadLetter;
        finding.key = fact.service + u'/' + fact.eventId;
        finding.since = fact.since;
        finding.title = PlatformWords::tr("%1 gave up %2").arg(serviceText(fact.service), eventName(fact.type));
        finding.what = fact.attempts == 1
            ? PlatformWords::tr("After 1 attempt: %1.").arg(fact.reason)
            : PlatformWords::tr("After %1 attempts: %2.").arg(fact.attempts).arg(fact.reason);
        finding.consequence =
            PlatformWords::tr("What it says of %1 is not known there.").arg(situation.entities.callName(fact.subject));
        finding.service = fact.service;
        finding.about = fact.eventId;
        finding.remedies = {Remedy::ShowLetter, Remedy::ReplayDeadLetter, Remedy::DiscardDeadLetter};
        tellThing(finding, fact.subject, situation);
        found.push_back(std::move(finding));
    }
    return found;
}

std::vector<Finding> findLaggingConsumers(const Situation &situation)
{
    std::vector<Finding> found;
    QStringList down;
    for (const ServiceFact &fact : situation.facts.services) {
        findServiceTrouble(fact, situation, found);
        if (fact.downSince != 0)
            down.append(fact.service);
    }
    for (const LagFact &fact : situation.facts.lags) {
        const bool isToldAlready = down.contains(fact.consumer) || down.contains(fact.publisher);
        if (!isToldAlready && situation.now - fact.since >= thresholds::consumerBehind)
            found.push_back(lagFinding(fact));
    }
    return found;
}

std::vector<Finding> findDivergedCopies(const Situation &situation)
{
    std::vector<Finding> found;
    for (const DivergedFact &fact : situation.facts.diverged) {
        Finding finding;
        finding.kind = AlertKind::CopyDiverged;
        finding.key = fact.deliveryId + u'/' + fact.field;
        finding.severity = Severity::Warning;
        finding.since = fact.since;
        const QString number = situation.entities.callName(fact.deliveryId);
        finding.title = PlatformWords::tr("Copy in %1 has diverged").arg(number);
        finding.what = PlatformWords::tr("Deliveries has %1 \"%2\"; %3, who owns it, has \"%4\" since %5.")
                           .arg(fact.field, fact.copied, serviceText(fact.owner), fact.owned, clockText(fact.since));
        finding.consequence = PlatformWords::tr("People and partners are told what is not so.");
        tellThing(finding, fact.deliveryId, situation);
        found.push_back(std::move(finding));
    }
    return found;
}

std::vector<Finding> findMatchedEvents(const Situation &situation)
{
    std::vector<Finding> found;
    for (const MatchFact &fact : situation.facts.matches) {
        if (situation.now - fact.last > thresholds::matchQuiet)
            continue;
        Finding finding;
        finding.kind = AlertKind::EventMatched;
        finding.key = fact.rule + u'\n' + fact.filter;
        finding.severity = fact.tone == Tone::Bad ? Severity::Bad
            : fact.tone == Tone::Warning          ? Severity::Warning
                                                  : Severity::Notice;
        finding.since = fact.since;
        finding.title = fact.rule.isEmpty() ? fact.filter : fact.rule;
        const QString last = u"%1 %2"_s.arg(eventName(fact.type), situation.entities.callName(fact.subject));
        finding.what = fact.count == 1
            ? PlatformWords::tr("Matched by %1.").arg(last)
            : PlatformWords::tr("Matched %1 times, the last by %2.").arg(fact.count).arg(last);
        finding.about = fact.filter;
        finding.filter = fact.filter;
        finding.remedies = {Remedy::ShowTraffic};
        tellThing(finding, fact.subject, situation);
        found.push_back(std::move(finding));
    }
    return found;
}

} // namespace curbside
