// SPDX-License-Identifier: GPL-3.0-or-later
// How what is compared reads in lists.
#include "widgets/alerts/alert.h"
#include "widgets/alerts/service_words.h"
#include "widgets/consistency/consistency_rows.h"
#include "widgets/entities/entities.h"
#include "widgets/entities/status_words.h"
#include "widgets/strategies/strategy_rows.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class ConsistencyColumns
{
    Q_DECLARE_TR_FUNCTIONS(curbside::ConsistencyColumns)
};

Cell countCell(qint64 count)
{
    Cell cell;
    cell.text = QLocale().toString(count);
    cell.sortKey = count;
    return cell;
}

Cell toned(const QString &text, Tone tone, Mark mark, qint64 order)
{
    return {text, tone, mark, {}, order};
}

/// "operations:task.status" as "operations task.status".
QString spaced(QString column)
{
    return column.replace(u':', u' ');
}

Cell copyStateCell(const CopyRow &row)
{
    if (!row.problem.isEmpty())
        return toned(ConsistencyColumns::tr("not comparable: %1").arg(row.problem), Tone::Idle, Mark::Dotted, 1);
    if (row.diverged > 0)
        return toned(ConsistencyColumns::tr("%1 diverged").arg(row.diverged), Tone::Bad, Mark::Cross, 3);
    if (row.lagging > 0)
        return toned(ConsistencyColumns::tr("%1 lagging").arg(row.lagging), Tone::Warning, Mark::Warning, 2);
    return toned(ConsistencyColumns::tr("agrees"), Tone::Good, Mark::Check, 0);
}

Cell comparedCell(const CopyRow &row)
{
    Cell cell = countCell(row.compared);
    if (row.isCut)
        cell.text = ConsistencyColumns::tr("newest %1").arg(cell.text);
    return cell;
}

Cell lagCell(const CopyRow &row)
{
    Cell cell;
    cell.text = row.lagging > 0 ? spanText(double(row.laggingFor) / 1000) : u"–"_s;
    cell.sortKey = row.laggingFor;
    return cell;
}

QString ageOf(qint64 since, qint64 now)
{
    return since == 0 ? u"–"_s : ageText(since, now);
}

Cell rowAgeCell(qint64 since, qint64 now)
{
    Cell cell;
    cell.text = ageOf(since, now);
    cell.sortKey = since == 0 ? qint64(-1) : now - since;
    return cell;
}

Cell runStateCell(const CleanUpRow &row)
{
    if (row.state == u"Running")
        return toned(ConsistencyColumns::tr("running"), Tone::Active, Mark::Play, 3);
    if (row.state == u"Failed")
        return toned(ConsistencyColumns::tr("failed: %1").arg(row.problem), Tone::Bad, Mark::Cross, 2);
    if (row.state == u"Undone")
        return toned(ConsistencyColumns::tr("undone"), Tone::Idle, Mark::Ring, 1);
    return toned(ConsistencyColumns::tr("done"), Tone::Good, Mark::Check, 0);
}

Cell outcomeCell(const OrphanRow &row)
{
    if (row.undoneAt != 0)
        return toned(ConsistencyColumns::tr("given back"), Tone::Idle, Mark::Ring, 5);
    if (row.outcome == u"Found")
        return toned(ConsistencyColumns::tr("would %1").arg(remedyText(row.remedy)), Tone::Warning, Mark::Warning, 0);
    if (row.outcome == u"Young")
        return toned(ConsistencyColumns::tr("too new to be judged"), Tone::Idle, Mark::Dotted, 3);
    if (row.outcome == u"Repairing")
        return toned(ConsistencyColumns::tr("asking the owner"), Tone::Active, Mark::Play, 1);
    if (row.outcome == u"Repaired")
        return toned(ConsistencyColumns::tr("names %1 now").arg(row.newValue), Tone::Good, Mark::Check, 4);
    if (row.outcome == u"Released")
        return toned(ConsistencyColumns::tr("names nothing now"), Tone::Good, Mark::Check, 4);
    return toned(ConsistencyColumns::tr("left to a person"), Tone::Bad, Mark::Cross, 2);
}

} // namespace

