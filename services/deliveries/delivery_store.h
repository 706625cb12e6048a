// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/delivery.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside::deliveries {

/// The table `delivery`.
class DeliveryStore
{
public:
    struct Filter
    {
        std::optional<DeliveryStatus> status;
        std::optional<PlatformTime> since; ///< changed at or after
    };

    explicit DeliveryStore(Database &database);

    void insert(Delivery &delivery, PlatformTime now);
    /// Counts `version`; the row must not have changed since it was read.
    void save(Delivery &delivery, PlatformTime now);
    /// Also deleted ones: `deletedAt` says so.
    [[nodiscard]] std::optional<Delivery> find(DeliveryId id);
    [[nodiscard]] std::optional<Delivery> findByOrder(OrderId id);
    [[nodiscard]] std::vector<Delivery> list(const Filter &filter, const QString &cursor, qint64 limit);
    /// Those with one of these ids, a JSON array, that are not deleted.
    [[nodiscard]] std::vector<Delivery> findAll(const QString &ids);

private:
    Database &m_database;
    Statement m_insert;
    Statement m_save;
    Statement m_find;
    Statement m_findByOrder;
    Statement m_list;
};

} // namespace curbside::deliveries
