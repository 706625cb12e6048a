// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/map_sprites.h"

#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int headings = 32;
constexpr int standsStill = headings; // in the place of a heading
constexpr qsizetype mostSprites = 2'000;
constexpr qsizetype mostKeptLabels = 2'000;
constexpr std::size_t largestCount = 9'999;
constexpr double haloWidth = 3;
constexpr QSizeF bodySize(17, 13);

enum Family : quint64 { RobotFamily = 1, CrowdFamily, CustomerFamily, MerchantFamily, HubFamily };

/// Logical pixels.
int sideOf(quint64 look)
{
    switch (static_cast<Family>(look >> 56)) {
    case RobotFamily: return 34;
    case CrowdFamily: return (look & 0xffffff) < 100 ? 36 : 50;
    case CustomerFamily: return 16;
    case MerchantFamily: return 10;
    case HubFamily: return 20;
    }
    return 0;
}

constexpr quint64 lookOf(Family family, quint64 one, quint64 other = 0, quint64 more = 0)
{
    return (quint64(family) << 56) | (one << 40) | (other << 24) | more;
}

void paintStroke(QPainter &painter, std::initializer_list<QPointF> points)
{
    painter.drawPolyline(QPolygonF(QList<QPointF>(points)));
}

/// What stands on the body: the lid from above, or why the robot is not at work.
void paintBadge(QPainter &painter, RobotStanding standing, const QColor &color)
{
    painter.setPen(QPen(color, 1.6, Qt::SolidLine, Qt::RoundCap));
    switch (standing) {
    case RobotStanding::Free:
    case RobotStanding::Working: paintStroke(painter, {{-5.5, -2.5}, {5.5, -2.5}}); break;
    case RobotStanding::Held:
        paintStroke(painter, {{-2, -3}, {-2, 3}});
        paintStroke(painter, {{2, -3}, {2, 3}});
        break;
    case RobotStanding::OutOfService: paintStroke(painter, {{-4, 0}, {4, 0}}); break;
    case RobotStanding::LowBattery:
        paintStroke(painter, {{0, -3.5}, {0, 0.5}});
        painter.drawPoint(QPointF(0, 3.5));
        break;
    case RobotStanding::Offline: paintStroke(painter, {{-5.5, 4}, {5.5, -4}}); break;
    case RobotStanding::Jammed:
        paintStroke(painter, {{-4, -3}, {4, 3}});
        paintStroke(painter, {{-4, 3}, {4, -3}});
        break;
    }
}