std::vector<EntityColumn<CopyRow>> copyColumns()
{
    return {
        {{.title = ConsistencyColumns::tr("Copy"), .width = 120, .isFigure = true, .stretches = true, .key = u"copy"_s},
         [](const CopyRow &row) { return textCell(row.column); }},
        {{.title = ConsistencyColumns::tr("Source"),
          .width = 150,
          .isFigure = true,
          .stretches = true,
          .givesWay = true,
          .key = u"source"_s},
         [](const CopyRow &row) { return textCell(spaced(row.source)); }},
        {{.title = ConsistencyColumns::tr("Rows"),
          .width = 56,
          .isFigure = true,
          .isRightAligned = true,
          .key = u"rows"_s},
         comparedCell},
        {{.title = ConsistencyColumns::tr("Lag"),
          .width = 80,
          .isFigure = true,
          .isRightAligned = true,
          .key = u"lag"_s},
         lagCell},
        {{.title = ConsistencyColumns::tr("State"), .width = 112, .key = u"state"_s}, copyStateCell},
        {{.title = ConsistencyColumns::tr("Held by"), .width = 92, .givesWay = true, .key = u"heldBy"_s},
         [](const CopyRow &row) { return textCell(serviceText(row.service)); }},
    };
}

std::vector<EntityColumn<DifferingRow>> differingColumns(const Entities &entities)
{
    return {
        {{.title = ConsistencyColumns::tr("Row"), .width = 84, .isFigure = true, .key = u"row"_s},
         [&entities](const DifferingRow &row) {
             const bool isKnown = entities.refOf(row.rowKey).kind != EntityKind::None;
             return numberCell(entities.callName(isKnown ? row.rowKey : row.ownerKey));
         }},
        {{.title = ConsistencyColumns::tr("Column"),
          .width = 150,
          .isFigure = true,
          .givesWay = true,
          .key = u"column"_s},
         [](const DifferingRow &row) { return textCell(row.column); }},
        {{.title = ConsistencyColumns::tr("Here"), .width = 108, .isFigure = true, .key = u"here"_s},
         [](const DifferingRow &row) {
             return toned(row.here, row.isLagging ? Tone::Warning : Tone::Bad,
                          row.isLagging ? Mark::Warning : Mark::Cross, 0);
         }},
        {{.title = ConsistencyColumns::tr("Owner says"), .width = 92, .isFigure = true, .key = u"there"_s},
         [](const DifferingRow &row) { return textCell(row.there); }},
        {{.title = ConsistencyColumns::tr("Since"),
          .width = 80,
          .isFigure = true,
          .givesWay = true,
          .key = u"since"_s,
          .isClock = true},
         [](const DifferingRow &row) {
             Cell cell = clockCell(row.since);
             cell.sortKey = row.since;
             return cell;
         }},
        {{.title = ConsistencyColumns::tr("Why"), .width = 120, .stretches = true, .key = u"why"_s},
         [](const DifferingRow &row) { return textCell(row.why); }},
    };
}

std::vector<EntityColumn<ReferenceRow>> referenceColumns()
{
    return {
        {{.title = ConsistencyColumns::tr("Reference"), .width = 180, .isFigure = true, .key = u"reference"_s},
         [](const ReferenceRow &row) { return textCell(row.column); }},
        {{.title = ConsistencyColumns::tr("To"),
          .width = 140,
          .isFigure = true,
          .stretches = true,
          .givesWay = true,
          .key = u"to"_s},
         [](const ReferenceRow &row) { return textCell(spaced(row.target)); }},
        {{.title = ConsistencyColumns::tr("Dangling"),
          .width = 88,
          .isFigure = true,
          .isRightAligned = true,
          .key = u"dangling"_s},
         [](const ReferenceRow &row) {
             Cell cell = countCell(row.dangling);
             if (!row.problem.isEmpty())
                 return toned(u"?"_s, Tone::Idle, Mark::Dotted, -1);
             if (row.dangling > 0) {
                 cell.tone = Tone::Warning;
                 cell.mark = Mark::Warning;
             }
             return cell;
         }},
        {{.title = ConsistencyColumns::tr("Oldest"),
          .width = 64,
          .isFigure = true,
          .isRightAligned = true,
          .key = u"oldest"_s},
         [](const ReferenceRow &row) { return rowAgeCell(row.oldest, row.now); }},
        {{.title = ConsistencyColumns::tr("Why"), .width = 120, .stretches = true, .key = u"why"_s},
         [](const ReferenceRow &row) { return textCell(row.problem.isEmpty() ? row.why : row.problem); }},
    };
}

