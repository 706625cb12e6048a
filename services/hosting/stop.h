// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/messaging/event.h"

#include <QStringList>

namespace curbside {

/// What made platform time stand still.
enum class StopReason {
    Asked,
    Step, ///< the step is done
    Time, ///< the moment is reached that it was to run until
    Filter, ///< the event comes next that it was to run until
    Breakpoint,
};

template <>
struct EnumNames<StopReason>
{
    static constexpr std::array<std::string_view, 5> names{"asked", "step", "time", "filter", "breakpoint"};
};

/// A row that has changed.
struct ChangedRow
{
    QByteArray service;
    QString table;
    QStringList key;
    QByteArray messageId; ///< of what changed it
};

/// Where and why platform time stands still.
struct Stop
{
    StopReason reason = StopReason::Asked;
    PlatformTime at;
    qint64 breakpoint = 0; ///< its number
    EventPtr event = nullptr; ///< that is delivered next
    QByteArray consumer{}; ///< to whom
    std::optional<ChangedRow> row{};

    void writeTo(JsonWriter &json) const;
};

} // namespace curbside
