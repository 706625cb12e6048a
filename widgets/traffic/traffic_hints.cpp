// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/traffic_hints.h"

#include "services/cesql/condition.h"
#include "widgets/traffic/entry_record.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t mostHints = 500;
constexpr std::size_t mostCounted = 1000;
constexpr std::size_t mostRemembered = 40'000; // events, attempts, subjects
constexpr std::size_t mostIds = 50; // of a hint
constexpr std::size_t mostLatencies = 512;
constexpr qint64 stepMicroseconds = 10'000'000;
constexpr int stepsAMinute = 6;

std::string conditionOn(std::string_view name, const QByteArray &text)
{
    return cesql::conditionFor(name, cesql::Value::string(viewOf(text)));
}

QString asText(const std::string &filter)
{
    return QString::fromStdString(filter);
}

/// It waits, and nobody has tried.
bool onlyWaits(const TrafficEntry &entry)
{
    return entry.detail.startsWith("waits behind");
}

template <typename Map>
void keepSmall(Map &map)
{
    if (map.size() > mostRemembered)
        map.clear();
}

} // namespace

QString TrafficHint::filter() const
{
    const std::string who = conditionOn("handledBy", service) + " AND " + conditionOn("type", type);
    switch (kind) {
    case HintKind::DeadLetter: return asText("outcome = 'deadLettered' AND " + who);
    case HintKind::Lost: return asText("outcome = 'lost' AND " + who);
    case HintKind::Duplicate: return asText("outcome = 'duplicate' AND " + who);
    case HintKind::Late:
        return asText(who + " AND EXISTS latency AND latency > " + std::to_string(TrafficHints::late / 1000));
    default: break;
    }
    std::string names;
    for (const QByteArray &id : ids) {
        const std::string name = cesql::literalOf(viewOf(id));
        if (!name.empty())
            names += (names.empty() ? "" : ", ") + name;
    }
    return asText(names.empty() ? conditionOn("id", ids.back()) : "id IN (" + names + ')');
}

QString TrafficFigures::filter() const
{
    const std::string what = conditionOn("type", type);
    return asText(service.isEmpty() ? "outcome = 'published' AND " + what
                                    : "outcome = 'handled' AND " + conditionOn("handledBy", service) + " AND " + what);
}

void TrafficHints::take(const JournalBatch &batch)
{
    if (batch.dropped > 0) { // what is waited for may have been among them
        m_waiting.clear();
        m_order.clear();
        m_attempts.clear();
        m_sequences.clear();
    }
    for (const TrafficEntry &entry : batch.entries)
        take(entry);
    giveUpWaiting();
}

void TrafficHints::take(const TrafficEntry &entry)
{
    m_now = std::max(m_now, entry.at);
    switch (entry.kind) {
    case JournalKind::Published: takePublished(entry); break;
    case JournalKind::Handled: takeHandled(entry); break;
    case JournalKind::Parked: takeParked(entry); break;
    case JournalKind::PassedOver: settle(entry); break;
    case JournalKind::Duplicate:
        settle(entry);
        note(HintKind::Duplicate, entry);
        break;
    case JournalKind::DeadLettered:
        settle(entry);
        note(HintKind::DeadLetter, entry);
        break;
    case JournalKind::Lost:
        if (!entry.payload.isEmpty())
            note(HintKind::Lost, entry);
        break;
    default: break;
    }
}

void TrafficHints::takePublished(const TrafficEntry &entry)
{
    count(entry);
    const auto consumers = m_consumers.find(entry.type);
    if (consumers == m_consumers.end() || entry.messageId.isEmpty())
        return;
    m_waiting[entry.messageId] = {entry.type, entry.at, consumers->second};
    m_order.push_back(entry.messageId);
    if (m_order.size() > mostRemembered) {
        m_waiting.erase(m_order.front());
        m_order.pop_front();
    }
}

void TrafficHints::takeHandled(const TrafficEntry &entry)
{
    count(entry);
    settle(entry);
    if (m_consumers.size() < mostCounted)
        m_consumers[entry.type].insert(entry.service);
    if (entry.latency > late)
        note(HintKind::Late, entry, entry.latency);
    if (entry.workNanoseconds / 1000 > slow)
        note(HintKind::SlowHandler, entry, entry.workNanoseconds / 1000);
    keepSmall(m_sequences);
    qint64 &last = m_sequences[{entry.service, entry.peer, entry.subject}];
    if (entry.sequence > 0 && entry.sequence < last)
        note(HintKind::OutOfOrder, entry);
    last = std::max(last, entry.sequence);
}

void TrafficHints::takeParked(const TrafficEntry &entry)
{
    settle(entry);
    if (onlyWaits(entry))
        return;
    keepSmall(m_attempts);
    if (++m_attempts[{entry.service, entry.messageId}] == storm)
        note(HintKind::RetryStorm, entry);
}

