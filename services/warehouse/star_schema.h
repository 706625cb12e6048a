// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/warehouse/store/store.h"

namespace curbside {

/// Makes dimensions, facts and aggregates of what the capture has noted as pending, from the copies of the services' tables.
class StarSchema
{
public:
    explicit StarSchema(Store &warehouse) : m_warehouse(warehouse) {}

    /// One ETL step, in a transaction of its own; false when the copies it needs are not there yet. Done again it changes
    /// nothing.
    bool run(PlatformTime now);
    /// Only the aggregates, of the days and slices that are pending.
    void aggregate();

private:
    [[nodiscard]] bool isReady();
    [[nodiscard]] bool hasPending();
    void makeIndexes();
    void makeDimensions();
    void makeFacts();
    void forgetPending();

    Store &m_warehouse;
    bool m_isReady = false;
};

} // namespace curbside
