// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/robots/robot_cards.h"

#include "widgets/entities/status_words.h"
#include "widgets/robots/robot_columns.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Cards
{
    Q_DECLARE_TR_FUNCTIONS(curbside::RobotCards)
};

constexpr QSize leastCardSize(280, 86); // with the gap around it
constexpr int pictureWidth = 34;
constexpr int lineHeight = 20;
constexpr double linkWidth = 12;

struct Standing
{
    QString text;
    Tone tone = Tone::Idle;
};

/// How it stands, worst first, in words.
Standing standingOf(const RobotRow &robot)
{
    if (!robot.isSeen)
        return {robot.isStateTold ? Cards::tr("not heard of yet") : Cards::tr("State does not answer"), Tone::Idle};
    if (!robot.isStateTold) {
        RobotRow told = robot;
        told.isStateTold = true;
        const Standing standing = standingOf(told);
        return {Cards::tr("%1, as of %2").arg(standing.text, clockText(robot.seenAt)), standing.tone};
    }
    if (robot.lid == u"Jammed")
        return {Cards::tr("lid jammed"), Tone::Bad};
    if (!robot.isOnline)
        return {Cards::tr("link lost, last seen %1").arg(clockText(robot.seenAt)), Tone::Bad};
    if (robot.isHeld)
        return {Cards::tr("held"), Tone::Warning};
    if (!robot.isInService)
        return {Cards::tr("out of service"), Tone::Warning};
    if (batteryCell(robot).tone == Tone::Bad)
        return {Cards::tr("battery low"), Tone::Warning};
    if (robot.lid == u"Open")
        return {Cards::tr("lid open"), Tone::Good};
    if (isDriving(robot))
        return {Cards::tr("driving %1 m/s").arg(QLocale().toString(robot.speed, 'f', 1)), Tone::Active};
    return {robot.isOnDuty ? Cards::tr("standing") : Cards::tr("off duty"), Tone::Idle};
}

