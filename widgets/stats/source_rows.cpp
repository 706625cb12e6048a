// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/stats/source_rows.h"

#include "widgets/alerts/service_words.h"
#include "widgets/entities/rows.h"
#include "widgets/entities/status_words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class Sources
{
    Q_DECLARE_TR_FUNCTIONS(curbside::SourceRows)
};

qint64 countIn(const JsonValue &item, std::string_view name)
{
    return item[name].toInteger().value_or(0);
}

QString captureStateText(const SourceRow &row)
{
    if (row.state == u"Following")
        return row.behind > 0 ? Sources::tr("catching up") : Sources::tr("followed");
    if (row.state == u"Snapshot")
        return Sources::tr("reading all rows");
    if (row.state == u"Renewing")
        return Sources::tr("to be read anew");
    return row.state == u"Describing" ? Sources::tr("asking for its tables") : row.state;
}

Cell captureStateCell(const SourceRow &row)
{
    Cell cell{captureStateText(row), Tone::Good, Mark::Check, {}, {}};
    if (!row.error.isEmpty()) {
        cell.text = Sources::tr("not reached: %1").arg(row.error);
        cell.tone = Tone::Bad;
        cell.mark = Mark::Cross;
    } else if (row.isChangedFromOutside) {
        cell.text = Sources::tr("changed from outside");
        cell.tone = Tone::Warning;
        cell.mark = Mark::Warning;
    } else if (!row.isFollowed()) {
        cell.tone = Tone::Active;
        cell.mark = Mark::Play;
    }
    return cell;
}

Cell countCell(qint64 count)
{
    return {QString::number(count), {}, {}, {}, count};
}

Cell behindCell(qint64 behind)
{
    Cell cell = countCell(behind);
    if (behind > 0)
        cell.tone = Tone::Active;
    return cell;
}

/// How long before now the last row change was that has been taken over.
Cell ageCell(qint64 at, qint64 now)
{
    if (at == 0)
        return {u"–"_s, {}, {}, {}, qint64(0)};
    const qint64 seconds = std::max<qint64>(0, now - at) / 1'000'000;
    QString text = Sources::tr("%1 s").arg(seconds);
    if (seconds >= 3600)
        text = Sources::tr("%1 h").arg(seconds / 3600);
    else if (seconds >= 60)
        text = Sources::tr("%1 min").arg(seconds / 60);
    return {text, {}, {}, {}, seconds};
}

QString whereText(const RowApart &row)
{
    return row.where == u"source"   ? Sources::tr("only at the service")
        : row.where == u"warehouse" ? Sources::tr("only in the warehouse")
                                    : Sources::tr("in both, different");
}

Cell resultCell(const ComparedTable &table)
{
    if (!table.error.isEmpty())
        return {Sources::tr("not compared: %1").arg(table.error), Tone::Warning, Mark::Warning, {}, 1};
    if (table.isSame)
        return {Sources::tr("the same"), Tone::Good, Mark::Check, {}, 2};
    const QString rows = table.hasMore ? Sources::tr("more than %1 rows differ").arg(table.differences)
                                       : Sources::tr("%1 rows differ").arg(table.differences);
    return {
        table.differences == 1 && !table.hasMore ? Sources::tr("1 row differs") : rows, Tone::Bad, Mark::Cross, {}, 0};
}

QString valueText(const JsonValue &value)
{
    return value.isNull() || value.isAbsent() ? u"NULL"_s
                                              : value.toString().value_or(QString::fromUtf8(value.toJson()));
}

QString keyText(const JsonValue &key)
{
    QStringList parts;
    key.forEachMember([&parts](std::string_view, JsonValue value) { parts.append(valueText(value)); });
    return parts.join(u", "_s);
}

void addDifference(Comparison &into, const ComparedTable &table, const JsonValue &difference)
{
    RowApart row{table.key(), textIn(difference, "in"), keyText(difference["key"]), {}, {}, {}, 0};
    const auto add = [&into, &row] {
        row.number = qsizetype(into.rows.size());
        into.rows.push_back(row);
    };
    if (difference["columns"].size() == 0)
        add();
    difference["columns"].forEachItem([&](JsonValue value) {
        row.column = textIn(value, "name");
        row.inSource = valueText(value["source"]);
        row.inWarehouse = valueText(value["warehouse"]);
        add();
    });
}

} // namespace

SourceRow SourceRow::from(const JsonValue &item)
{
    SourceRow row;
    row.source = textIn(item, "source");
    row.state = textIn(item, "state");
    row.position = countIn(item, "position");
    row.last = countIn(item, "last");
    row.behind = countIn(item, "behind");
    row.at = momentIn(item, "at");
    row.schema = countIn(item, "schema");
    row.snapshots = countIn(item, "snapshots");
    row.isChangedFromOutside = item["changedFromOutside"].toBool().value_or(false);
    row.error = textIn(item, "error");
    row.hasReplica = !item["replica"]["position"].isAbsent();
    row.replicaBehind = countIn(item["replica"], "behind");
    item["tables"].forEachItem([&row](JsonValue table) {
        row.rows += countIn(table, "rows");
        ++row.tables;
    });
    return row;
}

