// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/panels/panel.h"
#include "widgets/robots/robot_day_lanes.h"

#include <QTimer>

class QLabel;
class QScrollArea;
class QStackedWidget;

namespace curbside {

/// One robot's day: what its lid did against its tasks and stops, its battery and speed, and what stands out. Lid and tasks
/// are the platform's; movement, link, battery and speed are what the console has seen since it runs.
class RobotDay : public Panel
{
    Q_OBJECT

public:
    static constexpr std::size_t mostLidEvents =
        5'000; ///< of a robot; the first ones of a longer day are told to be left out
    static constexpr std::size_t mostUnusual = 50;

    RobotDay(PlatformLink &link, const Entities &entities, const Selection &selection, const SelectedTrip &trip);

    [[nodiscard]] TimePlot &plot() { return *m_plot; }
    /// What is shown instead of a day; empty while one is.
    [[nodiscard]] QString message() const;
    [[nodiscard]] const std::vector<Fact> &unusual() const { return m_timeline->facts(); }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void lookAtChoice();
    void begin();
    void read(const QString &cursor);
    void take(int reading, int status, const QByteArray &body);
    void fail(const QString &failure);
    void takeLive();
    void refresh();
    void showDay();
    void tell(const QString &message);
    void showReadout(const QString &readout);

    PlatformLink &m_link;
    const Entities &m_entities;
    const Selection &m_selection;
    const SelectedTrip &m_trip;
    QStackedWidget *m_stack;
    QLabel *m_message;
    TimePlot *m_plot;
    ElidedLabel *m_readout;
    Timeline *m_timeline;
    QTimer m_again; // after a failure
    QString m_serial; // whose day it is
    std::vector<LidEventRow> m_lidEvents; // in the order of time
    std::size_t m_leftOut = 0; // lid events of the day's begin
    int m_reading = 0; // counts: an answer to an earlier one says nothing any longer
    bool m_hasRead = false;
    QString m_failure;
};

} // namespace curbside
