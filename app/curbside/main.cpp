// SPDX-License-Identifier: GPL-3.0-or-later
// curbside: the console.
#include "app/curbside/options.h"
#include "app/curbside/picture.h"
#include "app/curbside/signals.h"
#include "widgets/shell/main_window.h"

#include <QApplication>
#include <QIcon>
#include <QMessageBox>
#include <QScreen>
#include <QSettings>

#include <algorithm>
#include <array>

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize usualSize(1440, 900);

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

int showConsole(const Options &options)
{
    quitOnSignals();
    QSettings settings(QSettings::IniFormat, QSettings::UserScope, u"curbside"_s, u"curbside"_s);
    EmbeddedLink::Options linkOptions;
    linkOptions.wishes = options.wishes;
    EmbeddedLink link(linkOptions);
    MainWindow window(link, &settings);
    if (!options.mode.isEmpty())
        window.showMode(options.mode);
    if (options.size || !settings.contains(u"window/geometry"_s))
        window.resize(options.size.value_or(usualSize.boundedTo(window.screen()->availableSize())));
    QObject::connect(&link, &EmbeddedLink::failed, &window, [&] {
        tell(*link.failure());
        if (isSeen())
            showFailure(&window, *link.failure());
        QCoreApplication::exit(static_cast<int>(link.failure()->status));
    });
    window.show();
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
    applyTheme(application, options->theme);
    return options->picture.isEmpty() ? showConsole(*options) : drawPicture(*options);
}
