// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace curbside {

/// The five services, as PlatformLink knows them.
[[nodiscard]] const QStringList &serviceNames();
/// As people call it; the word itself when it is none of the five.
[[nodiscard]] QString serviceText(const QString &service);

} // namespace curbside
