// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/platform.h"
#include "services/hosting/workspace.h"

namespace curbside {

/// A workspace in which nothing works, held for as long as this object lives, with services that can be looked at and do
/// nothing else. What making them writes is not committed, so it never was.
class QuietPlatform
{
public:
    /// Refuses one whose databases an older version has made: to open them would change them.
    [[nodiscard]] static std::expected<QuietPlatform, Failure> open(const QString &folder);

    [[nodiscard]] Platform &platform() { return *m_platform; }
    [[nodiscard]] const WorkspaceDescription &description() const { return m_held->description(); }

private:
    QuietPlatform(std::unique_ptr<Workspace> held, std::unique_ptr<Platform> platform)
        : m_held(std::move(held)), m_platform(std::move(platform))
    {}

    std::unique_ptr<Workspace> m_held;
    std::unique_ptr<Platform> m_platform;
};

} // namespace curbside
