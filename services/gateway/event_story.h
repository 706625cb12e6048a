// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/http/call_transport.h"
#include "services/runtime/json/json.h"
#include "services/runtime/messaging/event.h"

#include <vector>

namespace curbside {

/// What has become of an event at one consumer.
enum class EventOutcome {
    HandledWell, ///< and rows or events show it
    HandledWithoutEffect, ///< it was taken over, and nothing here was changed by it
    EffectUnknown, ///< it was taken over; too much has happened since to say by what
    PassedOver, ///< the consumer has no handler for it
    Parked, ///< it failed and is tried again
    ParkedBehind, ///< it waits behind an earlier event of its subject
    WaitsForHandler, ///< its handler fails for everything
    Dead, ///< given up
    Replayed, ///< given up, and handled later because someone wished it
    Discarded, ///< given up, and someone has thrown it away
    OnTheWay, ///< it may only be late
    NotFetched, ///< lost or late, and not yet asked for
    Early, ///< it has come, and waits for one before it
    Expired, ///< the consumer lagged too far behind
    OtherLog, ///< the consumer knows the outbox as it was before it was made anew
    Unreachable, ///< the consumer is down or cut off
};

template <>
struct EnumNames<EventOutcome>
{
    static constexpr std::array<std::string_view, 16> names{
        "Handled",      "HandledWithoutEffect", "EffectUnknown", "PassedOver", "Parked",
        "ParkedBehind", "WaitsForHandler",      "Dead",          "Replayed",   "Discarded",
        "OnTheWay",     "NotFetched",           "Early",         "Expired",    "OtherLog",
        "Unreachable"};
};

/// Tells of one event what its publisher and every consumer know of it, by asking them; and how all consumers stand. Reads,
/// and keeps nothing. Lives on the engine thread.
class EventStory
{
public:
    explicit EventStory(CallTransport &calls) : m_calls(calls) {}

    void addPublisher(const QByteArray &name) { m_publishers.push_back(name); }
    void addConsumer(const QByteArray &name) { m_consumers.push_back(name); }
    [[nodiscard]] bool isConsumer(const QByteArray &name) const;

    /// GET /events/{eventId}. `faults`: JSON of GET /control/faults.
    [[nodiscard]] Response tell(const QString &eventId, PlatformTime now, const QByteArray &faults) const;
    /// GET /consumers.
    [[nodiscard]] Response consumers() const;

private:
    struct Found;
    struct Receipt;

    [[nodiscard]] Response get(const QByteArray &service, const QString &path,
                               std::vector<std::pair<QString, QString>> query = {}) const;
    [[nodiscard]] Found find(const QString &eventId) const;
    void findAmongLetters(Found &found, const QString &eventId) const;
    [[nodiscard]] std::vector<Receipt> receiptsOf(const Found &found, const QString &eventId) const;
    [[nodiscard]] EventOutcome outcomeOf(const Receipt &receipt, const Found &found, PlatformTime now) const;
    void writeConsumer(JsonWriter &json, const Receipt &receipt, const Found &found, PlatformTime now,
                       JsonValue faults) const;
    void writePublisher(JsonWriter &json, const Found &found) const;
    void writeCause(JsonWriter &json, const Found &found) const;
    void writeFirstMissing(JsonWriter &json, const Receipt &receipt, const Found &found) const;

    CallTransport &m_calls;
    std::vector<QByteArray> m_publishers;
    std::vector<QByteArray> m_consumers;
};

} // namespace curbside
