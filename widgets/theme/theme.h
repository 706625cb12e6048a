// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/tokens.h"

class QApplication;

namespace curbside {

enum class ThemeChoice { System, Light, Dark, HighContrast };

/// The tokens in force; window's thread only.
[[nodiscard]] const Tokens &tokens();

/// Sets style, palette, fonts and style sheet of the whole application by the tokens.
void applyTheme(QApplication &application, ThemeChoice choice);

} // namespace curbside
