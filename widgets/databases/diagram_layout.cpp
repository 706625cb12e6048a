// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/diagram_layout.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double gutterWidth = 84;
constexpr double boxGap = 30;
constexpr double groupPadding = 14;
constexpr double groupTitle = 26;
constexpr double laneGap = 7;
constexpr double footRoom = 22; ///< in a gutter, at a column's side, for the ends of lines
constexpr int sweeps = 6;
constexpr std::size_t mostPermuted = 7;

/// "operations:task.id" or, inside a service, "task.id".
struct Target
{
    QString service;
    QString table;
    QString column;

    static Target from(const QString &path, const QString &own)
    {
        const qsizetype colon = path.indexOf(u':');
        const QString rest = path.mid(colon + 1);
        return {colon < 0 ? own : path.left(colon), rest.section(u'.', 0, 0), rest.section(u'.', 1, 1)};
    }
};

class Layout
{
public:
    Layout(const std::vector<StoreFact> &stores, bool hasAllColumns);
    [[nodiscard]] Diagram take();

private:
    void addBoxes(const std::vector<StoreFact> &stores, bool hasAllColumns);
    void addEdges(const std::vector<StoreFact> &stores);
    void addLines(const StoreFact &store, bool hasAllColumns);
    void orderServices();
    [[nodiscard]] std::int64_t spanOf(const std::vector<std::size_t> &order) const;
    void orderBoxes();
    void stack(std::vector<std::size_t> &column);
    [[nodiscard]] double pullOf(std::size_t box) const;
    void route();
    void routeOne(std::size_t edge);
    [[nodiscard]] double wayThrough(std::size_t column, double wanted);
    void addUpright(std::size_t edge, std::size_t gutter, double from, double to);
    void placeUprights();
    [[nodiscard]] double columnLeft(std::size_t column) const
    {
        return gutterWidth + double(column) * (DiagramBox::width + gutterWidth);
    }
    void frame();

    /// The upright part of a line in a gutter: gutter n is left of column n.
    struct Upright
    {
        std::size_t edge;
        std::size_t gutter;
        double from;
        double to;
        double x = 0;
    };

    Diagram m_diagram;
    std::set<QString> m_referred; // "service:table.column"
    std::vector<QString> m_services; // by column
    std::vector<std::vector<std::size_t>> m_columns; // boxes, from top to bottom
    std::vector<Upright> m_uprights; // those of an edge in its order
    std::map<std::pair<std::size_t, int>, int> m_taken; // lines through a gap of a column
};

Layout::Layout(const std::vector<StoreFact> &stores, bool hasAllColumns)
{
    std::vector<StoreFact> services;
    std::ranges::copy_if(stores, std::back_inserter(services), [](const StoreFact &store) {
        return store.kind == StoreKind::Service && !store.tables.empty();
    });
    std::ranges::sort(services, {}, &StoreFact::service);
    addBoxes(services, hasAllColumns);
    addEdges(services);
    orderServices();
    orderBoxes();
    route();
    frame();
}

void Layout::addBoxes(const std::vector<StoreFact> &stores, bool hasAllColumns)
{
    for (const StoreFact &store : stores) {
        for (const TableFact &table : store.tables) {
            for (const ColumnFact &column : table.columns) {
                for (const QString &path : {column.foreignKey, column.references}) {
                    const Target target = Target::from(path, store.service);
                    if (!path.isEmpty())
                        m_referred.insert(target.service + u':' + target.table + u'.' + target.column);
                }
            }
        }
    }
    for (const StoreFact &store : stores) {
        m_services.push_back(store.service);
        addLines(store, hasAllColumns);
    }
}

