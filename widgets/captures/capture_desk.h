// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/captures/run_capture.h"

#include <QPointer>
#include <QWidget>

#include <vector>

class QSettings;

namespace curbside {

class CaptureWindow;
class Commands;

/// Captures in the window: what is made of the run, and those that are opened, each in a window of its own. They close with
/// the window that this belongs to.
class CaptureDesk : public QObject
{
    Q_OBJECT

public:
    CaptureDesk(QWidget &window, PlatformLink &link, Notices &notices, QSettings *settings);
    ~CaptureDesk() override;

    void addCommands(Commands &commands);
    /// Seen while something is captured; has a menu.
    [[nodiscard]] QToolButton *makeButton();
    [[nodiscard]] RunCapture &run() { return m_run; }
    /// One that is open already comes to the front.
    CaptureWindow *open(const QString &path);

private:
    QWidget &m_window;
    QSettings *m_settings;
    RunCapture m_run;
    std::vector<QPointer<CaptureWindow>> m_windows;
};

} // namespace curbside
