// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/copy_check.h"

#include "widgets/alerts/alert_thresholds.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// A difference that comes of events still on their way.
bool isExplained(const PlatformFacts &facts, qint64 now)
{
    const bool isDown =
        std::ranges::any_of(facts.services, [](const ServiceFact &fact) { return fact.downSince != 0; });
    return isDown || std::ranges::any_of(facts.lags, [now](const LagFact &fact) {
               return fact.consumer == u"deliveries" && now - fact.since > 5 * thresholds::second;
           });
}

} // namespace

CopyCheck::CopyCheck(PlatformLink &link, const Entities &entities, QObject *parent)
    : QObject(parent), m_link(link), m_entities(entities)
{}

void CopyCheck::check(const PlatformFacts &facts)
{
    if (m_asking > 0)
        return;
    const qint64 now = m_link.status().now;
    if (isExplained(facts, now))
        m_explainedUntil = now + thresholds::copyBehind;
    if (now < m_explainedUntil)
        return;
    const std::vector<Suspect> found = suspects();
    ++m_asking;
    for (const Suspect &suspect : found)
        ask(suspect);
    end();
}

std::vector<CopyCheck::Suspect> CopyCheck::suspects() const
{
    QHash<QString, const RobotRow *> robots;
    for (const RobotRow &robot : m_entities.robots.rows())
        robots.insert(robot.name, &robot);
    std::vector<Suspect> found;
    for (const DeliveryRow &delivery : m_entities.deliveries.rows()) {
        if (auto task = suspectTask(delivery))
            found.push_back(std::move(*task));
        if (auto lid = suspectLid(delivery, robots.value(delivery.driverName)))
            found.push_back(std::move(*lid));
        if (found.size() >= mostSuspects)
            break;
    }
    return found;
}

std::optional<CopyCheck::Suspect> CopyCheck::suspectTask(const DeliveryRow &delivery) const
{
    const TaskRow *task = delivery.taskStatus.isEmpty() ? nullptr : m_entities.tasks.find(delivery.taskId);
    const qint64 now = m_link.status().now;
    if (!task || task->status == delivery.taskStatus || now - task->updatedAt < thresholds::copyBehind)
        return std::nullopt;
    return Suspect{delivery.id, u"taskStatus"_s, u"operations"_s, u"/task/"_s + task->id, "status", task->updatedAt};
}

std::optional<CopyCheck::Suspect> CopyCheck::suspectLid(const DeliveryRow &delivery, const RobotRow *robot) const
{
    if (!robot || delivery.hasEnded() || delivery.robotLid.isEmpty() || robot->lid == delivery.robotLid)
        return std::nullopt;
    qint64 movedAt = 0;
    for (const LidEventRow &event : m_entities.lidEvents.rows())
        movedAt = event.robotSerial == robot->serial ? std::max(movedAt, event.at) : movedAt;
    if (m_link.status().now - movedAt < thresholds::copyBehind)
        return std::nullopt;
    return Suspect{delivery.id, u"robotLid"_s, u"state"_s, u"/robot/"_s + robot->serial, "lid", movedAt};
}

/// The owner first: a copy that is older than its answer is behind, whatever happens meanwhile.
void CopyCheck::ask(const Suspect &suspect)
{
    ++m_asking;
    m_link.get(suspect.owner, suspect.ownerPath, [self = QPointer(this), suspect](int status, const QByteArray &owner) {
        if (!self)
            return;
        if (status != 200) {
            self->end();
            return;
        }
        self->m_link.get(u"deliveries"_s, u"/delivery/"_s + suspect.deliveryId,
                         [self, suspect, owner](int copyStatus, const QByteArray &delivery) {
                             if (!self)
                                 return;
                             if (copyStatus == 200)
                                 self->compare(suspect, owner, delivery);
                             self->end();
                         });
    });
}

void CopyCheck::compare(const Suspect &suspect, const QByteArray &owner, const QByteArray &delivery)
{
    const auto original = JsonDocument::parse(owner);
    const auto copy = JsonDocument::parse(delivery);
    if (!copy || !original)
        return;
    const std::string field = suspect.field.toStdString();
    const QString copied = textIn(copy->root(), field);
    const QString owned = textIn(original->root(), suspect.ownerField);
    const qint64 copyVersion = copy->root()[field + "Version"].toInteger().value_or(0);
    const bool isNewer = copyVersion > original->root()["version"].toInteger().value_or(copyVersion);
    const bool isOfTheSame =
        suspect.owner != u"operations" || textIn(copy->root(), "taskId") == textIn(original->root(), "id");
    if (!isOfTheSame || isNewer || copied.isEmpty() || owned.isEmpty() || copied == owned)
        return;
    const qint64 now = m_link.status().now;
    const QString key = suspect.deliveryId + u'/' + suspect.field;
    const auto before = m_seen.constFind(key);
    const bool isKnown = before != m_seen.constEnd() && before->copyVersion == copyVersion && before->owned == owned;
    const Seen seen{copyVersion, owned, isKnown ? before->at : now};
    m_seenNow.insert(key, seen);
    if (now - seen.at >= thresholds::copyConfirmed)
        m_found.push_back({suspect.deliveryId, suspect.field, suspect.owner, copied, owned, suspect.ownedSince});
}

void CopyCheck::end()
{
    if (--m_asking > 0)
        return;
    std::ranges::sort(m_found, {}, [](const DivergedFact &fact) { return fact.deliveryId + fact.field; });
    const auto sameAs = [](const DivergedFact &a, const DivergedFact &b) {
        return a.deliveryId == b.deliveryId && a.field == b.field && a.copied == b.copied && a.owned == b.owned;
    };
    const bool isOther = !std::ranges::equal(m_found, m_diverged, sameAs);
    m_diverged = std::exchange(m_found, {});
    m_seen = std::exchange(m_seenNow, {});
    if (isOther)
        Q_EMIT changed();
}

} // namespace curbside
