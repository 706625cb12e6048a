// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/diagram_painting.h"

#include "widgets/alerts/service_words.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/tokens.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr double footLength = 11;
constexpr double footSpread = 5;
constexpr double barOffset = 6;
constexpr double ringOffset = 15;
constexpr double ringRadius = 3.5;
constexpr double cornerRadius = 5;
constexpr double leastTextPixels = 9; ///< on the screen; smaller text says nothing
constexpr int columnPixels = 11;

/// Translations of this file.
class DiagramWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Diagram)
};

class Painting
{
public:
    Painting(QPainter &painter, const Diagram &diagram, const DiagramLook &look, const Tokens &tokens)
        : m_painter(painter), m_diagram(diagram), m_look(look), m_tokens(tokens),
          m_isSmall(columnPixels * look.scale < leastTextPixels)
    {}

    void paint()
    {
        for (const DiagramGroup &group : m_diagram.groups)
            paintGroup(group);
        for (const bool isChosen : {false, true}) { // what stands out lies above the rest
            for (const DiagramEdge &edge : m_diagram.edges) {
                if (standsOut(edge) == isChosen)
                    paintEdge(edge);
            }
        }
        for (std::size_t i = 0; i < m_diagram.boxes.size(); ++i)
            paintBox(m_diagram.boxes[i], static_cast<int>(i) == m_look.chosen);
    }

private:
    [[nodiscard]] bool standsOut(const DiagramEdge &edge) const
    {
        return m_look.chosen >= 0
            && (edge.from == static_cast<std::size_t>(m_look.chosen)
                || edge.to == static_cast<std::size_t>(m_look.chosen));
    }
    /// So large on the screen, whatever the scale.
    [[nodiscard]] QFont steady(QFont font, double pixels) const
    {
        font.setPixelSize(std::max(1, qRound(pixels / std::min(1.0, m_look.scale))));
        return font;
    }
    void paintGroup(const DiagramGroup &group);
    void paintEdge(const DiagramEdge &edge);
    void paintMany(const QPointF &at, double direction);
    void paintOne(const QPointF &at, double direction, bool isOptional);
    void paintBox(const DiagramBox &box, bool isChosen);
    void paintName(const DiagramBox &box, const QRectF &place, int alignment);
    void paintLine(const DiagramBox::Line &line, const QRectF &place);

    QPainter &m_painter;
    const Diagram &m_diagram;
    const DiagramLook &m_look;
    const Tokens &m_tokens;
    bool m_isSmall;
};

void Painting::paintGroup(const DiagramGroup &group)
{
    m_painter.setPen(QPen(m_tokens.border, 1));
    m_painter.setBrush(m_tokens.sunken);
    m_painter.drawRoundedRect(group.place, Tokens::panelRadius, Tokens::panelRadius);
    m_painter.setFont(steady(secondaryFont(), Tokens::secondaryPixels));
    m_painter.setPen(m_tokens.secondary);
    const QRectF title = group.place.adjusted(12, 6, -12, 0);
    m_painter.drawText(
        title, Qt::AlignTop | Qt::AlignLeft,
        QFontMetricsF(m_painter.font()).elidedText(serviceText(group.service), Qt::ElideRight, title.width()));
}

QPainterPath roundedPath(const std::vector<QPointF> &points)
{
    QPainterPath path;
    if (points.empty())
        return path;
    path.moveTo(points.front());
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const QLineF in(points[i], points[i - 1]);
        const QLineF out(points[i], points[i + 1]);
        const double radius = std::min({cornerRadius, in.length() / 2, out.length() / 2});
        if (radius < 0.5) {
            path.lineTo(points[i]);
            continue;
        }
        path.lineTo(in.pointAt(radius / in.length()));
        path.quadTo(points[i], out.pointAt(radius / out.length()));
    }
    path.lineTo(points.back());
    return path;
}

void Painting::paintEdge(const DiagramEdge &edge)
{
    const bool isChosen = standsOut(edge);
    const bool isFaded = m_look.chosen >= 0 && !isChosen;
    const QColor color = isChosen ? m_tokens.accent : isFaded ? m_tokens.disabled : m_tokens.idle;
    QPen pen(color, isChosen ? 1.8 : 1.2);
    if (edge.isAcross)
        pen.setDashPattern({4.0 / pen.widthF(), 3.0 / pen.widthF()});
    m_painter.setPen(pen);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawPath(roundedPath(edge.points));
    m_painter.setPen(QPen(color, pen.widthF()));
    const auto &points = edge.points;
    paintMany(points.front(), points[1].x() > points.front().x() ? 1 : -1);
    paintOne(points.back(), points[points.size() - 2].x() > points.back().x() ? 1 : -1, edge.isOptional);
}

