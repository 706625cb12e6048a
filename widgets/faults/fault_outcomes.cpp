// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/faults/fault_outcomes.h"

#include "services/runtime/http/message.h"

#include <algorithm>

namespace curbside {

namespace {

constexpr std::size_t mostMessagesKept = 20'000;
constexpr std::size_t mostBreakersKept = 1'000;
constexpr std::size_t mostPublishedKept = 1'000; ///< of one message
const QByteArray anyone;

/// "0190….3" and "0190….answer" belong to the call "0190…".
QByteArray callOf(const QByteArray &message)
{
    const qsizetype dot = message.indexOf('.');
    return dot < 0 ? message : message.left(dot);
}

/// The kind begins the detail: "CutOff: the answer", "CrashBeforeCommit 0190…".
std::optional<FaultKind> kindOf(const QByteArray &detail)
{
    const auto isLetter = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    };
    const auto end = std::ranges::find_if_not(detail, isLetter);
    return fromText<FaultKind>(std::string_view(detail.constData(), static_cast<std::size_t>(end - detail.begin())));
}

bool isAtConsumer(JournalKind kind)
{
    return kind == JournalKind::Handled || kind == JournalKind::PassedOver || kind == JournalKind::Parked
        || kind == JournalKind::DeadLettered || kind == JournalKind::Duplicate;
}

/// It has written to its database: nothing that had to wait for the disk waits any more.
bool isWork(const TrafficEntry &entry)
{
    switch (entry.kind) {
    case JournalKind::Handled:
    case JournalKind::Parked:
    case JournalKind::DeadLettered:
    case JournalKind::Published:
    case JournalKind::Timer:
    case JournalKind::Job:
    case JournalKind::Saga: return true;
    case JournalKind::Requested:
    case JournalKind::Answered: return !isTryAgain(entry.status);
    default: return false;
    }
}

} // namespace

quint64 RuleOutcome::hits() const
{
    quint64 all = 0;
    for (const Tally &tally : tallies)
        all += tally.count;
    return all;
}

void FaultOutcomes::Remembered::keep(const QByteArray &id, const QByteArray &value)
{
    if (id.isEmpty())
        return;
    if (!values.contains(id))
        order.push_back(id);
    values.insert(id, value);
    if (order.size() > mostMessagesKept) {
        values.remove(order.front());
        order.pop_front();
    }
}

void FaultOutcomes::take(const JournalBatch &batch)
{
    if (batch.dropped > 0)
        forgetAll();
    for (const TrafficEntry &entry : batch.entries)
        take(entry);
}

/// What was under way may have been told by what is missing.
void FaultOutcomes::forgetAll()
{
    while (!m_hits.empty())
        close(m_hits.begin()->first, Absorption::Unfollowed);
    m_events = m_calls = m_settled = {};
    m_lastPublished.clear();
    m_breakers.clear();
}

void FaultOutcomes::take(const TrafficEntry &entry)
{
    if (entry.faultRule > 0) {
        takeHit(entry);
        return;
    }
    remember(entry);
    followWork(entry);
    if (isAtConsumer(entry.kind) || entry.kind == JournalKind::Lost)
        followEvent(entry);
    switch (entry.kind) {
    case JournalKind::Answered: followAnswer(entry); break;
    case JournalKind::Requested:
        followRequest(entry);
        followPerson(entry);
        break;
    case JournalKind::Saga: followSaga(entry); break;
    case JournalKind::Job: followSnapshot(entry); break;
    default: break;
    }
}

void FaultOutcomes::remember(const TrafficEntry &entry)
{
    if (entry.kind == JournalKind::Published) {
        m_events.keep(entry.messageId);
        auto &[message, published] = m_lastPublished[entry.service];
        if (message != entry.causationId || message.isEmpty())
            published.clear();
        message = entry.causationId;
        if (published.size() < mostPublishedKept)
            published.insert(entry.messageId);
    } else if (entry.kind == JournalKind::Called) {
        m_calls.keep(callOf(entry.messageId), entry.messageId);
    } else if (entry.kind == JournalKind::Parked && entry.detail.startsWith("waits until")
               && m_breakers.size() < mostBreakersKept) {
        m_breakers[{entry.service, entry.type}] = entry.at;
    }
}

