// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <array>
#include <deque>
#include <map>
#include <tuple>

namespace curbside {

enum class FlowKind {
    Events, ///< publisher to consumer
    Calls, ///< caller to who is called
    Capture, ///< a service's row changes to the warehouse
};

/// What goes from one part of the platform to another.
struct FlowKey
{
    FlowKind kind = FlowKind::Events;
    QByteArray from;
    QByteArray to;

    /// The same as text.
    [[nodiscard]] QString name() const;
    friend bool operator==(const FlowKey &, const FlowKey &) = default;
    friend bool operator<(const FlowKey &left, const FlowKey &right)
    {
        return std::tie(left.kind, left.from, left.to) < std::tie(right.kind, right.from, right.to);
    }
};

/// What can be wrong with a flow, the worst first.
enum class FlowTrouble {
    Dead, ///< given up as a dead letter
    Lost, ///< did not arrive
    Failed, ///< a call was answered by a failure
    Parked, ///< waits at the consumer
    Duplicate, ///< came again
};
inline constexpr std::size_t flowTroubles = 5;

/// Of a flow, or of one type in it, over the last stretch of platform time.
struct FlowFigures
{
    quint64 count = 0; ///< events taken over, calls made
    double perSecond = 0;
    std::array<quint64, flowTroubles> troubles{};
    quint64 fetched = 0; ///< times the consumer asked the publisher's outbox
    qint64 median = -1; ///< latency of the last ones, microseconds; -1: none is known
    qint64 slowest = -1; ///< 99 of 100 are not slower

    friend bool operator==(const FlowFigures &, const FlowFigures &) = default;
    [[nodiscard]] std::optional<FlowTrouble> worst() const;
    [[nodiscard]] quint64 of(FlowTrouble trouble) const { return troubles[static_cast<std::size_t>(trouble)]; }
};

/// One entry of a flow.
struct FlowFact
{
    qint64 at = 0;
    JournalKind kind = JournalKind::Note;
    QByteArray type;
    QByteArray subject;
    QByteArray messageId;
    QByteArray detail;
    bool isEvent = false;
};

/// How a part of the platform stands.
struct PartFigures
{
    bool isDown = false;
    qint64 lag = 0; ///< events that are published and that it has not taken over
};

/// Who tells and asks whom, how often and how fast: learnt from the journal as it comes, over a sliding stretch of platform
/// time. Bounded: flows, types, latencies and last entries are capped, what is older than the stretch is given up.
class LinkBook
{
public:
    static constexpr qint64 stretch = 60'000'000; ///< platform microseconds
    static constexpr std::size_t mostFlows = 120;
    static constexpr std::size_t mostTypes = 40; ///< of a flow; what comes beyond is counted without its type
    static constexpr std::size_t mostLast = 20; ///< entries of a flow

    void take(const JournalBatch &batch);
    /// Time passes also while nothing happens.
    void setNow(qint64 now);

    /// In order; only grows.
    [[nodiscard]] std::vector<FlowKey> keys() const;
    [[nodiscard]] bool knows(const FlowKey &key) const { return m_flows.contains(key); }
    [[nodiscard]] FlowFigures figures(const FlowKey &key) const;
    /// Those of the last stretch, the most frequent first.
    [[nodiscard]] std::vector<std::pair<QByteArray, FlowFigures>> byType(const FlowKey &key) const;
    /// The newest first.
    [[nodiscard]] std::vector<FlowFact> last(const FlowKey &key) const;
    [[nodiscard]] PartFigures part(const QByteArray &name) const;
    /// Entries that came too fast to be counted.
    [[nodiscard]] quint64 dropped() const { return m_dropped; }

private:
    static constexpr qint64 step = 5'000'000;
    static constexpr std::size_t steps = std::size_t(stretch / step);

    /// Of one type.
    struct Counted
    {
        std::array<qint64, steps> numbers{};
        std::array<std::array<quint32, flowTroubles + 2>, steps> counts{};
        std::deque<std::pair<qint64, qint64>> latencies; ///< when, how long
    };
    struct Flow
    {
        std::map<QByteArray, Counted> types;
        std::deque<FlowFact> last;
    };
    struct OpenCall
    {
        FlowKey key;
        QByteArray type;
        qint64 at = 0;
    };

    void take(const TrafficEntry &entry);
    void takeEvent(const TrafficEntry &entry);
    void takeCall(const TrafficEntry &entry);
    void takeAnswer(const TrafficEntry &entry);
    void takeRequest(const TrafficEntry &entry);
    Counted *count(const FlowKey &key, const QByteArray &type, std::size_t what, qint64 at);
    void keepLast(const FlowKey &key, const TrafficEntry &entry, const QByteArray &type);
    void noteLatency(Counted *counted, qint64 latency);
    void addUp(FlowFigures &figures, const Counted &counted, std::vector<qint64> &latencies) const;
    [[nodiscard]] FlowFigures finish(FlowFigures figures, std::vector<qint64> latencies) const;

    std::map<FlowKey, Flow> m_flows;
    std::map<QByteArray, OpenCall> m_open; // by the call's id
    std::deque<QByteArray> m_openOrder;
    std::map<QByteArray, qint64> m_published; // last sequence, by publisher
    std::map<std::pair<QByteArray, QByteArray>, qint64> m_taken; // last sequence, by consumer and publisher
    std::map<QByteArray, bool> m_isDown;
    qint64 m_now = 0;
    qint64 m_since = 0; // of the first entry
    quint64 m_dropped = 0;
};

/// "POST /task/{…}/start" of a call's method and path: what differs from call to call is left out.
[[nodiscard]] QByteArray callType(const QByteArray &methodAndPath);

} // namespace curbside
