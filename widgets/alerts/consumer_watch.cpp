// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/alerts/consumer_watch.h"

#include "widgets/alerts/service_words.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

bool isService(const QByteArray &name)
{
    return serviceNames().contains(QString::fromUtf8(name));
}

} // namespace

void ConsumerWatch::take(const JournalBatch &batch)
{
    if (batch.dropped > 0) {
        for (Waiting &waiting : m_waiting)
            waiting = {};
        m_parked.clear();
    }
    for (const TrafficEntry &entry : batch.entries)
        takeEntry(entry);
}

void ConsumerWatch::takeEntry(const TrafficEntry &entry)
{
    switch (entry.kind) {
    case JournalKind::Published: notePublished(entry); break;
    case JournalKind::Handled:
    case JournalKind::PassedOver:
    case JournalKind::Duplicate:
    case JournalKind::Parked:
    case JournalKind::DeadLettered: noteTaken(entry); break;
    case JournalKind::Job:
        if (entry.type == "snapshot")
            forgetParked({entry.service, entry.peer});
        break;
    default: break;
    }
}

void ConsumerWatch::notePublished(const TrafficEntry &entry)
{
    for (auto pair = m_waiting.begin(); pair != m_waiting.end(); ++pair) {
        if (pair.key().second != entry.service)
            continue;
        if (pair->since == 0)
            pair->since = entry.at;
        ++pair->events;
    }
}

void ConsumerWatch::noteTaken(const TrafficEntry &entry)
{
    const Pair pair{entry.service, entry.peer};
    auto known = m_waiting.find(pair);
    if (known == m_waiting.end()) {
        if (!isService(entry.service) || !isService(entry.peer))
            return;
        known = m_waiting.insert(pair, {});
    }
    *known = {};
    if (entry.kind == JournalKind::Duplicate)
        return;
    const ParkedKey key{pair, {entry.subject, entry.type}};
    if (entry.kind != JournalKind::Parked)
        m_parked.remove(key);
    else if (!m_parked.contains(key) && m_parked.size() < mostParked)
        m_parked.insert(key, {entry.at, entry.detail});
}

void ConsumerWatch::forgetParked(const Pair &pair)
{
    m_parked.removeIf([&](const auto &parked) { return parked.key().first == pair; });
}

std::vector<LagFact> ConsumerWatch::lags() const
{
    std::vector<LagFact> facts;
    for (auto pair = m_waiting.begin(); pair != m_waiting.end(); ++pair) {
        if (pair->since != 0)
            facts.push_back({QString::fromUtf8(pair.key().first),
                             QString::fromUtf8(pair.key().second),
                             pair->since,
                             pair->events,
                             false,
                             {}});
    }
    QMap<Pair, LagFact> parked;
    for (auto event = m_parked.begin(); event != m_parked.end(); ++event) {
        const Pair &pair = event.key().first;
        LagFact &fact = parked[pair];
        if (fact.events++ == 0 || event->since < fact.since)
            fact = {QString::fromUtf8(pair.first),   QString::fromUtf8(pair.second), event->since, fact.events, true,
                    QString::fromUtf8(event->reason)};
    }
    facts.insert(facts.end(), parked.begin(), parked.end());
    return facts;
}

} // namespace curbside