void FaultOutcomes::takeHit(const TrafficEntry &entry)
{
    const auto kind = kindOf(entry.detail);
    if (!kind || (m_rules.size() >= mostRules && !m_rules.contains(entry.faultRule)))
        return;
    Hit hit;
    hit.rule = entry.faultRule;
    hit.kind = *kind;
    hit.service = entry.service;
    hit.peer = entry.peer;
    hit.type = entry.type;
    hit.message = entry.messageId;
    hit.sequence = entry.sequence;
    hit.at = entry.at;
    if (isCrash(*kind))
        hit.message = entry.detail.mid(entry.detail.indexOf(' ') + 1);
    hit.isEvent = !entry.payload.isEmpty() || *kind == FaultKind::HandlerFailing || m_events.has(hit.message);
    hit.isCall = m_calls.has(callOf(hit.message));
    if (isCrash(*kind)) {
        const auto published = m_lastPublished.find(hit.service);
        if (*kind == FaultKind::CrashBeforePublish && published != m_lastPublished.end()
            && published->second.first == hit.message)
            hit.published = published->second.second;
        std::vector<Key> keys{{hit.service, hit.message}, {hit.service, {}}, {anyone, callOf(hit.message)}};
        for (const QByteArray &event : hit.published)
            keys.emplace_back(anyone, event);
        open(std::move(hit), std::move(keys));
    } else if (*kind == FaultKind::DiskFull) {
        const QByteArray service = hit.service;
        open(std::move(hit), {{service, {}}});
    } else if (hit.isEvent) {
        std::vector<Key> keys{{hit.service, hit.message}};
        open(std::move(hit), std::move(keys));
    } else if (m_settled.has(callOf(hit.message))) { // it came late, to be answered by what was kept
        open(std::move(hit), {});
        close(m_lastHit, Absorption::SameKey);
    } else if (hit.isCall) {
        std::vector<Key> keys{{hit.peer, callOf(hit.message)}};
        open(std::move(hit), std::move(keys));
    } else {
        std::vector<Key> keys{{hit.peer, hit.service + ' ' + hit.type}};
        open(std::move(hit), std::move(keys));
    }
}

void FaultOutcomes::open(Hit hit, std::vector<Key> keys)
{
    if (m_hits.size() >= mostUnderWay)
        close(m_hits.begin()->first, Absorption::Unfollowed);
    RuleOutcome &rule = m_rules[hit.rule];
    rule.kind = hit.kind;
    auto &tally = rule.tallies[static_cast<std::size_t>(Absorption::UnderWay)];
    ++tally.count;
    tally.lastMessage = hit.message;
    ++m_lastHit;
    for (const Key &key : keys)
        m_index.emplace(key, m_lastHit);
    hit.keys = std::move(keys);
    m_hits.emplace(m_lastHit, std::move(hit));
}

void FaultOutcomes::close(quint64 number, Absorption how)
{
    const auto found = m_hits.find(number);
    if (found == m_hits.end())
        return;
    const Hit hit = std::move(found->second);
    m_hits.erase(found);
    for (const Key &key : hit.keys) {
        const auto [first, last] = m_index.equal_range(key);
        for (auto at = first; at != last; ++at) {
            if (at->second == number) {
                m_index.erase(at);
                break;
            }
        }
    }
    RuleOutcome &rule = m_rules[hit.rule];
    --rule.tallies[static_cast<std::size_t>(Absorption::UnderWay)].count;
    auto &tally = rule.tallies[static_cast<std::size_t>(how)];
    ++tally.count;
    tally.lastMessage = hit.message;
    if (how == Absorption::DeadLetter && m_dead.size() < mostMessagesKept)
        m_dead[{hit.service, hit.message}].push_back(hit.rule);
}

std::vector<quint64> FaultOutcomes::under(const Key &key) const
{
    std::vector<quint64> numbers;
    const auto [first, last] = m_index.equal_range(key);
    for (auto at = first; at != last; ++at)
        numbers.push_back(at->second);
    return numbers;
}

/// What a consumer says of an event.
void FaultOutcomes::followEvent(const TrafficEntry &entry)
{
    if (entry.payload.isEmpty() || m_hits.empty())
        return;
    for (const quint64 number : under({entry.service, entry.messageId})) {
        Hit &hit = m_hits.at(number);
        if (hit.kind == FaultKind::EventDelayed || hit.kind == FaultKind::EventReordered)
            followLate(number, hit, entry);
        else
            settleEvent(number, hit, entry);
        if (entry.kind == JournalKind::Duplicate)
            break; // each copy is recognised once
    }
    followPublished(entry);
}

void FaultOutcomes::followLate(quint64 number, Hit &hit, const TrafficEntry &entry)
{
    if (entry.kind == JournalKind::Lost)
        hit.isLost = true;
    else if (hit.isLost || entry.kind == JournalKind::Duplicate)
        close(number, Absorption::Fetched);
    else
        close(number, Absorption::WaitedFor);
}

void FaultOutcomes::settleEvent(quint64 number, const Hit &hit, const TrafficEntry &entry)
{
    const bool isDuplicate = entry.kind == JournalKind::Duplicate;
    switch (hit.kind) {
    case FaultKind::EventDropped:
    case FaultKind::CutOff:
        if (entry.kind != JournalKind::Lost)
            close(number, Absorption::Fetched);
        break;
    case FaultKind::EventDuplicated: close(number, isDuplicate ? Absorption::Recognised : Absorption::NoHarm); break;
    case FaultKind::HandlerFailing:
        if (entry.kind == JournalKind::DeadLettered) {
            close(number, Absorption::DeadLetter);
        } else if (entry.kind == JournalKind::Handled) {
            const auto breaker = m_breakers.find({hit.service, hit.type});
            close(number,
                  breaker != m_breakers.end() && breaker->second >= hit.at ? Absorption::Breaker : Absorption::Retried);
        }
        break;
    case FaultKind::CrashBeforeAcknowledge:
        if (isDuplicate)
            close(number, Absorption::Recognised);
        break;
    case FaultKind::CrashBeforeCommit:
        if (hit.hasStarted && entry.kind != JournalKind::Lost)
            close(number, Absorption::Fetched);
        break;
    default: break;
    }
}

