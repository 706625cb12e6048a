// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/map/map_legend.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int legendLine = 21;
constexpr int legendTop = 28;
constexpr int legendMarkMiddle = 24;
constexpr int legendTextLeft = 44;
constexpr std::size_t legendColumns = 2;

} // namespace

MapLegend::MapLegend(QWidget *parent) : QFrame(parent)
{
    const auto robot = [](RobotStanding standing, bool isLidOpen, std::optional<double> heading) {
        return [=](MapSprites &sprites, QPainter &painter, QPointF at) {
            sprites.paintRobot(painter, at, standing, isLidOpen, heading);
        };
    };
    const auto customer = [](PromiseStanding standing) {
        return
            [=](MapSprites &sprites, QPainter &painter, QPointF at) { sprites.paintCustomer(painter, at, standing); };
    };
    constexpr double east = 90;
    m_lines = {
        {tr("Robot, driving"), robot(RobotStanding::Working, false, east)},
        {tr("Robot, free"), robot(RobotStanding::Free, false, {})},
        {tr("Lid open"), robot(RobotStanding::Working, true, {})},
        {tr("Lid jammed"), robot(RobotStanding::Jammed, false, {})},
        {tr("Battery low"), robot(RobotStanding::LowBattery, false, {})},
        {tr("Link lost"), robot(RobotStanding::Offline, false, {})},
        {tr("Held"), robot(RobotStanding::Held, false, {})},
        {tr("Several robots"),
         [](MapSprites &sprites, QPainter &painter, QPointF at) {
             sprites.paintCrowd(painter, at, CrowdKind::Robots, 5, Tone::Active);
         }},
        {tr("Customer waiting"), customer(PromiseStanding::InTime)},
        {tr("At risk"), customer(PromiseStanding::AtRisk)},
        {tr("Late"), customer(PromiseStanding::Late)},
        {tr("Merchant"),
         [](MapSprites &sprites, QPainter &painter, QPointF at) { sprites.paintMerchant(painter, at); }},
        {tr("Hub"), [](MapSprites &sprites, QPainter &painter, QPointF at) { sprites.paintHub(painter, at); }},
    };
    QStringList words;
    for (const Line &line : m_lines)
        words.append(line.text);
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(tr("Marks of the map: %1").arg(words.join(u", "_s)));
    auto *close = new QToolButton(this);
    close->setIcon(themedIcon(u"close"_s));
    close->setIconSize({14, 14});
    close->setAccessibleName(tr("Close the legend"));
    close->setToolTip(tr("Close the legend (L brings it back)"));
    close->setFocusPolicy(Qt::StrongFocus);
    close->setProperty("role", u"quiet"_s);
    close->setFixedSize(24, 24);
    close->move(sizeHint().width() - 26, 2);
    connect(close, &QToolButton::clicked, this, &MapLegend::closed);
    resize(sizeHint());
}

int MapLegend::columnWidth() const
{
    const QFontMetrics metrics(secondaryFont());
    int widest = 0;
    for (const Line &line : m_lines)
        widest = std::max(widest, metrics.horizontalAdvance(line.text));
    return legendTextLeft + widest;
}

QSize MapLegend::sizeHint() const
{
    const std::size_t lines = (m_lines.size() + legendColumns - 1) / legendColumns;
    return {int(legendColumns) * columnWidth() + Tokens::margin, legendTop + int(lines) * legendLine + 6};
}

void MapLegend::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens();
    m_sprites.renew(devicePixelRatioF());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.border);
    painter.setBrush(t.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Tokens::controlRadius,
                            Tokens::controlRadius);
    painter.setPen(t.text);
    painter.setFont(emphasisedFont());
    painter.drawText(QRect(Tokens::margin, 0, width(), legendTop), Qt::AlignVCenter | Qt::AlignLeft, tr("Legend"));
    painter.setFont(secondaryFont());
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const std::size_t lines = (m_lines.size() + legendColumns - 1) / legendColumns;
        const int left = int(i / lines) * columnWidth();
        const QRect place(left + legendTextLeft, legendTop + int(i % lines) * legendLine,
                          columnWidth() - legendTextLeft, legendLine);
        m_lines[i].paint(m_sprites, painter, QPointF(left + legendMarkMiddle, place.center().y() + 1));
        painter.setPen(t.text);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, m_lines[i].text);
    }
}

} // namespace curbside