void drawRobot(QPainter &painter, quint64 look)
{
    const Tokens &t = tokens();
    const auto standing = static_cast<RobotStanding>((look >> 40) & 0xffff);
    const bool isLidOpen = (look >> 24) & 1;
    const int heading = int(look & 0xffff);
    const QColor color = isLidOpen && standing == RobotStanding::Working ? t.good : colorOf(toneOf(standing), t);
    if (heading != standsStill) {
        painter.save();
        painter.rotate(360.0 * heading / headings);
        painter.setPen(QPen(t.surface, 1));
        painter.setBrush(color);
        painter.drawPolygon(QPolygonF(QList<QPointF>{{0, -15}, {4.5, -9.5}, {-4.5, -9.5}}));
        painter.restore();
    }
    const bool isHollow = standing == RobotStanding::Offline;
    const QRectF body(QPointF(-bodySize.width() / 2, -bodySize.height() / 2), bodySize);
    painter.setPen(isHollow ? QPen(color, 1.6) : QPen(t.surface, 1));
    painter.setBrush(isHollow ? t.surface : color);
    painter.drawRoundedRect(body, 3, 3);
    if (!isLidOpen || standing > RobotStanding::Working)
        paintBadge(painter, standing, isHollow ? color : t.surface);
    if (isLidOpen) { // it stands up
        for (const auto &[pen, width] : {std::pair(t.surface, 4.6), std::pair(color, 2.2)}) {
            painter.setPen(QPen(pen, width, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(body.topLeft() + QPointF(1.5, -1), body.topLeft() + QPointF(11, -8));
        }
    }
}

void drawCrowd(QPainter &painter, quint64 look)
{
    const Tokens &t = tokens();
    const auto kind = static_cast<CrowdKind>((look >> 40) & 0xff);
    const auto tone = static_cast<Tone>((look >> 24) & 0xff);
    const QString count = QString::number(look & 0xffffff);
    const QColor color = colorOf(tone, t);
    painter.setFont(secondaryFont());
    const double width = std::max(22.0, painter.fontMetrics().horizontalAdvance(count) + 10.0);
    const QRectF place(-width / 2, -11, width, 22);
    const bool isFilled = kind == CrowdKind::Robots;
    painter.setPen(QPen(isFilled ? t.surface : color, 1.5));
    painter.setBrush(isFilled ? color : t.surface);
    if (kind == CrowdKind::Robots)
        painter.drawRoundedRect(place, 6, 6);
    else if (kind == CrowdKind::Customers)
        painter.drawRoundedRect(place.adjusted(0, 1, 0, -1), 10, 10);
    else
        painter.drawRect(place.adjusted(1, 2, -1, -2));
    painter.setPen(isFilled ? t.onAccent : color);
    painter.drawText(place, Qt::AlignCenter, count);
    if (tone == Tone::Bad) { // what is the matter with one of them is told by shape too
        painter.setPen(QPen(t.surface, 1));
        painter.setBrush(t.bad);
        painter.drawPolygon(QPolygonF(QList<QPointF>{
            place.topRight() + QPointF(-1, -5), place.topRight() + QPointF(5, 5), place.topRight() + QPointF(-7, 5)}));
    }
}

void drawCustomer(QPainter &painter, quint64 look)
{
    const Tokens &t = tokens();
    switch (static_cast<PromiseStanding>((look >> 40) & 0xff)) {
    case PromiseStanding::InTime:
        painter.setPen(QPen(t.surface, 1));
        painter.setBrush(t.surface);
        painter.drawEllipse(QPointF(), 5, 5);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.good, 1.7));
        painter.drawEllipse(QPointF(), 3.6, 3.6);
        break;
    case PromiseStanding::AtRisk:
        painter.setPen(QPen(t.surface, 1));
        painter.setBrush(t.warning);
        painter.drawPolygon(QPolygonF(QList<QPointF>{{0, -6.5}, {6.5, 5}, {-6.5, 5}}));
        break;
    case PromiseStanding::Late:
        painter.setPen(QPen(t.surface, 1));
        painter.setBrush(t.bad);
        painter.drawEllipse(QPointF(), 6, 6);
        painter.setPen(QPen(t.surface, 1.6, Qt::SolidLine, Qt::RoundCap));
        paintStroke(painter, {{-2.2, -2.2}, {2.2, 2.2}});
        paintStroke(painter, {{-2.2, 2.2}, {2.2, -2.2}});
        break;
    }
}

void drawMerchant(QPainter &painter, quint64)
{
    const Tokens &t = tokens();
    painter.setPen(QPen(t.surface, 1));
    painter.setBrush(t.secondary);
    painter.drawRect(QRectF(-4, -4, 8, 8));
}

void drawHub(QPainter &painter, quint64)
{
    const Tokens &t = tokens();
    painter.setPen(QPen(t.text, 1.6));
    painter.setBrush(t.surface);
    painter.drawPolygon(QPolygonF(QList<QPointF>{{0, -8}, {8, 0}, {0, 8}, {-8, 0}}));
}

/// A halo is the text itself, around itself: the outline of a font's path differs by a pixel from run to run.
void forEachHaloOffset(const std::function<void(QPointF)> &draw)
{
    constexpr int radius = static_cast<int>(haloWidth);
    for (int x = -radius; x <= radius; ++x) {
        for (int y = -radius; y <= radius; ++y) {
            if (x * x + y * y <= radius * radius + 1)
                draw(QPointF(x, y));
        }
    }
}

QFont labelFont(bool isEmphasised)
{
    QFont font = secondaryFont();
    if (isEmphasised)
        font.setWeight(QFont::DemiBold);
    return font;
}

