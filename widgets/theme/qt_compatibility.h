// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

class QObject;

namespace curbside {

// What newer versions of Qt know and 6.4 has to be helped with. Nothing else in the project asks for Qt's version.

/// Whether the desktop wants dark windows. Asks for the desktop's own palette, whatever palette the program has set.
[[nodiscard]] bool systemIsDark();
/// Calls `changed` whenever the desktop may have changed its mind, for as long as `context` lives.
void onSystemLookChanged(QObject &context, std::function<void()> changed);
/// False where the desktop's settings for GTK or Plasma have animations switched off.
[[nodiscard]] bool systemWantsMotion();

} // namespace curbside
