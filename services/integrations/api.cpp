// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/api.h"

#include "services/integrations/partner_order.h"
#include "services/subgraph/graph_http.h"

namespace curbside::integrations {

namespace {

void describeThings(ApiDescription &api)
{
    api.names<OrderStatus>("OrderStatus");
    api.object("Place", "x:number y:number");
    api.object("Partner", "id:uuid name:string webhookUrl?:string createdAt:time updatedAt:time version:integer");
    api.object("Merchant",
               "id:uuid partnerId:uuid name:string x:number y:number preparationMinutes:integer "
               "createdAt:time updatedAt:time version:integer");
    api.object("Order",
               "id:uuid number:string partnerId:uuid externalId:string merchantId:uuid pickup:Place "
               "dropoff:Place placedAt:time readyAt:time promisedAt:time status:OrderStatus "
               "deliveryId?:uuid deliveryStatus?:string deliveryStatusVersion?:integer "
               "deliveryStatusAsOf?:time createdAt:time updatedAt:time version:integer");
}

void describeRoutes(ApiDescription &api)
{
    api.put("/partner/{id}", "Registers a partner, or changes one.")
        .takes("name:string webhookUrl?:string apiKey?:string")
        .answersWith(200, "Partner")
        .answersWith(201, "Partner");
    api.get("/partner/{id}", "One partner.", "Partner");
    api.list("/partners", "The partners, by id.", "Partner");
    api.put("/merchant/{id}", "Registers a merchant, or changes one.")
        .takes("partnerId:uuid name:string x:number y:number preparationMinutes?:integer")
        .answersWith(200, "Merchant")
        .answersWith(201, "Merchant");
    api.get("/merchant/{id}", "One merchant.", "Merchant");
    api.list("/merchants", "The merchants, by id.", "Merchant");
    api.post("/orders", "Asks for a delivery; the same external id of the same partner again answers the first.")
        .takes("partnerId:uuid externalId:string merchantId:uuid dropoff:Place readyAt?:time promisedAt?:time")
        .answersWith(200, "Order")
        .answersWith(201, "Order");
    api.list("/orders", "The orders, by id.", "Order")
        .asks("status", "OrderStatus", "Only those that are so.")
        .asks("partner", "uuid", "Only those of this partner.")
        .asks("since", "time", "Only those that have changed at or after this moment.");
    api.get("/order/{id}", "One order.", "Order");
    api.post("/order/{id}/cancel", "Calls an order off, if it is not too late.")
        .mayTake("reason?:string")
        .answersWith(202, "Order");
}

void describeEvents(ApiDescription &api)
{
    api.event("curbside.integrations.OrderReceived", "A partner has asked for a delivery.",
              "orderId:uuid partnerId:uuid merchantId:uuid pickup:Place dropoff:Place placedAt:time readyAt:time "
              "promisedAt:time version:integer");
    api.event("curbside.integrations.OrderCancelled", "A partner has called an order off.",
              "orderId:uuid reason:string version:integer");
}

} // namespace

ApiDescription api()
{
    ApiDescription api;
    describeThings(api);
    describeRoutes(api);
    describeEvents(api);
    api.append(graphApi());
    return api;
}

} // namespace curbside::integrations
