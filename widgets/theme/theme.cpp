// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include "widgets/theme/qt_compatibility.h"

#include <QApplication>
#include <QPalette>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

Tokens inForce = Tokens::light();
ThemeChoice chosenTheme = ThemeChoice::Light;
Density chosenDensity = Density::Comfortable;
MotionChoice chosenMotion = MotionChoice::System;
bool motionIsWanted = true; // asked of the desktop now and then, and wanted at every frame

Tokens tokensFor(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::Light: return Tokens::light();
    case ThemeChoice::Dark: return Tokens::dark();
    case ThemeChoice::HighContrast: return Tokens::highContrast();
    case ThemeChoice::System: break;
    }
    return systemIsDark() ? Tokens::dark() : Tokens::light();
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
    palette.setColor(QPalette::LinkVisited, t.accent);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, t.idle);
    return palette;
}

constexpr char16_t styleSheet[] = uR"(
QFrame[part="rail"] { background: %surface; border: none; border-right: 1px solid %border; }
QFrame[part="header"] { background: %surface; border: none; border-bottom: 1px solid %border; }
QFrame[part="notice"] { background: %selection; border: none; border-bottom: 1px solid %border; }
QFrame[part="timebar"] { background: %surface; border: none; border-top: 1px solid %border; }
QFrame[part="panelheader"] { background: %surface; border: 1px solid %border; border-top-left-radius: 8px; border-top-right-radius: 8px; }
QFrame[part="panelbody"] { background: %surface; border: 1px solid %border; border-top: none; border-bottom-left-radius: 8px; border-bottom-right-radius: 8px; }
QFrame[part="card"] { background: %surface; border: 1px solid %border; border-radius: 6px; }
QFrame[part="bar"] { background: %surface; border: none; border-bottom: 1px solid %border; }
QFrame[part="footer"] { background: %surface; border: none; border-top: 1px solid %border; border-bottom-left-radius: 8px; border-bottom-right-radius: 8px; }
QProgressBar { background: %sunken; border: 1px solid %border; border-radius: 5px; }
QProgressBar::chunk { background: %accent; border-radius: 4px; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="title"] { font-weight: 600; font-size: 15px; }
QLabel[role="secondary"] { color: %secondary; }
QLabel[role="bad"] { color: %bad; }
QLabel[role="warning"] { color: %warning; }
QTableView, QTreeView, QListView { background: %surface; border: none; selection-background-color: %selection; selection-color: %text; }
QScrollArea, QAbstractScrollArea[role="plain"] { background: %surface; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: %border; border-radius: 4px; margin: 1px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: %secondary; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QHeaderView { background: %sunken; border: none; }
QHeaderView[part="listheader"]::section { background: %sunken; border: none; border-bottom: 1px solid %border; padding: 5px 8px; color: %secondary; font-size: 12px; }
QPlainTextEdit { background: %sunken; border: none; }
QToolButton, QPushButton { background: %surface; border: 1px solid %border; border-radius: 6px; padding: 3px 10px; min-height: 19px; }
QToolButton:hover, QPushButton:hover { background: %sunken; }
QToolButton:pressed, QPushButton:pressed { background: %selection; }
QToolButton:checked { background: %selection; color: %accent; font-weight: 600; }
QToolButton:focus, QPushButton:focus { border-color: %accent; }
QToolButton:disabled, QPushButton:disabled { color: %idle; background: %sunken; }
QToolButton::menu-indicator { image: none; }
QPushButton[role="primary"], QPushButton:default { background: %accent; color: %onaccent; border-color: %accent; font-weight: 600; }
QPushButton[role="primary"]:focus, QPushButton:default:focus { border: 2px solid %text; padding: 2px 9px; }
QPushButton[role="primary"]:disabled, QPushButton:default:disabled { background: %sunken; color: %idle; border-color: %border; }
QToolButton[segment="first"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton[segment="middle"] { border-radius: 0; border-left: none; }
QToolButton[segment="last"] { border-left: none; border-top-left-radius: 0; border-bottom-left-radius: 0; }
QToolButton[segment="middle"]:focus, QToolButton[segment="last"]:focus { border-left: 1px solid %accent; padding-left: 9px; }
QToolButton[role="rail"] { border: 1px solid transparent; border-radius: 8px; padding: 4px 0 3px 0; font-size: 11px; color: %secondary; }
QToolButton[role="rail"]:checked { color: %accent; }
QToolButton[role="rail"]:hover { background: %sunken; }
QToolButton[role="rail"]:checked:hover { background: %selection; }
QToolButton[role="rail"]:focus { border-color: %accent; }
QToolButton[role="quiet"] { border: 1px solid transparent; padding: 3px; }
QToolButton[role="quiet"]:focus { border-color: %accent; }
QToolButton[role="quiet"]:disabled { background: transparent; }
QToolButton[role="chip"] { border-radius: 12px; padding: 1px 6px; font-size: 12px; color: %secondary; min-height: 19px; }
QToolButton[role="chip"]:checked { border-color: %accent; color: %accent; }
QToolButton[role="link"] { border: 1px solid transparent; background: transparent; color: %accent; padding: 0 2px; min-height: 17px; }
QToolButton[role="link"]:hover { text-decoration: underline; }
QToolButton[role="link"]:focus { border-color: %accent; }
QToolButton[role="search"] { background: %sunken; color: %secondary; text-align: left; }
QLineEdit, QComboBox { background: %surface; border: 1px solid %border; border-radius: 6px; padding: 2px 7px; min-height: 21px; }
QLineEdit:focus, QComboBox:focus { border-color: %accent; }
QLineEdit[state="good"] { border-color: %good; }
QLineEdit[state="doubtful"] { border-color: %warning; }
QLineEdit[state="wrong"] { border-color: %bad; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/theme/down.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView { border: 1px solid %border; }
QFrame[part="notice"] QToolButton { background: transparent; }
QMainWindow::separator { background: %window; width: 8px; height: 8px; }
QMainWindow::separator:hover { background: %border; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 3px 10px; margin: 2px 2px 4px 0; color: %secondary; }
QTabBar::tab:hover { background: %sunken; }
QTabBar::tab:selected { background: %selection; color: %accent; }
QTabBar::tab:focus { border-color: %accent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: %border; }
QMenu { background: %surface; border: 1px solid %border; padding: 4px; }
QMenu::item { padding: 4px 24px 4px 12px; border-radius: 4px; }
QMenu::item:selected { background: %selection; }
QMenu::item:disabled { color: %idle; }
QMenu::separator { height: 1px; background: %border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QToolTip { background: %surface; color: %text; border: 1px solid %border; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
)";

/// Where everything has a strong border, only a stronger one tells what has the focus.
constexpr char16_t strongFocus[] = uR"(
QToolButton:focus, QToolButton[role="rail"]:focus, QToolButton[role="quiet"]:focus, QToolButton[role="link"]:focus, QPushButton:focus, QLineEdit:focus, QComboBox:focus { border: 2px solid %warning; }
)";

QString styleSheetOf(const Tokens &t, ThemeChoice choice)
{
    QString sheet = QString::fromUtf16(styleSheet);
    if (choice == ThemeChoice::HighContrast)
        sheet += QString::fromUtf16(strongFocus);
    return sheet.replace(u"%warning"_s, t.warning.name())
        .replace(u"%surface"_s, t.surface.name())
        .replace(u"%border"_s, t.border.name())
        .replace(u"%secondary"_s, t.secondary.name())
        .replace(u"%selection"_s, t.selection.name())
        .replace(u"%sunken"_s, t.sunken.name())
        .replace(u"%onaccent"_s, t.onAccent.name())
        .replace(u"%accent"_s, t.accent.name())
        .replace(u"%window"_s, t.window.name())
        .replace(u"%idle"_s, t.idle.name())
        .replace(u"%bad"_s, t.bad.name())
        .replace(u"%good"_s, t.good.name())
        .replace(u"%text"_s, t.text.name());
}

/// Once, however often themes are applied.
void followSystem(QApplication &application)
{
    static bool isFollowed = false;
    if (std::exchange(isFollowed, true))
        return;
    onSystemLookChanged(application, [&application] {
        if (chosenTheme == ThemeChoice::System)
            applyTheme(application, ThemeChoice::System);
    });
}

} // namespace

const Tokens &tokens()
{
    return inForce;
}

ThemeChoice themeInForce()
{
    return chosenTheme;
}

void applyTheme(QApplication &application, ThemeChoice choice)
{
    chosenTheme = choice;
    inForce = tokensFor(choice);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setPalette(paletteOf(inForce));
    QApplication::setFont(textFont());
    application.setStyleSheet(styleSheetOf(inForce, choice));
    setMotion(chosenMotion);
    followSystem(application);
}

int listRowHeight()
{
    return chosenDensity == Density::Compact ? Tokens::compactRowHeight : Tokens::rowHeight;
}

bool isMotionWanted()
{
    return motionIsWanted;
}

void setDensity(Density density)
{
    chosenDensity = density;
}

void setMotion(MotionChoice choice)
{
    chosenMotion = choice;
    motionIsWanted = chosenMotion == MotionChoice::System && systemWantsMotion();
}

} // namespace curbside
