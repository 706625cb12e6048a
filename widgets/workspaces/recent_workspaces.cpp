// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/workspaces/recent_workspaces.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

const QString recentKey = u"workspaces/recent"_s;

} // namespace

QStringList recentWorkspaces(const QSettings &settings)
{
    return settings.value(recentKey).toStringList().mid(0, mostRecentWorkspaces);
}

void noteWorkspace(QSettings &settings, const QString &folder)
{
    settings.sync(); // another console may have noted one
    QStringList folders = recentWorkspaces(settings);
    folders.removeAll(folder);
    folders.prepend(folder);
    settings.setValue(recentKey, folders.mid(0, mostRecentWorkspaces));
}

} // namespace curbside