void Layout::addLines(const StoreFact &store, bool hasAllColumns)
{
    std::vector<TableFact> tables = store.tables;
    std::ranges::sort(tables, {}, &TableFact::name);
    for (const TableFact &table : tables) {
        DiagramBox box{store.service, table.name, {}, {}};
        int leftOut = 0;
        for (const ColumnFact &column : table.columns) {
            const Target target = Target::from(column.references, store.service);
            const bool isReferred = m_referred.contains(store.service + u':' + table.name + u'.' + column.name);
            const bool isShown = hasAllColumns || column.key > 0 || isReferred || !column.references.isEmpty()
                || !column.foreignKey.isEmpty();
            leftOut += isShown ? 0 : 1;
            if (!isShown)
                continue;
            const QString note = column.key > 0 ? u"key"_s
                : !column.references.isEmpty()  ? u"→ "_s + target.service
                : !column.copyOf.isEmpty()      ? u"copy"_s
                                                : QString();
            box.lines.push_back({column.name, note, 0, column.key > 0});
        }
        if (leftOut > 0)
            box.lines.push_back({{}, {}, leftOut, false});
        m_diagram.boxes.push_back(std::move(box));
    }
}

void Layout::addEdges(const std::vector<StoreFact> &stores)
{
    for (const StoreFact &store : stores) {
        for (const TableFact &table : store.tables) {
            for (const ColumnFact &column : table.columns) {
                for (const QString &path : {column.foreignKey, column.references}) {
                    const Target target = Target::from(path, store.service);
                    const int from = m_diagram.find(store.service, table.name);
                    const int to = path.isEmpty() ? -1 : m_diagram.find(target.service, target.table);
                    if (from < 0 || to < 0)
                        continue;
                    m_diagram.edges.push_back({static_cast<std::size_t>(from),
                                               column.name,
                                               static_cast<std::size_t>(to),
                                               target.column,
                                               target.service != store.service,
                                               !column.isRequired,
                                               {}});
                }
            }
        }
    }
    std::ranges::sort(m_diagram.edges, {}, [](const DiagramEdge &edge) {
        return std::tuple(edge.from, edge.fromColumn, edge.to, edge.toColumn);
    });
}

/// How far references have to go when the services stand in that order.
std::int64_t Layout::spanOf(const std::vector<std::size_t> &order) const
{
    std::map<QString, std::int64_t> places;
    for (std::size_t place = 0; place < order.size(); ++place)
        places[m_services[order[place]]] = static_cast<std::int64_t>(place);
    std::int64_t span = 0;
    for (const DiagramEdge &edge : m_diagram.edges) {
        const std::int64_t way = places[m_diagram.boxes[edge.from].service] - places[m_diagram.boxes[edge.to].service];
        span += way * way;
    }
    return span;
}

void Layout::orderServices()
{
    std::vector<std::size_t> order(m_services.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::vector<std::size_t> best = order;
    if (order.size() <= mostPermuted) {
        std::int64_t least = spanOf(order);
        while (std::ranges::next_permutation(order).found) {
            if (const std::int64_t span = spanOf(order); span < least) {
                least = span;
                best = order;
            }
        }
    }
    std::vector<QString> services;
    for (const std::size_t place : best)
        services.push_back(m_services[place]);
    m_services = std::move(services);
    m_columns.assign(m_services.size(), {});
    for (std::size_t box = 0; box < m_diagram.boxes.size(); ++box) {
        const auto service = std::ranges::find(m_services, m_diagram.boxes[box].service);
        m_columns[static_cast<std::size_t>(service - m_services.begin())].push_back(box);
    }
}

void Layout::stack(std::vector<std::size_t> &column)
{
    const auto at = static_cast<std::size_t>(&column - m_columns.data());
    double top = 0;
    for (const std::size_t box : column) {
        DiagramBox &placed = m_diagram.boxes[box];
        const double height = DiagramBox::headerHeight + double(placed.lines.size()) * DiagramBox::lineHeight + 4;
        placed.place = QRectF(columnLeft(at), top, DiagramBox::width, height);
        top += height + boxGap;
    }
}

/// How high the boxes stand that it is tied to; its own place when there is none.
double Layout::pullOf(std::size_t box) const
{
    double sum = 0;
    int count = 0;
    for (const DiagramEdge &edge : m_diagram.edges) {
        if (edge.from == edge.to || (edge.from != box && edge.to != box))
            continue;
        const std::size_t other = edge.from == box ? edge.to : edge.from;
        sum += m_diagram.boxes[other].lineAt(edge.from == box ? edge.toColumn : edge.fromColumn);
        ++count;
    }
    constexpr double below = 1e6; // what is tied to nothing stands last
    return count == 0 ? below : sum / count;
}

void Layout::orderBoxes()
{
    for (auto &column : m_columns)
        stack(column);
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        for (auto &column : m_columns) {
            std::map<std::size_t, double> pulls;
            for (const std::size_t box : column)
                pulls[box] = pullOf(box);
            std::ranges::stable_sort(column, {}, [&](std::size_t box) { return pulls[box]; });
            stack(column);
        }
    }
    double tallest = 0;
    for (const auto &column : m_columns)
        tallest = std::max(tallest, column.empty() ? 0 : m_diagram.boxes[column.back()].place.bottom());
    for (auto &column : m_columns) {
        const double spare = column.empty() ? 0 : tallest - m_diagram.boxes[column.back()].place.bottom();
        for (const std::size_t box : column)
            m_diagram.boxes[box].place.translate(0, spare / 2);
    }
}

