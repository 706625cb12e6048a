// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/databases/diagram_layout.h"

class QPainter;

namespace curbside {

struct Tokens;

/// What is drawn of a diagram, and how large.
struct DiagramLook
{
    double scale = 1; ///< screen pixels for one of the diagram; small ones show names alone
    int chosen = -1; ///< the box whose references stand out
};

/// Draws in the diagram's own places; whoever calls scales the painter. In the colours given: a picture that leaves the program
/// has its own.
void paintDiagram(QPainter &painter, const Diagram &diagram, const DiagramLook &look, const Tokens &tokens);

} // namespace curbside
