// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbsidectl/commands.h"
#include "app/curbsidectl/rows_printing.h"

#include "services/hosting/workspace_past.h"

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

PrintedRows printedRows(const PastTables &tables, std::size_t table)
{
    PrintedRows printed{{}, tables.rows(table)};
    for (const ColumnDescription &column : tables.tables()[table].columns)
        printed.columns.push_back(column.name);
    return printed;
}

/// Each table under its name; as lines of JSON, each row with the name of its table.
void printAll(const PastTables &tables, const std::string &format)
{
    for (std::size_t i = 0; i < tables.tables().size(); ++i) {
        const PrintedRows printed = printedRows(tables, i);
        const QByteArray name = tables.tables()[i].name.toUtf8();
        if (format == "jsonl") {
            for (const std::span<const SqlView> row : printed.rows)
                std::printf("{\"table\":\"%s\",\"row\":%s}\n", name.constData(), printed.jsonOf(row).constData());
            continue;
        }
        std::printf("%s%s: %zu\n", i == 0 ? "" : "\n", name.constData(), printed.rows.size());
        if (!printed.rows.empty())
            printed.printTable();
    }
}

std::expected<std::size_t, Failure> indexOf(const PastTables &tables, const QString &name)
{
    const auto found = std::ranges::find(tables.tables(), name, &TableDescription::name);
    if (found != tables.tables().end())
        return static_cast<std::size_t>(found - tables.tables().begin());
    QStringList names;
    for (const TableDescription &table : tables.tables())
        names.push_back(table.name);
    return std::unexpected(
        Failure{ExitStatus::WrongUsage, u"--table %1: is none of %2"_s.arg(name, names.join(u", "_s))});
}

} // namespace

std::expected<ExitStatus, Failure> printState(const StateArguments &arguments)
{
    if (auto checked = checkFormat(arguments.format); !checked)
        return std::unexpected(checked.error());
    if (arguments.format == "csv" && arguments.table.empty())
        return std::unexpected(Failure{ExitStatus::WrongUsage, u"--format csv: takes one table: name it by --table"_s});
    const QString source = QString::fromStdString(arguments.source);
    const auto begin = beginOf(source);
    if (!begin)
        return std::unexpected(begin.error());
    const QString at = QString::fromStdString(arguments.at);
    const auto moment = momentOf(at, *begin);
    if (!moment)
        return std::unexpected(Failure{
            ExitStatus::WrongUsage,
            u"--at %1: is neither a time such as 2026-03-02T11:42:07.318Z nor a duration such as 45m"_s.arg(at)});
    const auto tables = tablesAt(source, QString::fromStdString(arguments.service), *moment);
    if (!tables)
        return std::unexpected(tables.error());
    if (arguments.table.empty()) {
        printAll(*tables, arguments.format);
        return ExitStatus::Success;
    }
    const auto table = indexOf(*tables, QString::fromStdString(arguments.table));
    if (!table)
        return std::unexpected(table.error());
    printedRows(*tables, *table).print(arguments.format);
    return ExitStatus::Success;
}

} // namespace curbside
