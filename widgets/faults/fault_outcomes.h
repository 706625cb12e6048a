// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/fault/fault_plan.h"
#include "widgets/platform/platform_link.h"

#include <QHash>

#include <deque>
#include <map>
#include <set>

namespace curbside {

/// What made a hit of a fault good again, as far as the journal tells.
enum class Absorption {
    UnderWay, ///< not yet known
    Fetched, ///< the consumer fetched the event from the publisher's outbox
    Recognised, ///< the inbox knew the event, and did nothing twice
    WaitedFor, ///< it came late, and what was behind it waited
    Retried, ///< its handling was tried again, and succeeded
    Breaker, ///< the same, after a circuit breaker had held such events back
    SameKey, ///< the call was made again with the same key, and answered
    AskedAgain, ///< what nobody waits for, a question about an outbox or a robot's report, came anew
    SagaUndone, ///< the call was given up, and its saga undid what it had done
    SagaWentOn, ///< the call was given up, and its saga went another way
    Restarted, ///< the service started again with what it had committed, and went on
    DiskWaited, ///< messages waited until the disk took them
    Snapshot, ///< the consumer took the publisher's lists instead
    NoHarm, ///< the second copy came alone or to nobody
    DeadLetter, ///< left for a person
    ByPerson, ///< a person has settled the dead letter
    Unfollowed, ///< entries of the journal are missing, or too much was under way: nobody can tell
};
inline constexpr std::size_t absorptions = 17;

/// The hits of one rule, seen in the journal, and what became of them.
struct RuleOutcome
{
    struct Tally
    {
        quint64 count = 0;
        QByteArray lastMessage; ///< id
        friend bool operator==(const Tally &, const Tally &) = default;
    };
    FaultKind kind = FaultKind::EventDropped;
    std::array<Tally, absorptions> tallies{};
    friend bool operator==(const RuleOutcome &, const RuleOutcome &) = default;

    [[nodiscard]] quint64 of(Absorption how) const { return tallies[static_cast<std::size_t>(how)].count; }
    [[nodiscard]] quint64 hits() const;
};

/// Follows each hit of the fault plan through the journal until an entry tells what made it good. Every hit is counted once,
/// and nothing is guessed: what no entry tells is under way. Bounded in hits that are under way and in messages remembered.
class FaultOutcomes
{
public:
    static constexpr std::size_t mostUnderWay = 20'000;
    static constexpr std::size_t mostRules = 500;

    void take(const JournalBatch &batch);
    /// By the rule's id.
    [[nodiscard]] const std::map<qint64, RuleOutcome> &rules() const { return m_rules; }

private:
    using Key = std::pair<QByteArray, QByteArray>; // service, message
    struct Hit
    {
        qint64 rule = 0;
        FaultKind kind = FaultKind::EventDropped;
        QByteArray service;
        QByteArray peer;
        QByteArray type;
        QByteArray message;
        qint64 sequence = 0;
        qint64 at = 0;
        bool isEvent = false; ///< the message is one
        bool isCall = false; ///< a neighbour waits for its answer
        bool hasStarted = false; ///< the service is up again
        bool isLost = false; ///< it had come late, and then not at all
        bool isUndone = false; ///< a saga has begun to undo
        bool isGivenUp = false; ///< a saga has taken the call for failed
        std::set<QByteArray> published; ///< events that nobody has taken yet
        std::vector<Key> keys; ///< it is found by
    };
    using Hits = std::map<quint64, Hit>;
    /// Ids that were seen lately.
    struct Remembered
    {
        QHash<QByteArray, QByteArray> values;
        std::deque<QByteArray> order;

        void keep(const QByteArray &id, const QByteArray &value = {});
        [[nodiscard]] bool has(const QByteArray &id) const { return values.contains(id); }
    };

    void take(const TrafficEntry &entry);
    void takeHit(const TrafficEntry &entry);
    void remember(const TrafficEntry &entry);
    void open(Hit hit, std::vector<Key> keys);
    void close(quint64 number, Absorption how);
    void forgetAll();
    /// Numbers of the hits under a key.
    [[nodiscard]] std::vector<quint64> under(const Key &key) const;

    void followEvent(const TrafficEntry &entry);
    void settleEvent(quint64 number, const Hit &hit, const TrafficEntry &entry);
    void followPublished(const TrafficEntry &entry);
    void followLate(quint64 number, Hit &hit, const TrafficEntry &entry);
    void followAnswer(const TrafficEntry &entry);
    void followRequest(const TrafficEntry &entry);
    void followSaga(const TrafficEntry &entry);
    void followSnapshot(const TrafficEntry &entry);
    void followPerson(const TrafficEntry &entry);
    void followWork(const TrafficEntry &entry);

    std::map<qint64, RuleOutcome> m_rules;
    Hits m_hits; // under way, by their number
    std::multimap<Key, quint64> m_index;
    std::map<Key, std::vector<qint64>> m_dead; // rules whose hits left a dead letter: by service and event
    Remembered m_events; // published
    Remembered m_calls; // by the call: its last attempt; until it is settled
    Remembered m_settled;
    std::map<QByteArray, std::pair<QByteArray, std::set<QByteArray>>>
        m_lastPublished; // by service: a message and what it has published
    std::map<Key, qint64> m_breakers; // by service and type: when events were last held back
    quint64 m_lastHit = 0;
};

} // namespace curbside
