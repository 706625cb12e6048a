// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/ids.h"
#include "services/runtime/time/platform_time.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace curbside {

class JsonWriter;

struct SagaTag;
using SagaId = Id<SagaTag>;

enum class SagaState {
    Running,
    Held, ///< takes answers and facts, but begins no step
    Compensating,
    Completed,
    Compensated,
    Stuck, ///< a compensation failed for good: a person has to look at it
};

template <>
struct EnumNames<SagaState>
{
    static constexpr std::array<std::string_view, 6> names{"Running",   "Held",        "Compensating",
                                                           "Completed", "Compensated", "Stuck"};
};

enum class SagaStepState {
    Calling, ///< a call is out
    Awaiting, ///< waits for a fact
    Done,
    Failed,
    Undone, ///< was done, and has been compensated
};

template <>
struct EnumNames<SagaStepState>
{
    static constexpr std::array<std::string_view, 5> names{"Calling", "Awaiting", "Done", "Failed", "Undone"};
};

/// A transaction across services, as a row.
struct Saga
{
    SagaId id;
    QString type;
    QString subject; ///< the id of what it is about
    SagaState state = SagaState::Running;
    QString currentStep;
    qint64 round = 1; ///< a saga that goes again after its compensation begins another
    QByteArray context; ///< JSON object: what its steps know of each other; the owner's business
    PlatformTime startedAt;
    std::optional<PlatformTime> endedAt;
    PlatformTime updatedAt;
    qint64 version = 1;

    [[nodiscard]] bool isEnded() const { return state == SagaState::Completed || state == SagaState::Compensated; }
};

/// A step that a saga has begun, or a compensation of one.
struct SagaStep
{
    SagaId sagaId;
    qint64 position = 0; ///< from 1; rises over all rounds
    qint64 round = 1;
    QString name;
    QString undoes; ///< empty for a step that goes forward
    SagaStepState state = SagaStepState::Calling;
    qint64 attempts = 0; ///< of its call, when that is answered
    QString callId; ///< not answered yet; empty otherwise
    PlatformTime startedAt;
    std::optional<PlatformTime> endedAt;
    QString error;
    qint64 version = 1;

    [[nodiscard]] bool isUndo() const { return !undoes.isEmpty(); }
    [[nodiscard]] bool isAnswerOut() const { return !callId.isEmpty(); }
};

/// An empty text is stored and told as null.
[[nodiscard]] std::optional<QString> unlessEmpty(const QString &text);

void writeMembers(JsonWriter &json, const Saga &saga);
void writeTo(JsonWriter &json, const SagaStep &step);

} // namespace curbside
