// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/program.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace curbside {

/// A column of the traffic: one of those that are known, or any expression of the filters' language, such as `data.kind`.
struct TrafficColumn
{
    enum Kind { Number, Time, What, Where, Type, Subject, Latency, Id, Trace, CausedBy, Sequence, Detail, Expression };

    Kind kind = Expression;
    QString key; ///< what programs and settings call it: a word, or the expression
    QString title;
    int width = 120;
    bool isFigure = false; ///< in figures of one width
    bool givesWay = false; ///< where there is no room
    std::string filter = {}; ///< what filters call what it shows; empty where there is no one word for it
    std::optional<cesql::Program> program = {};
    int mostWidth = 0; ///< that it takes where there is room to spare
};

/// Those that need no expression, in their order.
[[nodiscard]] std::vector<TrafficColumn> knownTrafficColumns();
[[nodiscard]] QStringList firstTrafficColumns();
/// Of a key that settings kept, or an expression that a person wrote; nothing when it is neither.
[[nodiscard]] std::optional<TrafficColumn> trafficColumn(const QString &key);
/// Those of the keys that mean something; the first ones when none does. At most mostTrafficColumns.
[[nodiscard]] std::vector<TrafficColumn> trafficColumns(const QStringList &keys);
inline constexpr int mostTrafficColumns = 24;

} // namespace curbside
