// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/star_schema.h"

#include "services/warehouse/slice_sql.h"
#include "services/warehouse/star_sql.h"

using namespace Qt::StringLiterals;

namespace curbside {

bool StarSchema::run(PlatformTime now)
{
    if (!isReady())
        return false;
    if (!hasPending())
        return true;
    const auto start = std::chrono::steady_clock::now(); // for the record only
    m_warehouse.begin();
    try {
        makeDimensions();
        makeFacts();
        aggregate();
        forgetPending();
        const auto taken =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
        m_warehouse.run(u"INSERT INTO etl_run (id, at, runs, milliseconds) VALUES (1, ?, 1, ?) "
                        "ON CONFLICT (id) DO UPDATE SET at = excluded.at, runs = etl_run.runs + 1, "
                        "milliseconds = excluded.milliseconds"_s,
                        now, taken.count());
        m_warehouse.commit();
    } catch (const StorageFault &) {
        m_warehouse.rollback();
        throw;
    }
    return true;
}

bool StarSchema::isReady()
{
    if (m_isReady)
        return true;
    for (const QString &copy : neededCopies()) {
        if (m_warehouse.columnsOf(copy).isEmpty())
            return false;
    }
    makeIndexes();
    m_isReady = true;
    return true;
}

bool StarSchema::hasPending()
{
    bool hasAny = false;
    m_warehouse.query(u"SELECT 1 FROM etl_pending LIMIT 1"_s, [&](std::span<const SqlView>) { hasAny = true; });
    return hasAny;
}

void StarSchema::makeIndexes()
{
    for (const QString &sql : indexStatements())
        m_warehouse.execute(sql);
}

void StarSchema::makeDimensions()
{
    for (const QString &sql : dimensionStatements())
        m_warehouse.execute(sql);
}

/// A fact may leave one slice for another.
void StarSchema::makeFacts()
{
    for (const QString &sql : pendingSliceStatements() + factStatements() + pendingSliceStatements())
        m_warehouse.execute(sql);
}

void StarSchema::aggregate()
{
    for (const QString &sql : aggregateStatements() + sliceStatements())
        m_warehouse.execute(sql);
}

void StarSchema::forgetPending()
{
    m_warehouse.execute(u"DELETE FROM etl_pending"_s);
}

} // namespace curbside
