// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"
#include "services/runtime/time/platform_time.h"

#include <QByteArray>
#include <QStringList>

#include <expected>
#include <map>

namespace curbside {

/// Where the databases of a folder stand: how many messages each has taken in, and the platform time of the last of all.
struct DatabasesStanding
{
    std::map<QByteArray, std::int64_t> messages;
    PlatformTime lastCommitted;
};
[[nodiscard]] std::expected<DatabasesStanding, Failure> whereDatabasesStand(const QString &folder);

/// Compares every row of the services' own tables (not the machinery's) in two folders; a line for each table that differs,
/// at most 20. Both are opened read-only.
[[nodiscard]] std::expected<QStringList, Failure> compareRows(const QString &left, const QString &right);

} // namespace curbside
