// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

#include <vector>

class QSettings;

namespace curbside {

class CaptureWindow;
class Commands;

/// Opens captures, each in a window of its own. They close with the window that this belongs to.
class CaptureDesk : public QObject
{
    Q_OBJECT

public:
    CaptureDesk(QWidget &window, Commands &commands, QSettings *settings);
    ~CaptureDesk() override;

    /// One that is open already comes to the front.
    CaptureWindow *open(const QString &path);

private:
    QWidget &m_window;
    QSettings *m_settings;
    std::vector<QPointer<CaptureWindow>> m_windows;
};

} // namespace curbside
