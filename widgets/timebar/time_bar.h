// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <QFrame>

class QBoxLayout;
class QLabel;
class QToolButton;

namespace curbside {

class ElidedLabel;
class RateHistogram;

/// Steers platform time and tells it: pause and play, a step, the speed, the clock, the events of the last minutes, and how
/// far the engine lags.
class TimeBar : public QFrame
{
    Q_OBJECT

public:
    explicit TimeBar(PlatformLink &link, QWidget *parent = nullptr);

    /// The remark at the right end.
    void setNote(const QString &note);
    /// Times are to be written in another way now.
    void refresh();

    void togglePaused();
    void step();
    /// To the next of the speeds that the bar offers, upwards or downwards; the fastest is as fast as possible.
    void changeSpeed(int direction);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void show(const PlatformStatus &status);
    QToolButton *button(const QString &name, const QString &tip);
    void addPlayButtons(QBoxLayout &layout);
    void addSpeedButtons(QBoxLayout &layout);
    void showOtherSpeed(const PlatformStatus &status);
    void showRate();

    PlatformLink &m_link;
    QToolButton *m_pause;
    QToolButton *m_play;
    QToolButton *m_step;
    std::vector<QToolButton *> m_speeds; // as the table of speeds; the last is as fast as possible
    QToolButton *m_otherSpeed = nullptr; // shown while the speed is none of these
    QLabel *m_clock;
    RateHistogram *m_histogram;
    QLabel *m_rate;
    QLabel *m_lag;
    ElidedLabel *m_note;
};

} // namespace curbside
