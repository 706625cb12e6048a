// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbside/options.h"

#include "app/command_line/command_line.h"
#include "widgets/shell/main_window.h"

#include <CLI/CLI.hpp>

#include <QFileInfo>
#include <QImageWriter>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr QSize largestSize(10'000, 10'000);

struct Arguments
{
    std::string workspace;
    std::string scenario;
    std::string seed;
    std::string speed;
    std::string screenshot;
    std::string mode;
    std::string at;
    std::string size;
    std::string theme;
};

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
    app.add_option("--mode", arguments.mode, "Mode to show: " + MainWindow::modeNames().join(u", "_s).toStdString())
        ->type_name("NAME");
    app.add_option("--at", arguments.at,
                   "When to draw: platform time (RFC 3339), or a duration from the scenario's start (default 30m)")
        ->type_name("TIME");
    app.add_option("--size", arguments.size, "Size of the window (default 1440x900)")->type_name("WxH");
    app.add_option("--theme", arguments.theme, "light or dark (default: as preferred)")->type_name("light|dark");
}

std::unexpected<Failure> wrongUsage(const QString &text)
{
    return std::unexpected(Failure{ExitStatus::WrongUsage, text});
}

std::expected<QSize, Failure> sizeOf(const QString &text)
{
    const QStringList parts = text.split(u'x');
    bool isWidth = false;
    bool isHeight = false;
    const QSize size = parts.size() == 2 ? QSize(parts[0].toInt(&isWidth), parts[1].toInt(&isHeight)) : QSize();
    if (!isWidth || !isHeight || size.boundedTo(largestSize) != size || size.expandedTo(MainWindow::leastSize) != size)
        return wrongUsage(u"--size %1: is not a size such as 1440x900 (from %2x%3 to 10000x10000)"_s.arg(
            text, QString::number(MainWindow::leastSize.width()), QString::number(MainWindow::leastSize.height())));
    return size;
}

std::expected<EmbeddedLink::Moment, Failure> momentOf(const QString &text)
{
    if (const auto duration = text == u"0s" ? Duration{0} : parseDuration(text))
        return *duration;
    if (const auto time = fromRfc3339(text.toUtf8()))
        return *time;
    return wrongUsage(
        u"--at %1: is neither a duration such as 90s, 45m or 8h nor a time such as 2026-03-02T11:42:07Z"_s.arg(text));
}

std::expected<std::optional<ThemeChoice>, Failure> themeOf(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    if (text == u"light")
        return ThemeChoice::Light;
    if (text == u"dark")
        return ThemeChoice::Dark;
    return wrongUsage(u"--theme %1: is neither light nor dark"_s.arg(text));
}

std::expected<QString, Failure> pictureOf(const QString &file)
{
    const QByteArray ending = QFileInfo(file).suffix().toLower().toLatin1();
    if (!QImageWriter::supportedImageFormats().contains(ending))
        return wrongUsage(
            u"--screenshot %1: is no kind of picture that can be written; let its name end in .png"_s.arg(file));
    return file;
}

std::expected<Options, Failure> checked(const Arguments &arguments)
{
    Options options;
    options.wishes.workspace = QString::fromStdString(arguments.workspace);
    options.wishes.scenario = QString::fromStdString(arguments.scenario);
    options.wishes.seed = QString::fromStdString(arguments.seed);
    options.wishes.speed = QString::fromStdString(arguments.speed);
    options.mode = QString::fromStdString(arguments.mode);
    if (!options.mode.isEmpty() && !MainWindow::modeNames().contains(options.mode))
        return wrongUsage(u"--mode %1: there is none of that name; there are %2"_s.arg(
            options.mode, MainWindow::modeNames().join(u", "_s)));
    const auto theme = themeOf(QString::fromStdString(arguments.theme));
    if (!theme)
        return std::unexpected(theme.error());
    options.theme = *theme;
    if (!arguments.size.empty()) {
        const auto size = sizeOf(QString::fromStdString(arguments.size));
        if (!size)
            return std::unexpected(size.error());
        options.size = *size;
    }
    if (arguments.screenshot.empty())
        return arguments.at.empty() ? std::expected<Options, Failure>(options)
                                    : wrongUsage(u"--at: goes with --screenshot only"_s);
    const auto picture = pictureOf(QString::fromStdString(arguments.screenshot));
    if (!picture)
        return std::unexpected(picture.error());
    options.picture = *picture;
    const auto at = momentOf(arguments.at.empty() ? u"30m"_s : QString::fromStdString(arguments.at));
    if (!at)
        return std::unexpected(at.error());
    options.pictureAt = *at;
    return options;
}

} // namespace

int tell(const Failure &failure)
{
    std::fprintf(stderr, "curbside: %s\n", qUtf8Printable(failure.text));
    return static_cast<int>(failure.status);
}

std::variant<Options, ExitStatus> readOptions(int argc, const char *const *argv)
{
    Arguments arguments;
    CLI::App app("Curbside: watch and steer a sidewalk-robot delivery platform", "curbside");
    addOptions(app, arguments);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &success) {
        app.exit(success);
        return ExitStatus::Success;
    } catch (const CLI::ParseError &error) {
        return static_cast<ExitStatus>(tell({ExitStatus::WrongUsage, explained(app, error)}));
    }
    const auto options = checked(arguments);
    if (!options)
        return static_cast<ExitStatus>(tell(options.error()));
    return *options;
}

} // namespace curbside
