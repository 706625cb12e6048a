// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timebar/rate_histogram.h"

#include "widgets/entities/status_words.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

namespace curbside {

namespace {

constexpr std::size_t stretchesAMinute = 12;
constexpr int footHeight = 2;
constexpr double pitch = 4;

bool isTrouble(JournalKind kind)
{
    return kind == JournalKind::Lost || kind == JournalKind::DeadLettered || kind == JournalKind::Crashed;
}

} // namespace

RateHistogram::RateHistogram(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Events published over the last ten minutes"));
    setAccessibleDescription(
        tr("Five seconds of platform time a bar. A bar with a foot had trouble: something lost, given up or crashed."));
}

RateHistogram::Bar *RateHistogram::barAt(qint64 at)
{
    const qint64 ordinal = at / stretch;
    if (m_bars.empty()) {
        m_bars.emplace_back();
        m_last = ordinal;
    }
    if (ordinal > m_last) {
        const auto missing = static_cast<std::size_t>(std::min<qint64>(ordinal - m_last, stretches));
        m_bars.insert(m_bars.end(), missing, Bar{});
        m_bars.erase(m_bars.begin(), m_bars.end() - static_cast<std::ptrdiff_t>(std::min(m_bars.size(), stretches)));
        m_last = ordinal;
    }
    const qint64 back = m_last - ordinal;
    if (back >= static_cast<qint64>(m_bars.size()))
        return nullptr;
    return &m_bars[m_bars.size() - 1 - static_cast<std::size_t>(back)];
}

void RateHistogram::take(const JournalBatch &batch)
{
    for (const TrafficEntry &entry : batch.entries) {
        const bool isPublished = entry.kind == JournalKind::Published;
        if (!isPublished && !isTrouble(entry.kind))
            continue;
        if (Bar *bar = barAt(entry.at))
            ++(isPublished ? bar->published : bar->troubles);
    }
    update();
    Q_EMIT changed();
}

void RateHistogram::advance(qint64 now)
{
    const qint64 before = m_last;
    if (now > 0)
        barAt(now);
    if (m_last != before) {
        update();
        Q_EMIT changed();
    }
}

double RateHistogram::perSecond() const
{
    if (m_bars.size() < 2)
        return 0;
    const std::size_t whole = m_bars.size() - 1; // the present one is not over
    const std::size_t count = std::min(whole, stretchesAMinute);
    qint64 published = 0;
    for (std::size_t i = whole - count; i < whole; ++i)
        published += m_bars[i].published;
    return double(published) / (double(count) * double(stretch) / 1e6);
}

QString RateHistogram::tellAt(int x) const
{
    const double back = (width() - 2 - x) / pitch;
    if (back < 0 || back >= double(m_bars.size()))
        return {};
    const auto ordinal = static_cast<qint64>(back);
    const Bar &bar = m_bars[m_bars.size() - 1 - static_cast<std::size_t>(ordinal)];
    const qint64 from = (m_last - ordinal) * stretch;
    const QString rate = QLocale().toString(double(bar.published) / (double(stretch) / 1e6), 'f', 1);
    const QString told = tr("%1, %2 events/s").arg(clockText(from), rate);
    return bar.troubles == 0 ? told : tr("%1, %2 lost, given up or crashed").arg(told).arg(bar.troubles);
}

bool RateHistogram::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString told = tellAt(help->pos().x());
    const QString text = told.isEmpty() ? accessibleName() : told;
    QToolTip::showText(help->globalPos(), asToolTip(text + u'\n' + accessibleDescription()), this);
    return true;
}

void RateHistogram::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokens();
    QPainter painter(this);
    qint64 most = 1;
    for (const Bar &bar : m_bars)
        most = std::max(most, bar.published);
    const double floor = height() - footHeight - 1;
    const auto room = static_cast<std::size_t>(std::max(1.0, (width() - 2) / pitch));
    const std::size_t shown = std::min(room, m_bars.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const Bar &bar = m_bars[m_bars.size() - 1 - i];
        const double left = width() - 2 - double(i + 1) * pitch;
        const double tall = std::max(1.0, floor * double(bar.published) / double(most));
        QColor color = bar.troubles > 0 ? t.bad : t.accent;
        if (i >= stretchesAMinute)
            color.setAlphaF(0.5F);
        painter.fillRect(QRectF(left, floor - tall, pitch - 1, tall), color);
        if (bar.troubles > 0)
            painter.fillRect(QRectF(left, floor + 1, pitch - 1, footHeight), t.bad);
    }
    painter.fillRect(QRectF(width() - 1, 0, 1, height()), t.secondary);
}

} // namespace curbside
