// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/bar_chart.h"

#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace curbside {

BarChart::BarChart(const QString &name, QWidget *parent) : QWidget(parent)
{
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    describe();
}

ChartDrawing BarChart::drawing() const
{
    return {m_picture, QRectF(rect()).adjusted(Tokens::margin - 2, 2, 2 - Tokens::margin, -4), tokens()};
}

int BarChart::shownBars() const
{
    return drawing().shownBars();
}

void BarChart::setPicture(ChartPicture picture, const QString &summary)
{
    const bool isSame = picture == m_picture;
    const QString before = readout();
    m_picture = std::move(picture);
    m_read = std::min(m_read, int(m_picture.bars.size()) - 1);
    const bool isOtherSummary = std::exchange(m_summary, summary) != summary;
    if (!isSame)
        update();
    if (!isSame || isOtherSummary)
        describe();
    if (before != readout())
        Q_EMIT readoutChanged(readout());
}

QString BarChart::readout() const
{
    return m_read < 0 ? QString() : m_picture.bars[static_cast<std::size_t>(m_read)].readout;
}

void BarChart::readOut(int bar)
{
    const int wanted = std::clamp(bar, -1, shownBars() - 1);
    if (wanted == m_read)
        return;
    m_read = wanted;
    describe();
    update();
    Q_EMIT readoutChanged(readout());
}

/// For those who do not see it: the bar that is read out, else the whole.
void BarChart::describe()
{
    const QString keys = tr("Left and Right read out the bars one by one; the table has all figures.");
    const QString text = visibleText(m_read >= 0 ? readout() : m_summary);
    setAccessibleDescription(text.isEmpty() ? keys : tr("%1. %2").arg(text, keys));
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void BarChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawing().paint(painter, m_read);
    if (!hasFocus())
        return;
    painter.setPen(tokens().accent);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void BarChart::mouseMoveEvent(QMouseEvent *event)
{
    readOut(drawing().barAt(event->position()));
}

void BarChart::leaveEvent(QEvent *)
{
    readOut(-1);
}

void BarChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && !underMouse())
        readOut(-1);
    update();
}

void BarChart::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Up: readOut(std::max(0, m_read - 1)); break;
    case Qt::Key_Right:
    case Qt::Key_Down: readOut(m_read + 1); break;
    case Qt::Key_Home: readOut(0); break;
    case Qt::Key_End: readOut(shownBars() - 1); break;
    case Qt::Key_Escape:
        if (m_read < 0)
            QWidget::keyPressEvent(event);
        readOut(-1);
        break;
    default: QWidget::keyPressEvent(event);
    }
}

bool BarChart::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int bar = drawing().barAt(help->pos());
    QToolTip::showText(help->globalPos(),
                       bar < 0 ? QString() : asToolTip(m_picture.bars[static_cast<std::size_t>(bar)].readout), this);
    return true;
}

} // namespace curbside
