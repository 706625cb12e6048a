// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/link_book.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t mostFlowLatencies = 512;
constexpr std::size_t mostOpenCalls = 5'000;
constexpr std::size_t mostParts = 64;
constexpr std::size_t mostPairs = 1'000;
constexpr std::size_t throughPlace = flowTroubles; ///< place of what went well among the counts
constexpr std::size_t fetchedPlace = flowTroubles + 1;
constexpr int firstFailure = 500;

constexpr std::size_t placeOf(FlowTrouble trouble)
{
    return static_cast<std::size_t>(trouble);
}

/// "0190….3" is the third attempt of "0190…".
QByteArray callIdOf(const QByteArray &attempt)
{
    const qsizetype dot = attempt.indexOf('.');
    return dot < 0 ? attempt : attempt.left(dot);
}

std::optional<std::size_t> placeOf(JournalKind kind)
{
    switch (kind) {
    case JournalKind::Handled:
    case JournalKind::PassedOver: return throughPlace;
    case JournalKind::DeadLettered: return placeOf(FlowTrouble::Dead);
    case JournalKind::Lost: return placeOf(FlowTrouble::Lost);
    case JournalKind::Parked: return placeOf(FlowTrouble::Parked);
    case JournalKind::Duplicate: return placeOf(FlowTrouble::Duplicate);
    default: return std::nullopt;
    }
}

qint64 atShare(const std::vector<qint64> &sorted, std::size_t percent)
{
    return sorted[std::min(sorted.size() - 1, sorted.size() * percent / 100)];
}

} // namespace

QByteArray callType(const QByteArray &methodAndPath)
{
    QByteArrayList parts = methodAndPath.split('?').front().split('/');
    for (QByteArray &part : parts) {
        if (std::ranges::any_of(part, [](char letter) { return letter >= '0' && letter <= '9'; }))
            part = "{…}";
    }
    return parts.join('/');
}

QString FlowKey::name() const
{
    static constexpr std::array<const char *, 3> kinds{"events", "calls", "rows"};
    return u"%1 %2 %3"_s.arg(QLatin1StringView(kinds[static_cast<std::size_t>(kind)]), QString::fromUtf8(from),
                             QString::fromUtf8(to));
}

std::optional<FlowTrouble> FlowFigures::worst() const
{
    for (std::size_t i = 0; i < flowTroubles; ++i) {
        if (troubles[i] > 0)
            return static_cast<FlowTrouble>(i);
    }
    return std::nullopt;
}

void LinkBook::take(const JournalBatch &batch)
{
    m_dropped += batch.dropped;
    if (batch.dropped > 0)
        m_open.clear(); // whose answers may be among them
    for (const TrafficEntry &entry : batch.entries)
        take(entry);
}

void LinkBook::setNow(qint64 now)
{
    m_now = std::max(m_now, now);
}

void LinkBook::take(const TrafficEntry &entry)
{
    setNow(entry.at);
    if (m_since == 0)
        m_since = entry.at;
    const bool isAboutEvent = !entry.payload.isEmpty();
    switch (entry.kind) {
    case JournalKind::Published:
        if (m_published.size() < mostParts || m_published.contains(entry.service))
            m_published[entry.service] = std::max(m_published[entry.service], entry.sequence);
        break;
    case JournalKind::Lost:
        if (!isAboutEvent && !entry.peer.isEmpty()) {
            const FlowKey key{FlowKind::Calls, entry.peer, entry.service};
            count(key, callType(entry.type), placeOf(FlowTrouble::Lost), entry.at);
            keepLast(key, entry, callType(entry.type));
            break;
        }
        [[fallthrough]];
    case JournalKind::Handled:
    case JournalKind::PassedOver:
    case JournalKind::DeadLettered:
    case JournalKind::Parked:
    case JournalKind::Duplicate: takeEvent(entry); break;
    case JournalKind::Called: takeCall(entry); break;
    case JournalKind::Answered: takeAnswer(entry); break;
    case JournalKind::Requested:
    case JournalKind::Input: takeRequest(entry); break;
    case JournalKind::Crashed:
    case JournalKind::Started:
        if (m_isDown.size() < mostParts || m_isDown.contains(entry.service))
            m_isDown[entry.service] = entry.kind == JournalKind::Crashed;
        break;
    default: break;
    }
}

