// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/topology_painting.h"

#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double wayCornerRadius = 5; ///< radius of a line's corners
constexpr double wayHalo = 4; ///< around a line that crosses others
constexpr double dotSize = 4;
constexpr double widestLine = 4;
constexpr double arrowSize = 4;
constexpr double closestDots = 7;
constexpr double farthestDots = 90;
constexpr double slowestDots = 12; ///< pixels a second
constexpr double fastestDots = 140;
constexpr double boxPadding = 5;
constexpr double leastRoomForWords = 90;

/// Translations of this file.
class TopologyPainting
{
    Q_DECLARE_TR_FUNCTIONS(curbside::TopologyPainting)
};

double lineWidth(double perSecond)
{
    return std::min(widestLine, 1 + std::log2(1 + perSecond));
}

double dotDistance(double perSecond)
{
    return std::clamp(40 / perSecond, closestDots, farthestDots);
}

/// Ten times as late is a quarter slower.
double dotSpeed(qint64 latency)
{
    if (latency < 0)
        return slowestDots;
    const double milliseconds = std::max(1.0, double(latency) / 1000);
    return std::max(slowestDots, fastestDots - (fastestDots - slowestDots) / 4 * std::log10(milliseconds));
}

QPainterPath pathOf(const QPolygonF &way)
{
    QPainterPath path(way.front());
    for (qsizetype i = 1; i + 1 < way.size(); ++i) {
        const QLineF in(way[i], way[i - 1]);
        const QLineF out(way[i], way[i + 1]);
        const double radius = std::min({wayCornerRadius, in.length() / 2, out.length() / 2});
        path.lineTo(in.length() > 0 ? in.pointAt(radius / in.length()) : way[i]);
        path.quadTo(way[i], out.length() > 0 ? out.pointAt(radius / out.length()) : way[i]);
    }
    path.lineTo(way.back());
    return path;
}

void paintArrow(QPainter &painter, const QPolygonF &way, const QColor &color)
{
    const QPointF end = way.back();
    const double toward = end.y() > way[way.size() - 2].y() ? -1 : 1; // all ways end upright
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF(QList<QPointF>{end, end + QPointF(-arrowSize, 1.8 * arrowSize * toward),
                                                 end + QPointF(arrowSize, 1.8 * arrowSize * toward)}));
    painter.setBrush(Qt::NoBrush);
}

QColor colorOfFlow(const FlowLook &look, bool isChosen, const Tokens &tokens)
{
    if (const auto worst = look.figures.worst(); worst && toneOf(*worst) != Tone::Idle)
        return colorOf(toneOf(*worst), tokens);
    return isChosen ? tokens.accent : tokens.secondary;
}

void paintMessages(QPainter &painter, const QPainterPath &path, const FlowLook &look, double seconds,
                   const QColor &color)
{
    const double apart = dotDistance(look.figures.perSecond);
    QPen pen(color, dotSize, Qt::CustomDashLine, Qt::RoundCap);
    pen.setDashPattern({0.01, apart / dotSize});
    pen.setDashOffset(-std::fmod(seconds * dotSpeed(look.figures.median), apart) / dotSize);
    painter.setPen(pen);
    painter.drawPath(path);
}

void paintFlow(QPainter &painter, const TopologyPicture &picture, std::size_t at, const Tokens &tokens)
{
    const FlowPlace &place = picture.layout.flows[at];
    const FlowLook &look = picture.flows[at];
    const bool isChosen = picture.chosen == look.key.name();
    const bool isCapture = look.key.kind == FlowKind::Capture;
    const QPainterPath path = pathOf(place.way);
    const QColor color = colorOfFlow(look, isChosen, tokens);
    const double width = lineWidth(look.figures.perSecond) + (isChosen ? 1.5 : 0);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.key.kind == FlowKind::Events ? tokens.sunken : tokens.surface, width + wayHalo));
    if (!isCapture)
        painter.drawPath(path);
    QColor line = color;
    line.setAlphaF(isChosen ? 1.0F : 0.55F);
    painter.setPen(QPen(line, width, isCapture ? Qt::DotLine : Qt::SolidLine, Qt::FlatCap));
    painter.drawPath(path);
    if (look.figures.perSecond > 0)
        paintMessages(painter, path, look, picture.seconds, color);
    paintArrow(painter, place.way, color);
}

/// Below its lines, so that what is wrong is never hidden by another flow.
void paintTrouble(QPainter &painter, const FlowPlace &place, const FlowLook &look, const Tokens &tokens)
{
    const auto worst = look.figures.worst();
    if (!worst)
        return;
    const QColor color = colorOf(toneOf(*worst), tokens);
    const QString words = place.room >= leastRoomForWords ? worstText(look.figures) : QString();
    painter.setFont(secondaryFont());
    const double text = words.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(words) + 4;
    QRectF room(0, 0, Tokens::markSize + text + 4, Tokens::markSize + 2);
    room.moveCenter(place.middle);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(room, 3, 3);
    paintMark(painter, {room.left() + 2, room.top() + 1, Tokens::markSize, Tokens::markSize}, markOf(*worst), color);
    painter.setPen(color);
    painter.drawText(room.adjusted(Tokens::markSize + 5, -3, 4, 3), Qt::AlignVCenter | Qt::AlignLeft, words);
}