/// What was said to be never handled has been, late.
void TrafficHints::takeBack(const TrafficEntry &entry)
{
    const auto missing = m_missing.find({entry.service, entry.messageId});
    if (missing == m_missing.end())
        return;
    const auto hint = m_hints.find({HintKind::NeverHandled, entry.service, missing->second});
    m_missing.erase(missing);
    if (hint == m_hints.end())
        return;
    std::erase(hint->second.ids, entry.messageId);
    if (--hint->second.count == 0)
        m_hints.erase(hint);
}

void TrafficHints::settle(const TrafficEntry &entry)
{
    takeBack(entry);
    const auto waiting = m_waiting.find(entry.messageId);
    if (waiting == m_waiting.end())
        return;
    waiting->second.consumers.erase(entry.service);
    if (waiting->second.consumers.empty())
        m_waiting.erase(waiting);
}

void TrafficHints::giveUpWaiting()
{
    while (!m_order.empty()) {
        const auto waiting = m_waiting.find(m_order.front());
        if (waiting != m_waiting.end() && m_now - waiting->second.at <= patience)
            return;
        if (waiting != m_waiting.end()) {
            TrafficEntry missing;
            missing.at = waiting->second.at;
            missing.type = waiting->second.type;
            missing.messageId = waiting->first;
            for (const QByteArray &consumer : waiting->second.consumers) {
                missing.service = consumer;
                note(HintKind::NeverHandled, missing);
                keepSmall(m_missing);
                m_missing[{consumer, missing.messageId}] = missing.type;
            }
            m_waiting.erase(waiting);
        }
        m_order.pop_front();
    }
}

void TrafficHints::note(HintKind kind, const TrafficEntry &entry, qint64 worst)
{
    const std::tuple key(kind, entry.service, entry.type);
    if (m_hints.size() >= mostHints && !m_hints.contains(key))
        return;
    TrafficHint &hint = m_hints[key];
    hint.kind = kind;
    hint.service = entry.service;
    hint.type = entry.type;
    ++hint.count;
    hint.lastAt = entry.at;
    hint.worst = std::max(hint.worst, worst);
    if (std::ranges::find(hint.ids, entry.messageId) == hint.ids.end())
        hint.ids.push_back(entry.messageId);
    if (hint.ids.size() > mostIds)
        hint.ids.pop_front();
}

void TrafficHints::count(const TrafficEntry &entry)
{
    const bool isPublished = entry.kind == JournalKind::Published;
    const std::pair key(entry.type, isPublished ? QByteArray() : entry.service);
    if (m_counted.size() >= mostCounted && !m_counted.contains(key))
        return;
    Counted &counted = m_counted[key];
    ++counted.count;
    const qint64 step = entry.at / stepMicroseconds;
    const auto place = static_cast<std::size_t>(step % std::ssize(counted.steps));
    counted.inStep[place] = counted.steps[place] == step ? counted.inStep[place] + 1 : 1;
    counted.steps[place] = step;
    if (entry.latency < 0)
        return;
    if (counted.latencies.size() < mostLatencies)
        counted.latencies.push_back(entry.latency);
    else
        counted.latencies[counted.nextLatency++ % mostLatencies] = entry.latency;
}

std::vector<TrafficHint> TrafficHints::hints() const
{
    std::vector<TrafficHint> all;
    for (const auto &[key, hint] : m_hints)
        all.push_back(hint);
    std::ranges::stable_sort(all, [](const TrafficHint &left, const TrafficHint &right) {
        return std::tuple(left.kind, right.count) < std::tuple(right.kind, left.count);
    });
    return all;
}

std::vector<TrafficFigures> TrafficHints::figures() const
{
    std::vector<TrafficFigures> all;
    const qint64 step = m_now / stepMicroseconds;
    for (const auto &[key, counted] : m_counted) {
        TrafficFigures figures{key.first, key.second, counted.count};
        quint64 recent = 0; // of the last six whole steps
        for (std::size_t i = 0; i < counted.steps.size(); ++i)
            recent += counted.steps[i] < step && counted.steps[i] >= step - stepsAMinute ? counted.inStep[i] : 0;
        figures.perSecond = double(recent) / 60;
        std::vector<qint64> latencies = counted.latencies;
        if (!latencies.empty()) {
            std::ranges::sort(latencies);
            figures.median = latencies[latencies.size() / 2];
            figures.slowest = latencies[latencies.size() * 95 / 100];
        }
        all.push_back(std::move(figures));
    }
    std::ranges::stable_sort(all, std::ranges::greater(), &TrafficFigures::count);
    return all;
}

} // namespace curbside