void LinkBook::takeEvent(const TrafficEntry &entry)
{
    if (entry.peer.isEmpty())
        return;
    const FlowKey key{FlowKind::Events, entry.peer, entry.service};
    Counted *counted = count(key, entry.type, placeOf(entry.kind).value_or(throughPlace), entry.at);
    keepLast(key, entry, entry.type);
    if (entry.kind == JournalKind::Handled)
        noteLatency(counted, entry.latency);
    if (entry.kind == JournalKind::Lost
        || (m_taken.size() >= mostPairs && !m_taken.contains({entry.service, entry.peer})))
        return;
    qint64 &taken = m_taken[{entry.service, entry.peer}];
    taken = std::max(taken, entry.sequence);
}

void LinkBook::takeCall(const TrafficEntry &entry)
{
    const FlowKey key{FlowKind::Calls, entry.service, entry.peer};
    const QByteArray type = callType(entry.type);
    count(key, type, throughPlace, entry.at);
    keepLast(key, entry, type);
    const QByteArray id = callIdOf(entry.messageId);
    if (m_open.insert_or_assign(id, OpenCall{key, type, entry.at}).second)
        m_openOrder.push_back(id);
    if (m_openOrder.size() > mostOpenCalls) {
        m_open.erase(m_openOrder.front());
        m_openOrder.pop_front();
    }
}

void LinkBook::takeAnswer(const TrafficEntry &entry)
{
    const auto open = m_open.find(callIdOf(entry.messageId));
    if (open == m_open.end())
        return;
    const auto [key, type, at] = open->second;
    m_open.erase(open);
    if (entry.status < firstFailure) {
        noteLatency(count(key, type, throughPlace + 2, entry.at), entry.at - at);
        return;
    }
    count(key, type, placeOf(FlowTrouble::Failed), entry.at);
    keepLast(key, entry, type);
}

/// What came from outside came by the gateway; an outbox that is asked is the other way that events come.
void LinkBook::takeRequest(const TrafficEntry &entry)
{
    if (entry.kind == JournalKind::Input && entry.service != "control") {
        const FlowKey key{FlowKind::Calls, "gateway", entry.service};
        count(key, callType(entry.type), throughPlace, entry.at);
        keepLast(key, entry, callType(entry.type));
    } else if (entry.type == "GET /outbox" && !entry.peer.isEmpty()) {
        count({FlowKind::Events, entry.service, entry.peer}, entry.type, fetchedPlace, entry.at);
    }
}

/// `what` beyond the counts counts nothing: only the place is wanted. Null where there is no room for another one.
LinkBook::Counted *LinkBook::count(const FlowKey &key, const QByteArray &type, std::size_t what, qint64 at)
{
    if (m_flows.size() >= mostFlows && !m_flows.contains(key))
        return nullptr;
    Flow &flow = m_flows[key];
    const bool hasRoom = flow.types.size() < mostTypes || flow.types.contains(type);
    Counted &counted = flow.types[hasRoom ? type : QByteArray()];
    const qint64 number = at / step;
    const std::size_t place = static_cast<std::size_t>(number) % steps;
    if (counted.numbers[place] != number) {
        counted.numbers[place] = number;
        counted.counts[place] = {};
    }
    if (what < counted.counts[place].size())
        ++counted.counts[place][what];
    return &counted;
}

