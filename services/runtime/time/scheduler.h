// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/time/platform_time.h"

#include <QByteArray>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace curbside {

/// No message takes less than this to arrive, and no timer is shorter: what happens inside such a window of platform time
/// cannot depend on what else happens in it elsewhere.
inline constexpr Duration leastLatency = 5ms;

/// A party that has work done in platform time: a service, the world, the outside. Numbered in the order of registration,
/// which must be the same in every run.
enum class ComponentId : std::uint16_t {};

/// Orders all work of a platform by (platform time, component that does it, component that asked for it, the latter's own
/// sequence). There is no counter that two components share, so the order does not depend on how their work interleaves.
/// Lives on the engine thread.
class Scheduler
{
public:
    using Work = std::move_only_function<void()>;

    enum class Kind {
        Ordinary,
        Periodic, ///< housekeeping that comes for ever: a platform with nothing else to do is at rest
    };

    struct WorkId
    {
        std::uint32_t slot = 0;
        std::uint64_t ticket = 0; ///< 0 names no work
        friend bool operator==(const WorkId &, const WorkId &) = default;
    };

    explicit Scheduler(PlatformTime start) : m_now(start), m_lastDoneAt(start - Duration{1}) {}

    ComponentId addComponent(QByteArray name);
    [[nodiscard]] const QByteArray &nameOf(ComponentId component) const;

    /// The time of the work under way, or of the last work done; while effects leave, of the message that they come from.
    [[nodiscard]] PlatformTime now() const { return m_leavingAt.value_or(m_now); }
    /// Moves time on while nothing is due before `time`; never back.
    void advanceTo(PlatformTime time);

    /// `at` earlier than now() is taken as now(), while effects leave earlier than now() + leastLatency as that: no effect
    /// reaches into the window it came from. `asking` is the component on whose behalf it is scheduled.
    WorkId schedule(PlatformTime at, ComponentId doing, ComponentId asking, Work work, Kind kind = Kind::Ordinary);
    /// Does nothing for work that is done or cancelled already.
    void cancel(WorkId id);
    /// Forgets all work that `component` was to do for itself: its process has died. What others have sent it is still
    /// under way.
    void dropOwn(ComponentId component);

    [[nodiscard]] std::optional<PlatformTime> nextAt();
    /// Does the next piece of work; false when there is none, or when it was put off.
    bool runNext();
    /// Asked by work that has done nothing yet: it stays the next, in its place, as if it had not been tried.
    void putOff() { m_isPutOff = true; }

    /// Work that is not periodic and still to be done.
    [[nodiscard]] std::size_t pendingOrdinary() const { return m_pendingOrdinary; }
    /// Just after the last work done.
    [[nodiscard]] PlatformTime doneBefore() const { return m_lastDoneAt + Duration{1}; }
    [[nodiscard]] std::uint64_t doneCount() const { return m_doneCount; }
    /// How many pieces of work of the moment that is now() are done.
    [[nodiscard]] std::uint64_t doneNow() const { return m_lastDoneAt == m_now ? m_doneCount - m_doneBefore : 0; }

    /// While it lives, now() is the time of a message whose effects leave, however much later they were let go.
    class Leaving
    {
    public:
        Leaving(Scheduler &scheduler, PlatformTime at);
        ~Leaving();
        Leaving(const Leaving &) = delete;
        Leaving &operator=(const Leaving &) = delete;

    private:
        Scheduler &m_scheduler;
        std::optional<PlatformTime> m_before;
    };

private:
    struct Entry
    {
        PlatformTime at;
        ComponentId doing;
        ComponentId asking;
        std::uint64_t sequence;
        std::uint32_t slot;
        std::uint64_t ticket;
    };
    struct Slot
    {
        Work work;
        std::uint64_t ticket = 0;
        ComponentId doing{};
        ComponentId asking{};
        Kind kind = Kind::Ordinary;
    };
    struct Component
    {
        QByteArray name;
        std::uint64_t lastSequence = 0;
    };

    static bool isLater(const Entry &left, const Entry &right);
    void dropCancelled();
    void freeSlot(std::uint32_t slot);
    void putBack(const Entry &entry, Work work, PlatformTime lastDoneAt);

    PlatformTime m_now;
    PlatformTime m_lastDoneAt;
    std::optional<PlatformTime> m_leavingAt;
    std::vector<Component> m_components;
    std::vector<Entry> m_heap;
    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_freeSlots;
    std::uint64_t m_lastTicket = 0;
    std::uint64_t m_doneCount = 0;
    std::uint64_t m_doneBefore = 0; ///< how much was done before the moment that m_lastDoneAt is
    std::size_t m_pendingOrdinary = 0;
    bool m_isPutOff = false;
};

} // namespace curbside
