// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/topology_layout.h"

#include <QLineF>

#include <algorithm>
#include <set>

namespace curbside {

namespace {

constexpr double outerMargin = 8; ///< left free all around
constexpr double columnGap = 6;
constexpr double stripHeight = 24;
constexpr double partHeight = 58;
constexpr double widestBox = 150;
constexpr double leastPitch = 6;
constexpr double mostPitch = 22;
constexpr double portMargin = 8;
constexpr double captionRoom = 14; ///< of the bus, below its last lane

/// The order of the row keeps those who talk most beside each other.
const QByteArrayList rowOrder{"world", "integrations", "deliveries", "dispatch", "operations", "state"};

bool isStripPart(const QByteArray &name)
{
    return name == "gateway" || name == "warehouse";
}

QByteArrayList columnsOf(const std::vector<FlowKey> &keys)
{
    std::set<QByteArray> others;
    for (const FlowKey &key : keys) {
        for (const QByteArray &name : {key.from, key.to}) {
            if (!isStripPart(name) && !rowOrder.contains(name))
                others.insert(name);
        }
    }
    QByteArrayList columns = rowOrder;
    for (const QByteArray &name : others)
        columns.append(name);
    return columns;
}

bool isLane(const FlowKey &key)
{
    return !isStripPart(key.from) && !isStripPart(key.to);
}

/// What goes between the gateway and the warehouse, or to the gateway, has no place in the picture.
bool isDrawn(const FlowKey &key)
{
    return isLane(key) || (key.from == "gateway" && !isStripPart(key.to))
        || (key.to == "warehouse" && !isStripPart(key.from));
}

bool isAbove(const FlowKey &key)
{
    return key.kind == FlowKind::Calls;
}

/// Numbers lanes from the row outwards: the short ones first, several to a lane where they do not meet.
std::map<FlowKey, int> lanesOf(std::vector<FlowKey> keys, const QByteArrayList &columns)
{
    const auto spanOf = [&](const FlowKey &key) -> std::pair<qsizetype, qsizetype> {
        return std::minmax({columns.indexOf(key.from), columns.indexOf(key.to)});
    };
    std::ranges::stable_sort(keys, std::ranges::less(),
                             [&](const FlowKey &key) { return spanOf(key).second - spanOf(key).first; });
    std::vector<std::vector<std::pair<qsizetype, qsizetype>>> taken;
    std::map<FlowKey, int> lanes;
    for (const FlowKey &key : keys) {
        const std::pair<qsizetype, qsizetype> span = spanOf(key);
        const auto isFree = [&](const auto &lane) {
            return std::ranges::none_of(
                lane, [&](const auto &other) { return span.first <= other.second && other.first <= span.second; });
        };
        auto lane = std::ranges::find_if(taken, isFree);
        if (lane == taken.end())
            lane = taken.emplace(taken.end());
        lane->push_back(span);
        lanes[key] = static_cast<int>(lane - taken.begin());
    }
    return lanes;
}

/// The heights of a picture.
struct LayoutRows
{
    double gateway = 0; ///< its lower end
    double boxTop = 0;
    double boxBottom = 0;
    double busTop = 0;
    double busBottom = 0;
    double warehouse = 0; ///< its upper end
    double pitch = 0;
};

LayoutRows layoutRowsOf(int above, int below, double height)
{
    const double fixed = 2 * outerMargin + 2 * stripHeight + partHeight + captionRoom;
    const int gaps = above + below + 5;
    LayoutRows rows;
    rows.pitch = std::clamp((height - fixed) / gaps, leastPitch, mostPitch);
    rows.gateway = outerMargin + stripHeight;
    rows.boxTop = rows.gateway + rows.pitch * (above + 1);
    rows.boxBottom = rows.boxTop + partHeight;
    rows.busTop = rows.boxBottom + rows.pitch;
    rows.busBottom = rows.busTop + captionRoom + rows.pitch * (below + 1);
    rows.warehouse = rows.busBottom + rows.pitch;
    return rows;
}

/// Where each flow leaves or enters the box of a part, in the order of where it goes.
class Ports
{
public:
    Ports(const std::vector<FlowKey> &keys, const std::map<QByteArray, QRectF> &boxes)
    {
        std::map<std::pair<QByteArray, bool>, std::vector<std::pair<double, std::pair<FlowKey, bool>>>> sides;
        for (const FlowKey &key : keys) {
            for (const bool isSource : {true, false}) {
                const QByteArray &name = isSource ? key.from : key.to;
                const QByteArray &other = isSource ? key.to : key.from;
                const auto box = boxes.find(name);
                if (box == boxes.end())
                    continue;
                const auto far = boxes.find(other);
                const double toward = far == boxes.end() ? box->second.center().x() : far->second.center().x();
                sides[{name, isAbove(key)}].push_back({toward, {key, isSource}});
            }
        }
        for (auto &[side, ends] : sides) {
            std::ranges::stable_sort(ends, std::ranges::less(), [](const auto &end) { return end.first; });
            const QRectF box = boxes.at(side.first);
            const double apart = (box.width() - 2 * portMargin) / double(ends.size());
            for (std::size_t i = 0; i < ends.size(); ++i)
                m_places[ends[i].second] = box.left() + portMargin + apart * (double(i) + 0.5);
        }
    }

