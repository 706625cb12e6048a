// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/platform_watch.h"

#include "widgets/alerts/alert_thresholds.h"
#include "widgets/alerts/service_words.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Where the gateway asks a service for something; the others are not asked through it.
const QMap<QString, QString> &gatewayRoutes()
{
    static const QMap<QString, QString> routes{{u"operations"_s, u"/tasks?limit=1"_s},
                                               {u"deliveries"_s, u"/deliveries?limit=1"_s},
                                               {u"state"_s, u"/lid-events?limit=1"_s}};
    return routes;
}

/// One of the figures in Prometheus' text; 0 when it is not there.
qint64 figureIn(const QByteArray &metrics, const QByteArray &name)
{
    for (const QByteArray &line : metrics.split('\n')) {
        if (line.startsWith(name) && line.size() > name.size()
            && (line[name.size()] == ' ' || line[name.size()] == '{'))
            return line.mid(line.lastIndexOf(' ') + 1).toLongLong();
    }
    return 0;
}

std::vector<JsonValue> itemsOf(const JsonDocument &page)
{
    std::vector<JsonValue> items;
    page.root()["items"].forEachItem([&](JsonValue item) { items.push_back(item); });
    return items;
}

} // namespace

PlatformWatch::PlatformWatch(PlatformLink &link, const Entities &entities, QObject *parent)
    : QObject(parent), m_link(link), m_copies(link, entities)
{
    for (const QString &service : serviceNames())
        m_services[service].areLettersStale = true;
    connect(&link, &PlatformLink::journalArrived, this, &PlatformWatch::onJournal);
    connect(&link, &PlatformLink::statusChanged, this, &PlatformWatch::askIfDue);
    connect(&m_copies, &CopyCheck::changed, this, &PlatformWatch::changed);
}

void PlatformWatch::watchFor(const std::vector<ColourRule> &rules)
{
    m_matches.setRules(rules);
    Q_EMIT changed();
}

void PlatformWatch::onJournal(const JournalBatch &batch)
{
    m_consumers.take(batch);
    if (m_matches.take(batch))
        Q_EMIT changed();
    m_isStale = true;
    m_areSagasStale = m_areSagasStale || batch.dropped > 0;
    for (const TrafficEntry &entry : batch.entries) {
        noteReach(entry);
        if (entry.kind == JournalKind::Saga)
            m_areSagasStale = true;
        const bool isOfLetters = entry.kind == JournalKind::DeadLettered
            || (entry.kind == JournalKind::Requested && entry.type.startsWith("POST /dead-letter"));
        if (isOfLetters && m_services.contains(QString::fromUtf8(entry.service)))
            m_services[QString::fromUtf8(entry.service)].areLettersStale = true;
    }
}

/// Since when a service is away, should its answers say that it is.
void PlatformWatch::noteReach(const TrafficEntry &entry)
{
    const bool isLost =
        (entry.kind == JournalKind::Lost && entry.detail.startsWith("CutOff")) || entry.kind == JournalKind::Crashed;
    const bool isReached =
        (entry.kind == JournalKind::Requested && !entry.peer.isEmpty()) || entry.kind == JournalKind::Started;
    if (!isLost && !(isReached && m_isAnyLost))
        return;
    for (const QByteArray &name : {entry.service, isLost ? entry.peer : QByteArray()}) {
        const auto known = m_services.find(QString::fromUtf8(name));
        if (known != m_services.end())
            known->lostSince = isReached ? 0 : known->lostSince == 0 ? entry.at : known->lostSince;
    }
    m_isAnyLost = std::ranges::any_of(m_services, [](const Known &known) { return known.lostSince != 0; });
}

void PlatformWatch::noteAnswer(const Known &known, qint64 &downSince, QString &reason, int status,
                               const QByteArray &body) const
{
    if (status < 500) {
        downSince = 0;
        return;
    }
    if (downSince == 0)
        downSince = known.lostSince != 0 ? known.lostSince : m_askedAt;
    const auto problem = JsonDocument::parse(body);
    reason = problem ? textIn(problem->root(), "detail") : QString();
}

bool PlatformWatch::isCurrent() const
{
    return m_pending == 0 && !m_copies.isAsking() && !(m_isStale && m_link.status().isPaused);
}

void PlatformWatch::askIfDue()
{
    const PlatformStatus status = m_link.status();
    if (!m_isStale || m_pending > 0 || !status.isRunning)
        return;
    const bool isFirst = !m_sinceAsked.isValid();
    const bool isTime = status.isPaused || status.now - m_askedAt >= thresholds::askEvery;
    if (isFirst || (isTime && (status.isPaused || m_sinceAsked.elapsed() >= thresholds::askPauseMs)))
        ask();
}

