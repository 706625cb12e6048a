// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <QHash>

#include <vector>

namespace curbside {

/// One thing that happened in a flow. Its id is its place in the order in which the flow heard of it.
struct FlowStep
{
    TrafficEntry entry; ///< without its payload
    int from = 0; ///< participants; the same where it happened at one alone
    int to = 0;
    int attempt = 1; ///< which handling, parking, giving up or call of its message this is at its service
    bool isLate = false; ///< took longer from its commit than late events do
    bool isOutOfOrder = false; ///< came after a later one of its publisher and subject
    bool isCauseMissing = false; ///< it names a cause that the flow does not hold
    std::vector<int> causes; ///< ids; the first is the nearest
};

/// What happened in one trace, by platform time, a cause before what it led to. Takes entries in any order, one by one,
/// while the flow is open, and never more than it has room for.
class Flow
{
public:
    static constexpr std::size_t mostSteps = 50'000;
    static constexpr int mostParticipants = 24; ///< the last one stands for all further ones

    /// False where there is no room, or it is of no concern: passed over, a line of log.
    bool take(const TrafficEntry &entry);

    [[nodiscard]] int count() const { return static_cast<int>(m_steps.size()); }
    [[nodiscard]] const FlowStep &step(int id) const { return m_steps[static_cast<std::size_t>(id)]; }
    [[nodiscard]] int idAt(int row) const { return m_order[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(int id) const { return m_rows[static_cast<std::size_t>(id)]; }
    /// Names, in the order of their appearance; an empty one is whoever is outside.
    [[nodiscard]] const std::vector<QByteArray> &participants() const { return m_participants; }
    /// What there was no room for.
    [[nodiscard]] quint64 omitted() const { return m_omitted; }
    /// The message that a step is about, as others name it; the first step of it by row, or -1.
    [[nodiscard]] int firstOf(const QByteArray &messageId) const;
    /// The very step that an entry tells of; -1 where there is none.
    [[nodiscard]] int idOf(const TrafficEntry &entry) const;
    /// Ids, by row.
    [[nodiscard]] const std::vector<int> &effectsOf(int id) const;
    /// Of the causes that stand above the step, the nearest one; -1 where there is none.
    [[nodiscard]] int causeOf(int id) const;
    [[nodiscard]] std::vector<int> causesOf(int id) const;
    /// Platform time since its nearest cause, microseconds; -1 without one.
    [[nodiscard]] qint64 sinceCause(int id) const;
    /// It lies on the longest chain of causes in platform time.
    [[nodiscard]] bool isCritical(int id) const;
    /// The ids of that chain, the first cause first.
    [[nodiscard]] const std::vector<int> &criticalPath() const;
    /// What the flow still waits for: calls without an answer, parked events.
    [[nodiscard]] int waiting() const;
    [[nodiscard]] qint64 firstAt() const { return count() == 0 ? 0 : step(idAt(0)).entry.at; }
    [[nodiscard]] qint64 lastAt() const { return count() == 0 ? 0 : step(idAt(count() - 1)).entry.at; }

private:
    /// What follows from all steps together; made again when it is asked for after a change.
    struct Shape
    {
        std::vector<std::vector<int>> effects;
        std::vector<char> isCritical;
        std::vector<int> criticalPath;
        int waiting = 0;
    };

    [[nodiscard]] int participant(const QByteArray &name);
    void place(int id);
    void tell(FlowStep &step) const;
    void link(int id);
    void linkThoseWaitingFor(int id);
    [[nodiscard]] std::vector<int> findCauses(int id) const;
    [[nodiscard]] std::vector<int> handlingsThatLedTo(int id) const;
    [[nodiscard]] int publicationOf(const QByteArray &event, int id) const;
    [[nodiscard]] std::vector<int> questionsOf(int id) const;
    enum class Likeness { Any, OfService, OfAttempt };
    /// Of the same message, and by row.
    [[nodiscard]] int lastBefore(int id, const std::vector<JournalKind> &kinds, Likeness likeness) const;
    [[nodiscard]] std::vector<int> known(const QByteArray &message) const;
    [[nodiscard]] const Shape &shape() const;
    void findCriticalPath(Shape &shape) const;
    void countWaiting(Shape &shape) const;

    std::vector<FlowStep> m_steps;
    std::vector<int> m_order; // ids by row
    std::vector<int> m_rows; // rows by id
    std::vector<QByteArray> m_participants;
    QHash<QByteArray, std::vector<int>> m_byMessage; // ids, by messageOf()
    QHash<QByteArray, std::vector<int>> m_byCause; // ids, by the cause that they name
    quint64 m_omitted = 0;
    mutable Shape m_shape;
    mutable bool m_isShapeStale = true;
};

/// The message that an entry is about: a call's attempts and its answer are of one.
[[nodiscard]] QByteArray messageOf(const TrafficEntry &entry);
/// The message by which others know what the entry led to.
[[nodiscard]] QByteArray selectableMessageOf(const TrafficEntry &entry);
/// Flows are made of it: it is neither passed over nor a line of log.
[[nodiscard]] bool belongsToFlows(JournalKind kind);
/// It tells that a message leaves, and not that one arrives.
[[nodiscard]] bool isDeparture(JournalKind kind);

} // namespace curbside
