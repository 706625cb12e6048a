// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/breakpoints/breakpoint_desk.h"

#include <QDialog>

#include <set>

class QLineEdit;
class QPushButton;
class QRadioButton;

namespace curbside {

class Alerts;
class Commands;
class ElidedLabel;
class ExpressionEdit;
class Notices;
class Selection;

/// Asks for the moment or the event that platform time is to run until.
class RunUntilDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RunUntilDialog(BreakpointDesk &desk, QWidget *parent = nullptr);

private:
    void showRead();
    void run();
    /// What was written, as platform time: a duration from now, or a time of day, tomorrow's when today's has passed.
    [[nodiscard]] std::optional<qint64> moment() const;

    BreakpointDesk &m_desk;
    QRadioButton *m_atTime;
    QRadioButton *m_atEvent;
    QLineEdit *m_time;
    ExpressionEdit *m_filter;
    ElidedLabel *m_told;
    QPushButton *m_run = nullptr;
};

/// The window's commands that run until something, and what it says when time stands still.
class RunUntil : public QObject
{
    Q_OBJECT

public:
    /// All of it outlives this.
    struct Parts
    {
        BreakpointDesk &desk;
        Alerts &alerts;
        Notices &notices;
        Selection &selection;
    };

    RunUntil(const Parts &parts, QWidget &window, Commands &commands);

    /// Goes on, and pauses when one more alert is open than now.
    void runUntilAlert();
    [[nodiscard]] bool waitsForAlert() const { return m_known.has_value(); }

private:
    void tellStop(const PlatformStop &stop);
    void lookAtAlerts();
    [[nodiscard]] std::set<QString> openAlerts() const;

    Parts m_parts;
    QWidget &m_window;
    std::optional<std::set<QString>> m_known; ///< alerts that do not count; nothing: none is waited for
    bool m_isGoing = false; ///< time has been seen to run since
};

} // namespace curbside