void LinkBook::keepLast(const FlowKey &key, const TrafficEntry &entry, const QByteArray &type)
{
    const auto flow = m_flows.find(key);
    if (flow == m_flows.end())
        return;
    flow->second.last.push_back(
        {entry.at, entry.kind, type, entry.subject, entry.messageId, entry.detail, key.kind == FlowKind::Events});
    if (flow->second.last.size() > mostLast)
        flow->second.last.pop_front();
}

void LinkBook::noteLatency(Counted *counted, qint64 latency)
{
    if (!counted || latency < 0)
        return;
    counted->latencies.emplace_back(m_now, latency);
    while (counted->latencies.size() > mostFlowLatencies || counted->latencies.front().first < m_now - stretch)
        counted->latencies.pop_front();
}

std::vector<FlowKey> LinkBook::keys() const
{
    std::vector<FlowKey> keys;
    for (const auto &[key, flow] : m_flows)
        keys.push_back(key);
    return keys;
}

void LinkBook::addUp(FlowFigures &figures, const Counted &counted, std::vector<qint64> &latencies) const
{
    const qint64 oldest = m_now / step - qint64(steps) + 1;
    for (std::size_t place = 0; place < steps; ++place) {
        if (counted.numbers[place] < oldest)
            continue;
        for (std::size_t i = 0; i < flowTroubles; ++i)
            figures.troubles[i] += counted.counts[place][i];
        figures.count += counted.counts[place][throughPlace];
        figures.fetched += counted.counts[place][fetchedPlace];
    }
    for (const auto &[at, latency] : counted.latencies) {
        if (at >= m_now - stretch)
            latencies.push_back(latency);
    }
}

FlowFigures LinkBook::finish(FlowFigures figures, std::vector<qint64> latencies) const
{
    const qint64 oldest = (m_now / step - qint64(steps) + 1) * step;
    const qint64 elapsed = std::max<qint64>(1'000'000, m_now - std::max(oldest, m_since));
    figures.perSecond = double(figures.count) * 1e6 / double(elapsed);
    if (!latencies.empty()) {
        std::ranges::sort(latencies);
        figures.median = atShare(latencies, 50);
        figures.slowest = atShare(latencies, 99);
    }
    return figures;
}

FlowFigures LinkBook::figures(const FlowKey &key) const
{
    FlowFigures figures;
    std::vector<qint64> latencies;
    if (const auto flow = m_flows.find(key); flow != m_flows.end()) {
        for (const auto &[type, counted] : flow->second.types)
            addUp(figures, counted, latencies);
    }
    return finish(figures, std::move(latencies));
}

std::vector<std::pair<QByteArray, FlowFigures>> LinkBook::byType(const FlowKey &key) const
{
    std::vector<std::pair<QByteArray, FlowFigures>> all;
    if (const auto flow = m_flows.find(key); flow != m_flows.end()) {
        for (const auto &[type, counted] : flow->second.types) {
            FlowFigures figures;
            std::vector<qint64> latencies;
            addUp(figures, counted, latencies);
            if (figures.count > 0 || figures.worst())
                all.emplace_back(type, finish(figures, std::move(latencies)));
        }
    }
    std::ranges::stable_sort(all, std::ranges::greater(), [](const auto &one) { return one.second.count; });
    return all;
}

std::vector<FlowFact> LinkBook::last(const FlowKey &key) const
{
    const auto flow = m_flows.find(key);
    if (flow == m_flows.end())
        return {};
    return {flow->second.last.rbegin(), flow->second.last.rend()};
}

PartFigures LinkBook::part(const QByteArray &name) const
{
    PartFigures figures;
    const auto down = m_isDown.find(name);
    figures.isDown = down != m_isDown.end() && down->second;
    for (const auto &[pair, taken] : m_taken) {
        const auto published = pair.first == name ? m_published.find(pair.second) : m_published.end();
        if (published != m_published.end())
            figures.lag = std::max(figures.lag, published->second - taken);
    }
    return figures;
}

} // namespace curbside
