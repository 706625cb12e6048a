// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/flow.h"

#include "widgets/traffic/traffic_hints.h"

#include <algorithm>
#include <map>
#include <set>

namespace curbside {

namespace {

constexpr std::size_t mostLookedAt = 128; // steps of one message or cause: the first and the last of more

/// Something was done there, in a transaction that may have led to more.
bool isHandling(JournalKind kind)
{
    switch (kind) {
    case JournalKind::Handled:
    case JournalKind::Requested:
    case JournalKind::Answered:
    case JournalKind::Timer:
    case JournalKind::Job:
    case JournalKind::Started:
    case JournalKind::Input: return true;
    default: return false;
    }
}

/// Made in a handling: published, called, a saga's step.
bool isMade(JournalKind kind)
{
    return kind == JournalKind::Published || kind == JournalKind::Called || kind == JournalKind::Saga;
}

bool isAttempt(JournalKind kind)
{
    return kind == JournalKind::Handled || kind == JournalKind::Parked || kind == JournalKind::DeadLettered;
}

/// "…" of "….2": the number of an attempt at a call.
QByteArray withoutAttempt(const QByteArray &id)
{
    const qsizetype dot = id.lastIndexOf('.');
    if (dot <= 0 || dot + 1 == id.size())
        return id;
    const bool isNumber = std::all_of(id.begin() + dot + 1, id.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumber ? id.left(dot) : id;
}

/// By which effects name what was done: an answer is taken under a name of its own.
QByteArray handlingName(const TrafficEntry &entry)
{
    return entry.kind == JournalKind::Answered ? entry.messageId + ".answer" : entry.messageId;
}

bool isAnswerLost(const TrafficEntry &entry)
{
    return entry.kind == JournalKind::Lost && entry.detail.endsWith("the answer");
}

} // namespace

QByteArray messageOf(const TrafficEntry &entry)
{
    switch (entry.kind) {
    case JournalKind::Called:
    case JournalKind::Answered:
    case JournalKind::Requested:
    case JournalKind::Lost:
    case JournalKind::Fault: return withoutAttempt(entry.messageId);
    default: return entry.messageId;
    }
}

QByteArray selectableMessageOf(const TrafficEntry &entry)
{
    return entry.kind == JournalKind::Saga ? entry.causationId : entry.messageId; // a saga's id is no message's
}

bool belongsToFlows(JournalKind kind)
{
    return kind != JournalKind::PassedOver && kind != JournalKind::Note;
}

bool isDeparture(JournalKind kind)
{
    return kind == JournalKind::Published || kind == JournalKind::Called;
}

bool Flow::take(const TrafficEntry &entry)
{
    if (!belongsToFlows(entry.kind))
        return false;
    if (m_steps.size() >= mostSteps) {
        ++m_omitted;
        return false;
    }
    const int id = count();
    FlowStep step;
    step.entry = entry;
    step.entry.payload.clear();
    const bool isAtOne = isDeparture(entry.kind)
        || (entry.peer.isEmpty() && entry.kind != JournalKind::Requested && entry.kind != JournalKind::Input);
    step.from = participant(isAtOne ? entry.service : entry.peer);
    step.to = isAtOne ? step.from : participant(entry.service);
    if (isAnswerLost(entry))
        std::swap(step.from, step.to);
    tell(step);
    m_steps.push_back(std::move(step));
    place(id);
    link(id);
    m_byMessage[messageOf(entry)].push_back(id);
    if (!entry.causationId.isEmpty())
        m_byCause[entry.causationId].push_back(id);
    linkThoseWaitingFor(id);
    m_isShapeStale = true;
    return true;
}

int Flow::participant(const QByteArray &name)
{
    const auto found = std::ranges::find(m_participants, name);
    if (found != m_participants.end())
        return static_cast<int>(found - m_participants.begin());
    if (m_participants.size() + 1 < mostParticipants)
        m_participants.push_back(name);
    else if (m_participants.size() < mostParticipants)
        m_participants.push_back("…");
    return static_cast<int>(m_participants.size()) - 1;
}

/// What tells it apart from other steps of its message.
void Flow::tell(FlowStep &step) const
{
    const TrafficEntry &entry = step.entry;
    step.isLate = entry.kind == JournalKind::Handled && entry.latency > TrafficHints::late;
    for (const int other : known(messageOf(entry))) {
        const TrafficEntry &before = this->step(other).entry;
        const bool isAlike = before.kind == entry.kind || (isAttempt(before.kind) && isAttempt(entry.kind));
        if (isAlike && before.service == entry.service && before.at <= entry.at)
            step.attempt = std::max(step.attempt, this->step(other).attempt + 1);
    }
    if (entry.kind != JournalKind::Handled || entry.sequence == 0)
        return;
    for (auto row = m_order.rbegin(); row != m_order.rend() && row - m_order.rbegin() < int(mostLookedAt); ++row) {
        const TrafficEntry &before = this->step(*row).entry;
        step.isOutOfOrder |= before.kind == JournalKind::Handled && before.service == entry.service
            && before.peer == entry.peer && before.subject == entry.subject && before.sequence > entry.sequence;
    }
}

/// By time; what was done stands before what was made in it, of which is told first.
void Flow::place(int id)
{
    const TrafficEntry &entry = step(id).entry;
    auto row = static_cast<int>(m_order.size());
    while (row > 0 && step(idAt(row - 1)).entry.at > entry.at)
        --row;
    if (isHandling(entry.kind)) {
        const QByteArray name = handlingName(entry);
        const int lowest = std::max(0, row - int(mostLookedAt));
        for (int above = row - 1; above >= lowest && step(idAt(above)).entry.at == entry.at; --above) {
            const TrafficEntry &made = step(idAt(above)).entry;
            if (isMade(made.kind) && made.service == entry.service && made.causationId == name)
                row = above;
        }
    }
    m_order.insert(m_order.begin() + row, id);
    m_rows.push_back(row);
    for (auto below = static_cast<std::size_t>(row); below < m_order.size(); ++below)
        m_rows[static_cast<std::size_t>(m_order[below])] = static_cast<int>(below);
}

void Flow::link(int id)
{
    FlowStep &step = m_steps[static_cast<std::size_t>(id)];
    step.causes = findCauses(id);
    const bool namesOne = !step.entry.causationId.isEmpty() && isMade(step.entry.kind);
    const bool isOfEvent = isAttempt(step.entry.kind) || step.entry.kind == JournalKind::Duplicate;
    step.isCauseMissing = step.causes.empty() && (namesOne || isOfEvent);
}

/// Those that have come before what led to them.
void Flow::linkThoseWaitingFor(int id)
{
    const TrafficEntry &entry = step(id).entry;
    const auto linkAgain = [this, id, at = entry.at](const QHash<QByteArray, std::vector<int>> &index,
                                                     const QByteArray &name) {
        const auto found = index.constFind(name);
        if (found == index.constEnd())
            return;
        const std::size_t first = found->size() > mostLookedAt ? found->size() - mostLookedAt : 0;
        for (std::size_t i = first; i < found->size(); ++i) {
            const int other = (*found)[i];
            const FlowStep &waiting = step(other);
            const bool mayHaveNearer = waiting.causes.empty() || waiting.entry.at == at
                || !isHandling(step(waiting.causes.front()).entry.kind);
            if (other != id && mayHaveNearer)
                link(other);
        }
    };
    linkAgain(m_byMessage, messageOf(entry));
    if (isHandling(entry.kind))
        linkAgain(m_byCause, handlingName(entry));
}

std::vector<int> Flow::known(const QByteArray &message) const
{
    const auto found = m_byMessage.constFind(message);
    if (found == m_byMessage.constEnd())
        return {};
    if (found->size() <= mostLookedAt)
        return *found;
    std::vector<int> some{found->front()};
    some.insert(some.end(), found->end() - mostLookedAt, found->end());
    return some;
}

int Flow::lastBefore(int id, const std::vector<JournalKind> &kinds, Likeness likeness) const
{
    const TrafficEntry &entry = step(id).entry;
    int last = -1;
    for (const int other : known(messageOf(entry))) {
        const TrafficEntry &before = step(other).entry;
        if (other == id || std::ranges::find(kinds, before.kind) == kinds.end() || rowOf(other) > rowOf(id)
            || (likeness == Likeness::OfService && before.service != entry.service)
            || (likeness == Likeness::OfAttempt && before.messageId != entry.messageId))
            continue;
        if (last < 0 || rowOf(other) > rowOf(last))
            last = other;
    }
    return last;
}

/// All that were done under that name at that service at that time; the last before it where none was.
std::vector<int> Flow::handlingsThatLedTo(int id) const
{
    const TrafficEntry &entry = step(id).entry;
    std::vector<int> then;
    int last = -1;
    const bool isOfAnswer = entry.causationId.endsWith(".answer");
    const QByteArray name = isOfAnswer ? entry.causationId.chopped(7) : entry.causationId;
    for (const int other : known(withoutAttempt(name))) {
        const TrafficEntry &before = step(other).entry;
        const bool isIt = isHandling(before.kind) && before.service == entry.service
            && handlingName(before) == entry.causationId && before.at <= entry.at;
        if (other == id || !isIt)
            continue;
        if (before.at == entry.at)
            then.push_back(other);
        else if (last < 0 || rowOf(other) > rowOf(last))
            last = other;
    }
    if (then.empty() && last < 0)
        last = publicationOf(entry.causationId, id);
    if (then.empty() && last >= 0)
        then.push_back(last);
    return then;
}

/// Where nothing is known of its handling.
int Flow::publicationOf(const QByteArray &event, int id) const
{
    for (const int other : known(event)) {
        if (other != id && step(other).entry.kind == JournalKind::Published && rowOf(other) < rowOf(id))
            return other;
    }
    return -1;
}

/// What an answer may answer: the calls, and what came of them, since the answer before it.
std::vector<int> Flow::questionsOf(int id) const
{
    const int answeredBefore = lastBefore(id, {JournalKind::Answered}, Likeness::OfService);
    std::vector<int> requests;
    for (const int other : known(messageOf(step(id).entry))) {
        if (step(other).entry.kind == JournalKind::Requested && rowOf(other) < rowOf(id)
            && (answeredBefore < 0 || rowOf(other) > rowOf(answeredBefore)))
            requests.push_back(other);
    }
    std::ranges::sort(requests, std::ranges::greater(), [this](int request) { return rowOf(request); });
    if (!requests.empty())
        return requests;
    const int last = lastBefore(id, {JournalKind::Called, JournalKind::Lost, JournalKind::Fault}, Likeness::Any);
    return last < 0 ? std::vector<int>() : std::vector{last};
}

std::vector<int> Flow::findCauses(int id) const
{
    const auto orNone = [](int found) { return found < 0 ? std::vector<int>() : std::vector{found}; };
    const TrafficEntry &entry = step(id).entry;
    switch (entry.kind) {
    case JournalKind::Called:
        if (entry.messageId != messageOf(entry)) { // another attempt
            const int before = lastBefore(id, {JournalKind::Called, JournalKind::Answered}, Likeness::OfService);
            if (before >= 0)
                return {before};
        }
        [[fallthrough]];
    case JournalKind::Published:
    case JournalKind::Saga: return handlingsThatLedTo(id);
    case JournalKind::Handled:
    case JournalKind::Parked:
    case JournalKind::DeadLettered: {
        const int before = lastBefore(id, {JournalKind::Parked, JournalKind::DeadLettered}, Likeness::OfService);
        return orNone(before >= 0 ? before : lastBefore(id, {JournalKind::Published}, Likeness::Any));
    }
    case JournalKind::Duplicate: return orNone(lastBefore(id, {JournalKind::Published}, Likeness::Any));
    case JournalKind::Requested:
        return orNone(lastBefore(id, {JournalKind::Called, JournalKind::Input}, Likeness::OfAttempt));
    case JournalKind::Answered: return questionsOf(id);
    case JournalKind::Lost:
    case JournalKind::Fault:
        return orNone(
            lastBefore(id, {JournalKind::Published, JournalKind::Called, JournalKind::Requested}, Likeness::OfAttempt));
    default: return {};
    }
}

int Flow::firstOf(const QByteArray &messageId) const
{
    int first = -1;
    for (const QByteArray &name : {messageId, withoutAttempt(messageId)}) {
        for (const int id : known(name)) {
            const bool isIt = selectableMessageOf(step(id).entry) == messageId;
            if (isIt && (first < 0 || rowOf(id) < rowOf(first)))
                first = id;
        }
    }
    return first;
}

int Flow::idOf(const TrafficEntry &entry) const
{
    for (const int id : known(messageOf(entry))) {
        const TrafficEntry &taken = step(id).entry;
        if (taken.kind == entry.kind && taken.service == entry.service && taken.at == entry.at
            && taken.messageId == entry.messageId)
            return id;
    }
    return -1;
}

std::vector<int> Flow::causesOf(int id) const
{
    std::vector<int> causes;
    for (const int cause : step(id).causes) {
        if (rowOf(cause) < rowOf(id)) // so that no circle comes about
            causes.push_back(cause);
    }
    return causes;
}

int Flow::causeOf(int id) const
{
    const std::vector<int> causes = causesOf(id);
    return causes.empty() ? -1 : causes.front();
}

qint64 Flow::sinceCause(int id) const
{
    const int cause = causeOf(id);
    return cause < 0 ? -1 : step(id).entry.at - step(cause).entry.at;
}

const std::vector<int> &Flow::effectsOf(int id) const
{
    return shape().effects[static_cast<std::size_t>(id)];
}

bool Flow::isCritical(int id) const
{
    return shape().isCritical[static_cast<std::size_t>(id)] != 0;
}

const std::vector<int> &Flow::criticalPath() const
{
    return shape().criticalPath;
}

int Flow::waiting() const
{
    return shape().waiting;
}

const Flow::Shape &Flow::shape() const
{
    if (!m_isShapeStale)
        return m_shape;
    m_isShapeStale = false;
    m_shape = {};
    m_shape.effects.resize(m_steps.size());
    for (const int id : m_order) {
        for (const int cause : causesOf(id))
            m_shape.effects[static_cast<std::size_t>(cause)].push_back(id);
    }
    findCriticalPath(m_shape);
    countWaiting(m_shape);
    return m_shape;
}

/// From the last step whose chain of causes reaches back furthest.
void Flow::findCriticalPath(Shape &shape) const
{
    shape.isCritical.resize(m_steps.size());
    std::vector<qint64> begins(m_steps.size());
    std::vector<int> before(m_steps.size(), -1);
    int end = -1;
    qint64 longest = 0;
    for (const int id : m_order) {
        const auto place = static_cast<std::size_t>(id);
        begins[place] = step(id).entry.at;
        for (const int cause : causesOf(id)) {
            const bool isBetter = before[place] < 0 || begins[static_cast<std::size_t>(cause)] < begins[place];
            before[place] = isBetter ? cause : before[place];
            begins[place] = std::min(begins[place], begins[static_cast<std::size_t>(cause)]);
        }
        const qint64 length = step(id).entry.at - begins[place];
        if (before[place] >= 0 && length >= longest) {
            longest = length;
            end = id;
        }
    }
    for (int id = end; id >= 0; id = before[static_cast<std::size_t>(id)]) {
        shape.criticalPath.push_back(id);
        shape.isCritical[static_cast<std::size_t>(id)] = 1;
    }
    std::ranges::reverse(shape.criticalPath);
}

void Flow::countWaiting(Shape &shape) const
{
    std::set<std::pair<QByteArray, QByteArray>> open; // service and message
    for (const int id : m_order) {
        const TrafficEntry &entry = step(id).entry;
        const std::pair key(entry.service, messageOf(entry));
        switch (entry.kind) {
        case JournalKind::Called:
        case JournalKind::Parked: open.insert(key); break;
        case JournalKind::Answered:
        case JournalKind::Handled:
        case JournalKind::DeadLettered: open.erase(key); break;
        default: break;
        }
    }
    shape.waiting = static_cast<int>(open.size());
}

} // namespace curbside
