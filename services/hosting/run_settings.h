// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/engine.h"
#include "services/hosting/workspace.h"
#include "services/world/scenario.h"

namespace curbside {

/// What a run is started with, as people type it; both programs take the same.
struct RunWishes
{
    QString workspace; ///< empty: the user's data folder
    QString scenario; ///< empty: what the workspace was made with, else the default
    QString seed; ///< empty: what the workspace was made with, else 1
    QString speed = QStringLiteral("1"); ///< a multiple of wall time, or max
    QString runFor; ///< empty: for ever
    QString durability = QStringLiteral("normal");
    QString faults; ///< name or file; empty: none
};

/// The same, checked and loaded.
struct RunSettings
{
    QString workspace;
    WorkspaceDescription description;
    std::shared_ptr<const Scenario> scenario;
    std::optional<double> speed;
    std::optional<Duration> runFor;
    Database::Durability durability = Database::Durability::Normal;
    QByteArray faults;

    [[nodiscard]] static std::expected<RunSettings, Failure> from(const RunWishes &wishes);
    [[nodiscard]] CaptureDescription captureDescription() const;
    /// `opened` has to outlive the engine, which notes there how it ended.
    [[nodiscard]] Engine::Options engineOptions(Workspace &opened) const;
};

/// The folder that is worked in when none is named.
[[nodiscard]] QString defaultWorkspace();

} // namespace curbside
