// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/state/robot_state.h"

namespace curbside::state {

enum class LidEventKind { Opened, Closed, Jammed };

enum class LidActor { Merchant, Customer, Operator, Unknown };

enum class LidCommand { Open, Close };

} // namespace curbside::state

template <>
struct curbside::EnumNames<curbside::state::LidEventKind>
{
    static constexpr std::array<std::string_view, 3> names{"Opened", "Closed", "Jammed"};
};

template <>
struct curbside::EnumNames<curbside::state::LidActor>
{
    static constexpr std::array<std::string_view, 4> names{"Merchant", "Customer", "Operator", "Unknown"};
};

template <>
struct curbside::EnumNames<curbside::state::LidCommand>
{
    static constexpr std::array<std::string_view, 2> names{"open", "close"};
};

namespace curbside::state {

using LidEventId = Id<struct LidEventTag>;

/// Something that happened to a robot's lid; never changes.
struct LidEvent
{
    LidEventId id;
    RobotSerial robotSerial;
    LidEventKind kind = LidEventKind::Opened;
    LidActor actor = LidActor::Unknown;
    std::optional<TaskId> taskId; ///< owned by Operations
    PlatformTime at;

    void writeTo(JsonWriter &json) const;
    [[nodiscard]] QByteArray toJson() const;
};

/// How the lid stands after that.
[[nodiscard]] constexpr Lid lidAfter(LidEventKind kind)
{
    switch (kind) {
    case LidEventKind::Opened: return Lid::Open;
    case LidEventKind::Closed: return Lid::Closed;
    case LidEventKind::Jammed: return Lid::Jammed;
    }
    return Lid::Unknown;
}

} // namespace curbside::state
