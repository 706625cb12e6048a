// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/watched_row.h"
#include "services/runtime/http/message.h"
#include "services/runtime/messaging/embedded_bus.h"

namespace curbside {

/// Where platform time is to stand still: before an event is delivered, or after a row has changed. Asks nothing and costs
/// nothing while there is no breakpoint that is enabled. Changes nothing of the run. Lives on the engine thread.
class Breakpoints final : private DeliveryGate
{
public:
    static constexpr std::size_t most = 100;

    explicit Breakpoints(Platform &platform);
    ~Breakpoints() override;
    Breakpoints(const Breakpoints &) = delete;
    Breakpoints &operator=(const Breakpoints &) = delete;

    /// GET, POST and DELETE of /control/breakpoints.
    [[nodiscard]] Response answer(const Request &request);

    /// A filter that an event about to be delivered can match; the problem names the place in the text.
    [[nodiscard]] static std::expected<cesql::Program, Problem> compile(const QString &filter);
    /// Stops once before the next delivery that matches. Nothing: not any more.
    void runUntil(std::optional<cesql::Program> filter);
    /// Stops after so many deliveries. 0: not any more.
    void stopAfter(int deliveries);

    /// Why the platform has halted since this was asked last.
    [[nodiscard]] std::optional<Stop> takeStop() { return std::exchange(m_stop, std::nullopt); }
    [[nodiscard]] bool hasStopped() const { return m_stop.has_value(); }

private:
    struct Breakpoint
    {
        qint64 id = 0;
        QString filter;
        std::optional<cesql::Program> program;
        std::optional<WatchedRow> row; ///< of one that waits for a change, not for a delivery
        bool isEnabled = true;
        bool isOnce = false; ///< disabled when it has stopped
        qint64 atHit = 1; ///< passes over as many as come before
        qint64 hits = 0; ///< since it was enabled
        std::optional<Stop> stopped; ///< the last time

        void enable(bool isWanted);
        void writeTo(JsonWriter &json) const;
    };

    [[nodiscard]] bool holdsBack(const EventPtr &event, const QByteArray &consumer) override;
    void rowsChanged(const RowChangeRecord &changes);
    [[nodiscard]] bool hit(Breakpoint &breakpoint, const Stop &stop);

    [[nodiscard]] QByteArray describe() const;
    Response set(const Request &request);
    Response add(Fields &fields);
    Response change(Breakpoint &breakpoint, Fields &fields);
    Response remove(const Request &request);
    void listen();

    Platform &m_platform;
    std::vector<Breakpoint> m_breakpoints;
    qint64 m_lastId = 0;
    std::optional<cesql::Program> m_until;
    int m_deliveriesLeft = 0;
    cesql::Scratch m_scratch;
    EventPtr m_held; ///< its delivery to m_heldFrom is not held back again
    QByteArray m_heldFrom;
    std::optional<Stop> m_stop;
};

} // namespace curbside
