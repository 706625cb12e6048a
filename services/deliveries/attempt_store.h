// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/attempt.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside::deliveries {

/// The table `attempt`.
class AttemptStore
{
public:
    explicit AttemptStore(Database &database);

    void insert(Attempt &attempt, PlatformTime now);
    /// Counts `version`; the row must not have changed since it was read.
    void save(Attempt &attempt, PlatformTime now);
    [[nodiscard]] std::optional<Attempt> find(AttemptId id);
    /// Those of a delivery, or all, by id after `cursor`.
    [[nodiscard]] std::vector<Attempt> list(const std::optional<DeliveryId> &delivery, const QString &cursor,
                                            qint64 limit);
    /// Those of a driver that have not ended, oldest first.
    [[nodiscard]] std::vector<Attempt> underWay(const DriverName &driver);
    /// Those with one of these ids, a JSON array.
    [[nodiscard]] std::vector<Attempt> findAll(const QString &ids);
    /// Those of these deliveries, a JSON array of ids: by delivery, oldest first.
    [[nodiscard]] std::vector<Attempt> ofDeliveries(const QString &deliveryIds);

private:
    Database &m_database;
    Statement m_insert;
    Statement m_save;
    Statement m_find;
    Statement m_list;
    Statement m_listOf;
    Statement m_underWay;
};

} // namespace curbside::deliveries
