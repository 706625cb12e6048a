// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/situation.h"

#include <QMap>

namespace curbside {

/// Learns from the journal who follows whom among the services, and who does not keep up: has taken nothing since its
/// publisher went on, or waits with events that it could not handle. What the journal had to drop is forgotten, not guessed.
class ConsumerWatch
{
public:
    void take(const JournalBatch &batch);
    /// Those who have something waiting, however short.
    [[nodiscard]] std::vector<LagFact> lags() const;

private:
    static constexpr qsizetype mostParked = 5'000;

    using Pair = QPair<QByteArray, QByteArray>; // consumer, publisher
    struct Waiting
    {
        qint64 since = 0; ///< of the first event after the last one taken; 0: none waits
        qint64 events = 0;
    };
    struct Parked
    {
        qint64 since = 0;
        QByteArray reason;
    };
    using ParkedKey = QPair<Pair, QPair<QByteArray, QByteArray>>; // and subject, type

    void takeEntry(const TrafficEntry &entry);
    void notePublished(const TrafficEntry &entry);
    void noteTaken(const TrafficEntry &entry);
    void forgetParked(const Pair &pair);

    QMap<Pair, Waiting> m_waiting;
    QMap<ParkedKey, Parked> m_parked;
};

} // namespace curbside
