// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/integrations/partner_order.h"
#include "services/runtime/storage/statement.h"

#include <vector>

namespace curbside::integrations {

/// The table `partner_order`.
class PartnerOrderStore
{
public:
    struct Filter
    {
        std::optional<OrderStatus> status;
        std::optional<PartnerId> partner;
        std::optional<PlatformTime> since; ///< changed at or after
    };

    explicit PartnerOrderStore(Database &database);

    void insert(PartnerOrder &order, PlatformTime now);
    void save(PartnerOrder &order, PlatformTime now);
    [[nodiscard]] std::optional<PartnerOrder> find(OrderId id);
    [[nodiscard]] std::optional<PartnerOrder> find(PartnerId partner, const ExternalOrderId &externalId);
    [[nodiscard]] std::vector<PartnerOrder> list(const Filter &filter, const QString &cursor, qint64 limit);
    /// Those with one of these ids, a JSON array, that are not deleted.
    [[nodiscard]] std::vector<PartnerOrder> findAll(const QString &ids);

private:
    Database &m_database;
    Statement m_insert;
    Statement m_save;
    Statement m_find;
    Statement m_findExternal;
    Statement m_list;
};

} // namespace curbside::integrations