    [[nodiscard]] double at(const FlowKey &key, bool isSource) const { return m_places.at({key, isSource}); }

private:
    std::map<std::pair<FlowKey, bool>, double> m_places;
};

/// Neighbouring lanes are marked at different places, so that their words do not cover each other.
FlowPlace laneOf(const FlowKey &key, const Ports &ports, double start, double lane, bool isOdd)
{
    constexpr double markedAt = 0.36;
    const double from = ports.at(key, true);
    const double to = ports.at(key, false);
    const double left = std::min(from, to);
    const double length = std::abs(from - to);
    FlowPlace place{key, {}, {left + length * (isOdd ? markedAt : 1 - markedAt), lane}, length};
    place.way << QPointF(from, start) << QPointF(from, lane) << QPointF(to, lane) << QPointF(to, start);
    return place;
}

FlowPlace uprightOf(const FlowKey &key, double x, double from, double to)
{
    FlowPlace place{key, {}, {x, (from + to) / 2}, 0};
    place.way << QPointF(x, from) << QPointF(x, to);
    return place;
}

std::map<QByteArray, QRectF> boxesOf(const QByteArrayList &columns, double width, const LayoutRows &rows)
{
    std::map<QByteArray, QRectF> boxes;
    const double apart = (width - 2 * outerMargin + columnGap) / double(columns.size());
    const double box = std::min(apart - columnGap, widestBox);
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const double middle = outerMargin + apart * (double(i) + 0.5) - columnGap / 2;
        boxes[columns[i]] = QRectF(middle - box / 2, rows.boxTop, box, rows.boxBottom - rows.boxTop);
    }
    return boxes;
}

int lanesIn(const std::map<FlowKey, int> &lanes)
{
    int most = 0;
    for (const auto &[key, lane] : lanes)
        most = std::max(most, lane + 1);
    return most;
}

} // namespace

const QByteArrayList &topologyServices()
{
    static const QByteArrayList services = rowOrder.mid(1);
    return services;
}

TopologyLayout TopologyLayout::of(const std::vector<FlowKey> &all, QSizeF size)
{
    std::vector<FlowKey> keys;
    std::ranges::copy_if(all, std::back_inserter(keys), isDrawn);
    const QByteArrayList columns = columnsOf(keys);
    std::vector<FlowKey> above;
    std::vector<FlowKey> below;
    for (const FlowKey &key : keys) {
        if (isLane(key))
            (isAbove(key) ? above : below).push_back(key);
    }
    const auto upper = lanesOf(above, columns);
    const auto lower = lanesOf(below, columns);
    const LayoutRows rows = layoutRowsOf(lanesIn(upper), lanesIn(lower), size.height());
    const auto boxes = boxesOf(columns, size.width(), rows);
    const Ports ports(keys, boxes);
    TopologyLayout layout;
    const QRectF across(outerMargin, 0, size.width() - 2 * outerMargin, 0);
    layout.bus = across.adjusted(0, rows.busTop, 0, rows.busBottom);
    layout.parts.push_back({"gateway", across.adjusted(0, outerMargin, 0, rows.gateway), true});
    for (const QByteArray &name : columns)
        layout.parts.push_back({name, boxes.at(name)});
    layout.parts.push_back({"warehouse", across.adjusted(0, rows.warehouse, 0, rows.warehouse + stripHeight), true});
    for (const FlowKey &key : keys) {
        if (key.from == "gateway")
            layout.flows.push_back(uprightOf(key, ports.at(key, false), rows.gateway, rows.boxTop));
        else if (key.to == "warehouse")
            layout.flows.push_back(uprightOf(key, ports.at(key, true), rows.boxBottom, rows.warehouse));
        else if (isAbove(key))
            layout.flows.push_back(laneOf(key, ports, rows.boxTop, rows.boxTop - rows.pitch * (upper.at(key) + 1),
                                          upper.at(key) % 2 == 1));
        else
            layout.flows.push_back(laneOf(key, ports, rows.boxBottom, rows.busTop + rows.pitch * (lower.at(key) + 1),
                                          lower.at(key) % 2 == 1));
    }
    return layout;
}

const PartPlace *TopologyLayout::part(const QByteArray &name) const
{
    const auto found = std::ranges::find(parts, name, &PartPlace::name);
    return found == parts.end() ? nullptr : &*found;
}

const FlowPlace *TopologyLayout::flow(const FlowKey &key) const
{
    const auto found = std::ranges::find(flows, key, &FlowPlace::key);
    return found == flows.end() ? nullptr : &*found;
}

} // namespace curbside