/// A cart from the side; its lid closed, open or broken.
void paintCart(QPainter &painter, const QRectF &place, const RobotRow &robot, const QColor &color)
{
    painter.setPen(QPen(color, 1.9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const QPointF at = place.topLeft();
    painter.drawPolyline(
        QPolygonF(QList<QPointF>{at + QPointF(5, 9), at + QPointF(5, 20), at + QPointF(25, 20), at + QPointF(25, 9)}));
    painter.drawEllipse(at + QPointF(10, 23), 2.2, 2.2);
    painter.drawEllipse(at + QPointF(20, 23), 2.2, 2.2);
    if (robot.lid == u"Open")
        painter.drawLine(at + QPointF(5, 8), at + QPointF(23, -1));
    else if (robot.lid == u"Jammed")
        painter.drawPolyline(QPolygonF(QList<QPointF>{at + QPointF(3, 8), at + QPointF(6, 1), at + QPointF(12, 7),
                                                      at + QPointF(16, 0), at + QPointF(20, 6), at + QPointF(27, 2)}));
    else
        painter.drawLine(at + QPointF(3, 7), at + QPointF(27, 7));
}

class CardDelegate : public QStyledItemDelegate
{
public:
    CardDelegate(const Entities &entities, QObject *parent) : QStyledItemDelegate(parent), m_entities(entities) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const RobotRow *robot = m_entities.robots.find(index.data(KeyRole).toString());
        if (!robot)
            return;
        const Tokens &t = tokens();
        const bool isChosen = option.state & QStyle::State_Selected;
        const Standing standing = standingOf(*robot);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF card = QRectF(option.rect).adjusted(4.5, 4.5, -4.5, -4.5);
        painter->setPen(QPen(isChosen ? t.accent : t.border, 1));
        painter->setBrush(isChosen ? t.selection : t.surface);
        painter->drawRoundedRect(card, Tokens::panelRadius, Tokens::panelRadius);
        paintCart(*painter, QRectF(card.left() + 12, card.top() + 14, pictureWidth, 28), *robot,
                  colorOf(standing.tone, t));
        paintWords(*painter, card.adjusted(12 + pictureWidth + 12, 8, -12, 0), *robot, standing);
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        const auto *view = qobject_cast<const QListView *>(option.widget);
        return view && view->gridSize().isValid() ? view->gridSize() : leastCardSize;
    }

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        const RobotRow *robot = m_entities.robots.find(index.data(KeyRole).toString());
        if (!event || event->type() != QEvent::ToolTip || !robot)
            return QStyledItemDelegate::helpEvent(event, view, option, index);
        QStringList lines{u"%1 %2"_s.arg(robot->name, robot->serial), errandText(*robot, m_entities),
                          standingOf(*robot).text};
        if (robot->isSeen)
            lines.append(m_entities.addressAt(robot->place));
        QToolTip::showText(event->globalPos(), asToolTip(lines.join(u'\n')), view);
        return true;
    }

private:
    void paintWords(QPainter &painter, const QRectF &place, const RobotRow &robot, const Standing &standing) const
    {
        const Tokens &t = tokens();
        const auto line = [&](int at) {
            return QRectF(place.left(), place.top() + at * lineHeight, place.width(), lineHeight);
        };
        const double figures = paintFigures(painter, line(0), robot);
        painter.setFont(emphasisedFont());
        painter.setPen(t.text);
        QRectF name;
        painter.drawText(line(0), Qt::AlignLeft | Qt::AlignVCenter, visibleText(robot.name), &name);
        painter.setFont(monospacedFont());
        painter.setPen(t.secondary);
        const QRectF serial = line(0).adjusted(name.width() + 6, 0, -figures, 0);
        painter.drawText(serial, Qt::AlignLeft | Qt::AlignVCenter, elided(painter, robot.serial, serial.width()));
        painter.setFont(textFont());
        painter.setPen(t.text);
        painter.drawText(line(1), Qt::AlignLeft | Qt::AlignVCenter,
                         elided(painter, errandText(robot, m_entities), place.width()));
        painter.setFont(secondaryFont());
        painter.setPen(colorOf(standing.tone, t));
        QRectF words;
        painter.drawText(line(2), Qt::AlignLeft | Qt::AlignVCenter, elided(painter, standing.text, place.width()),
                         &words);
        if (!robot.isSeen)
            return;
        painter.setPen(t.secondary);
        const QRectF rest = line(2).adjusted(words.width() + 10, 0, 0, 0);
        painter.drawText(rest, Qt::AlignRight | Qt::AlignVCenter,
                         elided(painter, m_entities.addressAt(robot.place), rest.width()));
    }

    static QString elided(const QPainter &painter, const QString &text, double width)
    {
        return painter.fontMetrics().elidedText(visibleText(text), Qt::ElideRight, std::max(0, int(width)));
    }

    /// Battery and link at the right end; gives how wide they are.
    static double paintFigures(QPainter &painter, const QRectF &line, const RobotRow &robot)
    {
        const Tokens &t = tokens();
        const Cell battery = batteryCell(robot);
        painter.setFont(monospacedFont());
        painter.setPen(battery.tone ? colorOf(*battery.tone, t) : t.secondary);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, battery.text);
        const double width = painter.fontMetrics().horizontalAdvance(battery.text) + 8;
        if (!robot.isSeen)
            return width;
        paintLink(painter, QPointF(line.right() - width - linkWidth, line.center().y() + 5), robot.isOnline);
        return width + linkWidth + 8;
    }

    /// Three bars, as of a telephone; crossed out when the link is lost.
    static void paintLink(QPainter &painter, QPointF foot, bool isOnline)
    {
        const Tokens &t = tokens();
        for (int bar = 0; bar < 3; ++bar) {
            const double height = 4 + 3 * bar;
            const QRectF place(foot.x() + bar * 4.5, foot.y() - height, 3, height);
            painter.setPen(Qt::NoPen);
            painter.setBrush(isOnline ? t.secondary : t.border);
            painter.drawRoundedRect(place, 1, 1);
        }
        if (!isOnline)
            paintMark(painter, QRectF(foot.x(), foot.y() - 11, 12, 12), Mark::Cross, t.bad);
    }

    const Entities &m_entities;
};

/// As many cards beside each other as there is room for; together they take all of it.
class CardView : public QListView
{
protected:
    void resizeEvent(QResizeEvent *event) override
    {
        const int width = viewport()->width() - 1; // of cards that fill it to the last pixel, the last would wrap
        setGridSize({width / std::max(1, width / leastCardSize.width()), leastCardSize.height()});
        QListView::resizeEvent(event);
    }
};

} // namespace

QListView *makeRobotCards(const Entities &entities)
{
    auto *cards = new CardView;
    cards->setAccessibleName(Cards::tr("Robots as cards"));
    cards->setItemDelegate(new CardDelegate(entities, cards));
    cards->setViewMode(QListView::IconMode);
    cards->setMovement(QListView::Static);
    cards->setResizeMode(QListView::Adjust);
    cards->setUniformItemSizes(true);
    cards->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // its coming would change the width, and so on
    cards->setFrameShape(QFrame::NoFrame);
    cards->setSelectionMode(QAbstractItemView::SingleSelection);
    cards->setEditTriggers(QAbstractItemView::NoEditTriggers);
    cards->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    cards->setTabKeyNavigation(false);
    return cards;
}

} // namespace curbside
