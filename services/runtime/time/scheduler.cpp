// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/time/scheduler.h"

#include <algorithm>
#include <tuple>

namespace curbside {

Scheduler::Leaving::Leaving(Scheduler &scheduler, PlatformTime at)
    : m_scheduler(scheduler), m_before(scheduler.m_leavingAt)
{
    scheduler.m_leavingAt = at;
}

Scheduler::Leaving::~Leaving()
{
    m_scheduler.m_leavingAt = m_before;
}

ComponentId Scheduler::addComponent(QByteArray name)
{
    m_components.push_back({std::move(name), 0});
    return static_cast<ComponentId>(m_components.size() - 1);
}

const QByteArray &Scheduler::nameOf(ComponentId component) const
{
    return m_components.at(static_cast<std::size_t>(component)).name;
}

void Scheduler::advanceTo(PlatformTime time)
{
    m_now = std::max(m_now, time);
}

bool Scheduler::isLater(const Entry &left, const Entry &right)
{
    return std::tie(left.at, left.doing, left.asking, left.sequence)
        > std::tie(right.at, right.doing, right.asking, right.sequence);
}

Scheduler::WorkId Scheduler::schedule(PlatformTime at, ComponentId doing, ComponentId asking, Work work, Kind kind)
{
    std::uint32_t slot = 0;
    if (m_freeSlots.empty()) {
        slot = static_cast<std::uint32_t>(m_slots.size());
        m_slots.emplace_back();
    } else {
        slot = m_freeSlots.back();
        m_freeSlots.pop_back();
    }
    const std::uint64_t ticket = ++m_lastTicket;
    m_slots[slot] = Slot{std::move(work), ticket, doing, asking, kind};
    if (kind == Kind::Ordinary)
        ++m_pendingOrdinary;
    Component &askingComponent = m_components.at(static_cast<std::size_t>(asking));
    const PlatformTime earliest = m_leavingAt ? *m_leavingAt + leastLatency : m_now;
    m_heap.push_back({std::max(at, earliest), doing, asking, ++askingComponent.lastSequence, slot, ticket});
    std::push_heap(m_heap.begin(), m_heap.end(), isLater);
    return {slot, ticket};
}

void Scheduler::freeSlot(std::uint32_t slot)
{
    Slot &freed = m_slots[slot];
    if (freed.kind == Kind::Ordinary)
        --m_pendingOrdinary;
    freed.ticket = 0;
    freed.work = nullptr;
    m_freeSlots.push_back(slot);
}

void Scheduler::cancel(WorkId id)
{
    if (id.ticket != 0 && m_slots[id.slot].ticket == id.ticket)
        freeSlot(id.slot);
}

void Scheduler::dropOwn(ComponentId component)
{
    for (std::uint32_t slot = 0; slot < m_slots.size(); ++slot) {
        const Slot &candidate = m_slots[slot];
        if (candidate.ticket != 0 && candidate.doing == component && candidate.asking == component)
            freeSlot(slot);
    }
}

void Scheduler::dropCancelled()
{
    while (!m_heap.empty() && m_slots[m_heap.front().slot].ticket != m_heap.front().ticket) {
        std::pop_heap(m_heap.begin(), m_heap.end(), isLater);
        m_heap.pop_back();
    }
}

std::optional<PlatformTime> Scheduler::nextAt()
{
    dropCancelled();
    return m_heap.empty() ? std::nullopt : std::optional(m_heap.front().at);
}

bool Scheduler::runNext()
{
    dropCancelled();
    if (m_heap.empty())
        return false;
    const Entry next = m_heap.front();
    std::pop_heap(m_heap.begin(), m_heap.end(), isLater);
    m_heap.pop_back();
    m_now = std::max(m_now, next.at);
    const PlatformTime lastDoneAt = m_lastDoneAt;
    if (m_now != lastDoneAt)
        m_doneBefore = m_doneCount;
    m_lastDoneAt = m_now;
    Work work = std::move(m_slots[next.slot].work);
    freeSlot(next.slot);
    ++m_doneCount;
    work();
    if (!m_isPutOff)
        return true;
    putBack(next, std::move(work), lastDoneAt);
    return false;
}

/// It has scheduled nothing, so its slot is the one that was freed last.
void Scheduler::putBack(const Entry &entry, Work work, PlatformTime lastDoneAt)
{
    m_isPutOff = false;
    m_freeSlots.pop_back();
    Slot &slot = m_slots[entry.slot];
    slot.ticket = entry.ticket;
    slot.work = std::move(work);
    if (slot.kind == Kind::Ordinary)
        ++m_pendingOrdinary;
    m_heap.push_back(entry);
    std::push_heap(m_heap.begin(), m_heap.end(), isLater);
    m_lastDoneAt = lastDoneAt;
    --m_doneCount;
}

} // namespace curbside