Comparison Comparison::from(const JsonValue &answer)
{
    Comparison made;
    made.isSame = answer["same"].toBool().value_or(false);
    made.at = momentIn(answer, "at");
    made.milliseconds = countIn(answer, "milliseconds");
    answer["sources"].forEachItem([&made](JsonValue source) {
        const QString name = textIn(source, "source");
        if (const QString error = textIn(source, "error"); !error.isEmpty()) {
            ComparedTable whole;
            whole.source = name;
            whole.isSame = false;
            whole.error = error;
            made.tables.push_back(whole);
        }
        source["tables"].forEachItem([&](JsonValue item) {
            ComparedTable table{name,
                                textIn(item, "table"),
                                countIn(item, "sourceRows"),
                                countIn(item, "warehouseRows"),
                                countIn(item, "chunks"),
                                countIn(item, "differingChunks"),
                                qint64(item["differences"].size()),
                                item["more"].toBool().value_or(false),
                                item["same"].toBool().value_or(false),
                                {}};
            item["differences"].forEachItem([&](JsonValue each) { addDifference(made, table, each); });
            made.tables.push_back(std::move(table));
        });
    });
    std::ranges::stable_sort(made.tables, {},
                             [](const ComparedTable &table) { return resultCell(table).sortKey.toInt(); });
    return made;
}

std::vector<EntityColumn<SourceRow>> sourceColumns(const std::function<qint64()> &now)
{
    const auto count = [](const QString &title, int width, const QString &key, qint64 SourceRow::*member,
                          bool givesWay) {
        return EntityColumn<SourceRow>{{.title = title,
                                        .width = width,
                                        .isFigure = true,
                                        .isRightAligned = true,
                                        .givesWay = givesWay,
                                        .key = key},
                                       [member](const SourceRow &row) { return countCell(row.*member); }};
    };
    return {
        {{.title = Sources::tr("Service"), .width = 94, .key = u"source"_s},
         [](const SourceRow &row) { return textCell(serviceText(row.source)); }},
        {{.title = Sources::tr("Capture"), .width = 98, .stretches = true, .key = u"state"_s}, captureStateCell},
        {{.title = Sources::tr("Behind"), .width = 58, .isFigure = true, .isRightAligned = true, .key = u"behind"_s},
         [](const SourceRow &row) { return behindCell(row.behind); }},
        {{.title = Sources::tr("Last change"),
          .width = 88,
          .isFigure = true,
          .isRightAligned = true,
          .runs = true,
          .key = u"age"_s},
         [now](const SourceRow &row) { return ageCell(row.at, now()); }},
        {{.title = Sources::tr("Replica behind"),
          .width = 112,
          .isFigure = true,
          .isRightAligned = true,
          .givesWay = true,
          .key = u"replicaBehind"_s},
         [](const SourceRow &row) { return row.hasReplica ? behindCell(row.replicaBehind) : textCell({}); }},
        count(Sources::tr("Rows"), 66, u"rows"_s, &SourceRow::rows, true),
        count(Sources::tr("Tables"), 56, u"tables"_s, &SourceRow::tables, true),
        count(Sources::tr("Snapshots"), 76, u"snapshots"_s, &SourceRow::snapshots, true),
    };
}

std::vector<EntityColumn<ComparedTable>> comparedColumns()
{
    const auto count = [](const QString &title, const QString &key, qint64 ComparedTable::*member) {
        return EntityColumn<ComparedTable>{
            {.title = title, .width = 86, .isFigure = true, .isRightAligned = true, .key = key},
            [member](const ComparedTable &row) { return row.error.isEmpty() ? countCell(row.*member) : textCell({}); }};
    };
    return {
        {{.title = Sources::tr("Table"), .width = 190, .isFigure = true, .key = u"table"_s},
         [](const ComparedTable &row) { return textCell(row.table.isEmpty() ? row.source : row.key()); }},
        {{.title = Sources::tr("Result"), .width = 120, .stretches = true, .key = u"result"_s}, resultCell},
        count(Sources::tr("At the service"), u"sourceRows"_s, &ComparedTable::sourceRows),
        count(Sources::tr("Warehouse"), u"warehouseRows"_s, &ComparedTable::warehouseRows),
    };
}

std::vector<EntityColumn<RowApart>> differingColumns()
{
    return {
        {{.title = Sources::tr("Row"), .width = 150, .isFigure = true, .stretches = true, .key = u"row"_s},
         [](const RowApart &row) { return textCell(row.rowKey); }},
        {{.title = Sources::tr("Is"), .width = 142, .key = u"in"_s},
         [](const RowApart &row) {
             return Cell{whereText(row), Tone::Bad, row.where == u"both" ? Mark::Warning : Mark::Cross, {}, {}};
         }},
        {{.title = Sources::tr("Column"), .width = 96, .isFigure = true, .key = u"column"_s},
         [](const RowApart &row) { return textCell(row.column); }},
        {{.title = Sources::tr("At the service"), .width = 110, .isFigure = true, .key = u"source"_s},
         [](const RowApart &row) { return textCell(row.inSource); }},
        {{.title = Sources::tr("Warehouse"), .width = 110, .isFigure = true, .key = u"warehouse"_s},
         [](const RowApart &row) { return textCell(row.inWarehouse); }},
    };
}

} // namespace curbside
