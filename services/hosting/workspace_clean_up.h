// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"

#include <QByteArray>
#include <QString>

#include <expected>
#include <vector>

namespace curbside {

/// What the services of a workspace say of the references that name nothing.
struct WorkspaceCleanUp
{
    struct Orphan
    {
        QString service;
        QString column; ///< "task.delivery_id"
        QString target; ///< "deliveries:delivery.id"
        QString rowKey;
        QString value;
        QString what; ///< of a dry run the remedy (Wait, Repair, Release, Person), else the outcome
        QString newValue;
    };
    bool isApplied = false;
    qint64 asked = 0; ///< values that the owners were asked about
    std::vector<Orphan> orphans;
    QStringList problems; ///< owners that did not answer

    /// Nothing dangles, or what did is settled.
    [[nodiscard]] bool isClean() const;
    [[nodiscard]] QByteArray toJson() const;
    [[nodiscard]] QString toText() const;
};

/// Opens the platform of a workspace, for as long as it takes, and has every service look after its references. Without
/// `apply` nothing is changed, and no platform time passes. With it each service's run is an input like any other.
[[nodiscard]] std::expected<WorkspaceCleanUp, Failure> cleanUpWorkspace(const QString &folder, bool apply);

} // namespace curbside
