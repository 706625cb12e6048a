// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "widgets/platform/embedded_link.h"

#include <QTemporaryDir>

namespace curbside {

/// A run of a built-in scenario in `folder`, as fast as it goes until `pauseAt`, counted from the scenario's start.
inline EmbeddedLink::Options pausedRun(const QTemporaryDir &folder, Duration pauseAt,
                                       const QString &scenario = QStringLiteral("small-busy"))
{
    EmbeddedLink::Options options;
    options.wishes.workspace = folder.filePath(QStringLiteral("w"));
    options.wishes.scenario = scenario;
    options.wishes.speed = QStringLiteral("max");
    options.withHttp = false;
    options.pauseAt = pauseAt;
    return options;
}

} // namespace curbside
