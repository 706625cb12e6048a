// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/alerts.h"

#include "widgets/alerts/alert_rules.h"
#include "widgets/alerts/alert_thresholds.h"

namespace curbside {

namespace {

bool isWorse(const Alert &one, const Alert &other)
{
    return std::tuple(one.finding.severity, one.finding.since, one.id())
        < std::tuple(other.finding.severity, other.finding.since, other.id());
}

bool isWorseGroup(const AlertGroup &one, const AlertGroup &other)
{
    return std::tuple(one.severity, one.since, one.id()) < std::tuple(other.severity, other.since, other.id());
}

AlertGroup groupOf(std::vector<Alert> members, bool isFlood)
{
    std::ranges::sort(members, isWorse);
    AlertGroup group;
    group.kind = members.front().finding.kind;
    group.isFlood = isFlood;
    group.severity = members.front().finding.severity;
    group.since = std::ranges::min(members, {}, [](const Alert &alert) { return alert.finding.since; }).finding.since;
    group.members = std::move(members);
    return group;
}

/// As many as are kept open, none of those left out worse than they.
std::vector<Finding> worstOf(std::vector<Finding> found)
{
    if (found.size() <= thresholds::mostOpen)
        return found;
    const auto place = [](const Finding &finding) { return std::tie(finding.severity, finding.since, finding.key); };
    std::ranges::sort(found, {}, place);
    found.resize(thresholds::mostOpen);
    return found;
}

} // namespace

Alerts::Alerts(PlatformLink &link, const Entities &entities, QObject *parent)
    : QObject(parent), m_link(link), m_entities(entities), m_watch(link, entities)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Alerts::look);
    connect(&m_watch, &PlatformWatch::changed, this, &Alerts::lookSoon);
    connect(&link, &PlatformLink::statusChanged, this, [this](const PlatformStatus &status) {
        if (status.now != m_lookedAt)
            lookSoon();
    });
    for (const EntityTable *table :
         {static_cast<const EntityTable *>(&entities.deliveries), static_cast<const EntityTable *>(&entities.tasks),
          static_cast<const EntityTable *>(&entities.robots), static_cast<const EntityTable *>(&entities.lidEvents)}) {
        connect(table, &QAbstractItemModel::dataChanged, this, &Alerts::lookSoon);
        connect(table, &QAbstractItemModel::rowsInserted, this, &Alerts::lookSoon);
        connect(table, &QAbstractItemModel::rowsRemoved, this, &Alerts::lookSoon);
    }
}

void Alerts::lookSoon()
{
    if (m_timer.isActive())
        return;
    const qint64 passed = m_sinceLook.isValid() ? m_sinceLook.elapsed() : m_pauseMs;
    m_timer.start(static_cast<int>(std::clamp<qint64>(m_pauseMs - passed, 0, m_pauseMs)));
}

void Alerts::look()
{
    const PlatformStatus status = m_link.status();
    m_sinceLook.start();
    m_lookedAt = status.now;
    if (!status.isRunning || m_link.description().scenario.isEmpty())
        return;
    const PlatformFacts facts = m_watch.facts();
    QSet<QString> open;
    for (const auto &[id, alert] : m_open)
        open.insert(id);
    for (const auto &[id, severity] : m_closed)
        open.insert(id);
    const Situation situation(m_entities, facts, std::move(open), m_link.description().streets.spacing > 0, status.now);
    std::vector<Finding> findings;
    for (const AlertRule &rule : alertRules()) {
        std::vector<Finding> found = rule.find(situation);
        if (rule.kind == AlertKind::DeliveryLate)
            noteLate(found);
        m_leftOut[rule.kind] = found.size() - std::min(found.size(), thresholds::mostOpen);
        std::ranges::move(worstOf(std::move(found)), std::back_inserter(findings));
    }
    takeFindings(std::move(findings));
}

void Alerts::noteLate(const std::vector<Finding> &found)
{
    QSet<QString> late;
    for (const Finding &finding : found)
        late.insert(finding.key);
    if (std::exchange(m_late, late) != late)
        Q_EMIT lateChanged();
}

bool Alerts::isClosed(const QString &id, const Finding &finding) const
{
    const auto closed = m_closed.find(id);
    return closed != m_closed.end() && finding.severity >= closed->second;
}

