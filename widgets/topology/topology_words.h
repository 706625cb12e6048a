// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/cell.h"
#include "widgets/topology/link_book.h"

namespace curbside {

/// A flow as the picture and the table have it.
struct FlowLook
{
    FlowKey key;
    FlowFigures figures;
    QString note = {}; ///< what there is to say besides, such as how far the warehouse is behind
    friend bool operator==(const FlowLook &left, const FlowLook &right)
    {
        return left.key == right.key && left.figures == right.figures && left.note == right.note;
    }
};

/// A part of the platform as the picture has it.
struct PartLook
{
    QByteArray name;
    QString state;
    Tone tone = Tone::Good;
    Mark mark = Mark::Check;
    QString size = {}; ///< of its database; empty where nobody says
};

/// As people call it: Deliveries, World, Gateway.
[[nodiscard]] QString partText(const QByteArray &name);
/// "Events from State to Deliveries"
[[nodiscard]] QString flowText(const FlowKey &key);
[[nodiscard]] QString kindText(FlowKind kind);
/// "2.1"
[[nodiscard]] QString rateText(double perSecond);
/// "12 ms"; empty when there is none.
[[nodiscard]] QString latencyText(qint64 microseconds);
/// "3 lost, 1 dead letter"; empty when all is well.
[[nodiscard]] QString troubleText(const FlowFigures &figures);
/// The worst alone: "3 lost".
[[nodiscard]] QString worstText(const FlowFigures &figures);
[[nodiscard]] Tone toneOf(FlowTrouble trouble);
[[nodiscard]] Mark markOf(FlowTrouble trouble);
/// All of it in one sentence.
[[nodiscard]] QString wordsOf(const FlowLook &look);
[[nodiscard]] QString wordsOf(const PartLook &look);
/// What one entry says of itself: handled, lost, called.
[[nodiscard]] QString factText(const FlowFact &fact);
/// The end of a type's name: LidEvent; a call's route as it is.
[[nodiscard]] QString typeText(const QByteArray &type);

/// The filter that shows what is about a flow, or a part; `type` may be empty.
[[nodiscard]] QString filterFor(const FlowKey &key, const QByteArray &type = {});
[[nodiscard]] QString filterFor(const QByteArray &part);

} // namespace curbside