std::vector<EntityColumn<DanglingRow>> danglingColumns(const Entities &entities)
{
    return {
        {{.title = ConsistencyColumns::tr("Row"), .width = 84, .isFigure = true, .key = u"row"_s},
         [&entities](const DanglingRow &row) { return numberCell(entities.callName(row.rowKey)); }},
        {{.title = ConsistencyColumns::tr("Column"),
          .width = 120,
          .isFigure = true,
          .givesWay = true,
          .key = u"column"_s},
         [](const DanglingRow &row) { return textCell(row.column); }},
        {{.title = ConsistencyColumns::tr("Names"), .width = 90, .isFigure = true, .key = u"names"_s},
         [](const DanglingRow &row) { return textCell(row.value); }},
        {{.title = ConsistencyColumns::tr("Age"),
          .width = 60,
          .isFigure = true,
          .isRightAligned = true,
          .key = u"age"_s},
         [](const DanglingRow &row) { return rowAgeCell(row.since, row.now); }},
        {{.title = ConsistencyColumns::tr("Why"), .width = 110, .stretches = true, .key = u"why"_s},
         [](const DanglingRow &row) { return textCell(row.why()); }},
        {{.title = ConsistencyColumns::tr("A clean-up would"), .width = 150, .givesWay = true, .key = u"remedy"_s},
         [](const DanglingRow &row) { return textCell(remedyText(row.remedy)); }},
    };
}

std::vector<EntityColumn<CleanUpRow>> cleanUpColumns()
{
    return {
        {{.title = ConsistencyColumns::tr("Begun"),
          .width = 76,
          .isFigure = true,
          .key = u"startedAt"_s,
          .isClock = true},
         [](const CleanUpRow &row) {
             Cell cell = clockCell(row.startedAt);
             cell.sortKey = row.startedAt;
             return cell;
         }},
        {{.title = ConsistencyColumns::tr("Service"), .width = 90, .key = u"service"_s},
         [](const CleanUpRow &row) { return textCell(serviceText(row.service)); }},
        {{.title = ConsistencyColumns::tr("Kind"), .width = 70, .key = u"kind"_s},
         [](const CleanUpRow &row) {
             return textCell(row.isDryRun ? ConsistencyColumns::tr("dry run") : ConsistencyColumns::tr("in earnest"));
         }},
        {{.title = ConsistencyColumns::tr("Asked about"),
          .width = 96,
          .isFigure = true,
          .isRightAligned = true,
          .givesWay = true,
          .key = u"asked"_s},
         [](const CleanUpRow &row) { return countCell(row.asked); }},
        {{.title = ConsistencyColumns::tr("State"), .width = 100, .stretches = true, .key = u"state"_s}, runStateCell},
    };
}

std::vector<EntityColumn<OrphanRow>> orphanColumns(const Entities &entities)
{
    return {
        {{.title = ConsistencyColumns::tr("Service"), .width = 90, .givesWay = true, .key = u"service"_s},
         [](const OrphanRow &row) { return textCell(serviceText(row.service)); }},
        {{.title = ConsistencyColumns::tr("Row"), .width = 84, .isFigure = true, .key = u"row"_s},
         [&entities](const OrphanRow &row) { return numberCell(entities.callName(row.rowKey)); }},
        {{.title = ConsistencyColumns::tr("Column"), .width = 130, .isFigure = true, .key = u"column"_s},
         [](const OrphanRow &row) { return textCell(row.column); }},
        {{.title = ConsistencyColumns::tr("Names"), .width = 110, .isFigure = true, .key = u"names"_s},
         [](const OrphanRow &row) { return textCell(row.value); }},
        {{.title = ConsistencyColumns::tr("In"), .width = 150, .isFigure = true, .givesWay = true, .key = u"target"_s},
         [](const OrphanRow &row) { return textCell(spaced(row.target)); }},
        {{.title = ConsistencyColumns::tr("Outcome"), .width = 150, .stretches = true, .key = u"outcome"_s},
         outcomeCell},
    };
}

} // namespace curbside
