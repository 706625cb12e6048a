// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/deliveries/delivery_board.h"

#include "widgets/deliveries/delivery_columns.h"
#include "widgets/entities/status_words.h"
#include "widgets/panels/list_filter.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int laneHeaderHeight = 30;
constexpr int stripWidth = 26;
constexpr int leastLaneWidth = 148;
constexpr int deliveryCardHeight = 92;
constexpr int cardGap = 6;
constexpr int cardStep = deliveryCardHeight + cardGap;
constexpr int cardLineHeight = 18;

const QStringList &laneStatuses()
{
    static const QStringList names{u"Pending"_s,   u"Assigned"_s,  u"PickingUp"_s, u"InTransit"_s, u"Arrived"_s,
                                   u"Returning"_s, u"Delivered"_s, u"Returned"_s,  u"Failed"_s,    u"Cancelled"_s};
    return names;
}

constexpr qsizetype openLanes = 5; // of laneStatuses(): shown also when empty

} // namespace

DeliveryBoard::DeliveryBoard(const Entities &entities, const PlatformLink &link, const ListFilter &filter,
                             QWidget *parent)
    : QAbstractItemView(parent), m_entities(entities), m_link(link), m_filter(filter)
{
    setAccessibleName(tr("Deliveries as a board"));
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    horizontalScrollBar()->setSingleStep(20);
    verticalScrollBar()->setSingleStep(cardStep / 2);
    viewport()->setBackgroundRole(QPalette::Base);
    for (const auto signal : {&QAbstractItemModel::rowsRemoved, &QAbstractItemModel::rowsInserted})
        connect(&filter, signal, this, &DeliveryBoard::forgetPlaces);
    connect(&filter, &QAbstractItemModel::rowsMoved, this, &DeliveryBoard::forgetPlaces);
    for (QScrollBar *bar : {horizontalScrollBar(), verticalScrollBar()})
        connect(bar, &QScrollBar::valueChanged, viewport(), qOverload<>(&QWidget::update));
}

// Who stands where.

const DeliveryRow &DeliveryBoard::deliveryAt(int row) const
{
    return m_entities.deliveries.rows()[static_cast<std::size_t>(m_filter.sourceRow(row))];
}

const std::vector<DeliveryBoard::Lane> &DeliveryBoard::lanes() const
{
    lay();
    return m_lanes;
}

void DeliveryBoard::lay() const
{
    if (!std::exchange(m_isStale, false))
        return;
    std::vector<Lane> all;
    QHash<QString, std::size_t> laneOf;
    for (const QString &status : laneStatuses()) {
        laneOf.insert(status, all.size());
        all.push_back({status, {}, 0, 0});
    }
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        if (const auto lane = laneOf.constFind(deliveryAt(row).status); lane != laneOf.constEnd())
            all[*lane].rows.push_back(row);
    }
    m_lanes.clear();
    m_places.assign(static_cast<std::size_t>(m_filter.rowCount()), {});
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].rows.empty() && static_cast<qsizetype>(i) >= openLanes)
            continue;
        for (std::size_t position = 0; position < all[i].rows.size(); ++position)
            m_places[static_cast<std::size_t>(all[i].rows[position])] = {static_cast<int>(m_lanes.size()),
                                                                         static_cast<int>(position)};
        m_lanes.push_back(std::move(all[i]));
    }
    fitLanes();
}

void DeliveryBoard::fitLanes() const
{
    const auto filled = std::ranges::count_if(m_lanes, [](const Lane &lane) { return !lane.rows.empty(); });
    const int strips = static_cast<int>(std::ssize(m_lanes) - filled) * (stripWidth + cardGap);
    const int room = viewport()->width() - cardGap - strips;
    const int wide = filled == 0 ? 0 : std::max(leastLaneWidth, room / static_cast<int>(filled) - cardGap);
    int left = cardGap;
    for (Lane &lane : m_lanes) {
        lane.left = left;
        lane.width = lane.rows.empty() ? stripWidth : wide;
        left += lane.width + cardGap;
    }
}

void DeliveryBoard::forgetPlaces()
{
    m_isStale = true;
    scheduleDelayedItemsLayout();
}

