// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/qt_compatibility.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QPalette>
#include <QSettings>
#include <QStandardPaths>

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// The desktop's palette: what is in force while the program has set none.
QPalette systemPalette()
{
    const QPalette ours = QGuiApplication::palette();
    QGuiApplication::setPalette(QPalette());
    const QPalette system = QGuiApplication::palette();
    QGuiApplication::setPalette(ours);
    return system;
}

/// Sees that a window is told of another theme.
class ThemeWatcher : public QObject
{
public:
    ThemeWatcher(QObject *parent, std::function<void()> changed) : QObject(parent), m_changed(std::move(changed)) {}

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::ThemeChange && watched->isWindowType())
            QMetaObject::invokeMethod(this, m_changed, Qt::QueuedConnection);
        return QObject::eventFilter(watched, event);
    }

private:
    std::function<void()> m_changed;
};

} // namespace

bool systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    const QPalette system = systemPalette();
    return system.color(QPalette::WindowText).lightness() > system.color(QPalette::Window).lightness();
}

void onSystemLookChanged(QObject &context, std::function<void()> changed)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QObject::connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, &context,
                     [changed = std::move(changed)] { changed(); });
#else
    QCoreApplication::instance()->installEventFilter(new ThemeWatcher(&context, std::move(changed)));
#endif
}

bool systemWantsMotion()
{
    // Qt 6.4 tells of no effects also where nobody was asked. These files are written by most desktops.
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
    const QSettings gtk(folder.filePath(u"gtk-3.0/settings.ini"_s), QSettings::IniFormat);
    const QString isAnimated = gtk.value(u"Settings/gtk-enable-animations"_s).toString();
    if (isAnimated == u"0" || isAnimated == u"false")
        return false;
    const QSettings plasma(folder.filePath(u"kdeglobals"_s), QSettings::IniFormat);
    return plasma.value(u"KDE/AnimationDurationFactor"_s, 1.0).toDouble() > 0;
}

} // namespace curbside
