// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <array>
#include <deque>
#include <map>
#include <set>

namespace curbside {

/// What in the traffic deserves a look, the worst first.
enum class HintKind { NeverHandled, DeadLetter, Lost, RetryStorm, OutOfOrder, SlowHandler, Late, Duplicate };

/// Alike troubles of one consumer with one type, as one.
struct TrafficHint
{
    HintKind kind = HintKind::Late;
    QByteArray service; ///< the consumer
    QByteArray type;
    quint64 count = 0;
    qint64 lastAt = 0; ///< platform time, microseconds
    qint64 worst = 0; ///< microseconds, of Late and SlowHandler
    std::deque<QByteArray> ids; ///< of the events that were last

    /// The entries that it is about.
    [[nodiscard]] QString filter() const;
};

/// How one consumer fares with one type; without a consumer, how often the type is published.
struct TrafficFigures
{
    QByteArray type;
    QByteArray service; ///< empty: published
    quint64 count = 0;
    double perSecond = 0; ///< over the last minute of platform time
    qint64 median = -1; ///< latency of the last ones, microseconds; -1: none
    qint64 slowest = -1; ///< 95 of 100 are not slower

    [[nodiscard]] QString filter() const;
};

/// Looks at the traffic as it comes and keeps what experts would notice. Bounded: what it has to remember of single events is
/// given up, oldest first, beyond some tens of thousands.
class TrafficHints
{
public:
    static constexpr qint64 late = 2'000'000; ///< platform microseconds from commit to handling
    static constexpr qint64 slow = 100'000; ///< wall microseconds in a handler
    static constexpr qint64 patience = 60'000'000; ///< platform microseconds until "never" is said
    static constexpr int storm = 4; ///< failed attempts at one event

    void take(const JournalBatch &batch);
    /// The worst kind first, then the most frequent.
    [[nodiscard]] std::vector<TrafficHint> hints() const;
    /// The most frequent first.
    [[nodiscard]] std::vector<TrafficFigures> figures() const;

private:
    struct Waiting
    {
        QByteArray type;
        qint64 at = 0;
        std::set<QByteArray> consumers; ///< that have not shown a sign of it
    };
    /// Of the last minute in steps of ten seconds, and of the last latencies.
    struct Counted
    {
        quint64 count = 0;
        std::array<qint64, 7> steps{};
        std::array<quint32, 7> inStep{};
        std::vector<qint64> latencies;
        std::size_t nextLatency = 0;
    };

    void take(const TrafficEntry &entry);
    void takePublished(const TrafficEntry &entry);
    void takeHandled(const TrafficEntry &entry);
    void takeParked(const TrafficEntry &entry);
    void count(const TrafficEntry &entry);
    void note(HintKind kind, const TrafficEntry &entry, qint64 worst = 0);
    void settle(const TrafficEntry &entry);
    void giveUpWaiting();
    void takeBack(const TrafficEntry &entry);

    std::map<std::tuple<HintKind, QByteArray, QByteArray>, TrafficHint> m_hints;
    std::map<std::pair<QByteArray, QByteArray>, Counted> m_counted; // type, service
    std::map<QByteArray, std::set<QByteArray>> m_consumers; // of a type
    std::map<QByteArray, Waiting> m_waiting; // by the event's id
    std::deque<QByteArray> m_order; // of those
    std::map<std::pair<QByteArray, QByteArray>, QByteArray>
        m_missing; // type, by service and event: said to be never handled
    std::map<std::pair<QByteArray, QByteArray>, int> m_attempts; // failed, by service and event
    std::map<std::tuple<QByteArray, QByteArray, QByteArray>, qint64> m_sequences; // by service, publisher and subject
    qint64 m_now = 0;
};

} // namespace curbside
