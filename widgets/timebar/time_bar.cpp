// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timebar/time_bar.h"

#include "services/runtime/time/platform_time.h"
#include "widgets/theme/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::array<double, 4> speeds{0.1, 1, 10, 100};
constexpr int maximumSpeedId = static_cast<int>(speeds.size());

} // namespace

TimeBar::TimeBar(PlatformLink &link, QWidget *parent)
    : QFrame(parent), m_link(link),
      m_play(button(tr("Pause"), tr("Play or pause"), tr("Play or pause platform time (Space)"))),
      m_step(button(tr("Step"), tr("Step"), tr("Let the next thing happen, then stand still (F10)"))),
      m_speeds(new QButtonGroup(this)), m_clock(new QLabel(u"--:--:--.---"_s)), m_lag(new QLabel), m_note(new QLabel)
{
    m_play->setShortcut(QKeySequence(Qt::Key_Space));
    m_play->setMinimumWidth(72);
    m_step->setShortcut(QKeySequence(Qt::Key_F10));
    QFont clockFont = monospacedFont();
    clockFont.setPixelSize(16);
    clockFont.setWeight(QFont::DemiBold);
    m_clock->setFont(clockFont);
    m_clock->setAccessibleName(tr("Platform time"));
    m_lag->setProperty("secondary", true);
    m_note->setProperty("secondary", true);
    m_note->setTextFormat(Qt::PlainText);
    m_lag->setAccessibleName(tr("Engine lag"));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Tokens::margin, Tokens::spacing, Tokens::margin, Tokens::spacing);
    layout->setSpacing(Tokens::spacing);
    layout->addWidget(m_play);
    layout->addWidget(m_step);
    layout->addSpacing(Tokens::spacing);
    addSpeeds(*layout);
    layout->addSpacing(Tokens::spacing);
    layout->addWidget(m_clock);
    layout->addSpacing(Tokens::spacing);
    layout->addWidget(m_lag);
    layout->addStretch();
    layout->addWidget(m_note);

    connect(m_play, &QToolButton::clicked, this, [this] { m_link.setPaused(!m_isPaused); });
    connect(m_step, &QToolButton::clicked, this, [this] { m_link.step(); });
    connect(m_speeds, &QButtonGroup::idClicked, this, [this](int id) {
        m_link.setSpeed(id == maximumSpeedId ? std::nullopt : std::optional(speeds[static_cast<std::size_t>(id)]));
    });
    connect(&link, &PlatformLink::statusChanged, this, &TimeBar::show);
    show(link.status());
}

QToolButton *TimeBar::button(const QString &text, const QString &name, const QString &tip)
{
    auto *made = new QToolButton(this);
    made->setText(text);
    made->setAccessibleName(name);
    made->setToolTip(tip);
    made->setFocusPolicy(Qt::StrongFocus);
    return made;
}

void TimeBar::addSpeeds(QHBoxLayout &layout)
{
    m_speeds->setExclusive(true);
    for (int id = 0; id <= maximumSpeedId; ++id) {
        const QString text = id == maximumSpeedId ? tr("max") : tr("%1×").arg(speeds[static_cast<std::size_t>(id)]);
        QToolButton *made = button(text, tr("Speed %1").arg(text),
                                   id == maximumSpeedId ? tr("As fast as possible")
                                                        : tr("Platform time runs at %1 wall time").arg(text));
        made->setCheckable(true);
        m_speeds->addButton(made, id);
        layout.addWidget(made);
    }
}

void TimeBar::setNote(const QString &note)
{
    m_note->setText(note);
}

void TimeBar::show(const PlatformStatus &status)
{
    setEnabled(status.isRunning);
    m_isPaused = status.isPaused;
    m_play->setText(status.isPaused ? tr("Play") : tr("Pause"));
    if (status.isRunning)
        m_clock->setText(QString::fromLatin1(toRfc3339(fromMicroseconds(status.now)).mid(11, 12)));
    m_lag->setText(status.isPaused ? tr("paused") : tr("lag %1 ms").arg(status.lagMilliseconds));
    for (int id = 0; id <= maximumSpeedId; ++id) {
        const bool isThis = id == maximumSpeedId ? !status.speed : status.speed == speeds[static_cast<std::size_t>(id)];
        if (isThis && status.isRunning)
            m_speeds->button(id)->setChecked(true);
    }
}

} // namespace curbside
