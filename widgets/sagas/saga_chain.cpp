// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/sagas/saga_chain.h"

#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int boxWidth = 100;
constexpr int boxHeight = 30;
constexpr int boxGap = 12;
constexpr int undoGap = 14;
constexpr int lineGap = 14;
constexpr int markWidth = 20;

Mark markOf(Tone tone)
{
    switch (tone) {
    case Tone::Good: return Mark::Check;
    case Tone::Active: return Mark::Play;
    case Tone::Warning: return Mark::Warning;
    case Tone::Bad: return Mark::Cross;
    case Tone::Idle: return Mark::Dotted;
    }
    return Mark::Dotted;
}

} // namespace

SagaChain::SagaChain(QWidget *parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Steps of the saga"));
}

void SagaChain::setStory(const SagaStory *story)
{
    std::vector<Link> links;
    QStringList words;
    for (const SagaStory::Planned &planned : story ? story->plan : std::vector<SagaStory::Planned>()) {
        Link link;
        link.title = shortStepText(planned.name);
        QString word = tr("to come");
        if (const SagaStepRow *step = story->last(planned.name)) {
            link.tone = toneOfStep(*step);
            link.mark = markOf(link.tone);
            word = step->state == u"Failed" ? tr("failed") : link.tone == Tone::Active ? tr("under way") : tr("done");
        }
        if (const SagaStepRow *undo = story->lastUndo(planned.name)) {
            link.undoTone = toneOfStep(*undo);
            link.undoMark = undo->state == u"Done" ? Mark::Check : markOf(link.undoTone);
            link.undo = undo->state == u"Done" ? tr("undo done")
                : undo->state == u"Failed"     ? tr("undo failed")
                                               : tr("undoing");
            word += u", "_s + link.undo;
        }
        words += tr("%1: %2").arg(stepText(planned.name), word);
        links.push_back(std::move(link));
    }
    setAccessibleDescription(words.join(u"; "_s));
    if (links == m_links)
        return;
    m_links = std::move(links);
    updateGeometry();
    update();
}

int SagaChain::perLine(int width) const
{
    return std::max(1, (width - 2 * Tokens::margin + boxGap) / (boxWidth + boxGap));
}

/// Where the lines begin, and, last, where the next one would: a line without compensations needs no room for them.
std::vector<int> SagaChain::lineTops(int width) const
{
    std::vector<int> tops{Tokens::margin};
    const auto columns = static_cast<std::size_t>(perLine(width));
    for (std::size_t first = 0; first < m_links.size(); first += columns) {
        const auto end = m_links.begin() + std::ptrdiff_t(std::min(m_links.size(), first + columns));
        const bool isUndone = std::any_of(m_links.begin() + std::ptrdiff_t(first), end,
                                          [](const Link &link) { return !link.undo.isEmpty(); });
        tops.push_back(tops.back() + boxHeight + (isUndone ? undoGap + boxHeight : 0) + lineGap);
    }
    return tops;
}

int SagaChain::heightForWidth(int width) const
{
    return lineTops(width).back() - lineGap + Tokens::margin;
}

QSize SagaChain::sizeHint() const
{
    return {boxWidth + 2 * Tokens::margin, heightForWidth(std::max(width(), boxWidth + 2 * Tokens::margin))};
}

void SagaChain::paintBox(QPainter &painter, const QRectF &box, const QString &text, Tone tone, Mark mark) const
{
    const QColor color = tone == Tone::Idle ? tokens().border : colorOf(tone, tokens());
    painter.setPen(QPen(color, 1.4));
    painter.setBrush(tokens().sunken);
    painter.drawRoundedRect(box, Tokens::controlRadius, Tokens::controlRadius);
    const QRectF place(box.left() + 6, box.center().y() - 5, 10, 10);
    paintMark(painter, place, mark, colorOf(tone, tokens()));
    painter.setPen(tone == Tone::Idle ? tokens().secondary : tokens().text);
    const QRectF room = box.adjusted(markWidth, 0, -4, 0);
    painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, int(room.width())));
}

void SagaChain::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(secondaryFont());
    const int columns = perLine(width());
    const std::vector<int> tops = lineTops(width());
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        const int column = int(i) % columns;
        const int line = int(i) / columns;
        const QRectF box(Tokens::margin + column * (boxWidth + boxGap) + 0.5,
                         tops[static_cast<std::size_t>(line)] + 0.5, boxWidth - 1, boxHeight - 1);
        if (column > 0) {
            painter.setPen(QPen(tokens().border, 2));
            painter.drawLine(QPointF(box.left() - boxGap, box.center().y()), QPointF(box.left(), box.center().y()));
        }
        paintBox(painter, box, m_links[i].title, m_links[i].tone, m_links[i].mark);
        if (m_links[i].undo.isEmpty())
            continue;
        const QRectF below = box.translated(0, boxHeight + undoGap);
        painter.setPen(QPen(colorOf(m_links[i].undoTone, tokens()), 1.4, Qt::DotLine));
        painter.drawLine(QPointF(box.center().x(), box.bottom()), QPointF(below.center().x(), below.top()));
        paintBox(painter, below, m_links[i].undo, m_links[i].undoTone, m_links[i].undoMark);
    }
}

const SagaChain::Link *SagaChain::linkAt(const QPoint &at) const
{
    const int columns = perLine(width());
    const std::vector<int> tops = lineTops(width());
    const int column = (at.x() - Tokens::margin) / (boxWidth + boxGap);
    const auto line = std::ranges::upper_bound(tops, at.y()) - tops.begin() - 1;
    const auto number = line * columns + column;
    const bool isOne = at.x() >= Tokens::margin && column < columns && line >= 0 && number < std::ssize(m_links);
    return isOne ? &m_links[static_cast<std::size_t>(number)] : nullptr;
}

bool SagaChain::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const Link *link = linkAt(help->pos());
    const QString words = !link ? QString() : link->undo.isEmpty() ? link->title : link->title + u'\n' + link->undo;
    QToolTip::showText(help->globalPos(), link ? asToolTip(words) : QString(), this);
    return true;
}

} // namespace curbside
