// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

Tokens inForce = Tokens::light();

bool systemIsDark(const QApplication &application)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (application.styleHints()->colorScheme() != Qt::ColorScheme::Unknown)
        return application.styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#endif
    const QPalette system = application.palette();
    return system.color(QPalette::WindowText).lightness() > system.color(QPalette::Window).lightness();
}

QPalette paletteOf(const Tokens &t)
{
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Base, t.surface);
    palette.setColor(QPalette::AlternateBase, t.sunken);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::PlaceholderText, t.secondary);
    palette.setColor(QPalette::Button, t.surface);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::Highlight, t.selection);
    palette.setColor(QPalette::HighlightedText, t.text);
    palette.setColor(QPalette::ToolTipBase, t.surface);
    palette.setColor(QPalette::ToolTipText, t.text);
    palette.setColor(QPalette::Link, t.accent);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.idle);
    return palette;
}

QString styleSheetOf(const Tokens &t)
{
    return uR"(
QFrame[panel="true"] { background: %surface; border: 1px solid %border; border-radius: 8px; }
QLabel[heading="true"] { font-weight: 600; }
QLabel[secondary="true"] { color: %secondary; font-size: 12px; }
QTableView { background: %surface; border: none; gridline-color: %border; selection-background-color: %selection; selection-color: %text; }
QTableView::item { padding: 0 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: %border; border-radius: 4px; margin: 1px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: %secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QHeaderView::section { background: %sunken; color: %secondary; border: none; border-bottom: 1px solid %border; padding: 4px 8px; font-size: 12px; }
QPlainTextEdit { background: %sunken; border: none; border-top: 1px solid %border; }
QToolButton { background: %surface; border: 1px solid %border; border-radius: 6px; padding: 4px 10px; }
QToolButton:hover { background: %sunken; }
QToolButton:checked { background: %selection; color: %accent; font-weight: 600; }
QToolButton:focus { border-color: %accent; }
QLineEdit { background: %surface; border: 1px solid %border; border-radius: 6px; padding: 4px 8px; }
QLineEdit:focus { border-color: %accent; }
QSplitter::handle { background: transparent; }
QToolTip { background: %surface; color: %text; border: 1px solid %border; }
)"_s.replace(u"%surface"_s, t.surface.name())
        .replace(u"%border"_s, t.border.name())
        .replace(u"%secondary"_s, t.secondary.name())
        .replace(u"%selection"_s, t.selection.name())
        .replace(u"%sunken"_s, t.sunken.name())
        .replace(u"%accent"_s, t.accent.name())
        .replace(u"%text"_s, t.text.name());
}

} // namespace

const Tokens &tokens()
{
    return inForce;
}

void applyTheme(QApplication &application, ThemeChoice choice)
{
    const bool isDark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark(application));
    inForce = isDark ? Tokens::dark() : Tokens::light();
    application.setStyle(QStyleFactory::create(u"Fusion"_s));
    application.setPalette(paletteOf(inForce));
    application.setFont(textFont());
    application.setStyleSheet(styleSheetOf(inForce));
}

} // namespace curbside
