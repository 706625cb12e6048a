// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timebar/time_bar.h"

#include "widgets/breakpoints/stop_words.h"
#include "widgets/entities/status_words.h"
#include "widgets/panels/panel.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/plain_text.h"
#include "widgets/theme/theme.h"
#include "widgets/timebar/rate_histogram.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QStyle>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::array<double, 5> speeds{0.1, 1, 10, 100, 1000};
constexpr int leastWidthWithNote = 1200;
constexpr int leastWidthWithRate = 1080;
constexpr qint64 smallLagMs = 100;
constexpr qint64 noticeableLagMs = 1000;

QString speedText(double speed)
{
    return TimeBar::tr("%1×").arg(QLocale().toString(speed, 'g', 6).remove(QLocale().groupSeparator()));
}

QString speedText(std::size_t at)
{
    return at == speeds.size() ? TimeBar::tr("max") : speedText(speeds[at]);
}

std::optional<double> speedAt(std::size_t at)
{
    return at == speeds.size() ? std::nullopt : std::optional(speeds[at]);
}

/// In words and as a number: whether platform time keeps up with what was asked for.
QString lagText(const PlatformStatus &status)
{
    if (status.isPaused)
        return status.stop ? shortStopText(*status.stop) : TimeBar::tr("paused");
    if (!status.speed)
        return TimeBar::tr("as fast as it can");
    const qint64 lag = status.lagMilliseconds;
    if (lag < smallLagMs)
        return TimeBar::tr("on time, lag %1 ms").arg(lag);
    if (lag < noticeableLagMs)
        return TimeBar::tr("nearly, lag %1 ms").arg(lag);
    return TimeBar::tr("too slow, lag %1 s").arg(QLocale().toString(double(lag) / 1000, 'f', 1));
}

} // namespace

TimeBar::TimeBar(PlatformLink &link, QWidget *parent)
    : QFrame(parent), m_link(link), m_clock(new QLabel(u"--:--:--.---"_s)), m_histogram(new RateHistogram),
      m_rate(new QLabel), m_lag(new QLabel), m_note(new ElidedLabel(u"secondary"_s))
{
    setProperty("part", u"timebar"_s);
    setFixedHeight(Tokens::timeBarHeight);
    setAccessibleName(tr("Platform time"));
    QFont clockFont = monospacedFont();
    clockFont.setPixelSize(15);
    clockFont.setWeight(QFont::Bold);
    m_clock->setFont(clockFont);
    m_clock->setAccessibleName(tr("Platform time"));
    m_clock->setToolTip(tr("Platform time, UTC"));
    m_clock->setTextFormat(Qt::PlainText);
    m_rate->setProperty("role", u"secondary"_s);
    m_lag->setProperty("role", u"secondary"_s);
    m_rate->setMinimumWidth(m_rate->fontMetrics().horizontalAdvance(tr("%1 events/s").arg(u"9,999.9"_s)));
    m_rate->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_rate->setToolTip(tr("Events published, a second of platform time, over the last minute"));
    m_lag->setMinimumWidth(m_lag->fontMetrics().horizontalAdvance(tr("nearly, lag %1 ms").arg(999)));
    m_note->setMinimumWidth(40);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Tokens::margin, 0, Tokens::margin, 0);
    layout->setSpacing(0);
    addPlayButtons(*layout);
    layout->addSpacing(Tokens::spacing + 2);
    addSpeedButtons(*layout);
    layout->addSpacing(Tokens::margin);
    layout->addWidget(m_clock);
    layout->addSpacing(Tokens::margin);
    layout->addWidget(m_histogram, 1);
    layout->addSpacing(Tokens::margin);
    layout->addWidget(m_rate);
    layout->addSpacing(Tokens::margin);
    layout->addWidget(m_lag);
    layout->addSpacing(Tokens::margin);
    layout->addWidget(m_note);

    connect(m_histogram, &RateHistogram::changed, this, &TimeBar::showRate);
    connect(&link, &PlatformLink::journalArrived, m_histogram, &RateHistogram::take);
    connect(&link, &PlatformLink::statusChanged, this, &TimeBar::show);
    showRate();
    show(link.status());
}

QToolButton *TimeBar::button(const QString &name, const QString &tip)
{
    auto *made = new QToolButton(this);
    made->setAccessibleName(name);
    made->setToolTip(tip);
    made->setFocusPolicy(Qt::StrongFocus);
    made->setProperty("segment", u"middle"_s);
    made->setFixedHeight(Tokens::controlHeight);
    return made;
}

void TimeBar::addPlayButtons(QBoxLayout &layout)
{
    m_pause = button(tr("Pause"), tr("Let platform time stand still (Space)"));
    m_play = button(tr("Play"), tr("Let platform time run (Space)"));
    m_step = button(tr("Step"), tr("Let the next thing happen, then stand still (F10)"));
    m_pause->setIcon(themedIcon(u"pause"_s));
    m_play->setIcon(themedIcon(u"play"_s));
    m_step->setText(tr("step"));
    m_pause->setProperty("segment", u"first"_s);
    m_step->setProperty("segment", u"last"_s);
    for (QToolButton *made : {m_pause, m_play}) {
        made->setCheckable(true);
        made->setAutoExclusive(false);
        made->setIconSize(QSize(14, 14));
    }
    for (QToolButton *made : {m_pause, m_play, m_step})
        layout.addWidget(made);
    connect(m_pause, &QToolButton::clicked, this, [this] {
        m_link.setPaused(true);
        show(m_link.status()); // checked is what the platform says, not what was clicked
    });
    connect(m_play, &QToolButton::clicked, this, [this] {
        m_link.setPaused(false);
        show(m_link.status());
    });
    connect(m_step, &QToolButton::clicked, this, &TimeBar::step);
}