void PlatformWatch::ask()
{
    m_isStale = false;
    m_askedAt = m_link.status().now;
    m_sinceAsked.start();
    for (const QString &service : serviceNames())
        askService(service);
    for (auto route = gatewayRoutes().begin(); route != gatewayRoutes().end(); ++route)
        askThroughGateway(route.key(), route.value());
    if (std::exchange(m_areSagasStale, false))
        askSagas();
}

void PlatformWatch::get(const QString &endpoint, const QString &path, std::function<void(int, const QByteArray &)> take)
{
    ++m_pending;
    m_link.get(endpoint, path, [self = QPointer(this), take = std::move(take)](int status, const QByteArray &body) {
        if (!self)
            return;
        take(status, body);
        --self->m_pending;
        self->endAsking();
    });
}

void PlatformWatch::endAsking()
{
    if (m_pending > 0)
        return;
    m_copies.check(facts());
    Q_EMIT changed();
}

void PlatformWatch::askService(const QString &service)
{
    get(service, u"/metrics"_s,
        [this, service](int status, const QByteArray &body) { takeMetrics(service, status, body); });
}

void PlatformWatch::askThroughGateway(const QString &service, const QString &path)
{
    get(u"gateway"_s, path, [this, service](int status, const QByteArray &body) {
        Known &known = m_services[service];
        noteAnswer(known, known.gatewayDownSince, known.gatewayReason, status, body);
    });
}

void PlatformWatch::takeMetrics(const QString &service, int status, const QByteArray &body)
{
    Known &known = m_services[service];
    noteAnswer(known, known.ownDownSince, known.ownReason, status, body);
    if (status != 200)
        return;
    known.deadLetters = figureIn(body, "curbside_dead_letters");
    known.expiredConsumers = figureIn(body, "curbside_expired_consumers");
    known.waitingForDisk = figureIn(body, "curbside_messages_waiting_for_disk");
    if (known.expiredConsumers == 0 && known.waitingForDisk == 0)
        known.troubledSince = 0;
    else if (known.troubledSince == 0)
        known.troubledSince = m_askedAt;
    if (known.deadLetters != qint64(known.letters.size()) || known.areLettersStale)
        askDeadLetters(service);
}

void PlatformWatch::askDeadLetters(const QString &service)
{
    m_services[service].areLettersStale = false;
    get(service, u"/dead-letters?limit=1000"_s,
        [this, service](int status, const QByteArray &body) { takeDeadLetters(service, status, body); });
}

void PlatformWatch::takeDeadLetters(const QString &service, int status, const QByteArray &body)
{
    Known &known = m_services[service];
    const auto page = JsonDocument::parse(body);
    if (status != 200 || !page) {
        known.areLettersStale = true;
        return;
    }
    known.letters.clear();
    for (const JsonValue &item : itemsOf(*page))
        known.letters.push_back({service, textIn(item, "eventId"), textIn(item, "type"), textIn(item, "subject"),
                                 textIn(item, "reason"), item["attempts"].toInteger().value_or(0),
                                 momentIn(item, "lastAt")});
}

void PlatformWatch::askSagas()
{
    get(u"gateway"_s, u"/sagas?state=Stuck&limit=1000"_s,
        [this](int status, const QByteArray &body) { takeSagas(status, body); });
}

void PlatformWatch::takeSagas(int status, const QByteArray &body)
{
    const auto page = JsonDocument::parse(body);
    if (status != 200 || !page) {
        m_areSagasStale = true;
        return;
    }
    m_sagas.clear();
    for (const JsonValue &item : itemsOf(*page)) {
        if (textIn(item, "state") == u"Stuck")
            m_sagas.push_back({textIn(item, "id"), textIn(item, "type"), textIn(item, "subject"),
                               textIn(item, "currentStep"), momentIn(item, "updatedAt")});
    }
}

PlatformFacts PlatformWatch::facts() const
{
    PlatformFacts facts;
    for (auto service = m_services.begin(); service != m_services.end(); ++service) {
        const Known &known = *service;
        facts.deadLetters.insert(facts.deadLetters.end(), known.letters.begin(), known.letters.end());
        const bool isItself = known.ownDownSince != 0;
        facts.services.push_back({service.key(), isItself ? known.ownDownSince : known.gatewayDownSince,
                                  isItself ? known.ownReason : known.gatewayReason, known.expiredConsumers,
                                  known.waitingForDisk, known.troubledSince});
    }
    facts.stuckSagas = m_sagas;
    facts.lags = m_consumers.lags();
    facts.diverged = m_copies.diverged();
    facts.matches = m_matches.facts();
    return facts;
}

} // namespace curbside
