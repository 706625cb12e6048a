// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <QFrame>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace curbside {

/// Steers platform time and tells it: play and pause, a step, the speed, the clock and how far the engine lags.
class TimeBar : public QFrame
{
    Q_OBJECT

public:
    explicit TimeBar(PlatformLink &link, QWidget *parent = nullptr);

    void setNote(const QString &note);

private:
    void show(const PlatformStatus &status);
    QToolButton *button(const QString &text, const QString &name, const QString &tip);
    void addSpeeds(QHBoxLayout &layout);

    PlatformLink &m_link;
    QToolButton *m_play;
    QToolButton *m_step;
    QButtonGroup *m_speeds;
    QLabel *m_clock;
    QLabel *m_lag;
    QLabel *m_note;
    bool m_isPaused = false;
};

} // namespace curbside
