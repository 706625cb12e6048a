// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/databases/database_facts.h"

#include "widgets/alerts/service_words.h"
#include "widgets/entities/rows.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Translations of this file.
class DatabaseWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::DatabaseFacts)
};

QString problemIn(int status, const QByteArray &body)
{
    const auto document = JsonDocument::parse(body);
    const QString detail = document ? textIn(document->root(), "detail") : QString();
    return detail.isEmpty() ? DatabaseWords::tr("it answered %1").arg(status) : detail;
}

std::optional<qint64> numberIn(JsonValue item, std::string_view name)
{
    const auto number = item[name].toInteger();
    return number ? std::optional<qint64>(*number) : std::nullopt;
}

ColumnFact columnFrom(JsonValue item)
{
    return {textIn(item, "name"),
            textIn(item, "type"),
            static_cast<int>(item["key"].toInteger().value_or(0)),
            item["required"].toBool().value_or(false),
            textIn(item, "default"),
            textIn(item, "foreignKey"),
            textIn(item, "references"),
            textIn(item, "copyOf")};
}

std::vector<TableFact> tablesFrom(JsonValue list)
{
    std::vector<TableFact> tables;
    list.forEachItem([&](JsonValue item) {
        TableFact table{textIn(item, "name"), numberIn(item, "rows"), {}};
        item["columns"].forEachItem([&](JsonValue column) { table.columns.push_back(columnFrom(column)); });
        tables.push_back(std::move(table));
    });
    return tables;
}

StoreFact replicaFrom(JsonValue source)
{
    const JsonValue replica = source["replica"];
    StoreFact store{.kind = StoreKind::Replica, .service = textIn(source, "source")};
    store.bytes = numberIn(replica, "bytes");
    store.position = numberIn(replica, "position");
    store.behind = numberIn(replica, "behind");
    store.at = momentIn(replica, "at");
    store.schema = numberIn(source, "schema");
    store.epoch = textIn(source, "epoch");
    store.tables = tablesFrom(source["tables"]);
    if (!store.position)
        store.problem = DatabaseWords::tr("it is not filled yet");
    return store;
}

} // namespace

std::vector<std::size_t> TableFact::keyColumns() const
{
    std::vector<std::size_t> numbers;
    for (int place = 1;; ++place) {
        const auto found = std::ranges::find(columns, place, &ColumnFact::key);
        if (found == columns.end())
            return numbers;
        numbers.push_back(static_cast<std::size_t>(found - columns.begin()));
    }
}

const ColumnFact *TableFact::find(const QString &column) const
{
    const auto found = std::ranges::find(columns, column, &ColumnFact::name);
    return found == columns.end() ? nullptr : &*found;
}

QString StoreFact::key() const
{
    switch (kind) {
    case StoreKind::Service: return service;
    case StoreKind::Warehouse: return u"warehouse"_s;
    case StoreKind::Replica: return u"replica "_s + service;
    }
    return {};
}

const TableFact *StoreFact::find(const QString &table) const
{
    const auto found = std::ranges::find(tables, table, &TableFact::name);
    return found == tables.end() ? nullptr : &*found;
}

StoreFact serviceStore(const QString &service, int status, const QByteArray &body)
{
    StoreFact store{.kind = StoreKind::Service, .service = service};
    const auto document = JsonDocument::parse(body);
    if (status != 200 || !document) {
        store.problem = problemIn(status, body);
        return store;
    }
    const JsonValue root = document->root();
    store.bytes = numberIn(root, "bytes");
    store.position = numberIn(root, "sequence");
    store.schema = numberIn(root, "schema");
    store.epoch = textIn(root, "epoch");
    store.isChangedFromOutside = root["changedFromOutside"].toBool().value_or(false);
    store.tables = tablesFrom(root["tables"]);
    return store;
}

std::vector<StoreFact> warehouseStores(int status, const QByteArray &body)
{
    StoreFact warehouse{.kind = StoreKind::Warehouse};
    const auto document = JsonDocument::parse(body);
    if (status != 200 || !document) {
        warehouse.problem = problemIn(status, body);
        return {warehouse};
    }
    const JsonValue root = document->root();
    std::vector<StoreFact> stores{warehouse};
    stores[0].bytes = numberIn(root, "bytes");
    stores[0].problem = textIn(root, "error");
    stores[0].position = 0;
    stores[0].behind = 0;
    root["items"].forEachItem([&](JsonValue source) {
        StoreFact &whole = stores[0];
        *whole.position += numberIn(source, "changes").value_or(0);
        *whole.behind += numberIn(source, "behind").value_or(0);
        whole.at = std::max(whole.at, momentIn(source, "at"));
        if (whole.problem.isEmpty() && !textIn(source, "error").isEmpty())
            whole.problem = serviceText(textIn(source, "source")) + u": "_s + textIn(source, "error");
        for (TableFact table : tablesFrom(source["tables"])) {
            table.name.prepend(textIn(source, "source") + u'_');
            whole.tables.push_back(std::move(table));
        }
        stores.push_back(replicaFrom(source));
    });
    return stores;
}

QString sizeText(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, bytes < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

} // namespace curbside