void paintMiddle(QPainter &painter, QPointF at, const QPixmap &pixmap)
{
    const double half = pixmap.width() / pixmap.devicePixelRatio() / 2;
    painter.drawPixmap(QPointF(std::round(at.x() - half), std::round(at.y() - half)), pixmap);
}

} // namespace

void MapSprites::renew(double pixelRatio)
{
    if (m_pixelRatio == pixelRatio && m_surface == tokens().surface)
        return;
    m_pixelRatio = pixelRatio;
    m_surface = tokens().surface;
    m_sprites.clear();
    m_labels.clear();
}

const QPixmap &MapSprites::sprite(quint64 look, Draw draw)
{
    const auto known = m_sprites.constFind(look);
    if (known != m_sprites.constEnd())
        return *known;
    if (m_sprites.size() >= mostSprites)
        m_sprites.clear();
    const int side = sideOf(look);
    QPixmap pixmap(QSize(side, side) * m_pixelRatio);
    pixmap.setDevicePixelRatio(m_pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(side / 2.0, side / 2.0);
    draw(painter, look);
    painter.end();
    return *m_sprites.insert(look, pixmap);
}

void MapSprites::paintRobot(QPainter &painter, QPointF at, RobotStanding standing, bool isLidOpen,
                            std::optional<double> heading)
{
    const int step = heading ? ((qRound(*heading * headings / 360) % headings) + headings) % headings : standsStill;
    paintMiddle(painter, at, sprite(lookOf(RobotFamily, quint64(standing), isLidOpen, quint64(step)), drawRobot));
}

void MapSprites::paintCrowd(QPainter &painter, QPointF at, CrowdKind kind, std::size_t count, Tone tone)
{
    const quint64 shown = std::min(count, largestCount);
    paintMiddle(painter, at, sprite(lookOf(CrowdFamily, quint64(kind), quint64(tone), shown), drawCrowd));
}

void MapSprites::paintCustomer(QPainter &painter, QPointF at, PromiseStanding standing)
{
    paintMiddle(painter, at, sprite(lookOf(CustomerFamily, quint64(standing)), drawCustomer));
}

void MapSprites::paintMerchant(QPainter &painter, QPointF at)
{
    paintMiddle(painter, at, sprite(lookOf(MerchantFamily, 0), drawMerchant));
}

void MapSprites::paintHub(QPainter &painter, QPointF at)
{
    paintMiddle(painter, at, sprite(lookOf(HubFamily, 0), drawHub));
}

const QPixmap &MapSprites::label(const QString &text, bool isEmphasised)
{
    const QString key = (isEmphasised ? u'+' : u'-') + text;
    const auto known = m_labels.constFind(key);
    if (known != m_labels.constEnd())
        return *known;
    if (m_labels.size() >= mostKeptLabels)
        m_labels.clear();
    const QFont font = labelFont(isEmphasised);
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(visibleText(text), Qt::ElideRight, 180);
    const QSize size(int(std::ceil(metrics.horizontalAdvance(shown) + 2 * haloWidth)),
                     int(std::ceil(metrics.height() + 2)));
    QPixmap pixmap(size * m_pixelRatio);
    pixmap.setDevicePixelRatio(m_pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    const QPointF at(haloWidth, 1 + metrics.ascent());
    painter.setPen(m_surface);
    forEachHaloOffset([&](QPointF offset) { painter.drawText(at + offset, shown); });
    painter.setPen(tokens().text);
    painter.drawText(at, shown);
    painter.end();
    return *m_labels.insert(key, pixmap);
}

void MapSprites::paintLabel(QPainter &painter, const QRectF &place, const QString &text, bool isEmphasised)
{
    painter.drawPixmap(QPointF(std::round(place.x()), std::round(place.y())), label(text, isEmphasised));
}

QSizeF MapSprites::labelSize(const QString &text, bool isEmphasised)
{
    return label(text, isEmphasised).deviceIndependentSize();
}

} // namespace curbside
