// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/flows/sequence_painting.h"

#include "widgets/flows/flow_words.h"
#include "widgets/strategies/strategy_rows.h"
#include "widgets/theme/marks.h"
#include "widgets/theme/plain_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class SequenceTexts
{
    Q_DECLARE_TR_FUNCTIONS(curbside::SequenceDrawing)
};

constexpr int longestLabel = 200; // characters
constexpr double headLength = 8;
constexpr double headWidth = 4;
constexpr double markSide = 12;
constexpr double loopWidth = 16;

QFont zoomedFont(QFont font, double zoom)
{
    font.setPixelSize(std::max(6, int(std::lround(font.pixelSize() * zoom))));
    return font;
}

QString cutLabel(const QString &text, const QFont &font, double width)
{
    return QFontMetricsF(font).elidedText(visibleText(text.left(longestLabel)), Qt::ElideRight, width);
}

/// One row's drawing: where it is, and in which colours.
class RowDrawing
{
public:
    RowDrawing(QPainter &painter, const QRectF &place, const SequencePicture &picture, int row, const Tokens &tokens)
        : m_painter(painter), m_place(place), m_picture(picture), m_row(row), m_id(picture.flow->idAt(row)),
          m_step(picture.flow->step(m_id)), m_tokens(tokens), m_zoom(picture.zoom)
    {
        const auto tone = toneOf(m_step);
        m_color = tone ? colorOf(*tone, tokens) : tokens.text;
        m_isMarked = !picture.chosenMessage.isEmpty() && selectableMessageOf(m_step.entry) == picture.chosenMessage;
        m_top = place.top() + std::round(picture.gapHeight(row)) + std::round(picture.partingHeight(row));
    }

    void paint()
    {
        paintLifelines();
        paintGap();
        paintParting();
        if (isPoint(m_step))
            paintDot();
        else
            paintArrow();
    }

private:
    [[nodiscard]] double from() const { return m_picture.laneAt(m_place, m_step.from); }
    [[nodiscard]] double to() const { return m_picture.laneAt(m_place, m_step.to); }

    void paintLifelines()
    {
        m_painter.setPen(QPen(m_tokens.border, 1));
        for (int lane = 0; lane < m_picture.lanes(); ++lane) {
            const double x = std::floor(m_picture.laneAt(m_place, lane)) + 0.5;
            m_painter.drawLine(QPointF(x, m_place.top()), QPointF(x, m_place.bottom()));
        }
    }

    void paintGap()
    {
        const double height = m_picture.gapHeight(m_row);
        const QFont font = zoomedFont(secondaryFont(), m_zoom);
        if (height < QFontMetricsF(font).height())
            return;
        const bool isFolded = m_picture.gaps == TimeGaps::Folded;
        const QString span = spanText(double(m_picture.gapAbove(m_row)) / 1000);
        const QRectF band(m_place.left(), m_place.top(), m_place.width(), height);
        if (isFolded)
            m_painter.fillRect(band, m_tokens.sunken);
        m_painter.setFont(font);
        m_painter.setPen(m_tokens.secondary);
        const QString text =
            cutLabel(isFolded ? SequenceTexts::tr("⋯ %1 later ⋯").arg(span) : SequenceTexts::tr("%1 later").arg(span),
                     font, band.width() - 16);
        QRectF room = QFontMetricsF(font).boundingRect(text);
        room.moveCenter({band.left() + std::min(band.width(), m_picture.laneWidth * m_picture.lanes()) / 2,
                         band.bottom() - QFontMetricsF(font).height() / 2});
        m_painter.fillRect(room.adjusted(-4, 0, 4, 0), isFolded ? m_tokens.sunken : m_tokens.surface);
        m_painter.drawText(room.adjusted(-4, -4, 4, 4), int(Qt::AlignCenter), text);
    }

    void paintParting()
    {
        const double height = m_picture.partingHeight(m_row);
        if (height <= 0)
            return;
        const QRectF band(m_place.left(), m_top - height, m_place.width(), height);
        m_painter.fillRect(band, m_tokens.surface);
        m_painter.setPen(QPen(m_tokens.warning, 2, Qt::DashLine));
        m_painter.drawLine(QPointF(band.left(), band.bottom() - 2), QPointF(band.right(), band.bottom() - 2));
        const QFont font = zoomedFont(secondaryFont(), m_zoom);
        m_painter.setFont(font);
        m_painter.setPen(m_tokens.warning);
        m_painter.drawText(
            band.adjusted(8, 0, -8, -3), int(Qt::AlignLeft | Qt::AlignVCenter),
            cutLabel(SequenceTexts::tr("From here on it differs from the reference"), font, band.width() - 16));
    }