void Alerts::takeFindings(std::vector<Finding> findings)
{
    std::map<QString, Finding> found;
    for (Finding &finding : findings) {
        QString id = Alert::idOf(finding.kind, finding.key);
        found.emplace(std::move(id), std::move(finding));
    }
    bool isOther = endMissing(found);
    for (auto &[id, finding] : found) {
        if (isClosed(id, finding))
            continue;
        m_closed.erase(id);
        auto [known, isNew] = m_open.try_emplace(id);
        Finding &present = known->second.finding;
        if (!isNew && finding.severity >= present.severity)
            finding.since = std::min(finding.since, present.since);
        isOther = isOther || isNew || finding != present;
        present = std::move(finding);
    }
    isOther = wakeSleepers() || isOther;
    if (isOther)
        Q_EMIT changed();
}

/// Whose cause is gone.
bool Alerts::endMissing(const std::map<QString, Finding> &found)
{
    std::erase_if(m_closed, [&](const auto &closed) { return !found.contains(closed.first); });
    bool isOther = false;
    for (auto open = m_open.begin(); open != m_open.end();) {
        if (found.contains(open->first)) {
            ++open;
            continue;
        }
        keepEnded(std::move(open->second));
        open = m_open.erase(open);
        isOther = true;
    }
    return isOther;
}

bool Alerts::wakeSleepers()
{
    bool isOther = false;
    for (auto &[id, alert] : m_open) {
        if (alert.snoozedUntil == 0 || alert.snoozedUntil > m_lookedAt)
            continue;
        alert.snoozedUntil = 0;
        isOther = true;
    }
    return isOther;
}

void Alerts::keepEnded(Alert alert)
{
    alert.endedAt = m_lookedAt;
    alert.endNumber = ++m_lastEnd;
    m_ended.push_front(std::move(alert));
    if (m_ended.size() > thresholds::mostEnded)
        m_ended.pop_back();
}

std::vector<AlertGroup> Alerts::groups() const
{
    std::map<AlertKind, std::vector<Alert>> kinds;
    for (const auto &[id, alert] : m_open) {
        if (alert.snoozedUntil == 0)
            kinds[alert.finding.kind].push_back(alert);
    }
    std::vector<AlertGroup> groups;
    for (auto &[kind, alerts] : kinds) {
        if (alerts.size() > thresholds::mostAlone) {
            groups.push_back(groupOf(std::move(alerts), true));
            const auto leftOut = m_leftOut.find(kind);
            groups.back().leftOut = leftOut == m_leftOut.end() ? 0 : leftOut->second;
            continue;
        }
        for (Alert &alert : alerts)
            groups.push_back(groupOf({std::move(alert)}, false));
    }
    std::ranges::sort(groups, isWorseGroup);
    return groups;
}

std::vector<Alert> Alerts::snoozed() const
{
    std::vector<Alert> sleeping;
    for (const auto &[id, alert] : m_open) {
        if (alert.snoozedUntil != 0)
            sleeping.push_back(alert);
    }
    std::ranges::stable_sort(sleeping, {}, &Alert::snoozedUntil);
    return sleeping;
}

std::optional<Alert> Alerts::find(const QString &id) const
{
    const auto open = m_open.find(id);
    return open == m_open.end() ? std::nullopt : std::optional(open->second);
}

std::optional<Alert> Alerts::findEnded(qint64 endNumber) const
{
    const qint64 place = m_lastEnd - endNumber; // the last one is the first
    return place < 0 || place >= std::ssize(m_ended) ? std::nullopt
                                                     : std::optional(m_ended[static_cast<std::size_t>(place)]);
}

std::optional<Alert> Alerts::findAbout(const EntityRef &thing) const
{
    std::optional<Alert> worst;
    for (const auto &[id, alert] : m_open) {
        if (alert.finding.thing == thing && thing.kind != EntityKind::None && (!worst || isWorse(alert, *worst)))
            worst = alert;
    }
    return worst;
}

void Alerts::take(const QStringList &ids, const QString &person)
{
    for (const QString &id : ids) {
        const auto open = m_open.find(id);
        if (open == m_open.end())
            continue;
        open->second.takenBy = person;
        open->second.takenAt = person.isEmpty() ? 0 : m_link.status().now;
    }
    Q_EMIT changed();
}

void Alerts::snooze(const QStringList &ids, qint64 until)
{
    for (const QString &id : ids) {
        if (const auto open = m_open.find(id); open != m_open.end())
            open->second.snoozedUntil = until;
    }
    Q_EMIT changed();
}

void Alerts::close(const QStringList &ids, const QString &person, const QString &reason)
{
    m_lookedAt = m_link.status().now;
    for (const QString &id : ids) {
        const auto open = m_open.find(id);
        if (open == m_open.end())
            continue;
        Alert alert = std::move(open->second);
        m_open.erase(open);
        m_closed[id] = alert.finding.severity;
        alert.closedBy = person;
        alert.closeReason = reason;
        keepEnded(std::move(alert));
    }
    Q_EMIT changed();
}

} // namespace curbside
