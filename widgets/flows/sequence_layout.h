// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/flow_comparison.h"
#include "widgets/flows/flow_words.h"

#include <QRectF>

namespace curbside {

enum class TimeGaps {
    Folded, ///< a long one takes a line that tells its length
    ToScale, ///< each takes as much room as it is long
};

/// A flow as a sequence diagram, and how it is drawn: everything that has a place. Rows stand one below the other, lanes side
/// by side.
struct SequencePicture
{
    const Flow *flow = nullptr;
    const FlowComparison *comparison = nullptr; ///< null: held against nothing
    const FlowNames *names = nullptr; ///< null: none
    QByteArray chosenMessage;
    TimeGaps gaps = TimeGaps::Folded;
    double zoom = 1;
    double laneWidth = 0; ///< by fitLanes()
    double pixelsPerMicrosecond = 0; ///< by fitScale(), where gaps are to scale

    static constexpr qint64 longGap = 1'000'000; ///< microseconds, from which on one is told
    static constexpr double leastZoom = 0.5;
    static constexpr double mostZoom = 3;

    [[nodiscard]] int lanes() const { return flow ? static_cast<int>(flow->participants().size()) : 0; }
    void fitLanes(double width);
    /// So that an ordinary gap of this flow can be seen, and all of them together have room.
    void fitScale();

    /// Platform time between the row and the one above it, microseconds.
    [[nodiscard]] qint64 gapAbove(int row) const;
    [[nodiscard]] double gapHeight(int row) const;
    /// Of the line above a row from which on the two flows differ.
    [[nodiscard]] double partingHeight(int row) const;
    [[nodiscard]] double rowHeight(int row) const;
    [[nodiscard]] double laneAt(const QRectF &place, int lane) const { return place.left() + (lane + 0.5) * laneWidth; }
    [[nodiscard]] double headerHeight() const;
    /// What is said of a step, and whether it is of this flow alone.
    [[nodiscard]] QString label(int id) const;
};

/// It is drawn as a point at one participant: something leaves there, or happens.
[[nodiscard]] bool isPoint(const FlowStep &step);

} // namespace curbside
