// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/dispatch/demand.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside::dispatch {

/// The table demand.
class DemandStore
{
public:
    explicit DemandStore(Database &database);

    void insert(const Demand &demand, PlatformTime now);
    /// Writes status and trip; counts the version up.
    void update(Demand &demand, PlatformTime now);
    [[nodiscard]] std::optional<Demand> find(const DemandId &id);
    [[nodiscard]] std::optional<Demand> findByAttempt(const AttemptId &id);
    /// Open and Unplannable ones, by id.
    [[nodiscard]] std::vector<Demand> unplanned();
    [[nodiscard]] bool hasUnplanned();
    /// By id.
    [[nodiscard]] std::vector<Demand> ofTrip(const TripId &id);
    enum class Key { Id, Trip, Attempt };
    /// Those with one of these keys, a JSON array: by key, in the order of their making.
    [[nodiscard]] std::vector<Demand> findAll(Key key, const QString &keys);
    /// By id, after `cursor`; of one status only, if one is named.
    [[nodiscard]] std::vector<Demand> list(const std::optional<QString> &status, const QString &cursor, qint64 limit);

private:
    Database &m_database;
    Statement m_insert;
    Statement m_update;
    Statement m_find;
    Statement m_findByAttempt;
    Statement m_unplanned;
    Statement m_hasUnplanned;
    Statement m_ofTrip;
};

} // namespace curbside::dispatch
