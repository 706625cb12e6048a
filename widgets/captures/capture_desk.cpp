// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/captures/capture_desk.h"

#include "widgets/captures/capture_window.h"
#include "widgets/commands/commands.h"

#include <QFileInfo>

namespace curbside {

CaptureDesk::CaptureDesk(QWidget &window, Commands &commands, QSettings *settings)
    : QObject(&window), m_window(window), m_settings(settings)
{
    commands.add(window, Commands::Group::File, tr("Open &capture…"), {}, [this] {
        const QString path = askForCapture(m_window, tr("Open capture"), m_settings);
        if (!path.isEmpty())
            open(path);
    });
}

CaptureDesk::~CaptureDesk()
{
    for (const QPointer<CaptureWindow> &opened : m_windows)
        delete opened;
}

CaptureWindow *CaptureDesk::open(const QString &path)
{
    std::erase_if(m_windows, [](const QPointer<CaptureWindow> &opened) { return opened.isNull(); });
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const auto known = std::ranges::find(m_windows, absolute, [](const auto &opened) { return opened->path(); });
    CaptureWindow *shown = known == m_windows.end() ? new CaptureWindow(absolute, m_settings) : known->data();
    if (known == m_windows.end()) {
        shown->setAttribute(Qt::WA_DeleteOnClose);
        m_windows.emplace_back(shown);
    }
    shown->show();
    shown->raise();
    shown->activateWindow();
    return shown;
}

} // namespace curbside
