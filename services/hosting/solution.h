// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"
#include "services/hosting/platform.h"
#include "services/world/scenario.h"

#include <expected>
#include <map>
#include <set>
#include <vector>

namespace curbside {

/// Notes what the Dispatch Engine decides in a run of an MDRP day, from what services publish, and writes it as the files
/// of a solution.
class SolutionRecorder
{
public:
    explicit SolutionRecorder(Platform &platform);

    /// Asks Integrations for the orders' external ids, so the platform must still be up. Trips that were aborted have no part.
    [[nodiscard]] std::expected<void, Failure> write(const Scenario &day, const QString &folder) const;

private:
    struct Stop
    {
        bool isPickup = false;
        std::vector<QString> attempts;
        PlatformTime arriveAt;
        PlatformTime leaveAt;
    };
    struct Trip
    {
        QString robotSerial;
        PlatformTime decidedAt;
        std::vector<Stop> stops;
    };

    void take(const JournalRecord &record);
    void takeTrip(const Event &event);
    [[nodiscard]] std::map<QString, QString> externalIds() const; ///< of orders, by attempt

    Platform &m_platform;
    std::vector<std::pair<QByteArray, Trip>> m_trips; ///< in the order of decision, with their ids
    std::set<QByteArray> m_aborted;
    std::map<QString, QString> m_deliveryOfAttempt;
    std::map<QString, QString> m_orderOfDelivery;
};

} // namespace curbside
