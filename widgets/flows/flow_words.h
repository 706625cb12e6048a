// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/flow.h"
#include "widgets/theme/tokens.h"

#include <QString>

#include <functional>
#include <optional>

namespace curbside {

// What is said of the steps of a flow. Texts from data are as they came: whoever shows them makes them visible.

/// How people call a thing, by its id: "T-37". None: by nothing.
using FlowNames = std::function<QString(const QString &key)>;

/// Whoever is outside has no name of its own.
[[nodiscard]] QString participantText(const QByteArray &name);
[[nodiscard]] QString participantText(const Flow &flow, int participant);
/// "TaskCompleted T-37", "POST /tasks", the name of a timer; the fault for a fault.
[[nodiscard]] QString subjectOf(const FlowStep &step, const FlowNames &names);
/// What became of it: "handled, 12 ms", "parked: …".
[[nodiscard]] QString outcomeText(const FlowStep &step);
/// Both, for an arrow.
[[nodiscard]] QString stepText(const FlowStep &step, const FlowNames &names);
/// From whom to whom.
[[nodiscard]] QString wayText(const Flow &flow, int id);
/// All that is so of it in one sentence, for those who do not see the picture.
[[nodiscard]] QString stepSentence(const Flow &flow, int id, const FlowNames &names);
/// With all ids, several lines.
[[nodiscard]] QString stepDetails(const Flow &flow, int id, const FlowNames &names);
/// How a step stands; nothing where all is in order.
[[nodiscard]] std::optional<Tone> toneOf(const FlowStep &step);
/// "47 steps · 2.1 s · 2 waiting", and what is missing of it.
[[nodiscard]] QString flowSummary(const Flow &flow, quint64 forgotten);
/// 11:42:07.318.
[[nodiscard]] QString momentText(qint64 at);

} // namespace curbside
