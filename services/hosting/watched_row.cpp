// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/watched_row.h"

#include "services/hosting/audit_database.h"
#include "services/hosting/platform.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/service.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

using cesql::Attribute;
using cesql::Value;

/// A changed row as filters see it: its values are the payload.
class RowRecord : public cesql::Record
{
public:
    RowRecord(const RowChangeRecord &change, const QByteArray &table, const QByteArray &row)
        : m_change(change), m_table(table), m_row(row)
    {}

    [[nodiscard]] Value attribute(Attribute which, std::string_view, cesql::Texts &texts) const override
    {
        const auto kept = [&](const QByteArray &text) { return Value::string(texts.keep(text.toStdString())); };
        switch (which) {
        case Attribute::Source: return kept("/services/" + m_change.service);
        case Attribute::Type: return kept(m_table);
        case Attribute::Time: return kept(toRfc3339(m_change.at));
        case Attribute::CausationId: return kept(m_change.messageId);
        default: return {};
        }
    }
    [[nodiscard]] std::string_view payload() const override
    {
        return {m_row.constData(), static_cast<std::size_t>(m_row.size())};
    }

private:
    const RowChangeRecord &m_change;
    const QByteArray &m_table;
    const QByteArray &m_row;
};

} // namespace

std::optional<WatchedRow> WatchedRow::read(Fields &fields, Platform &platform)
{
    WatchedRow row;
    const auto service = fields.required<QString>("service");
    const auto table = fields.required<QString>("table");
    const auto column = fields.optional<QString>("column");
    if (fields.raw("key").isArray()) {
        for (QString &value : fields.list<QString>("key"))
            row.m_key += std::move(value);
    } else if (const auto key = fields.optional<QString>("key")) {
        row.m_key = {*key};
    }
    if (!fields.ok())
        return std::nullopt;
    if (!AuditDatabase::names().contains(service)) {
        fields.refuse("service", u"is no service of the platform"_s);
        return std::nullopt;
    }
    row.m_service = service.toUtf8();
    const auto tables = describeTables(platform.process(row.m_service).database());
    const auto found = std::ranges::find(tables, table, &TableDescription::name);
    if (found == tables.end()) {
        fields.refuse("table", u"is no table of %1"_s.arg(service));
        return std::nullopt;
    }
    row.m_table = *found;
    row.m_tableName = table.toUtf8();
    const std::size_t wide = found->keyColumns().size();
    if (!row.m_key.isEmpty() && static_cast<std::size_t>(row.m_key.size()) != wide)
        fields.refuse("key", u"has to name each of the %1 columns of the key"_s.arg(wide));
    if (column) {
        const auto at = std::ranges::find(found->columns, *column, &ColumnDescription::name);
        if (at == found->columns.end())
            fields.refuse("column", u"is no column of %1"_s.arg(table));
        row.m_column = static_cast<std::size_t>(at - found->columns.begin());
    }
    return fields.ok() ? std::optional(std::move(row)) : std::nullopt;
}

QStringList WatchedRow::keyOf(const std::vector<SqlView> &row) const
{
    QStringList key;
    for (const std::size_t column : m_table.keyColumns())
        key += column < row.size() ? row[column].toText() : QString();
    return key;
}

bool WatchedRow::isIt(const RowChangeReader &change) const
{
    if (change.table() != m_tableName)
        return false;
    const bool isUpdate = change.kind() == RowChange::Kind::Update;
    const std::vector<SqlView> &before = change.before();
    const std::vector<SqlView> &after = change.after();
    if (!m_key.isEmpty() && keyOf(change.kind() == RowChange::Kind::Delete ? before : after) != m_key)
        return false;
    return !m_column || !isUpdate || *m_column >= before.size() || *m_column >= after.size()
        || !(before[*m_column] == after[*m_column]);
}

QByteArray WatchedRow::json(const std::vector<SqlView> &row) const
{
    JsonWriter json;
    json.beginObject();
    for (std::size_t i = 0; i < row.size() && i < m_table.columns.size(); ++i) {
        json.key(m_table.columns[i].name.toStdString());
        writeValue(json, row[i]);
    }
    json.endObject();
    return json.take();
}

std::optional<ChangedRow> WatchedRow::find(const RowChangeRecord &changes, const cesql::Program *filter,
                                           cesql::Scratch &scratch) const
{
    if (changes.service != m_service)
        return std::nullopt;
    for (RowChangeReader reader(changes.changes); reader.next();) {
        if (!isIt(reader))
            continue;
        const std::vector<SqlView> &row = reader.kind() == RowChange::Kind::Delete ? reader.before() : reader.after();
        if (filter && !filter->matches(RowRecord(changes, m_tableName, json(row)), scratch))
            continue;
        return ChangedRow{m_service, m_table.name, keyOf(row), changes.messageId};
    }
    return std::nullopt;
}

void WatchedRow::writeTo(JsonWriter &json) const
{
    json.member("service", m_service).member("table", m_table.name);
    if (!m_key.isEmpty()) {
        json.key("key").beginArray();
        for (const QString &value : m_key)
            json.value(value);
        json.endArray();
    }
    if (m_column)
        json.member("column", m_table.columns[*m_column].name);
}

bool operator==(const WatchedRow &left, const WatchedRow &right)
{
    return left.m_service == right.m_service && left.m_table.name == right.m_table.name && left.m_key == right.m_key
        && left.m_column == right.m_column;
}

} // namespace curbside
