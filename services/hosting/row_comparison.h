// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"
#include "services/runtime/time/platform_time.h"

#include <QByteArray>
#include <QStringList>

#include <expected>
#include <map>

namespace curbside {

/// Where the databases of a folder stand: their last row changes, and the latest platform time any of them tells of.
struct DatabasesStanding
{
    std::map<QByteArray, std::int64_t> positions;
    PlatformTime lastCommitted;
};
[[nodiscard]] std::expected<DatabasesStanding, Failure> whereDatabasesStand(const QString &folder);

/// Compares every row of the services' own tables (not the machinery's) in two folders; a line for each table that differs,
/// at most 20. Both are opened read-only.
[[nodiscard]] std::expected<QStringList, Failure> compareRows(const QString &left, const QString &right);

} // namespace curbside
