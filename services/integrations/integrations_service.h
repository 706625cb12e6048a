// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/integrations/merchant_store.h"
#include "services/integrations/notification_store.h"
#include "services/integrations/partner_order_store.h"
#include "services/integrations/partner_store.h"
#include "services/runtime/service.h"
#include "services/subgraph/subgraph.h"

namespace curbside::integrations {

/// Integrations: partners' orders in, partners' notifications out.
class IntegrationsService : public Service
{
public:
    explicit IntegrationsService(ServiceContext &context);

private:
    Response putPartner(const Request &request);
    Response getPartner(const Request &request);
    Response listPartners(const Request &request);
    Response putMerchant(const Request &request);
    Response getMerchant(const Request &request);
    Response listMerchants(const Request &request);
    Response postOrder(const Request &request);
    Response getOrder(const Request &request);
    Response listOrders(const Request &request);
    Response cancelOrder(const Request &request);

    Handled onDeliveryStatusChanged(const IncomingEvent &event);
    Handled takeDelivery(JsonValue delivery);
    Handled onNotificationAnswered(const CallIntent &call, const Response &response);

    /// What Deliveries says of an order's delivery, by event or by its list.
    struct DeliveryFact
    {
        OrderId orderId;
        DeliveryId deliveryId;
        QString status;
        qint64 version = 0;
        PlatformTime at;
    };
    void follow(const DeliveryFact &fact);
    void notifyPartner(const PartnerOrder &order);

    // integrations_graph.cpp
    Response askGraph(const Request &request);
    [[nodiscard]] std::unique_ptr<Subgraph> makeGraph();

    PartnerStore m_partners;
    MerchantStore m_merchants;
    PartnerOrderStore m_orders;
    NotificationStore m_notifications;
    std::unique_ptr<Subgraph> m_graph; ///< made when it is first asked
};

} // namespace curbside::integrations