/// The foot of a crow: any number of rows may refer to the one.
void Painting::paintMany(const QPointF &at, double direction)
{
    const QPointF heel = at + QPointF(direction * footLength, 0);
    m_painter.drawLine(heel, at + QPointF(0, -footSpread));
    m_painter.drawLine(heel, at + QPointF(0, footSpread));
}

/// A bar: one; with a ring: or none.
void Painting::paintOne(const QPointF &at, double direction, bool isOptional)
{
    const QPointF bar = at + QPointF(direction * barOffset, 0);
    m_painter.drawLine(bar + QPointF(0, -footSpread), bar + QPointF(0, footSpread));
    if (!isOptional)
        return;
    m_painter.setBrush(m_tokens.sunken);
    m_painter.drawEllipse(at + QPointF(direction * ringOffset, 0), ringRadius, ringRadius);
    m_painter.setBrush(Qt::NoBrush);
}

void Painting::paintName(const DiagramBox &box, const QRectF &place, int alignment)
{
    m_painter.setFont(steady(emphasisedFont(), Tokens::secondaryPixels));
    m_painter.setPen(m_tokens.text);
    const QFontMetricsF metrics(m_painter.font());
    m_painter.drawText(place, alignment, metrics.elidedText(visibleText(box.table), Qt::ElideRight, place.width()));
}

void Painting::paintBox(const DiagramBox &box, bool isChosen)
{
    QPainterPath shape;
    shape.addRoundedRect(box.place, Tokens::controlRadius, Tokens::controlRadius);
    m_painter.fillPath(shape, isChosen && m_isSmall ? m_tokens.selection : m_tokens.surface);
    if (m_isSmall) {
        paintName(box, box.place.adjusted(4, 2, -4, -2), Qt::AlignCenter);
    } else {
        const QRectF header(box.place.topLeft(), QSizeF(box.place.width(), DiagramBox::headerHeight));
        QPainterPath top;
        top.addRect(header);
        m_painter.fillPath(shape.intersected(top), isChosen ? m_tokens.selection : m_tokens.block);
        paintName(box, header.adjusted(9, 0, -9, 0), Qt::AlignVCenter | Qt::AlignLeft);
        QRectF line(header.left() + 9, header.bottom(), header.width() - 18, DiagramBox::lineHeight);
        for (const DiagramBox::Line &column : box.lines) {
            paintLine(column, line);
            line.translate(0, DiagramBox::lineHeight);
        }
    }
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(isChosen ? m_tokens.accent : m_tokens.idle, isChosen ? 2.2 : 1));
    m_painter.drawPath(shape);
}

void Painting::paintLine(const DiagramBox::Line &line, const QRectF &place)
{
    QFont font = monospacedFont();
    font.setPixelSize(columnPixels);
    QFont small = secondaryFont();
    small.setPixelSize(columnPixels - 1);
    const QString note = line.note == u"key" ? DiagramWords::tr("key")
        : line.note == u"copy"               ? DiagramWords::tr("copy")
                                             : line.note;
    const double noteWidth = note.isEmpty() ? 0 : QFontMetricsF(small).horizontalAdvance(note) + 6;
    if (line.column.isEmpty()) {
        m_painter.setFont(small);
        m_painter.setPen(m_tokens.secondary);
        m_painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, DiagramWords::tr("%1 more").arg(line.leftOut));
        return;
    }
    font.setBold(line.isKey);
    m_painter.setFont(font);
    m_painter.setPen(m_tokens.text);
    m_painter.drawText(
        place, Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetricsF(font).elidedText(visibleText(line.column), Qt::ElideRight, place.width() - noteWidth));
    m_painter.setFont(small);
    m_painter.setPen(m_tokens.secondary);
    m_painter.drawText(place, Qt::AlignVCenter | Qt::AlignRight, visibleText(note));
}

} // namespace

void paintDiagram(QPainter &painter, const Diagram &diagram, const DiagramLook &look, const Tokens &tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    Painting(painter, diagram, look, tokens).paint();
    painter.restore();
}

} // namespace curbside
