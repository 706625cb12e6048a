// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspaces/console.h"

#include "widgets/preferences/preferences.h"
#include "widgets/shell/notices.h"
#include "widgets/workspaces/recent_workspaces.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QScreen>
#include <QSettings>
#include <QThread>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr QSize usualSize(1440, 900);
constexpr int dismissPauseMs = 20;
constexpr QSize leastUsualSize(1024, 700); // also where the screen is smaller: below that little can be read

QString folderOf(const RunWishes &wishes)
{
    const QString folder = wishes.workspace.isEmpty() ? defaultWorkspace() : wishes.workspace;
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(QFileInfo(folder).absoluteFilePath()) : canonical;
}

bool isNew(const RunWishes &wishes)
{
    return !QFileInfo::exists(QDir(folderOf(wishes)).filePath(u"workspace.json"_s));
}

/// What was not named is as it is preferred; a workspace that is there keeps its scenario.
RunWishes completed(RunWishes wishes, QSettings &settings)
{
    const Preferences preferences(&settings);
    if (wishes.speed.isEmpty())
        wishes.speed = preferences.values().speed;
    if (wishes.scenario.isEmpty() && isNew(wishes))
        wishes.scenario = preferences.values().scenario;
    return wishes;
}

/// Why that workspace cannot be opened, if so; leaves nothing behind.
std::optional<Failure> check(const RunWishes &wishes)
{
    const auto settings = RunSettings::from(wishes);
    if (!settings)
        return settings.error();
    const auto workspace = Workspace::open(settings->workspace, settings->description);
    if (!workspace)
        return workspace.error();
    (*workspace)->discardIfNew();
    return std::nullopt;
}

/// A dialog or menu that somebody on the stack waits for would be gone before them: it is taken back. True as long as there is
/// one.
bool dismissWaiting()
{
    if (QThread::currentThread()->loopLevel() <= 1)
        return false;
    if (QWidget *popup = QApplication::activePopupWidget())
        popup->close();
    else if (auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget()))
        dialog->reject();
    return true;
}

} // namespace

Console::Console(Options options, QSettings &settings) : m_options(std::move(options)), m_settings(settings)
{
    start(completed(m_options.link.wishes, settings));
}

Console::~Console()
{
    if (m_check.joinable())
        m_check.join();
}

void Console::start(const RunWishes &wishes)
{
    m_running = wishes;
    m_folder = folderOf(wishes);
    EmbeddedLink::Options options = m_options.link;
    options.wishes = wishes;
    m_link = std::make_unique<EmbeddedLink>(options);
    makeWindow();
    connect(m_link.get(), &EmbeddedLink::opened, this, &Console::onOpened);
    const auto onFailedOf = [this, run = ++m_run] {
        if (run == m_run)
            onFailed();
    };
    connect(m_link.get(), &EmbeddedLink::failed, this, onFailedOf, Qt::QueuedConnection);
    m_window->show();
}

void Console::makeWindow()
{
    m_window = std::make_unique<MainWindow>(*m_link, &m_settings, this);
    if (!m_options.mode.isEmpty())
        m_window->showMode(m_options.mode);
    if (m_options.size)
        m_window->resize(*m_options.size);
    else if (!m_settings.contains(u"window/geometry"_s))
        m_window->resize(usualSize.boundedTo(m_window->screen()->availableSize()).expandedTo(leastUsualSize));
    m_options.mode.clear(); // of the first window only
    m_options.size.reset();
}

void Console::end()
{
    const bool quits = QGuiApplication::quitOnLastWindowClosed();
    QGuiApplication::setQuitOnLastWindowClosed(false);
    m_window->close();
    m_window.reset();
    m_link.reset();
    QGuiApplication::setQuitOnLastWindowClosed(quits);
}

void Console::open(const RunWishes &wishes)
{
    if (m_isChanging)
        m_next = wishes;
    else
        look(wishes);
}

void Console::look(const RunWishes &wishes)
{
    if (folderOf(wishes) == m_folder) {
        Q_EMIT refused(
            tr("%1: is the workspace that is open here: choose another one").arg(QDir::toNativeSeparators(m_folder)));
        return;
    }
    RunWishes complete = wishes;
    complete.speed = isNew(wishes) ? QString() : m_running.speed;
    complete = completed(complete, m_settings);
    m_isChanging = true;
    if (m_check.joinable())
        m_check.join(); // it has said what it found
    m_check = std::thread([this, complete] {
        const auto failure = check(complete);
        QMetaObject::invokeMethod(
            this, [this, complete, failure] { takeLook(complete, failure); }, Qt::QueuedConnection);
    });
}

void Console::takeLook(const RunWishes &wishes, const std::optional<Failure> &failure)
{
    if (m_next) {
        settle();
    } else if (failure) {
        settle();
        Q_EMIT refused(failure->text);
    } else {
        change(wishes);
    }
}

/// Nothing is under way: what was wished meanwhile is next.
void Console::settle()
{
    m_isChanging = false;
    if (const auto next = std::exchange(m_next, std::nullopt))
        look(*next);
}

void Console::change(const RunWishes &wishes)
{
    if (dismissWaiting()) {
        QTimer::singleShot(dismissPauseMs, this, [this, wishes] { change(wishes); });
        return;
    }
    RunWishes former;
    former.workspace = m_folder;
    former.speed = m_running.speed;
    end();
    m_former = former;
    start(wishes);
}

void Console::goBack(const Failure &failure)
{
    if (dismissWaiting()) {
        QTimer::singleShot(dismissPauseMs, this, [this, failure] { goBack(failure); });
        return;
    }
    end();
    start(*std::exchange(m_former, std::nullopt));
    m_window->notices().tell(u"workspace"_s, Tone::Bad,
                             tr("The other workspace could not be opened, so this one goes on. %1").arg(failure.text));
}

void Console::onOpened()
{
    m_former.reset();
    m_folder = folderOf(m_running); // there is one now
    noteWorkspace(m_settings, m_folder);
    settle();
    Q_EMIT opened();
}

void Console::onFailed()
{
    const std::optional<Failure> failure = m_link ? m_link->failure() : std::nullopt;
    if (!failure)
        return;
    if (m_former)
        goBack(*failure);
    else
        Q_EMIT failed(*failure);
}

} // namespace curbside
