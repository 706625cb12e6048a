// SPDX-License-Identifier: GPL-3.0-or-later
// curbside: the console.
#include "app/curbside/options.h"
#include "app/curbside/picture.h"
#include "app/curbside/signals.h"
#include "widgets/preferences/preferences.h"
#include "widgets/translation/translation.h"
#include "widgets/workspaces/console.h"

#include <QApplication>
#include <QIcon>
#include <QMessageBox>
#include <QSettings>

#include <algorithm>
#include <array>

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

/// Qt would end the program with a core dump.
bool hasDisplay()
{
    return std::ranges::any_of(std::array{"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"},
                               [](const char *name) { return !qEnvironmentVariableIsEmpty(name); });
}

bool isSeen()
{
    const QString platform = QGuiApplication::platformName();
    return platform != u"offscreen" && platform != u"minimal";
}

void showFailure(QWidget *window, const Failure &failure)
{
    QMessageBox box(QMessageBox::Critical, QCoreApplication::translate("main", "Curbside cannot go on"), failure.text,
                    QMessageBox::Close, window);
    box.setTextFormat(Qt::PlainText);
    box.exec();
}

int showConsole(const Options &options, QSettings &settings)
{
    quitOnSignals();
    Console::Options consoleOptions;
    consoleOptions.link.wishes = options.wishes;
    consoleOptions.mode = options.mode;
    consoleOptions.size = options.size;
    Console console(consoleOptions, settings);
    QObject::connect(&console, &Console::failed, &console, [&](const Failure &failure) {
        tell(failure);
        if (isSeen())
            showFailure(&console.window(), failure);
        QCoreApplication::exit(static_cast<int>(failure.status));
    });
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const auto read = readOptions(argc, argv);
    const auto *options = std::get_if<Options>(&read);
    if (!options)
        return static_cast<int>(*std::get_if<ExitStatus>(&read));
    if (!options->picture.isEmpty() && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (!hasDisplay())
        return tell(
            {ExitStatus::Machine,
             u"no display: set DISPLAY or WAYLAND_DISPLAY, or run the platform without a window (curbsidectl run)"_s});
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"curbside"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CURBSIDE_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Curbside"_s);
    QGuiApplication::setDesktopFileName(u"io.github.curbside.Curbside"_s);
    QGuiApplication::setWindowIcon(QIcon(u":/icons/curbside.svg"_s));
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"curbside"_s, u"curbside"_s);
    const Preferences preferences(&settings);
    applyLanguage(preferences.values().language);
    preferences.apply(options->theme);
    return options->picture.isEmpty() ? showConsole(*options, settings) : drawPicture(*options);
}