    void paintLabel(const QRectF &room, bool isRight)
    {
        QFont font = zoomedFont(m_isMarked ? emphasisedFont() : secondaryFont(), m_zoom);
        if (m_isMarked)
            font.setPixelSize(std::max(6, int(std::lround(Tokens::secondaryPixels * m_zoom))));
        const QString text = cutLabel(m_picture.label(m_id), font, room.width());
        const QFontMetricsF metrics(font);
        QRectF ground(room.left(), room.top(), metrics.horizontalAdvance(text), room.height());
        if (isRight)
            ground.moveRight(room.right());
        m_painter.fillRect(ground.adjusted(-2, 0, 2, 0), m_isMarked ? m_tokens.selection : m_tokens.surface);
        m_painter.setFont(font);
        m_painter.setPen(m_color);
        m_painter.drawText(ground.adjusted(-2, -2, 2, 2), int(Qt::AlignVCenter | Qt::AlignLeft), text);
    }

    /// Beside a point, on the side where there is more room for the text.
    void paintLabelBeside(double x, double top, double height, double distance)
    {
        const double width = m_picture.laneWidth * m_picture.lanes();
        const double right = m_place.left() + std::max(width, m_place.width()) - 4;
        const QFontMetricsF metrics(zoomedFont(secondaryFont(), m_zoom));
        const bool isRight = metrics.horizontalAdvance(m_picture.label(m_id).left(longestLabel)) > right - x - distance
            && x - m_place.left() > right - x;
        if (isRight)
            paintLabel({m_place.left() + 4, top, x - distance - m_place.left() - 4, height}, true);
        else
            paintLabel({x + distance, top, right - x - distance, height}, false);
    }

    void paintDot()
    {
        const double y = (m_top + m_place.bottom()) / 2;
        const double x = from();
        const double radius = 4 * m_zoom;
        m_painter.setRenderHint(QPainter::Antialiasing);
        const QRectF place(x - radius, y - radius, 2 * radius, 2 * radius);
        m_painter.setPen(QPen(m_color, m_picture.flow->isCritical(m_id) ? 3 : 1.5));
        m_painter.setBrush(m_tokens.surface);
        switch (m_step.entry.kind) {
        case JournalKind::Published:
            m_painter.setBrush(m_color);
            m_painter.drawEllipse(place);
            break;
        case JournalKind::Called: m_painter.drawEllipse(place); break;
        case JournalKind::Saga:
            m_painter.drawPolygon(QPolygonF(
                QList<QPointF>{{x, y - radius - 1}, {x + radius + 1, y}, {x, y + radius + 1}, {x - radius - 1, y}}));
            break;
        default: {
            const QRectF square(x - markSide / 2 * m_zoom, y - markSide / 2 * m_zoom, markSide * m_zoom,
                                markSide * m_zoom);
            m_painter.fillRect(square, m_tokens.surface);
            paintMark(m_painter, square, markOf(), m_color);
        }
        }
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        paintLabelBeside(x, m_top + 1, m_place.bottom() - m_top - 2, 12 * m_zoom);
    }

    [[nodiscard]] Mark markOf() const
    {
        switch (m_step.entry.kind) {
        case JournalKind::Timer: return Mark::Target;
        case JournalKind::Job: return Mark::Dotted;
        case JournalKind::Started: return Mark::Play;
        case JournalKind::Crashed:
        case JournalKind::Lost: return Mark::Cross;
        case JournalKind::Parked: return Mark::Pause;
        case JournalKind::Fault: return Mark::Warning;
        default: return Mark::Ring;
        }
    }

    void paintArrow()
    {
        const double y = m_place.bottom() - 8 * m_zoom;
        const double labelHeight = y - m_top - 5 * m_zoom;
        if (m_step.from == m_step.to) {
            paintLoop(y);
            paintLabelBeside(from(), m_top + 1, labelHeight, (loopWidth + 6) * m_zoom);
            return;
        }
        const double way = to() > from() ? 1 : -1;
        double end = to();
        const bool isLost = m_step.entry.kind == JournalKind::Lost;
        if (isLost)
            end = from() + (to() - from()) * 0.6;
        const bool endsInMark = isLost || m_step.entry.kind == JournalKind::Parked
            || m_step.entry.kind == JournalKind::DeadLettered || m_step.entry.kind == JournalKind::Fault;
        const double side = markSide * m_zoom;
        paintLine(from(), endsInMark ? end - way * (side + 2) : end, y);
        if (endsInMark)
            paintEnd({end - (way > 0 ? side + 1 : -1), y - side / 2, side, side});
        else
            paintHead(end, y, way);
        const double left = std::min(from(), to()) + 8;
        const double width = m_place.left() + std::max(m_picture.laneWidth * m_picture.lanes(), m_place.width());
        paintLabel({left, m_top + 1, width - left - 6, labelHeight}, false);
    }

