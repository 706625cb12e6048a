// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/time/platform_time.h"

#include <optional>

namespace curbside {

/// A copy of another service's fact, beside the version of the owner's row that it was read from and the time of that.
template <typename Value>
struct CopyOf
{
    std::optional<Value> value;
    std::optional<qint64> version;
    std::optional<PlatformTime> asOf;

    /// Takes what a newer version of the same row says; an older or the same one changes nothing and gives false.
    bool take(Value newValue, qint64 newVersion, PlatformTime at)
    {
        if (version && newVersion <= *version)
            return false;
        value = std::move(newValue);
        version = newVersion;
        asOf = at;
        return true;
    }
    /// To be followed by what another row says.
    void clear() { *this = {}; }

    friend bool operator==(const CopyOf &, const CopyOf &) = default;
};

} // namespace curbside