QString elidedTo(const QPainter &painter, const QString &text, double width)
{
    return painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(width));
}

/// A small drum beside the size of a database.
void paintDatabase(QPainter &painter, QRectF place, const QString &size, const Tokens &tokens)
{
    const QRectF drum(place.left() + 1, place.center().y() - 5, 10, 10);
    painter.setPen(QPen(tokens.secondary, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QRectF(drum.left(), drum.top(), drum.width(), 4));
    painter.drawLine(QPointF(drum.left(), drum.top() + 2), QPointF(drum.left(), drum.bottom() - 2));
    painter.drawLine(QPointF(drum.right(), drum.top() + 2), QPointF(drum.right(), drum.bottom() - 2));
    painter.drawArc(QRectF(drum.left(), drum.bottom() - 4, drum.width(), 4), 180 * 16, 180 * 16);
    place.setLeft(drum.right() + 4);
    painter.setPen(tokens.secondary);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, elidedTo(painter, size, place.width()));
}

void paintState(QPainter &painter, QRectF place, const PartLook &look, const Tokens &tokens)
{
    const QColor color = colorOf(look.tone, tokens);
    paintMark(painter, {place.left(), place.center().y() - 5, 11, 11}, look.mark, color);
    place.setLeft(place.left() + 14);
    painter.setPen(look.tone == Tone::Good ? tokens.secondary : color);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, elidedTo(painter, look.state, place.width()));
}

void paintPart(QPainter &painter, const PartPlace &part, const PartLook &look, bool isChosen, const Tokens &tokens)
{
    painter.setPen(QPen(isChosen                      ? tokens.accent
                            : look.tone == Tone::Good ? tokens.border
                                                      : colorOf(look.tone, tokens),
                        isChosen ? 2 : 1));
    painter.setBrush(isChosen ? tokens.selection : tokens.surface);
    painter.drawRoundedRect(part.place, Tokens::controlRadius, Tokens::controlRadius);
    QRectF line = part.place.adjusted(boxPadding, 3, -boxPadding + 2, -3);
    painter.setFont(emphasisedFont());
    painter.setPen(tokens.text);
    if (part.isStrip) {
        const QString name = partText(part.name);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, name);
        line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(name) + Tokens::spacing);
        painter.setFont(secondaryFont());
        const double state = std::min(line.width(), painter.fontMetrics().horizontalAdvance(look.state) + 26.0);
        paintState(painter, {line.left(), line.top(), state, line.height()}, look, tokens);
        line.setLeft(line.left() + state);
        if (!look.size.isEmpty())
            paintDatabase(painter, line, look.size, tokens);
        return;
    }
    line.setHeight(line.height() / 3);
    const QString name = partText(part.name);
    if (painter.fontMetrics().horizontalAdvance(name) > line.width())
        painter.setFont(secondaryFont());
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, elidedTo(painter, name, line.width()));
    painter.setFont(secondaryFont());
    line.translate(0, line.height());
    paintState(painter, line, look, tokens);
    line.translate(0, line.height());
    if (!look.size.isEmpty())
        paintDatabase(painter, line, look.size, tokens);
}

void paintBus(QPainter &painter, const QRectF &bus, const Tokens &tokens)
{
    painter.setPen(QPen(tokens.border, 1));
    painter.setBrush(tokens.sunken);
    painter.drawRoundedRect(bus, Tokens::controlRadius, Tokens::controlRadius);
    painter.setFont(secondaryFont());
    painter.setPen(tokens.secondary);
    painter.drawText(bus.adjusted(boxPadding, 0, 0, -1), Qt::AlignBottom | Qt::AlignLeft,
                     TopologyPainting::tr("Event bus"));
}

} // namespace

void paintTopology(QPainter &painter, const TopologyPicture &picture, const Tokens &tokens)
{
    const TopologyLayout &layout = picture.layout;
    painter.setRenderHint(QPainter::Antialiasing);
    paintBus(painter, layout.bus, tokens);
    for (const bool isCapture : {true, false}) {
        for (std::size_t i = 0; i < layout.flows.size(); ++i) {
            if ((layout.flows[i].key.kind == FlowKind::Capture) == isCapture)
                paintFlow(painter, picture, i, tokens);
        }
    }
    for (std::size_t i = 0; i < layout.parts.size(); ++i)
        paintPart(painter, layout.parts[i], picture.parts[i], picture.chosen == QString::fromUtf8(layout.parts[i].name),
                  tokens);
    for (std::size_t i = 0; i < layout.flows.size(); ++i)
        paintTrouble(painter, layout.flows[i], picture.flows[i], tokens);
}

} // namespace curbside
