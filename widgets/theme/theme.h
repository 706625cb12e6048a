// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/tokens.h"

class QApplication;

namespace curbside {

enum class ThemeChoice { System, Light, Dark, HighContrast };
enum class Density { Comfortable, Compact };
enum class MotionChoice { System, None };

// What is in force for the whole window; window's thread only.

[[nodiscard]] const Tokens &tokens();
/// Of the rows of all lists.
[[nodiscard]] int listRowHeight();
/// Whether what has just changed may move on the screen. What stands somewhere else in the world is then simply there.
[[nodiscard]] bool isMotionWanted();

/// What was applied last.
[[nodiscard]] ThemeChoice themeInForce();
/// Sets style, palette, fonts and style sheet of the whole application by the tokens. By ThemeChoice::System it goes on
/// following the desktop.
void applyTheme(QApplication &application, ThemeChoice choice);
/// Views take it with the QEvent::StyleChange of the next applyTheme().
void setDensity(Density density);
void setMotion(MotionChoice choice);

} // namespace curbside
