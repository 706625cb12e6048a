// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QSettings;

namespace curbside {

inline constexpr qsizetype mostRecentWorkspaces = 12;

/// Folders of the workspaces that were worked in last, the last one first.
[[nodiscard]] QStringList recentWorkspaces(const QSettings &settings);
void noteWorkspace(QSettings &settings, const QString &folder);

} // namespace curbside
