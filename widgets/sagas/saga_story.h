// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/cell.h"
#include "widgets/entities/rows.h"

#include <vector>

namespace curbside {

/// A saga as the list tells it.
struct SagaRow
{
    QString id;
    QString type;
    QString subject; ///< the delivery's id
    QString state;
    QString currentStep;
    qint64 round = 1;
    qint64 startedAt = 0;
    qint64 endedAt = 0;

    [[nodiscard]] static SagaRow from(const JsonValue &item);
    [[nodiscard]] const QString &key() const { return id; }
    [[nodiscard]] bool hasEnded() const { return endedAt != 0; }
    [[nodiscard]] bool isTrouble() const;
    friend bool operator==(const SagaRow &, const SagaRow &) = default;
};

/// A step that one has begun, or a compensation.
struct SagaStepRow
{
    QString name;
    QString undoes; ///< empty for a step that goes forward
    qint64 round = 1;
    QString state;
    qint64 attempts = 0;
    qint64 startedAt = 0;
    qint64 endedAt = 0;
    QString error;
    friend bool operator==(const SagaStepRow &, const SagaStepRow &) = default;
};

/// One saga with its steps, what its plan has still in store, and what would be undone.
struct SagaStory
{
    struct Planned
    {
        QString name;
        QString undo;
        friend bool operator==(const Planned &, const Planned &) = default;
    };
    struct Undo
    {
        QString name;
        QString service;
        friend bool operator==(const Undo &, const Undo &) = default;
    };
    SagaRow saga;
    QString robotSerial; ///< of its present round; empty while there is none
    std::vector<SagaStepRow> steps;
    std::vector<Planned> plan;
    std::vector<Undo> wouldUndo;

    [[nodiscard]] static SagaStory from(const JsonValue &item);
    /// The last step of that name in the present round; null when there is none.
    [[nodiscard]] const SagaStepRow *last(const QString &name) const;
    /// The last compensation of that step in the present round.
    [[nodiscard]] const SagaStepRow *lastUndo(const QString &step) const;
    /// Of the present round, those that have not begun.
    [[nodiscard]] std::vector<QString> remaining() const;
    /// What went wrong last; empty when nothing did.
    [[nodiscard]] QString error() const;
    friend bool operator==(const SagaStory &, const SagaStory &) = default;
};

[[nodiscard]] Cell sagaStateCell(const QString &state);
/// "reserve-demand" as people read it.
[[nodiscard]] QString stepText(const QString &name);
/// The same in a word or two, where steps stand side by side.
[[nodiscard]] QString shortStepText(const QString &name);
[[nodiscard]] Tone toneOfStep(const SagaStepRow &step);

} // namespace curbside
