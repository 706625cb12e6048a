// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"
#include "services/hosting/platform.h"
#include "services/hosting/workspace.h"
#include "services/warehouse/warehouse.h"

namespace curbside {

/// How the warehouse asks the services of a platform: it only looks. Who is down or cut off does not answer. To be called
/// between two windows, or after a commit.
[[nodiscard]] AskSource askOf(Platform &platform);

/// Where a workspace's warehouse is: what the environment's CURBSIDE_WAREHOUSE says (postgresql://…, or sqlite), else what its
/// description says. Empty for a file of the workspace.
[[nodiscard]] std::expected<QString, Failure> warehouseAddress(const WorkspaceDescription &description);

/// Brings the warehouse of a workspace in which nothing works up to date, and compares it with the services. Changes nothing but
/// the warehouse and its replicas.
[[nodiscard]] std::expected<Reconciliation, Failure> reconcileWorkspace(const QString &folder);
/// Makes sure that a workspace has a warehouse with all of its services in it, unless a platform works there, which sees to
/// that itself; gives its address.
[[nodiscard]] std::expected<QString, Failure> ensureWarehouse(const QString &folder);

} // namespace curbside
