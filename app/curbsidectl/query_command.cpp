// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbsidectl/commands.h"
#include "app/curbsidectl/rows_printing.h"

#include "services/hosting/warehouse_feed.h"
#include "services/warehouse/sql_query.h"

#include <QDir>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

std::expected<void, Failure> checkArguments(const QueryArguments &arguments)
{
    const QString limit = QString::fromStdString(arguments.limit);
    bool isNumber = false;
    const qint64 rows = limit.toLongLong(&isNumber);
    if (!isNumber || rows < 1 || rows > SqlQuery::highestMostRows)
        return std::unexpected(
            Failure{ExitStatus::WrongUsage,
                    u"--limit %1: is not a number from 1 to %2"_s.arg(limit).arg(SqlQuery::highestMostRows)});
    return checkFormat(arguments.format);
}

/// What there is instead, for who has missed it.
QString tablesOf(const QString &warehouse)
{
    const auto names = SqlQuery{.path = warehouse,
                                .sql = u"SELECT group_concat(name, ', ') FROM (SELECT name FROM sqlite_master "
                                       "WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%' ORDER BY name)"_s,
                                .mostRows = 1}
                           .run();
    const bool isTold = names && !names->rows.empty() && !names->rows.front().empty();
    return isTold ? u": there are "_s + QString::fromUtf8(names->rows.front().front().bytes) : QString();
}

} // namespace

std::expected<ExitStatus, Failure> runQuery(const QueryArguments &arguments)
{
    if (auto checked = checkArguments(arguments); !checked)
        return std::unexpected(checked.error());
    const QString folder = QString::fromStdString(arguments.workspace);
    const auto address = ensureWarehouse(folder);
    if (!address)
        return std::unexpected(address.error());
    const auto result = SqlQuery{.path = *address,
                                 .sql = QString::fromStdString(arguments.sql),
                                 .mostRows = QString::fromStdString(arguments.limit).toLongLong()}
                            .run();
    if (!result) {
        const Problem &problem = result.error();
        QString why = problem.errors.empty() ? problem.detail : problem.errors.front().detail;
        if (why.startsWith(u"no such table"))
            why += tablesOf(*address);
        return std::unexpected(
            Failure{problem.status == 422 ? ExitStatus::WrongUsage : ExitStatus::Machine, u"query: "_s + why});
    }
    PrintedRows printed{result->columns, {}};
    for (const std::vector<SqlView> &row : result->rows)
        printed.rows.emplace_back(row);
    printed.print(arguments.format);
    if (result->isCut)
        std::fprintf(stderr, "curbsidectl: there is more: raise --limit, or narrow the question\n");
    return ExitStatus::Success;
}

} // namespace curbside
