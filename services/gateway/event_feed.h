// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/call_transport.h"
#include "services/runtime/messaging/event.h"

#include <map>
#include <vector>

namespace curbside {

/// The live stream of events (GET /events/stream), as server-sent events. Each carries as its id the positions in all
/// publishers' outboxes, so whoever comes back with Last-Event-ID goes on where it stood, also after a restart of the platform:
/// the outboxes are the record. What is read of them is no more than a client has room for. Lives on the engine thread.
class EventFeed
{
public:
    using Positions = std::map<QByteArray, std::int64_t>; ///< the last sequence taken over, by publisher

    explicit EventFeed(CallTransport &calls) : m_calls(calls) {}
    ~EventFeed();
    EventFeed(const EventFeed &) = delete;
    EventFeed &operator=(const EventFeed &) = delete;

    /// From now on events of `publisher` are streamed, those after `last`.
    void follow(const QByteArray &publisher, std::int64_t last) { m_published[publisher] = last; }
    /// An event was committed to its publisher's outbox.
    void note(const Event &event);
    [[nodiscard]] Response open(const Request &request);
    /// Writes to every client what has come since, as far as it has room; to be called again and again.
    void carryOn();
    [[nodiscard]] std::size_t clients() const { return m_clients.size(); }

    static constexpr std::size_t mostClients = 128;

private:
    struct Client
    {
        std::shared_ptr<ResponseStream> stream;
        Positions at;
    };
    struct Page
    {
        std::map<std::tuple<PlatformTime, QByteArray, std::int64_t>, QByteArray> events; ///< in the order to be sent
        bool isBroken = false; ///< what follows is no longer kept
    };

    [[nodiscard]] std::expected<Positions, Problem> positionsOf(const Request &request) const;
    [[nodiscard]] std::optional<Problem> refuseLost(const Positions &at);
    [[nodiscard]] Response outbox(const QByteArray &publisher, std::int64_t after, int limit);
    [[nodiscard]] Page read(const Positions &at);
    [[nodiscard]] bool isPast(const Positions &at) const { return at == m_published; }

    CallTransport &m_calls;
    Positions m_published;
    std::vector<Client> m_clients;
};

} // namespace curbside