/// What a service had published when it crashed.
void FaultOutcomes::followPublished(const TrafficEntry &entry)
{
    if (entry.kind == JournalKind::Lost)
        return;
    for (const quint64 number : under({anyone, entry.messageId})) {
        Hit &hit = m_hits.at(number);
        hit.published.erase(entry.messageId);
        if (hit.kind == FaultKind::CrashBeforePublish && hit.published.empty())
            close(number, Absorption::Fetched);
    }
}

void FaultOutcomes::followAnswer(const TrafficEntry &entry)
{
    const QByteArray call = callOf(entry.messageId);
    std::vector<quint64> numbers = under({entry.service, call});
    std::ranges::copy(under({anyone, call}), std::back_inserter(numbers));
    const bool isAnswer = !isTryAgain(entry.status) && entry.detail.isEmpty();
    for (const quint64 number : numbers) {
        const auto hit = m_hits.find(number);
        if (hit == m_hits.end())
            continue;
        if (isAnswer && hit->second.published.empty())
            close(number, Absorption::SameKey);
        else if (!isAnswer && hit->second.isGivenUp)
            close(number, hit->second.isUndone ? Absorption::SagaUndone : Absorption::SagaWentOn);
    }
    if (!isAnswer)
        return;
    m_settled.keep(call);
    m_calls.values.remove(call);
}

void FaultOutcomes::followRequest(const TrafficEntry &entry)
{
    if (entry.peer.isEmpty() || isTryAgain(entry.status))
        return;
    const QByteArray method = entry.type.left(entry.type.indexOf(' ') + 1);
    for (const quint64 number : under({entry.peer, entry.service + ' ' + method + entry.subject}))
        close(number, m_hits.at(number).message == entry.messageId ? Absorption::WaitedFor : Absorption::AskedAgain);
    const QByteArray call = callOf(entry.messageId);
    for (const quint64 number : under({entry.peer, call})) {
        const Hit &hit = m_hits.at(number);
        const auto last = m_calls.values.find(call);
        const bool isLast = last != m_calls.values.end() && *last == entry.messageId;
        if (hit.kind == FaultKind::CallSlow && hit.message == entry.messageId && isLast)
            close(number, Absorption::WaitedFor);
    }
}

/// The answer to a call moves its saga, and is told after that.
void FaultOutcomes::followSaga(const TrafficEntry &entry)
{
    if (!entry.causationId.endsWith(".answer"))
        return;
    for (const quint64 number : under({entry.service, callOf(entry.causationId)})) {
        Hit &hit = m_hits.at(number);
        hit.isGivenUp = true;
        hit.isUndone = hit.isUndone || entry.detail.startsWith("Compensating");
    }
}

void FaultOutcomes::followSnapshot(const TrafficEntry &entry)
{
    static const QByteArray taken = "taken: goes on after event ";
    if (entry.type != "snapshot" || !entry.detail.startsWith(taken))
        return;
    const qint64 last = entry.detail.mid(taken.size()).toLongLong();
    std::vector<quint64> settled;
    for (const auto &[number, hit] : m_hits) {
        if (hit.isEvent && hit.service == entry.service && hit.peer == entry.peer && hit.sequence <= last)
            settled.push_back(number);
    }
    for (const quint64 number : settled)
        close(number, Absorption::Snapshot);
}

void FaultOutcomes::followPerson(const TrafficEntry &entry)
{
    if (!entry.type.startsWith("POST /dead-letter/") || entry.status >= 400)
        return;
    const QByteArrayList steps = entry.subject.split('/');
    const auto dead = m_dead.find({entry.service, steps.size() > 2 ? steps[2] : QByteArray()});
    if (dead == m_dead.end())
        return;
    for (const qint64 id : dead->second) {
        RuleOutcome &rule = m_rules[id];
        --rule.tallies[static_cast<std::size_t>(Absorption::DeadLetter)].count;
        auto &tally = rule.tallies[static_cast<std::size_t>(Absorption::ByPerson)];
        ++tally.count;
        tally.lastMessage = dead->first.second;
    }
    m_dead.erase(dead);
}

/// Of a service as a whole: it is up again, or writes again.
void FaultOutcomes::followWork(const TrafficEntry &entry)
{
    if (m_hits.empty() || (entry.kind != JournalKind::Started && !isWork(entry)))
        return;
    for (const quint64 number : under({entry.service, {}})) {
        Hit &hit = m_hits.at(number);
        if (hit.kind == FaultKind::DiskFull) {
            if (entry.kind != JournalKind::Started)
                close(number, Absorption::DiskWaited);
        } else if (entry.kind == JournalKind::Started) {
            hit.hasStarted = true;
        } else if (hit.hasStarted && !hit.isCall && hit.published.empty()
                   && (!hit.isEvent || hit.kind == FaultKind::CrashBeforePublish)) {
            close(number, Absorption::Restarted);
        }
    }
}

} // namespace curbside