/// The height at which a line passes a column that it has nothing to do with: the gap nearest to where it would go.
double Layout::wayThrough(std::size_t column, double wanted)
{
    const auto &boxes = m_columns[column];
    std::vector<double> gaps;
    for (std::size_t i = 0; i < boxes.size(); ++i)
        gaps.push_back(m_diagram.boxes[boxes[i]].place.top() - boxGap / 2);
    gaps.push_back(boxes.empty() ? wanted : m_diagram.boxes[boxes.back()].place.bottom() + boxGap / 2);
    const auto nearest = std::ranges::min_element(gaps, {}, [&](double gap) { return std::abs(gap - wanted); });
    const int number = static_cast<int>(nearest - gaps.begin());
    const int taken = m_taken[{column, number}]++;
    const int side = taken % 2 == 0 ? 1 : -1; // 0, -1, 1, -2, 2 …
    return *nearest + side * ((taken + 1) / 2) * 4.5;
}

void Layout::addUpright(std::size_t edge, std::size_t gutter, double from, double to)
{
    m_uprights.push_back({edge, gutter, from, to});
}

void Layout::routeOne(std::size_t number)
{
    const DiagramEdge &edge = m_diagram.edges[number];
    const DiagramBox &from = m_diagram.boxes[edge.from];
    const DiagramBox &to = m_diagram.boxes[edge.to];
    const auto columnOf = [&](const DiagramBox &box) {
        return static_cast<std::size_t>(std::ranges::find(m_services, box.service) - m_services.begin());
    };
    const std::size_t first = columnOf(from);
    const std::size_t last = columnOf(to);
    const double start = from.lineAt(edge.fromColumn);
    const double end = to.lineAt(edge.toColumn);
    if (first == last) {
        addUpright(number, first, start, end);
        return;
    }
    const bool isRightwards = last > first;
    double height = start;
    std::size_t column = first;
    while (true) {
        const std::size_t gutter = isRightwards ? column + 1 : column;
        column = isRightwards ? column + 1 : column - 1;
        const double next = column == last ? end : wayThrough(column, (height + end) / 2);
        addUpright(number, gutter, height, next);
        if (column == last)
            return;
        height = next;
    }
}

