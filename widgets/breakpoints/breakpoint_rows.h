// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"
#include "widgets/entities/entity_model.h"

namespace curbside {

/// A breakpoint as the platform has it.
struct BreakpointRow
{
    QString id;
    bool isEnabled = true;
    bool isOnce = false;
    qint64 atHit = 1;
    qint64 hits = 0;
    QString filter; ///< CloudEvents SQL; may be empty where a row is watched
    QString service; ///< whose row is watched; empty: it waits for an event
    QString table;
    QString rowKey; ///< empty: any row
    QString column; ///< empty: any
    qint64 stoppedAt = 0; ///< platform time, microseconds since 1970 UTC; 0: it has not stopped yet
    QString stoppedBy; ///< id of the event that came next, or of the message that changed the row
    QString stoppedType; ///< of that event
    QString stoppedFor; ///< the consumer of that event, or the key of that row

    [[nodiscard]] const QString &key() const { return id; }
    friend bool operator==(const BreakpointRow &, const BreakpointRow &) = default;
};

[[nodiscard]] BreakpointRow breakpointRow(JsonValue item);
/// What it waits for, in a line.
[[nodiscard]] QString conditionText(const BreakpointRow &row);
[[nodiscard]] std::vector<EntityColumn<BreakpointRow>> breakpointColumns();

} // namespace curbside
