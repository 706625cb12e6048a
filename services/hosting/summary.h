// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/platform.h"

#include <map>
#include <vector>

namespace curbside {

/// Mean and percentiles of a set of durations, in minutes; percentiles by the nearest rank.
struct DurationStatistics
{
    double mean = 0;
    double p50 = 0;
    double p90 = 0;
    double max = 0;

    [[nodiscard]] static DurationStatistics of(std::vector<Duration> durations);
};

/// What a run came to. Made from the journal, that is from what services published and answered.
class Summary
{
public:
    explicit Summary(Platform &platform);

    /// The object that `simulate --json` prints.
    [[nodiscard]] QByteArray toJson(const QString &scenario, quint64 seed, double wallSeconds) const;
    /// A few lines for people.
    [[nodiscard]] QString toText(const QString &scenario, quint64 seed, double wallSeconds) const;

private:
    struct Delivery
    {
        PlatformTime placedAt;
        PlatformTime readyAt;
        std::optional<PlatformTime> deliveredAt;
        QByteArray status;
    };
    struct Sagas
    {
        qint64 completed = 0;
        qint64 compensated = 0;
        qint64 stuck = 0;
    };

    void take(const JournalRecord &record);
    void takeOrder(const Event &event);
    void takeDelivery(const Event &event);
    [[nodiscard]] qint64 countOf(QByteArrayView status) const;
    [[nodiscard]] DurationStatistics clickToDoor() const;
    [[nodiscard]] DurationStatistics readyToDoor() const;
    [[nodiscard]] Sagas sagas() const;
    [[nodiscard]] double platformSeconds() const;
    void writeCounts(JsonWriter &json, double wallSeconds) const;

    Platform &m_platform;
    PlatformTime m_startedAt;
    std::optional<PlatformTime> m_firstActivity;
    PlatformTime m_lastDelivery;
    std::map<QByteArray, Delivery> m_byOrder; // order id → its delivery
    qint64 m_telemetry = 0;
};

} // namespace curbside