/// In each gutter side by side, so that no two lie on each other.
void Layout::placeUprights()
{
    for (std::size_t gutter = 0; gutter <= m_columns.size(); ++gutter) {
        std::vector<std::size_t> here;
        for (std::size_t i = 0; i < m_uprights.size(); ++i) {
            if (m_uprights[i].gutter == gutter)
                here.push_back(i);
        }
        const auto top = [this](std::size_t i) { return std::min(m_uprights[i].from, m_uprights[i].to); };
        const auto bottom = [this](std::size_t i) { return std::max(m_uprights[i].from, m_uprights[i].to); };
        std::ranges::stable_sort(here, {}, top);
        std::vector<double> lanes; // down to where each is taken
        std::vector<std::pair<std::size_t, std::size_t>> places;
        for (const std::size_t i : here) {
            auto lane = std::ranges::find_if(lanes, [&](double taken) { return taken + 6 < top(i); });
            if (lane == lanes.end())
                lane = lanes.insert(lanes.end(), 0);
            *lane = bottom(i);
            places.emplace_back(i, static_cast<std::size_t>(lane - lanes.begin()));
        }
        const double room = gutterWidth - 2 * footRoom;
        const double gap = lanes.size() > 1 ? std::min(laneGap, room / double(lanes.size() - 1)) : 0;
        const double left = columnLeft(gutter) - gutterWidth / 2 - gap * double(lanes.size() - 1) / 2;
        for (const auto &[i, lane] : places)
            m_uprights[i].x = left + gap * double(lane);
    }
}

void Layout::route()
{
    for (std::size_t edge = 0; edge < m_diagram.edges.size(); ++edge)
        routeOne(edge);
    placeUprights();
    for (std::size_t i = 0; i < m_uprights.size(); ++i) {
        const Upright &upright = m_uprights[i];
        DiagramEdge &edge = m_diagram.edges[upright.edge];
        const QRectF &from = m_diagram.boxes[edge.from].place;
        const QRectF &to = m_diagram.boxes[edge.to].place;
        if (edge.points.empty())
            edge.points.emplace_back(upright.x < from.left() ? from.left() : from.right(), upright.from);
        edge.points.emplace_back(upright.x, upright.from);
        edge.points.emplace_back(upright.x, upright.to);
        if (i + 1 == m_uprights.size() || m_uprights[i + 1].edge != upright.edge)
            edge.points.emplace_back(upright.x < to.left() ? to.left() : to.right(), upright.to);
    }
}

void Layout::frame()
{
    double top = 0;
    double bottom = 0;
    for (const DiagramBox &box : m_diagram.boxes) {
        top = std::min(top, box.place.top());
        bottom = std::max(bottom, box.place.bottom());
    }
    for (std::size_t column = 0; column < m_columns.size(); ++column) {
        m_diagram.groups.push_back(
            {m_services[column],
             QRectF(columnLeft(column) - groupPadding, top - boxGap - groupTitle, DiagramBox::width + 2 * groupPadding,
                    bottom - top + 2 * boxGap + groupTitle)});
    }
    for (const DiagramGroup &group : m_diagram.groups)
        m_diagram.bounds |= group.place;
    for (const DiagramEdge &edge : m_diagram.edges) {
        for (const QPointF &point : edge.points)
            m_diagram.bounds |= QRectF(point - QPointF(8, 8), QSizeF(16, 16));
    }
}

Diagram Layout::take()
{
    return std::move(m_diagram);
}

} // namespace

double DiagramBox::lineAt(const QString &column) const
{
    const auto line = std::ranges::find(lines, column, &Line::column);
    if (line == lines.end())
        return place.top() + headerHeight / 2;
    return place.top() + headerHeight + (double(line - lines.begin()) + 0.5) * lineHeight;
}

int Diagram::find(const QString &service, const QString &table) const
{
    const auto found = std::ranges::find_if(
        boxes, [&](const DiagramBox &box) { return box.service == service && box.table == table; });
    return found == boxes.end() ? -1 : static_cast<int>(found - boxes.begin());
}

Diagram layOutDiagram(const std::vector<StoreFact> &stores, bool hasAllColumns)
{
    return Layout(stores, hasAllColumns).take();
}

} // namespace curbside
