// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/link_book.h"

#include <QPolygonF>
#include <QRectF>

namespace curbside {

/// Where a part of the platform is drawn.
struct PartPlace
{
    QByteArray name;
    QRectF place;
    bool isStrip = false; ///< across the whole picture: the gateway, the warehouse
};

/// The way of a flow, from its source to its target.
struct FlowPlace
{
    FlowKey key;
    QPolygonF way;
    QPointF middle; ///< of its long stretch, where it is marked
    double room = 0; ///< length of that stretch
};

/// A place for everything: the parts that have databases in a row, calls in lanes above it, events in the lanes of the bus
/// below it, the gateway at the top and the warehouse at the bottom. The same parts and flows are always at the same place.
struct TopologyLayout
{
    std::vector<PartPlace> parts;
    std::vector<FlowPlace> flows;
    QRectF bus;

    [[nodiscard]] static TopologyLayout of(const std::vector<FlowKey> &keys, QSizeF size);
    /// Null when there is none of that name.
    [[nodiscard]] const PartPlace *part(const QByteArray &name) const;
    [[nodiscard]] const FlowPlace *flow(const FlowKey &key) const;
};

/// The services, each of which the warehouse captures, in the order in which the picture has them.
[[nodiscard]] const QByteArrayList &topologyServices();

} // namespace curbside
