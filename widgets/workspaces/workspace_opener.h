// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/run_settings.h"

#include <QObject>

namespace curbside {

/// Puts another workspace in the place of the one that the window is on. Lives on the window's thread.
class WorkspaceOpener : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Of the workspace that runs now; absolute.
    [[nodiscard]] virtual QString folder() const = 0;
    /// Looks whether it can be opened. If so the platform ends in order, and a window on the other one takes the place of this
    /// one; else refused() follows, and nothing changes.
    virtual void open(const RunWishes &wishes) = 0;

Q_SIGNALS:
    /// What was wrong, where, and what to do.
    void refused(const QString &why);
};

} // namespace curbside
