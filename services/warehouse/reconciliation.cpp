// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/reconciliation.h"

#include "services/runtime/json/json.h"
#include "services/runtime/json/json_writer.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

void write(JsonWriter &json, const RowDifference &difference)
{
    json.beginObject();
    json.member("in",
                difference.where == RowDifference::Where::SourceOnly          ? "source"
                    : difference.where == RowDifference::Where::WarehouseOnly ? "warehouse"
                                                                              : "both");
    json.key("key").beginObject();
    for (const auto &[column, value] : difference.key)
        json.key(column.toStdString()).value(value);
    json.endObject().key("columns").beginArray();
    for (const RowDifference::Value &value : difference.values) {
        json.beginObject().member("name", value.column);
        for (const auto &[name, text] : {std::pair("source", value.source), std::pair("warehouse", value.warehouse)}) {
            json.key(name);
            text.isNull() ? json.null() : json.value(text);
        }
        json.endObject();
    }
    json.endArray().endObject();
}

void write(JsonWriter &json, const TableReconciliation &table)
{
    json.beginObject().member("table", table.table).member("same", table.isSame());
    json.member("sourceRows", table.sourceRows).member("warehouseRows", table.warehouseRows);
    json.member("chunks", table.chunks).member("differingChunks", table.differingChunks);
    json.key("differences").beginArray();
    for (const RowDifference &difference : table.differences)
        write(json, difference);
    json.endArray().member("more", table.hasMore).endObject();
}

QString textOf(const RowDifference &difference)
{
    QStringList key;
    for (const auto &[column, value] : difference.key)
        key.push_back(u"%1 %2"_s.arg(column, value));
    QStringList values;
    for (const RowDifference::Value &value : difference.values)
        values.push_back(
            u"%1 is %2, in the warehouse %3"_s.arg(value.column, value.source.isNull() ? u"NULL"_s : value.source,
                                                   value.warehouse.isNull() ? u"NULL"_s : value.warehouse));
    const QString what = difference.where == RowDifference::Where::SourceOnly ? u"only at the service"_s
        : difference.where == RowDifference::Where::WarehouseOnly             ? u"only in the warehouse"_s
                                                                              : values.join(u"; "_s);
    return key.join(u", "_s) + u": "_s + what;
}

} // namespace

bool SourceReconciliation::isSame() const
{
    return error.isEmpty()
        && std::all_of(tables.begin(), tables.end(), [](const auto &table) { return table.isSame(); });
}

bool Reconciliation::isWhole() const
{
    return std::all_of(sources.begin(), sources.end(), [](const auto &source) { return source.error.isEmpty(); });
}

bool Reconciliation::isSame() const
{
    return std::all_of(sources.begin(), sources.end(), [](const auto &source) { return source.isSame(); });
}

QByteArray Reconciliation::toJson() const
{
    JsonWriter json;
    json.beginObject().member("same", isSame()).member("at", at).member("milliseconds", milliseconds);
    json.key("sources").beginArray();
    for (const SourceReconciliation &source : sources) {
        json.beginObject().member("source", source.source).member("same", source.isSame());
        json.member("sequence", source.sequence).member("changedFromOutside", source.isChangedFromOutside);
        if (!source.error.isEmpty())
            json.member("error", source.error);
        json.key("tables").beginArray();
        for (const TableReconciliation &table : source.tables)
            write(json, table);
        json.endArray().endObject();
    }
    json.endArray().endObject();
    return json.take();
}

QString Reconciliation::toText() const
{
    QString text;
    for (const SourceReconciliation &source : sources) {
        if (!source.error.isEmpty())
            text += u"%1: not compared: %2\n"_s.arg(source.source, source.error);
        for (const TableReconciliation &table : source.tables) {
            text +=
                u"%1  %2 rows, in the warehouse %3: %4\n"_s.arg((source.source + u'.' + table.table).leftJustified(34))
                    .arg(table.sourceRows, 7)
                    .arg(table.warehouseRows, 7)
                    .arg(table.isSame() ? u"the same"_s : u"different"_s);
            for (const RowDifference &difference : table.differences)
                text += u"    "_s + textOf(difference) + u'\n';
            if (table.hasMore)
                text += u"    and more\n"_s;
        }
    }
    return text
        + (isSame() ? u"the warehouse has what the services have\n"_s
                    : u"the warehouse has not what the services have\n"_s);
}

namespace {

RowDifference differenceOf(JsonValue json)
{
    RowDifference difference;
    const QString where = json["in"].toString().value_or(QString());
    difference.where = where == u"source" ? RowDifference::Where::SourceOnly
        : where == u"warehouse"           ? RowDifference::Where::WarehouseOnly
                                          : RowDifference::Where::Both;
    json["key"].forEachMember([&](std::string_view name, JsonValue value) {
        difference.key.emplace_back(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())),
                                    value.toString().value_or(QString()));
    });
    json["columns"].forEachItem([&](JsonValue column) {
        difference.values.push_back({column["name"].toString().value_or(QString()),
                                     column["source"].toString().value_or(QString()),
                                     column["warehouse"].toString().value_or(QString())});
    });
    return difference;
}

TableReconciliation tableOf(JsonValue json)
{
    TableReconciliation table;
    table.table = json["table"].toString().value_or(QString());
    table.sourceRows = json["sourceRows"].toInteger().value_or(0);
    table.warehouseRows = json["warehouseRows"].toInteger().value_or(0);
    table.chunks = json["chunks"].toInteger().value_or(0);
    table.differingChunks = json["differingChunks"].toInteger().value_or(0);
    table.hasMore = json["more"].toBool().value_or(false);
    json["differences"].forEachItem([&](JsonValue item) { table.differences.push_back(differenceOf(item)); });
    return table;
}

} // namespace

Reconciliation Reconciliation::fromJson(JsonValue json)
{
    Reconciliation result;
    result.at = fromRfc3339(json["at"].toString().value_or(QString()).toLatin1()).value_or(PlatformTime{});
    result.milliseconds = json["milliseconds"].toInteger().value_or(0);
    json["sources"].forEachItem([&](JsonValue item) {
        SourceReconciliation source{item["source"].toString().value_or(QString()),
                                    item["sequence"].toInteger().value_or(0),
                                    item["changedFromOutside"].toBool().value_or(false),
                                    item["error"].toString().value_or(QString()),
                                    {}};
        item["tables"].forEachItem([&](JsonValue table) { source.tables.push_back(tableOf(table)); });
        result.sources.push_back(std::move(source));
    });
    return result;
}

} // namespace curbside
