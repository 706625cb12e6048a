// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/http/problem.h"
#include "services/runtime/json/json.h"
#include "services/runtime/time/platform_time.h"

#include <QByteArray>
#include <QStringList>

#include <expected>
#include <optional>
#include <vector>

namespace curbside {

class JsonWriter;

enum class FaultKind {
    EventDropped,
    EventDuplicated,
    EventDelayed,
    EventReordered,
    CutOff, ///< no event and no call reaches the service or leaves it
    CallFailing, ///< answered 503
    CallHanging, ///< never answered
    HandlerFailing, ///< a consumer's handler fails
    CrashBeforeCommit, ///< memory lost, the message's changes too
    CrashBeforePublish, ///< changes kept, nothing has left
    CrashBeforeAcknowledge, ///< events have left, answers and acknowledgements have not
    DiskFull,
    CallSlow, ///< the call arrives late
};

template <>
struct EnumNames<FaultKind>
{
    static constexpr std::array<std::string_view, 13> names{"EventDropped",
                                                            "EventDuplicated",
                                                            "EventDelayed",
                                                            "EventReordered",
                                                            "CutOff",
                                                            "CallFailing",
                                                            "CallHanging",
                                                            "HandlerFailing",
                                                            "CrashBeforeCommit",
                                                            "CrashBeforePublish",
                                                            "CrashBeforeAcknowledge",
                                                            "DiskFull",
                                                            "CallSlow"};
};

[[nodiscard]] constexpr bool isCrash(FaultKind kind)
{
    return kind == FaultKind::CrashBeforeCommit || kind == FaultKind::CrashBeforePublish
        || kind == FaultKind::CrashBeforeAcknowledge;
}

/// Whether it happens to one service, and not between two.
[[nodiscard]] constexpr bool isOfOneService(FaultKind kind)
{
    return isCrash(kind) || kind == FaultKind::CutOff || kind == FaultKind::HandlerFailing
        || kind == FaultKind::DiskFull;
}

/// One thing that goes wrong, where, how often and how long. Empty names mean any.
struct FaultRule
{
    std::int64_t id = 0; ///< given by the plan
    FaultKind kind = FaultKind::EventDropped;
    QByteArray from; ///< publisher or caller; for faults inside a service, that service
    QByteArray to; ///< consumer or callee
    QByteArray type; ///< event type, or "METHOD /path" with the path as called
    std::uint32_t ratePerMillion = 1'000'000;
    Duration delay{
        0}; ///< of EventDelayed, CallSlow and EventReordered (most), and how long a crashed service stays down
    PlatformTime after; ///< from then on
    std::optional<PlatformTime> until;
    std::uint64_t hits = 0; ///< counted by the plan

    [[nodiscard]] bool isOver(PlatformTime now) const { return until && now >= *until; }
    void writeTo(JsonWriter &json, PlatformTime now) const;
};

/// What goes wrong. Whether a rule hits is drawn from (seed, rule, receiver, message): it does not depend on what else happens.
class FaultPlan
{
public:
    explicit FaultPlan(std::uint64_t seed) : m_seed(seed) {}

    /// Reads a list of rules: {kind, service | from, to, type, ratePerMillion, delayMs, after, for}; `after` and `for` are
    /// durations ("10m") counted from `start`. Where `names` is not empty, a rule can name nobody else. The error is the
    /// first.
    [[nodiscard]] static std::expected<std::vector<FaultRule>, FieldError> read(JsonValue list, PlatformTime start,
                                                                                const QStringList &names = {});

    std::int64_t add(FaultRule rule);
    /// False when there is no such rule.
    bool remove(std::int64_t id);
    void clear();
    [[nodiscard]] const std::vector<FaultRule> &rules() const { return m_rules; }

    /// Whether there is a rule of that kind at all.
    [[nodiscard]] bool has(FaultKind kind) const { return (m_kinds & (1U << static_cast<unsigned>(kind))) != 0; }
    /// The first rule of that kind that hits this message, and counts it; nullptr when none does.
    const FaultRule *hit(FaultKind kind, QByteArrayView from, QByteArrayView to, QByteArrayView type,
                         QByteArrayView message, PlatformTime now);
    /// The same for someone who only looks: it is not counted.
    [[nodiscard]] const FaultRule *wouldHit(FaultKind kind, QByteArrayView from, QByteArrayView to, QByteArrayView type,
                                            QByteArrayView message, PlatformTime now) const;
    /// A number drawn for (rule, message), in [0, bound].
    [[nodiscard]] Duration drawDelay(const FaultRule &rule, QByteArrayView message, Duration bound) const;
    [[nodiscard]] std::uint64_t hits(FaultKind kind) const { return m_hits[static_cast<std::size_t>(kind)]; }

private:
    void noteKinds();

    std::uint64_t m_seed;
    std::vector<FaultRule> m_rules;
    std::int64_t m_lastId = 0;
    std::uint32_t m_kinds = 0; ///< which kinds have a rule, as bits
    std::array<std::uint64_t, EnumNames<FaultKind>::names.size()> m_hits{};
};

} // namespace curbside
