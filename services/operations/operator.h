// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/ids.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/time/platform_time.h"

namespace curbside::operations {

using OperatorId = Name<struct OperatorTag>;

/// A person who looks after tasks that a robot cannot finish alone.
struct Operator
{
    OperatorId id;
    QString name;
    bool isOnShift = false;
    PlatformTime createdAt;
    PlatformTime updatedAt;
    qint64 version = 1;

    void writeTo(JsonWriter &json) const;
    [[nodiscard]] QByteArray toJson() const;
};

} // namespace curbside::operations
