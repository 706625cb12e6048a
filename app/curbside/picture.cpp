// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbside/picture.h"

#include "app/command_line/command_line.h"
#include "app/curbside/signals.h"
#include "widgets/alerts/alert_desk.h"
#include "widgets/shell/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr QSize usualSize(1440, 900);
constexpr int lookIntervalMs = 20;
constexpr int looksInARow = 3; // that find all lists current
constexpr qint64 panelsReadAgainMs = 2200; // what shows no list of entities reads again on its own, at least so often
constexpr qint64 patienceWithFailuresMs = 3000; // each list is read again every second
constexpr qint64 longestWaitMs = 30'000;

/// Waits until the window shows where the platform stands still, and takes its picture.
class Photographer : public QObject
{
public:
    Photographer(EmbeddedLink &link, MainWindow &window, const Options &options)
        : m_link(link), m_window(window), m_file(options.picture),
          m_shortestWaitMs(hasOnlyLists(options.mode) ? 0 : panelsReadAgainMs)
    {
        m_timer.setInterval(lookIntervalMs);
        connect(&m_timer, &QTimer::timeout, this, &Photographer::look);
        connect(&link, &EmbeddedLink::pauseReached, this, [this] {
            m_waiting.start();
            m_timer.start();
        });
        connect(&link, &EmbeddedLink::failed, this, [this, &link] { end(link.failure()); });
    }

    [[nodiscard]] const std::optional<Failure> &failure() const { return m_failure; }

private:
    static bool hasOnlyLists(const QString &mode) { return mode.isEmpty() || mode == u"ops" || mode == u"robots"; }

    void look()
    {
        const bool isCurrent =
            m_link.pendingAnswers() == 0 && areListsCurrent() && m_window.alertDesk().alerts().isCurrent();
        m_currentLooks = isCurrent ? m_currentLooks + 1 : 0;
        if (m_currentLooks >= looksInARow && m_waiting.elapsed() >= m_shortestWaitMs)
            save();
        else if (m_waiting.elapsed() > longestWaitMs)
            end(Failure{ExitStatus::Machine, u"the platform does not answer: the picture was not taken"_s});
    }

    /// All of them, or, when some have had time enough, those whose service answers.
    [[nodiscard]] bool areListsCurrent() const
    {
        const Entities &entities = m_window.entities();
        if (entities.isCurrent())
            return true;
        const auto isRead = [&](const EntityTable &table) {
            const EntityFeed &feed = entities.feedOf(table);
            return feed.isCurrent() || !feed.failure().isEmpty();
        };
        return m_waiting.elapsed() > patienceWithFailuresMs && isRead(entities.deliveries) && isRead(entities.tasks)
            && isRead(entities.robots) && isRead(entities.lidEvents) && isRead(entities.merchants)
            && isRead(entities.operators);
    }

    void save()
    {
        if (m_window.grab().save(m_file))
            end({});
        else
            end(Failure{ExitStatus::Machine, u"%1: cannot be written: check the folder"_s.arg(m_file)});
    }

    void end(std::optional<Failure> failure)
    {
        m_timer.stop();
        m_failure = std::move(failure);
        QCoreApplication::quit();
    }

    EmbeddedLink &m_link;
    MainWindow &m_window;
    QString m_file;
    qint64 m_shortestWaitMs;
    QTimer m_timer;
    QElapsedTimer m_waiting;
    int m_currentLooks = 0;
    std::optional<Failure> m_failure =
        Failure{ExitStatus::Machine, u"interrupted: the picture was not taken"_s}; ///< until it is
};

void showProgress(const PlatformStatus &status)
{
    if (status.isRunning)
        std::fprintf(stderr, "\r%s", toRfc3339(fromMicroseconds(status.now)).constData());
}

} // namespace

int drawPicture(const Options &options)
{
    quitOnSignals();
    const QTemporaryDir folder;
    EmbeddedLink::Options linkOptions;
    linkOptions.wishes = options.wishes;
    if (linkOptions.wishes.workspace.isEmpty())
        linkOptions.wishes.workspace = folder.filePath(u"workspace"_s);
    if (linkOptions.wishes.speed.isEmpty())
        linkOptions.wishes.speed = u"1"_s; // is checked, and passed over
    linkOptions.isAtFullSpeed = true;
    linkOptions.withHttp = false;
    linkOptions.pauseAt = options.pictureAt;
    EmbeddedLink link(linkOptions);
    MainWindow window(link);
    if (!options.mode.isEmpty())
        window.showMode(options.mode);
    window.keepHistory();
    window.resize(options.size.value_or(usualSize));
    const Photographer photographer(link, window, options);
    window.show();
    if (isTerminal())
        QObject::connect(&link, &EmbeddedLink::statusChanged, &window, showProgress);
    QCoreApplication::exec();
    if (isTerminal())
        std::fputs("\r\033[K", stderr);
    return photographer.failure() ? tell(*photographer.failure()) : 0;
}

} // namespace curbside
