// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/fault/fault_plan.h"

#include <QString>

namespace curbside {

/// A rule of the fault plan, as the gateway tells of it.
struct FaultFact
{
    qint64 id = 0;
    FaultKind kind = FaultKind::EventDropped;
    QByteArray from; ///< of what happens in one service, that service
    QByteArray to;
    QByteArray type;
    qint64 ratePerMillion = 1'000'000;
    qint64 delayMs = 0;
    qint64 since = 0; ///< platform time, microseconds
    qint64 until = 0; ///< 0: for good
    quint64 hits = 0;
    bool isTakenBack = false; ///< the plan no longer has it

    [[nodiscard]] static std::optional<FaultFact> read(const JsonValue &item);
    [[nodiscard]] QString key() const { return QString::number(id); }
    [[nodiscard]] bool isOver(qint64 now) const { return isTakenBack || (until > 0 && now >= until); }
    friend bool operator==(const FaultFact &, const FaultFact &) = default;
};

/// A rule that somebody wants; what is empty is left out.
struct FaultWish
{
    FaultKind kind = FaultKind::EventDropped;
    QByteArray from; ///< of what happens in one service, that service
    QByteArray to;
    QString type;
    qint64 ratePerMillion = 1'000'000;
    qint64 delayMs = 1000;
    qint64 forSeconds = 0; ///< 0: for good

    [[nodiscard]] QByteArray toJson() const;
};

/// Whether a kind takes a delay: how late, or how long a service stays down.
[[nodiscard]] bool takesDelay(FaultKind kind);
[[nodiscard]] bool isOfEvents(FaultKind kind);
[[nodiscard]] bool isOfCalls(FaultKind kind);

/// "Event dropped"
[[nodiscard]] QString faultKindText(FaultKind kind);
/// What happens, in a sentence.
[[nodiscard]] QString faultKindSentence(FaultKind kind);
/// Where: "State → Deliveries, LidEvent"
[[nodiscard]] QString placeText(const FaultFact &fault);
/// How often: "5 %", "always"
[[nodiscard]] QString rateWords(qint64 ratePerMillion);

} // namespace curbside