DeliveryBoard::Place DeliveryBoard::placeOf(int row) const
{
    lay();
    return row >= 0 && row < static_cast<int>(m_places.size()) ? m_places[static_cast<std::size_t>(row)] : Place();
}

QRect DeliveryBoard::cardRect(const Lane &lane, int position) const
{
    return {lane.left - horizontalOffset(), laneHeaderHeight + position * cardStep - verticalOffset(), lane.width,
            deliveryCardHeight};
}

QRect DeliveryBoard::visualRect(const QModelIndex &index) const
{
    const Place place = index.isValid() ? placeOf(index.row()) : Place();
    return place.lane < 0 ? QRect() : cardRect(m_lanes[static_cast<std::size_t>(place.lane)], place.position);
}

QModelIndex DeliveryBoard::indexAt(const QPoint &point) const
{
    lay();
    if (point.y() < laneHeaderHeight)
        return {};
    for (int i = 0; i < static_cast<int>(m_lanes.size()); ++i) {
        const Lane &lane = m_lanes[static_cast<std::size_t>(i)];
        const int position = (point.y() - laneHeaderHeight + verticalOffset()) / cardStep;
        if (position < static_cast<int>(lane.rows.size()) && cardRect(lane, position).contains(point))
            return cardAt(i, position);
    }
    return {};
}

QModelIndex DeliveryBoard::cardAt(int lane, int position) const
{
    const std::vector<int> &rows = m_lanes[static_cast<std::size_t>(lane)].rows;
    return rows.empty() ? QModelIndex() : m_filter.index(rows[static_cast<std::size_t>(position)], 0);
}

// What changes.

void DeliveryBoard::reset()
{
    m_isStale = true;
    QAbstractItemView::reset();
    scheduleDelayedItemsLayout();
}

void DeliveryBoard::doItemsLayout()
{
    m_isStale = true;
    QAbstractItemView::doItemsLayout();
    updateGeometries();
    viewport()->update();
}

void DeliveryBoard::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    QAbstractItemView::dataChanged(topLeft, bottomRight, roles);
    if (topLeft.column() <= DeliveryStatusText && bottomRight.column() >= DeliveryStatusText)
        forgetPlaces();
    viewport()->update();
}

void DeliveryBoard::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QAbstractItemView::rowsInserted(parent, first, last);
    forgetPlaces();
}

void DeliveryBoard::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    QAbstractItemView::rowsAboutToBeRemoved(parent, first, last);
    m_isStale = true;
}

void DeliveryBoard::updateGeometries()
{
    lay();
    fitLanes();
    std::size_t most = 0;
    for (const Lane &lane : m_lanes)
        most = std::max(most, lane.rows.size());
    const int high = laneHeaderHeight + static_cast<int>(most) * cardStep;
    const int wide = m_lanes.empty() ? 0 : m_lanes.back().left + m_lanes.back().width + cardGap;
    verticalScrollBar()->setPageStep(viewport()->height() - laneHeaderHeight);
    verticalScrollBar()->setRange(0, std::max(0, high - viewport()->height()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, wide - viewport()->width()));
    QAbstractItemView::updateGeometries();
}

int DeliveryBoard::horizontalOffset() const
{
    return horizontalScrollBar()->value();
}

int DeliveryBoard::verticalOffset() const
{
    return verticalScrollBar()->value();
}

void DeliveryBoard::scrollTo(const QModelIndex &index, ScrollHint)
{
    const QRect card = visualRect(index);
    if (card.isNull())
        return;
    if (card.top() < laneHeaderHeight)
        verticalScrollBar()->setValue(verticalOffset() + card.top() - laneHeaderHeight);
    else if (card.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalOffset() + card.bottom() + cardGap - viewport()->height());
    if (card.left() < 0)
        horizontalScrollBar()->setValue(horizontalOffset() + card.left() - cardGap);
    else if (card.right() > viewport()->width())
        horizontalScrollBar()->setValue(horizontalOffset() + card.right() + cardGap - viewport()->width());
}

// Keys and the mouse.

int DeliveryBoard::cardsInSight() const
{
    return std::max(1, (viewport()->height() - laneHeaderHeight) / cardStep);
}

