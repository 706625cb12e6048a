// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/flows/sequence_layout.h"

class QPainter;

namespace curbside {

// A sequence diagram, piece by piece: on the screen only those in sight are drawn, into a file all of them. What a step is can
// be told by its arrow: a filled head is a request, an open one an event, a broken line an answer, a double one a duplicate;
// a line that does not arrive ends in a cross, one that waits in a pause.

/// The row with its gap above; `place` is the lanes' whole width.
void paintSequenceRow(QPainter &painter, const QRectF &place, const SequencePicture &picture, int row,
                      const Tokens &tokens);
/// When it was, as far as below the gap.
void paintSequenceTime(QPainter &painter, const QRectF &place, const SequencePicture &picture, int row,
                       const Tokens &tokens);
/// The participants' names over their lanes.
void paintSequenceHeader(QPainter &painter, const QRectF &place, const SequencePicture &picture, const Tokens &tokens);

} // namespace curbside