void TimeBar::addSpeedButtons(QBoxLayout &layout)
{
    for (std::size_t at = 0; at <= speeds.size(); ++at) {
        const QString text = speedText(at);
        QToolButton *made = button(tr("Speed %1").arg(text),
                                   at == speeds.size() ? tr("As fast as possible")
                                                       : tr("Platform time runs at %1 wall time").arg(text));
        made->setText(text);
        made->setCheckable(true);
        if (at == 0 || at == speeds.size())
            made->setProperty("segment", at == 0 ? u"first"_s : u"last"_s);
        connect(made, &QToolButton::clicked, this, [this, at] {
            m_link.setSpeed(speedAt(at));
            show(m_link.status());
        });
        m_speeds.push_back(made);
        layout.addWidget(made);
    }
    m_otherSpeed = button(
        {}, tr("The speed that was asked for on the command line or over HTTP; the buttons beside it lead away"));
    m_otherSpeed->setCheckable(true);
    m_otherSpeed->hide();
    connect(m_otherSpeed, &QToolButton::clicked, this, [this] { show(m_link.status()); });
}

/// A speed that has no button of its own stands between its neighbours.
void TimeBar::showOtherSpeed(const PlatformStatus &status)
{
    const bool isOther = status.isRunning && status.speed && std::ranges::find(speeds, *status.speed) == speeds.end();
    m_otherSpeed->setVisible(isOther);
    m_otherSpeed->setEnabled(isOther);
    m_otherSpeed->setChecked(isOther);
    const QString text = isOther ? speedText(*status.speed) : QString();
    if (!isOther || m_otherSpeed->text() == text)
        return;
    m_otherSpeed->setText(text);
    m_otherSpeed->setAccessibleName(tr("Speed %1").arg(text));
    const auto faster = static_cast<std::size_t>(
        std::ranges::find_if(speeds, [&](double speed) { return speed > *status.speed; }) - speeds.begin());
    auto *line = qobject_cast<QBoxLayout *>(layout());
    line->removeWidget(m_otherSpeed);
    line->insertWidget(line->indexOf(m_speeds[faster]), m_otherSpeed);
    m_otherSpeed->setProperty("segment", faster == 0 ? u"first"_s : u"middle"_s);
    m_speeds.front()->setProperty("segment", faster == 0 ? u"middle"_s : u"first"_s);
    for (QToolButton *changed : {m_otherSpeed, m_speeds.front()}) {
        changed->style()->unpolish(changed);
        changed->style()->polish(changed);
    }
    setTabOrder(faster == 0 ? m_step : m_speeds[faster - 1], m_otherSpeed);
}

void TimeBar::setNote(const QString &note)
{
    m_note->setText(note);
}

void TimeBar::refresh()
{
    show(m_link.status());
}

/// A note of three letters and an ellipsis would tell nothing; the rate is in the histogram's tool tips too.
void TimeBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_note->setVisible(width() >= leastWidthWithNote);
    m_rate->setVisible(width() >= leastWidthWithRate);
}

void TimeBar::togglePaused()
{
    m_link.setPaused(!m_link.status().isPaused);
}

void TimeBar::step()
{
    m_link.step();
}

void TimeBar::changeSpeed(int direction)
{
    const double present = m_link.status().speed.value_or(std::numeric_limits<double>::infinity());
    if (direction > 0) {
        const auto next = std::find_if(speeds.begin(), speeds.end(), [&](double speed) { return speed > present; });
        m_link.setSpeed(next == speeds.end() ? std::nullopt : std::optional(*next));
        return;
    }
    const auto next = std::find_if(speeds.rbegin(), speeds.rend(), [&](double speed) { return speed < present; });
    if (next != speeds.rend())
        m_link.setSpeed(*next);
}

void TimeBar::show(const PlatformStatus &status)
{
    for (QToolButton *made : {m_pause, m_play, m_step})
        made->setEnabled(status.isRunning);
    m_pause->setChecked(status.isRunning && status.isPaused);
    m_play->setChecked(status.isRunning && !status.isPaused);
    for (std::size_t at = 0; at < m_speeds.size(); ++at) {
        m_speeds[at]->setEnabled(status.isRunning);
        m_speeds[at]->setChecked(status.isRunning && status.speed == speedAt(at));
    }
    showOtherSpeed(status);
    if (!status.isRunning) {
        m_lag->setText(status.trouble.isEmpty() ? tr("starting…") : tr("stopped"));
        return;
    }
    m_clock->setText(exactClockText(status.now));
    m_lag->setText(lagText(status));
    const QString stopped = status.stop ? stopText(*status.stop) : QString();
    m_lag->setToolTip(stopped.isEmpty() ? tr("Engine: how far platform time is behind where its speed wants it to be")
                                        : asToolTip(stopped));
    const QString role =
        !status.isPaused && status.speed && status.lagMilliseconds >= noticeableLagMs ? u"bad"_s : u"secondary"_s;
    if (m_lag->property("role") != role) {
        m_lag->setProperty("role", role);
        m_lag->style()->unpolish(m_lag);
        m_lag->style()->polish(m_lag);
    }
    m_histogram->advance(status.now);
}

void TimeBar::showRate()
{
    m_rate->setText(tr("%1 events/s").arg(QLocale().toString(m_histogram->perSecond(), 'f', 1)));
}

} // namespace curbside
