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
        const QString why = problem.errors.empty() ? problem.detail : problem.errors.front().detail;
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
