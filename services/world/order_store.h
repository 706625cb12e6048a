// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/place.h"
#include "services/runtime/storage/statement.h"
#include "services/world/platform_ids.h"

#include <optional>

namespace curbside::world {

/// An order that its partner has posted; known by its place in the scenario.
struct PlacedOrder
{
    qint64 position = 0;
    QString externalId;
    Uuid merchant;
    Place dropoff;
    std::optional<Uuid> order; ///< the platform's id, once it has answered
};

class OrderStore
{
public:
    explicit OrderStore(Database &database);

    void insert(const PlacedOrder &order, PlatformTime now);
    [[nodiscard]] std::optional<PlacedOrder> find(qint64 position);
    void setOrderId(qint64 position, const Uuid &order, PlatformTime now);
    /// The last status that the platform has told the partner of.
    void setTold(const QString &externalId, const QString &status, PlatformTime now);

    /// Which order a delivery is, known from an earlier attempt or else by who sends what where: of several alike, the
    /// first that no delivery was matched with. Nothing for an order that others posted.
    [[nodiscard]] std::optional<qint64> match(const std::optional<DeliveryId> &delivery, const Uuid &merchant,
                                              Place dropoff, PlatformTime now);
    [[nodiscard]] std::optional<qint64> ofDelivery(const DeliveryId &delivery);
    void setDelivery(const QString &externalId, const DeliveryId &delivery, PlatformTime now);

private:
    Statement m_insert;
    Statement m_find;
    Statement m_setOrderId;
    Statement m_setTold;
    Statement m_ofDelivery;
    Statement m_unmatched;
    Statement m_setMatched;
    Statement m_setDelivery;
};

} // namespace curbside::world