    [[nodiscard]] QPen linePen() const
    {
        QPen pen(m_color, m_picture.flow->isCritical(m_id) ? 3 : 1.5);
        if (m_step.entry.kind == JournalKind::Answered)
            pen.setStyle(Qt::DashLine);
        return pen;
    }

    void paintLine(double begin, double end, double y)
    {
        m_painter.setPen(linePen());
        m_painter.setRenderHint(QPainter::Antialiasing);
        if (m_step.entry.kind == JournalKind::Duplicate) {
            m_painter.drawLine(QPointF(begin, y - 2), QPointF(end, y - 2));
            m_painter.drawLine(QPointF(begin, y + 2), QPointF(end, y + 2));
        } else {
            m_painter.drawLine(QPointF(begin, y), QPointF(end, y));
        }
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    void paintHead(double x, double y, double way)
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        const double back = x - way * headLength * m_zoom;
        const double half = headWidth * m_zoom;
        const bool isFilled = m_step.entry.kind == JournalKind::Requested || m_step.entry.kind == JournalKind::Input;
        m_painter.setPen(QPen(m_color, 1.5));
        m_painter.setBrush(m_color);
        if (isFilled) {
            m_painter.drawPolygon(QPolygonF(QList<QPointF>{{x, y}, {back, y - half}, {back, y + half}}));
        } else {
            m_painter.drawLine(QPointF(back, y - half), QPointF(x, y));
            m_painter.drawLine(QPointF(back, y + half), QPointF(x, y));
        }
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    void paintEnd(const QRectF &square)
    {
        Mark mark = Mark::Cross;
        if (m_step.entry.kind == JournalKind::Parked)
            mark = Mark::Pause;
        else if (m_step.entry.kind == JournalKind::Fault)
            mark = Mark::Warning;
        paintMark(m_painter, square, mark, m_color);
        if (m_step.entry.kind != JournalKind::DeadLettered)
            return;
        m_painter.setPen(QPen(m_color, 1.5));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(square.adjusted(-1.5, -1.5, 1.5, 1.5)); // a box, as where such letters are kept
    }

    /// From a participant to itself.
    void paintLoop(double y)
    {
        const double x = from();
        const double top = y - 8 * m_zoom;
        QPainterPath path(QPointF(x, top));
        path.lineTo(x + loopWidth * m_zoom, top);
        path.lineTo(x + loopWidth * m_zoom, y);
        path.lineTo(x, y);
        m_painter.setPen(linePen());
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(path);
        paintHead(x, y, -1);
    }

    QPainter &m_painter;
    QRectF m_place;
    const SequencePicture &m_picture;
    int m_row;
    int m_id;
    const FlowStep &m_step;
    const Tokens &m_tokens;
    double m_zoom;
    QColor m_color;
    bool m_isMarked = false;
    double m_top = 0;
};

} // namespace

void paintSequenceRow(QPainter &painter, const QRectF &place, const SequencePicture &picture, int row,
                      const Tokens &tokens)
{
    painter.save();
    painter.setClipRect(place, Qt::IntersectClip);
    RowDrawing(painter, place, picture, row, tokens).paint();
    painter.restore();
}

void paintSequenceTime(QPainter &painter, const QRectF &place, const SequencePicture &picture, int row,
                       const Tokens &tokens)
{
    const double above = std::round(picture.gapHeight(row)) + std::round(picture.partingHeight(row));
    const QFont font = zoomedFont(monospacedFont(), picture.zoom);
    painter.save();
    painter.setFont(font);
    painter.setPen(tokens.secondary);
    const QString text = momentText(picture.flow->step(picture.flow->idAt(row)).entry.at);
    painter.drawText(place.adjusted(Tokens::cellPadding, above, -2, 0), int(Qt::AlignLeft | Qt::AlignVCenter), text);
    painter.restore();
}

void paintSequenceHeader(QPainter &painter, const QRectF &place, const SequencePicture &picture, const Tokens &tokens)
{
    const QFont font = zoomedFont(emphasisedFont(), std::min(picture.zoom, 1.0));
    painter.save();
    painter.setFont(font);
    for (int lane = 0; lane < picture.lanes(); ++lane) {
        const double x = picture.laneAt(place, lane);
        const QRectF box(x - picture.laneWidth / 2 + 3, place.top() + 3, picture.laneWidth - 6, place.height() - 6);
        painter.setPen(QPen(tokens.border, 1));
        painter.setBrush(tokens.surface);
        painter.drawRect(box);
        painter.setPen(tokens.text);
        painter.drawText(box, int(Qt::AlignCenter),
                         cutLabel(participantText(*picture.flow, lane), font, box.width() - 8));
    }
    painter.restore();
}

} // namespace curbside
