// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/topology_layout.h"
#include "widgets/topology/topology_words.h"

class QPainter;

namespace curbside {

struct Tokens;

/// What is drawn, and how.
struct TopologyPicture
{
    const TopologyLayout &layout;
    const std::vector<FlowLook> &flows; ///< in the order of the layout's
    const std::vector<PartLook> &parts;
    QString chosen; ///< a flow's name or a part's; empty: none
    double seconds = 0; ///< how far what flows has come
};

/// Lines as wide as they are busy, with dots that lie as close as messages come and go as fast as they arrive; marks and
/// words where something is wrong.
void paintTopology(QPainter &painter, const TopologyPicture &picture, const Tokens &tokens);

} // namespace curbside
