// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/captures/capture_desk.h"

#include "widgets/captures/capture_window.h"
#include "widgets/commands/commands.h"

#include <QFileInfo>
#include <QMenu>

namespace curbside {

CaptureDesk::CaptureDesk(QWidget &window, PlatformLink &link, Notices &notices, QSettings *settings)
    : QObject(&window), m_window(window), m_settings(settings), m_run(link, notices)
{
    connect(&m_run, &RunCapture::changed, this, [this] {
        if (m_settings && m_run.isOn())
            beginNextIn(m_settings, QFileInfo(m_run.file()).absolutePath());
    });
}

void CaptureDesk::addCommands(Commands &commands)
{
    const auto group = Commands::Group::File;
    commands.add(m_window, group, tr("Open &capture…"), {}, [this] {
        const QString path = askForCapture(m_window, tr("Open capture"), m_settings);
        if (!path.isEmpty())
            open(path);
    });
    QAction *begin = commands.add(m_window, group, tr("&Save capture…"), {},
                                  [this] { (new BeginCaptureDialog(m_run, &m_window))->open(); });
    QAction *end = commands.add(m_window, group, tr("S&top capturing"), {}, [this] { m_run.end(); });
    const auto update = [this, begin, end] {
        begin->setEnabled(!m_run.isOn());
        end->setEnabled(m_run.isOn());
    };
    connect(&m_run, &RunCapture::changed, this, update);
    update();
}

QToolButton *CaptureDesk::makeButton()
{
    auto *button = new CaptureButton(m_run);
    auto *menu = new QMenu(button);
    menu->addAction(tr("&Open what is captured so far"), this, [this] { open(m_run.file()); });
    menu->addAction(tr("S&top capturing"), this, [this] { m_run.end(); });
    button->setMenu(menu);
    return button;
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
