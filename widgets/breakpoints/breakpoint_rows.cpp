// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/breakpoints/breakpoint_rows.h"

#include "widgets/breakpoints/stop_words.h"
#include "widgets/entities/rows.h"
#include "widgets/entities/status_words.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class BreakpointWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::BreakpointWords)
};

QString joined(JsonValue list)
{
    QStringList texts;
    list.forEachItem([&](JsonValue item) { texts += item.toString().value_or(QString()); });
    return texts.join(u", "_s);
}

Cell stateCell(const BreakpointRow &row)
{
    Cell cell;
    cell.text = row.isEnabled ? BreakpointWords::tr("on") : BreakpointWords::tr("off");
    cell.tone = row.isEnabled ? Tone::Active : Tone::Idle;
    cell.mark = row.isEnabled ? Mark::Check : Mark::Ring;
    return cell;
}

Cell hitsCell(const BreakpointRow &row)
{
    Cell cell;
    const QLocale locale;
    cell.text = row.atHit > 1
        ? BreakpointWords::tr("%1 of %2").arg(locale.toString(row.hits), locale.toString(row.atHit))
        : locale.toString(row.hits);
    cell.sortKey = row.hits;
    return cell;
}

Cell stoppedCell(const BreakpointRow &row)
{
    if (row.stoppedAt == 0)
        return textCell({});
    QStringList parts{clockText(row.stoppedAt)};
    if (!row.stoppedType.isEmpty())
        parts += shortType(row.stoppedType);
    parts += row.stoppedFor;
    Cell cell = textCell(parts.join(u"  "_s));
    cell.sortKey = row.stoppedAt;
    return cell;
}

} // namespace

BreakpointRow breakpointRow(JsonValue item)
{
    BreakpointRow row;
    row.id = textIn(item, "id");
    row.isEnabled = item["enabled"].toBool().value_or(false);
    row.isOnce = item["once"].toBool().value_or(false);
    row.atHit = item["atHit"].toInteger().value_or(1);
    row.hits = item["hits"].toInteger().value_or(0);
    row.filter = textIn(item, "filter");
    row.service = textIn(item, "service");
    row.table = textIn(item, "table");
    row.rowKey = joined(item["key"]);
    row.column = textIn(item, "column");
    const JsonValue stopped = item["stopped"];
    if (const auto at = fromRfc3339(textIn(stopped, "at").toLatin1()))
        row.stoppedAt = toMicroseconds(*at);
    const JsonValue event = stopped["event"];
    const JsonValue changed = stopped["row"];
    row.stoppedBy = event.isAbsent() ? textIn(changed, "messageId") : textIn(event, "id");
    row.stoppedType = textIn(event, "type");
    row.stoppedFor = event.isAbsent() ? joined(changed["key"]) : textIn(event, "consumer");
    return row;
}

QString conditionText(const BreakpointRow &row)
{
    if (row.service.isEmpty())
        return row.filter;
    QString place = row.service + u' ' + row.table;
    if (!row.column.isEmpty())
        place += u'.' + row.column;
    if (!row.rowKey.isEmpty())
        place += u' ' + row.rowKey;
    return row.filter.isEmpty() ? BreakpointWords::tr("%1 changes").arg(place)
                                : BreakpointWords::tr("%1 changes, and %2").arg(place, row.filter);
}

std::vector<EntityColumn<BreakpointRow>> breakpointColumns()
{
    return {
        {{.title = BreakpointWords::tr("Stops"), .width = 64, .key = u"enabled"_s}, stateCell},
        {{.title = BreakpointWords::tr("Before an event, or when a row changes"),
          .width = 220,
          .stretches = true,
          .key = u"condition"_s},
         [](const BreakpointRow &row) { return textCell(conditionText(row)); }},
        {{.title = BreakpointWords::tr("Hits"),
          .width = 64,
          .isFigure = true,
          .isRightAligned = true,
          .key = u"hits"_s},
         hitsCell},
        {{.title = BreakpointWords::tr("Stopped at"),
          .width = 176,
          .givesWay = true,
          .key = u"stopped"_s,
          .isClock = true},
         stoppedCell},
        {{.title = BreakpointWords::tr("How often"), .width = 84, .givesWay = true, .key = u"once"_s},
         [](const BreakpointRow &row) {
             return textCell(row.isOnce ? BreakpointWords::tr("once") : BreakpointWords::tr("each time"));
         }},
    };
}

} // namespace curbside
