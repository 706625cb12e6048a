// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/timeline.h"

#include "widgets/entities/status_words.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace curbside {

namespace {

constexpr int factHeight = 42;
constexpr int timeWidth = 64;
constexpr int halfDayWidth = 22; // am, pm

} // namespace

Timeline::Timeline(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Timeline::setFacts(std::vector<Fact> facts)
{
    std::stable_sort(facts.begin(), facts.end(), [](const Fact &one, const Fact &other) { return one.at < other.at; });
    if (facts == m_facts)
        return;
    m_facts = std::move(facts);
    QStringList told;
    for (const Fact &fact : m_facts)
        told.append(tr("%1 %2, %3").arg(clockText(fact.at), visibleText(fact.text), fact.source));
    setAccessibleName(tr("What happened"));
    setAccessibleDescription(told.join(u'\n'));
    updateGeometry();
    update();
}

QSize Timeline::sizeHint() const
{
    return {260, static_cast<int>(m_facts.size()) * factHeight};
}

void Timeline::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens();
    QPainter painter(this);
    const int clockWidth = timeWidth + (clockFormat().is24Hours ? 0 : halfDayWidth);
    const int markLeft = clockWidth + 6;
    const int textLeft = markLeft + Tokens::markSize + 10;
    int top = 0;
    for (std::size_t i = 0; i < m_facts.size(); ++i, top += factHeight) {
        const Fact &fact = m_facts[i];
        if (i + 1 < m_facts.size()) {
            painter.setPen(t.border);
            painter.drawLine(markLeft + Tokens::markSize / 2, top + 20, markLeft + Tokens::markSize / 2,
                             top + factHeight + 2);
        }
        painter.setFont(monospacedFont());
        painter.setPen(t.secondary);
        const QString clock = fact.isExpected ? tr("≈ %1").arg(minuteText(fact.at)) : clockText(fact.at);
        painter.drawText(QRect(0, top, clockWidth, 18), Qt::AlignLeft | Qt::AlignVCenter, clock);
        paintMark(painter, QRectF(markLeft, top + 3, Tokens::markSize, Tokens::markSize), fact.mark,
                  colorOf(fact.tone, t));
        painter.setFont(font());
        painter.setPen(fact.tone == Tone::Bad || fact.tone == Tone::Warning ? colorOf(fact.tone, t) : t.text);
        const int width = std::max(20, this->width() - textLeft);
        painter.drawText(QRect(textLeft, top, width, 18), Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(visibleText(fact.text), Qt::ElideRight, width));
        painter.setFont(secondaryFont());
        painter.setPen(t.secondary);
        painter.drawText(QRect(textLeft, top + 17, width, 17), Qt::AlignLeft | Qt::AlignVCenter, fact.source);
    }
}

bool Timeline::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int number = help->pos().y() / factHeight;
    const Fact *fact = number < static_cast<int>(m_facts.size()) ? &m_facts[static_cast<std::size_t>(number)] : nullptr;
    QToolTip::showText(help->globalPos(), fact ? asToolTip(fact->text + u'\n' + fact->source) : QString(), this);
    return true;
}

} // namespace curbside