/// At the same height in the next lane that has cards; nothing where there is none.
QModelIndex DeliveryBoard::beside(Place from, int by) const
{
    for (int lane = from.lane + by; lane >= 0 && lane < static_cast<int>(m_lanes.size()); lane += by) {
        const auto count = static_cast<int>(m_lanes[static_cast<std::size_t>(lane)].rows.size());
        if (count > 0)
            return cardAt(lane, std::min(from.position, count - 1));
    }
    return {};
}

QModelIndex DeliveryBoard::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const Place place = placeOf(currentIndex().row());
    if (place.lane < 0)
        return beside({-1, 0}, 1);
    const auto last = static_cast<int>(m_lanes[static_cast<std::size_t>(place.lane)].rows.size()) - 1;
    const auto inLane = [&](int position) { return cardAt(place.lane, std::clamp(position, 0, last)); };
    const auto toSide = [&](int by) {
        const QModelIndex next = beside(place, by);
        return next.isValid() ? next : currentIndex();
    };
    switch (action) {
    case MoveUp:
    case MovePrevious: return inLane(place.position - 1);
    case MoveDown:
    case MoveNext: return inLane(place.position + 1);
    case MoveLeft: return toSide(-1);
    case MoveRight: return toSide(1);
    case MoveHome: return inLane(0);
    case MoveEnd: return inLane(last);
    case MovePageUp: return inLane(place.position - cardsInSight());
    case MovePageDown: return inLane(place.position + cardsInSight());
    }
    return currentIndex();
}

void DeliveryBoard::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags flags)
{
    lay();
    QItemSelection selection;
    const QRect asked = rect.normalized();
    const int top = std::max(0, (asked.top() - laneHeaderHeight + verticalOffset()) / cardStep);
    const int bottom = (asked.bottom() - laneHeaderHeight + verticalOffset()) / cardStep;
    for (const Lane &lane : m_lanes) {
        for (int at = top; at <= std::min(bottom, static_cast<int>(lane.rows.size()) - 1); ++at) {
            if (!cardRect(lane, at).intersects(asked))
                continue;
            const QModelIndex index = m_filter.index(lane.rows[static_cast<std::size_t>(at)], 0);
            selection.select(index, index);
        }
    }
    selectionModel()->select(selection, flags);
}

QRegion DeliveryBoard::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            region += visualRect(m_filter.index(row, 0)) & viewport()->rect();
    }
    return region;
}

bool DeliveryBoard::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractItemView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString tip;
    if (const QModelIndex index = indexAt(help->pos()); index.isValid()) {
        const DeliveryRow &delivery = deliveryAt(index.row());
        tip = asToolTip(wayText(delivery, m_entities) + u'\n' + tr("promised %1").arg(minuteText(delivery.promisedAt)));
    }
    QToolTip::showText(help->globalPos(), tip, viewport());
    return true;
}

// How it looks.

void DeliveryBoard::paintEvent(QPaintEvent *)
{
    lay();
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const int first = std::max(0, verticalOffset() / cardStep);
    const int last = (verticalOffset() + viewport()->height() - laneHeaderHeight) / cardStep;
    for (const Lane &lane : m_lanes) {
        if (lane.left - horizontalOffset() > viewport()->width() || lane.left + lane.width < horizontalOffset())
            continue;
        if (lane.rows.empty()) {
            paintStrip(painter, lane);
            continue;
        }
        painter.setClipRect(QRect(0, laneHeaderHeight, viewport()->width(), viewport()->height()));
        for (int at = first; at <= std::min(last, static_cast<int>(lane.rows.size()) - 1); ++at)
            paintCard(painter, cardRect(lane, at), lane.rows[static_cast<std::size_t>(at)]);
        painter.setClipping(false);
        paintHeader(painter, lane);
    }
}

