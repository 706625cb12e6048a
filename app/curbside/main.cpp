// SPDX-License-Identifier: GPL-3.0-or-later
// curbside: the console.
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"

#include <CLI/CLI.hpp>

#include <QApplication>
#include <QIcon>
#include <QTemporaryDir>

#include <cstdio>

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

struct Arguments
{
    std::string workspace;
    std::string scenario;
    std::uint64_t seed = 1;
    std::string speed = "1";
    std::string screenshot;
    std::string at = "30m";
    std::string size = "1440x900";
    std::string theme;
};

int fail(const Failure &failure)
{
    std::fprintf(stderr, "curbside: %s\n", qUtf8Printable(failure.text));
    return static_cast<int>(failure.status);
}

void addOptions(CLI::App &app, Arguments &arguments)
{
    app.set_version_flag("--version", "curbside " CURBSIDE_VERSION);
    app.add_option("workspace", arguments.workspace, "Folder to work in (default: the user's data folder)")
        ->type_name("WORKSPACE");
    app.add_option("--scenario", arguments.scenario, "Built-in scenario, scenario file, or folder of an MDRP day")
        ->type_name("NAME|PATH");
    app.add_option("--seed", arguments.seed, "Seed of everything random (default 1)")->type_name("N");
    app.add_option("--speed", arguments.speed, "Platform time as a multiple of wall time, or max (default 1)")
        ->type_name("X");
    app.add_option("--screenshot", arguments.screenshot,
                   "Draw the window at a platform time, save the picture, and exit")
        ->type_name("FILE");
    app.add_option("--at", arguments.at, "When to draw: platform time since the start (default 30m)")
        ->type_name("TIME");
    app.add_option("--size", arguments.size, "Size of the picture (default 1440x900)")->type_name("WxH");
    app.add_option("--theme", arguments.theme, "light or dark (default: as the system)")->type_name("light|dark");
}

std::expected<QSize, Failure> sizeOf(const std::string &text)
{
    const QStringList parts = QString::fromStdString(text).split(u'x');
    const QSize size = parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
    if (size.width() < 320 || size.height() < 240 || size.width() > 10'000 || size.height() > 10'000)
        return std::unexpected(Failure{
            ExitStatus::WrongUsage, u"--size %1: is not a size such as 1440x900"_s.arg(QString::fromStdString(text))});
    return size;
}

RunWishes wishesOf(const Arguments &arguments)
{
    RunWishes wishes;
    wishes.workspace = QString::fromStdString(arguments.workspace);
    wishes.scenario = QString::fromStdString(arguments.scenario);
    wishes.seed = arguments.seed;
    wishes.speed = QString::fromStdString(arguments.speed);
    return wishes;
}

/// Runs to the moment wanted, lets the window catch up, and saves it.
int takeScreenshot(const Arguments &arguments, const QSize &size)
{
    const auto at = parseDuration(QString::fromStdString(arguments.at));
    if (!at)
        return fail({ExitStatus::WrongUsage,
                     u"--at %1: is not a duration such as 90s, 45m or 8h"_s.arg(QString::fromStdString(arguments.at))});
    const QTemporaryDir folder;
    RunWishes wishes = wishesOf(arguments);
    if (wishes.workspace.isEmpty())
        wishes.workspace = folder.filePath(u"workspace"_s);
    wishes.speed = u"max"_s;
    EmbeddedLink::Options options;
    options.wishes = wishes;
    options.withHttp = false;
    options.pauseAfter = at;
    EmbeddedLink link(options);
    MainWindow window(link);
    window.resize(size);
    window.show();
    constexpr int catchUpMs = 1500;
    QObject::connect(&link, &EmbeddedLink::pauseReached, &window, [&] {
        QTimer::singleShot(catchUpMs, &window, [&] {
            const bool isSaved = window.grab().save(QString::fromStdString(arguments.screenshot));
            QCoreApplication::exit(isSaved ? 0 : static_cast<int>(ExitStatus::Machine));
        });
    });
    QObject::connect(&link, &EmbeddedLink::failed, &window,
                     [] { QCoreApplication::exit(static_cast<int>(ExitStatus::Machine)); });
    const int status = QCoreApplication::exec();
    if (link.failure())
        return fail(*link.failure());
    if (status != 0)
        return fail({ExitStatus::Machine,
                     u"%1: cannot be written: check the folder and the ending of the name"_s.arg(
                         QString::fromStdString(arguments.screenshot))});
    return 0;
}

int showConsole(const Arguments &arguments, const QSize &size)
{
    EmbeddedLink::Options options;
    options.wishes = wishesOf(arguments);
    EmbeddedLink link(options);
    MainWindow window(link);
    window.resize(size);
    window.show();
    QObject::connect(&link, &EmbeddedLink::opened, &window, [&] { window.setNote(link.httpNote()); });
    QObject::connect(&link, &EmbeddedLink::failed, &window,
                     [] { QCoreApplication::exit(static_cast<int>(ExitStatus::Machine)); });
    const int status = QCoreApplication::exec();
    return link.failure() ? fail(*link.failure()) : status;
}

} // namespace

int main(int argc, char **argv)
{
    Arguments arguments;
    CLI::App app("Curbside: watch and steer a sidewalk-robot delivery platform", "curbside");
    addOptions(app, arguments);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &success) {
        return app.exit(success);
    } catch (const CLI::ParseError &error) {
        std::fprintf(stderr, "curbside: %s (curbside --help tells more)\n", error.what());
        return static_cast<int>(ExitStatus::WrongUsage);
    }
    const auto size = sizeOf(arguments.size);
    if (!size)
        return fail(size.error());
    if (!arguments.theme.empty() && arguments.theme != "light" && arguments.theme != "dark")
        return fail({ExitStatus::WrongUsage,
                     u"--theme %1: is neither light nor dark"_s.arg(QString::fromStdString(arguments.theme))});
    if (!arguments.screenshot.empty() && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"curbside"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CURBSIDE_VERSION));
    QGuiApplication::setDesktopFileName(u"io.github.curbside.Curbside"_s);
    applyTheme(application,
               arguments.theme == "dark"        ? ThemeChoice::Dark
                   : arguments.theme == "light" ? ThemeChoice::Light
                                                : ThemeChoice::System);
    return arguments.screenshot.empty() ? showConsole(arguments, *size) : takeScreenshot(arguments, *size);
}
