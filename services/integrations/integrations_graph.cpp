// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind the fields of schema.graphql.
#include "services/integrations/integrations_service.h"
#include "services/subgraph/graph_file.h"

using namespace Qt::StringLiterals;

namespace curbside::integrations {

Response IntegrationsService::askGraph(const Request &request)
{
    if (!m_graph)
        m_graph = makeGraph();
    return m_graph->answer(request);
}

std::unique_ptr<Subgraph> IntegrationsService::makeGraph()
{
    auto graph = std::make_unique<Subgraph>(sdlOf(u"integrations"_s));
    const auto asked = [this](Response (IntegrationsService::*handler)(const Request &)) {
        return [this, handler](const Request &request) { return (this->*handler)(request); };
    };
    graph->query("order", asked(&IntegrationsService::getOrder));
    graph->query("orders", asked(&IntegrationsService::listOrders));
    graph->query("partner", asked(&IntegrationsService::getPartner));
    graph->query("partners", asked(&IntegrationsService::listPartners));
    graph->query("merchant", asked(&IntegrationsService::getMerchant));
    graph->query("merchants", asked(&IntegrationsService::listMerchants));
    graph->entity("Order", "id", [this](const QStringList &keys, GraphRows &rows) {
        for (const PartnerOrder &order : m_orders.findAll(jsonArray(keys)))
            writeTo(rows.of(order.id.toUtf8()), order);
    });
    graph->entity("Partner", "id", [this](const QStringList &keys, GraphRows &rows) {
        for (const Partner &partner : m_partners.findAll(jsonArray(keys)))
            writeTo(rows.of(partner.id.toUtf8()), partner);
    });
    graph->entity("Merchant", "id", [this](const QStringList &keys, GraphRows &rows) {
        for (const Merchant &merchant : m_merchants.findAll(MerchantStore::Key::Id, jsonArray(keys)))
            writeTo(rows.of(merchant.id.toUtf8()), merchant);
    });
    graph->reference("Order", "partner", "partnerId", "Partner", "id");
    graph->reference("Order", "merchant", "merchantId", "Merchant", "id");
    graph->reference("Order", "delivery", "deliveryId", "Delivery", "id");
    graph->reference("Merchant", "partner", "partnerId", "Partner", "id");
    graph->computed("Merchant", "place", [](JsonValue row, JsonWriter &json) {
        json.beginObject();
        row["x"].write(json.key("x"));
        row["y"].write(json.key("y"));
        json.endObject();
    });
    graph->related("Partner", "merchants", "id", [this](const QStringList &keys, JsonValue, GraphRows &rows) {
        for (const Merchant &merchant : m_merchants.findAll(MerchantStore::Key::Partner, jsonArray(keys)))
            writeTo(rows.of(merchant.partnerId.toUtf8()), merchant);
    });
    return graph;
}

} // namespace curbside::integrations