void DeliveryBoard::paintHeader(QPainter &painter, const Lane &lane) const
{
    const Cell status = deliveryStatusCell(lane.status);
    const QColor color = colorOf(status.tone.value_or(Tone::Idle), tokens());
    const QRect place(lane.left - horizontalOffset(), 0, lane.width, laneHeaderHeight);
    paintMark(painter,
              QRectF(place.left() + 4, place.center().y() - Tokens::markSize / 2.0, Tokens::markSize, Tokens::markSize),
              status.mark.value_or(Mark::Ring), color);
    painter.setFont(monospacedFont());
    painter.setPen(tokens().secondary);
    const QString count = QLocale().toString(qlonglong(lane.rows.size()));
    const int countWidth = painter.fontMetrics().horizontalAdvance(count) + 4;
    painter.drawText(place.adjusted(0, 0, -4, 0), Qt::AlignVCenter | Qt::AlignRight, count);
    painter.setFont(emphasisedFont());
    painter.setPen(tokens().text);
    const QRect words = place.adjusted(Tokens::markSize + 10, 0, -countWidth - 4, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(status.text, Qt::ElideRight, words.width()));
}

/// A lane without cards, its name from bottom to top.
void DeliveryBoard::paintStrip(QPainter &painter, const Lane &lane) const
{
    const Tokens &t = tokens();
    const QRect place(lane.left - horizontalOffset(), 4, lane.width, viewport()->height() - 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.sunken);
    painter.drawRoundedRect(place, Tokens::controlRadius, Tokens::controlRadius);
    painter.save();
    painter.setPen(t.secondary);
    painter.setFont(secondaryFont());
    painter.translate(place.left(), place.top());
    painter.rotate(90);
    painter.drawText(QRect(10, -place.width(), place.height() - 20, place.width()), Qt::AlignVCenter | Qt::AlignLeft,
                     tr("%1 0").arg(deliveryStatusCell(lane.status).text));
    painter.restore();
}

void DeliveryBoard::paintCard(QPainter &painter, const QRect &place, int row) const
{
    const Tokens &t = tokens();
    const QModelIndex index = m_filter.index(row, 0);
    const bool isChosen = selectionModel()->isRowSelected(row);
    const bool isCurrent = hasFocus() && currentIndex().row() == index.row();
    painter.setPen(QPen(isChosen || isCurrent ? t.accent : t.border, isCurrent ? 2 : 1));
    painter.setBrush(isChosen ? t.selection : t.surface);
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), Tokens::controlRadius, Tokens::controlRadius);
    paintWords(painter, place.adjusted(9, 7, -9, -7), deliveryAt(row));
}

void DeliveryBoard::paintWords(QPainter &painter, const QRect &inside, const DeliveryRow &delivery) const
{
    const Tokens &t = tokens();
    const auto line = [&](int at) {
        return QRect(inside.left(), inside.top() + at * cardLineHeight, inside.width(), cardLineHeight);
    };
    const auto write = [&](int at, const QString &text, const QColor &color, const QFont &font) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(line(at), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(visibleText(text), Qt::ElideRight, inside.width()));
    };
    write(0, delivery.number, t.secondary, monospacedFont());
    const Cell promise = promiseCell(delivery, m_link.status().now, m_entities);
    if (promise.share) {
        const QColor color = colorOf(promise.tone.value_or(Tone::Idle), t);
        const bool isUrgent = promise.tone == Tone::Bad || promise.tone == Tone::Warning;
        painter.setFont(isUrgent ? emphasisedFont() : textFont());
        painter.setPen(isUrgent ? color : t.secondary);
        painter.drawText(line(0), Qt::AlignRight | Qt::AlignVCenter, promise.text);
        const QRectF track(inside.left(), inside.bottom() - 3, inside.width(), 3);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.border);
        painter.drawRoundedRect(track, 1.5, 1.5);
        painter.setBrush(color);
        painter.drawRoundedRect(track.adjusted(0, 0, track.width() * (*promise.share - 1), 0), 1.5, 1.5);
    }
    const QString merchant = m_entities.merchantName(delivery.merchantId);
    write(1, merchant.isEmpty() ? m_entities.addressAt(delivery.pickup) : merchant, t.text, textFont());
    write(2, u"→ "_s + m_entities.addressAt(delivery.dropoff), t.text, textFont());
    write(3, delivery.driverName.isEmpty() ? tr("no robot yet") : delivery.driverName, t.secondary, secondaryFont());
}

} // namespace curbside
