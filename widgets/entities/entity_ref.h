// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace curbside {

enum class EntityKind { None, Delivery, Task, Robot, Merchant, Event };

/// One thing of the platform, by its kind and what tells it apart there.
struct EntityRef
{
    EntityKind kind = EntityKind::None;
    QString key;
    friend bool operator==(const EntityRef &, const EntityRef &) = default;
};

} // namespace curbside
