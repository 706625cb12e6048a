// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/integrations_service.h"

#include "services/integrations/api.h"
#include "services/integrations/events.h"
#include "services/runtime/http/known_values.h"
#include "services/runtime/http/list_page.h"

using namespace Qt::StringLiterals;

namespace curbside::integrations {

namespace {

constexpr qint64 firstNumber = 5001;
constexpr Duration defaultPromise = 40min;
constexpr Duration notificationPatience = 6h; ///< then the partner is not told any more
const QByteArray notifyCall = QByteArrayLiteral("notify-partner");

template <typename Row>
QByteArray toJson(const Row &row)
{
    JsonWriter json;
    writeTo(json, row);
    return json.take();
}

/// The row that a path names, or why there is none.
template <typename Identifier, typename Store>
auto findNamed(Store &store, const Request &request, QStringView thing)
    -> std::expected<typename decltype(store.find(Identifier{}))::value_type, Problem>
{
    const QString text = request.pathValue(u"id");
    const auto id = Identifier::fromString(text);
    auto row = id ? store.find(*id) : std::nullopt;
    if (!row)
        return std::unexpected(Problem::notFound(thing, text));
    return std::move(*row);
}

/// The order that {partnerId, externalId, merchantId, dropoff, readyAt?, promisedAt?} asks for.
PartnerOrder orderOf(Fields &fields, PlatformTime now)
{
    PartnerOrder order;
    order.partnerId = fields.required<PartnerId>("partnerId");
    order.externalId = fields.required<ExternalOrderId>("externalId");
    order.merchantId = fields.required<MerchantId>("merchantId");
    order.dropoff = fields.required<Place>("dropoff");
    order.placedAt = now;
    order.readyAt = fields.optional<PlatformTime>("readyAt").value_or(now);
    order.promisedAt = fields.optional<PlatformTime>("promisedAt").value_or(now + defaultPromise);
    return order;
}

} // namespace

IntegrationsService::IntegrationsService(ServiceContext &context)
    : Service(context), m_partners(database()), m_merchants(database()), m_orders(database()),
      m_notifications(database())
{
    route(Method::Put, u"/partner/{id}"_s, &IntegrationsService::putPartner);
    route(Method::Get, u"/partner/{id}"_s, &IntegrationsService::getPartner);
    route(Method::Get, u"/partners"_s, &IntegrationsService::listPartners);
    route(Method::Put, u"/merchant/{id}"_s, &IntegrationsService::putMerchant);
    route(Method::Get, u"/merchant/{id}"_s, &IntegrationsService::getMerchant);
    route(Method::Get, u"/merchants"_s, &IntegrationsService::listMerchants);
    route(Method::Post, u"/orders"_s, &IntegrationsService::postOrder);
    route(Method::Get, u"/orders"_s, &IntegrationsService::listOrders);
    route(Method::Get, u"/order/{id}"_s, &IntegrationsService::getOrder);
    route(Method::Post, u"/order/{id}/cancel"_s, &IntegrationsService::cancelOrder);
    routeQuestion(u"/graphql"_s, &IntegrationsService::askGraph);
    describe(api());
    subscribe<IntegrationsService>(
        u"deliveries"_s,
        {{u"curbside.deliveries.DeliveryStatusChanged"_s, &IntegrationsService::onDeliveryStatusChanged}});
    snapshot(u"deliveries"_s, u"/deliveries"_s, &IntegrationsService::takeDelivery);
    onAnswer(notifyCall, &IntegrationsService::onNotificationAnswered);
    refersTo({{u"partner_order.delivery_id"_s, u"deliveries:delivery.id"_s}});
    holdsCopies({{u"partner_order.delivery_status"_s, u"partner_order.delivery_id"_s, u"deliveries:delivery.status"_s,
                  u"delivery.id"_s}});
}

// Partners and merchants.

Response IntegrationsService::putPartner(const Request &request)
{
    const auto id = PartnerId::fromString(request.pathValue(u"id"));
    if (!id)
        return Problem::unprocessable(u"/id"_s, u"is not a UUID"_s);
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    const auto known = m_partners.find(*id);
    Partner partner = known.value_or(Partner{});
    partner.id = *id;
    readInto(partner, fields);
    if (const auto problem = fields.problem())
        return *problem;
    if (known) {
        m_partners.save(partner, now());
        return Response::json(toJson(partner));
    }
    m_partners.insert(partner, now());
    return Response::created(u"/partner/"_s + id->toString(), toJson(partner));
}

Response IntegrationsService::getPartner(const Request &request)
{
    const auto partner = findNamed<PartnerId>(m_partners, request, u"partner");
    return partner ? Response::json(toJson(*partner)) : Response(partner.error());
}

Response IntegrationsService::listPartners(const Request &request)
{
    const auto page = ListPage::from(request);
    return page ? page->write<Partner>(m_partners.list(page->cursor, page->limit + 1), writeTo)
                : Response(page.error());
}

Response IntegrationsService::putMerchant(const Request &request)
{
    const auto id = MerchantId::fromString(request.pathValue(u"id"));
    if (!id)
        return Problem::unprocessable(u"/id"_s, u"is not a UUID"_s);
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    const auto known = m_merchants.find(*id);
    Merchant merchant = known.value_or(Merchant{});
    merchant.id = *id;
    readInto(merchant, fields);
    if (fields.ok() && known && known->partnerId != merchant.partnerId)
        fields.refuse("partnerId", u"is not the merchant's partner"_s);
    else if (fields.ok() && !m_partners.find(merchant.partnerId))
        fields.refuse("partnerId", u"is not a known partner"_s);
    if (const auto problem = fields.problem())
        return *problem;
    if (known) {
        m_merchants.save(merchant, now());
        return Response::json(toJson(merchant));
    }
    m_merchants.insert(merchant, now());
    return Response::created(u"/merchant/"_s + id->toString(), toJson(merchant));
}

Response IntegrationsService::getMerchant(const Request &request)
{
    const auto merchant = findNamed<MerchantId>(m_merchants, request, u"merchant");
    return merchant ? Response::json(toJson(*merchant)) : Response(merchant.error());
}

Response IntegrationsService::listMerchants(const Request &request)
{
    const auto page = ListPage::from(request);
    return page ? page->write<Merchant>(m_merchants.list(page->cursor, page->limit + 1), writeTo)
                : Response(page.error());
}

// Orders.

Response IntegrationsService::postOrder(const Request &request)
{
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    PartnerOrder order = orderOf(fields, now());
    if (const auto problem = fields.problem())
        return *problem;
    if (const auto first = m_orders.find(order.partnerId, order.externalId))
        return Response::json(toJson(*first));
    if (!m_partners.find(order.partnerId))
        return Problem::unprocessable(u"/partnerId"_s, u"is not a known partner"_s);
    const auto merchant = m_merchants.find(order.merchantId);
    if (!merchant || merchant->partnerId != order.partnerId)
        return Problem::unprocessable(u"/merchantId"_s, u"is not a merchant of this partner"_s);
    if (fields.raw("readyAt").isAbsent() || fields.raw("readyAt").isNull())
        order.readyAt = order.placedAt + std::chrono::minutes(merchant->preparationMinutes);
    order.pickup = merchant->place;
    order.id = newId<OrderId>();
    order.number = firstNumber - 1 + nextNumber(u"partner_order"_s);
    m_orders.insert(order, now());
    publish(orderReceived(order));
    return Response::created(u"/order/"_s + order.id.toString(), toJson(order));
}

Response IntegrationsService::getOrder(const Request &request)
{
    const auto order = findNamed<OrderId>(m_orders, request, u"order");
    return order ? Response::json(toJson(*order)) : Response(order.error());
}

Response IntegrationsService::listOrders(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    PartnerOrderStore::Filter filter;
    if (const auto status = request.queryValue(u"status")) {
        filter.status = fromText<OrderStatus>(*status);
        if (!filter.status)
            return refuseUnknownValue<OrderStatus>(u"status");
    }
    if (const auto partner = request.queryValue(u"partner")) {
        filter.partner = PartnerId::fromString(*partner);
        if (!filter.partner)
            return Problem::unprocessable(u"?partner"_s, u"is not a UUID"_s);
    }
    if (const auto since = request.queryValue(u"since")) {
        filter.since = fromRfc3339(since->toUtf8());
        if (!filter.since)
            return Problem::unprocessable(u"?since"_s, u"is not a time as in 2026-03-02T11:42:07.318Z"_s);
    }
    return page->write<PartnerOrder>(m_orders.list(filter, page->cursor, page->limit + 1), writeTo);
}

Response IntegrationsService::cancelOrder(const Request &request)
{
    const auto order = findNamed<OrderId>(m_orders, request, u"order");
    if (!order)
        return order.error();
    QString reason = u"CancelledByPartner"_s;
    if (!request.body.isEmpty()) {
        const auto document = JsonDocument::parse(request.body);
        Fields fields(document ? document->root() : JsonValue());
        reason = fields.optional<QString>("reason").value_or(reason);
        if (const auto problem = fields.problem())
            return *problem;
    }
    if (!isEnded(order->status))
        publish(orderCancelled(*order, reason));
    return Response::accepted(u"/order/"_s + order->id.toString(), toJson(*order));
}

// What becomes of them.

Handled IntegrationsService::onDeliveryStatusChanged(const IncomingEvent &event)
{
    Fields data(event.data);
    const DeliveryFact fact{data.required<OrderId>("orderId"), data.required<DeliveryId>("deliveryId"),
                            data.required<QString>("to"), data.required<qint64>("version"), event.event.time};
    if (const auto problem = data.problem())
        return std::unexpected(*problem);
    follow(fact);
    return {};
}

Handled IntegrationsService::takeDelivery(JsonValue delivery)
{
    Fields data(delivery);
    const DeliveryFact fact{data.required<OrderId>("orderId"), data.required<DeliveryId>("id"),
                            data.required<QString>("status"), data.required<qint64>("version"),
                            data.required<PlatformTime>("updatedAt")};
    if (const auto problem = data.problem())
        return std::unexpected(*problem);
    follow(fact);
    return {};
}

void IntegrationsService::follow(const DeliveryFact &fact)
{
    auto order = m_orders.find(fact.orderId);
    const auto before = order ? order->deliveryStatus.value : std::nullopt;
    if (!order || !order->deliveryStatus.take(fact.status, fact.version, fact.at))
        return;
    order->deliveryId = fact.deliveryId;
    const auto status = orderStatusFor(fact.status);
    if (status && orderMoves.allows(order->status, *status))
        order->status = *status;
    m_orders.save(*order, now());
    if (before != fact.status)
        notifyPartner(*order);
}

void IntegrationsService::notifyPartner(const PartnerOrder &order)
{
    const auto partner = m_partners.find(order.partnerId);
    if (!partner || !partner->webhookUrl)
        return;
    Notification notification;
    notification.id = newId<NotificationId>();
    notification.orderId = order.id;
    notification.deliveryStatus = *order.deliveryStatus.value;
    notification.nextAt = now();
    m_notifications.insert(notification, now());
    CallIntent call;
    call.kind = notifyCall;
    call.subject = notification.id.toString();
    call.service = QByteArrayLiteral("world");
    call.path = *partner->webhookUrl;
    call.body = bodyOf(notification, order);
    call.giveUpAt = now() + notificationPatience;
    callLater(std::move(call));
}

Handled IntegrationsService::onNotificationAnswered(const CallIntent &call, const Response &response)
{
    const auto id = NotificationId::fromString(call.subject);
    auto notification = id ? m_notifications.find(*id) : std::nullopt;
    if (!notification)
        return {};
    notification->state = response.isSuccess() ? NotificationState::Sent : NotificationState::GivenUp;
    notification->attempts = call.attempts;
    notification->nextAt.reset();
    m_notifications.save(*notification, now());
    return {};
}

} // namespace curbside::integrations
