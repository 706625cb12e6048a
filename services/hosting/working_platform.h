// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/failure.h"

#include <QByteArray>

#include <expected>
#include <optional>
#include <vector>

namespace curbside {

/// A platform that works in a workspace, as another process finds it there.
struct WorkingPlatform
{
    std::vector<quint16> ports; ///< in the order of Session::endpoints(); none when it answers at none
    QByteArray token;

    /// Nothing when no process holds the workspace.
    [[nodiscard]] static std::optional<WorkingPlatform> find(const QString &folder);
    /// The body of what GET `path` at a port answers.
    [[nodiscard]] std::expected<QByteArray, Failure> get(std::size_t endpoint, const QByteArray &path) const;
};

} // namespace curbside
