// SPDX-License-Identifier: GPL-3.0-or-later
// What Deliveries is made of, and its API. What it hears is in deliveries_facts.cpp.
#include "services/deliveries/deliveries_service.h"

#include "services/deliveries/api.h"
#include "services/deliveries/events.h"
#include "services/runtime/http/known_values.h"
#include "services/runtime/http/list_page.h"
#include "services/runtime/saga/saga_routes.h"

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

namespace {

template <typename Row>
QByteArray toJson(const Row &row)
{
    JsonWriter json;
    writeTo(json, row);
    return json.take();
}

QString pathOf(const Delivery &delivery)
{
    return u"/delivery/"_s + delivery.id.toString();
}

} // namespace

DeliveriesService::DeliveriesService(ServiceContext &context)
    : Service(context), m_deliveries(database()), m_attempts(database()),
      m_sagas(environment(), process(), database(), runner(), calls(), [this] { return newId<SagaId>().uuid(); }),
      m_progress(port(), m_deliveries, m_attempts),
      m_fulfilment(port(), m_sagas, m_deliveries, m_attempts, m_progress, besideFulfilment()),
      m_cancellation(m_sagas, m_fulfilment, m_deliveries, m_attempts, m_progress,
                     [this](const Delivery &delivery, const QString &reason) {
                         return m_return.begin(delivery, reason).has_value();
                     }),
      m_return(port(), m_sagas, m_fulfilment, m_deliveries, m_attempts, m_progress)
{
    using This = DeliveriesService;
    m_sagas.checkUnended();
    route(Method::Post, u"/deliveries"_s, &This::postDelivery);
    route(Method::Get, u"/deliveries"_s, &This::listDeliveries);
    route(Method::Get, u"/delivery/{id}"_s, &This::getDelivery);
    route(Method::Delete, u"/delivery/{id}"_s, &This::deleteDelivery);
    route(Method::Post, u"/delivery/{id}/cancel"_s, &This::cancelDelivery);
    route(Method::Post, u"/delivery/{id}/reassign"_s, &This::reassignDelivery);
    route(Method::Post, u"/delivery/{id}/retry"_s, &This::retryDelivery);
    route(Method::Get, u"/attempts"_s, &This::listAttempts);
    route(Method::Get, u"/attempt/{id}"_s, &This::getAttempt);
    route(Method::Get, u"/sagas"_s, &This::listSagas);
    route(Method::Get, u"/saga/{id}"_s, &This::getSaga);
    route(Method::Post, u"/saga/{id}/retry"_s, &This::retrySaga);
    route(Method::Post, u"/saga/{id}/compensate"_s, &This::compensateSaga);
    routeQuestion(u"/graphql"_s, &DeliveriesService::askGraph);
    describe(api());
    subscribe<This>(u"integrations"_s,
                    {{u"curbside.integrations.OrderReceived"_s, &This::onOrderReceived},
                     {u"curbside.integrations.OrderCancelled"_s, &This::onOrderCancelled}});
    subscribe<This>(u"dispatch"_s,
                    {{u"curbside.dispatch.TripPlanned"_s, &This::onTripPlanned},
                     {u"curbside.dispatch.TripAborted"_s, &This::onTripAborted},
                     {u"curbside.dispatch.DemandUnplannable"_s, &This::onDemandUnplannable}});
    subscribe<This>(u"operations"_s,
                    {{u"curbside.operations.TaskStatusChanged"_s, &This::onTaskStatusChanged},
                     {u"curbside.operations.TaskCompleted"_s, &This::onTaskCompleted}});
    subscribe<This>(u"state"_s,
                    {{u"curbside.state.RobotStateChanged"_s, &This::onRobotStateChanged},
                     {u"curbside.state.LidEvent"_s, &This::onLidEvent}});
    snapshot(u"integrations"_s, u"/orders"_s, &This::takeOrder);
    snapshot(u"operations"_s, u"/tasks"_s, &This::takeTask);
    snapshot(u"state"_s, u"/robots"_s, &This::takeRobot);
    onTimer(Progress::noRobotTimer.toByteArray(), &This::onNoRobot);
    refersTo({{u"delivery.order_id"_s, u"integrations:partner_order.id"_s},
              {u"delivery.merchant_id"_s, u"integrations:merchant.id"_s},
              {u"delivery.task_id"_s,
               u"operations:task.id"_s,
               u"/tasks?delivery={id}&limit=1000"_s,
               {u"Pickup"_s, u"Dropoff"_s, u"Return"_s},
               u"status"_s},
              {u"delivery.demand_id"_s, u"dispatch:demand.id"_s},
              {u"attempt.driver_name"_s, u"state:robot_state.driver_name"_s}});
    holdsCopies({{u"delivery.task_status"_s, u"delivery.task_id"_s, u"operations:task.status"_s, u"task.id"_s},
                 {u"delivery.robot_lid"_s, u"delivery.driver_name"_s, u"state:robot_state.lid"_s,
                  u"robot_state.driver_name"_s}});
}

ServicePort DeliveriesService::port()
{
    return {[this] { return now(); },
            [this](EventDraft draft) { publish(std::move(draft)); },
            [this] { return newId<DeliveryId>().uuid(); },
            [this](const QString &counter) { return nextNumber(counter); },
            [this](const QByteArray &kind, const QString &subject, PlatformTime at) { setTimer(kind, subject, at); },
            [this](const QByteArray &kind, const QString &subject) { cancelTimer(kind, subject); }};
}

FulfilDelivery::Neighbour DeliveriesService::besideFulfilment()
{
    return {[this](const QString &deliveryId) {
                return m_cancellation.callsOff(deliveryId) || m_return.isUnderWay(deliveryId);
            },
            [this](const QString &deliveryId) { return m_cancellation.reassigns(deliveryId); },
            [this](const Delivery &delivery, const QString &reason) { return m_return.bringBack(delivery, reason); },
            [this](const Saga &saga) { m_cancellation.fulfilmentEnded(saga); },
            [this](const Saga &saga) {
                m_cancellation.fulfilmentMoved(saga);
                m_return.fulfilmentMoved(saga);
            },
            [this](const Saga &saga) {
                m_cancellation.fulfilmentEnded(saga);
                m_return.fulfilmentEnded(saga);
            }};
}

std::expected<Delivery, Problem> DeliveriesService::findNamed(const Request &request)
{
    const QString text = request.pathValue(u"id");
    const auto id = DeliveryId::fromString(text);
    auto delivery = id ? m_deliveries.find(*id) : std::nullopt;
    if (!delivery)
        return std::unexpected(Problem::notFound(u"delivery", text));
    if (delivery->deletedAt)
        return std::unexpected(Problem::deleted(u"delivery", text));
    return std::move(*delivery);
}

// Deliveries.

Response DeliveriesService::postDelivery(const Request &request)
{
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    Delivery delivery = readDelivery(fields);
    if (const auto problem = fields.problem())
        return *problem;
    if (const auto known = m_deliveries.findByOrder(delivery.orderId))
        return known->deletedAt ? Response(Problem::deleted(u"delivery", known->id.toString()))
                                : Response::json(toJson(*known));
    m_fulfilment.begin(delivery);
    return Response::created(pathOf(delivery), toJson(m_deliveries.find(delivery.id).value_or(delivery)));
}

Response DeliveriesService::getDelivery(const Request &request)
{
    const auto delivery = findNamed(request);
    if (!delivery)
        return delivery.error();
    const QStringList parts = request.queryValue(u"include").value_or(QString()).split(u',', Qt::SkipEmptyParts);
    if (const auto problem = refuseParts(parts))
        return *problem;
    return Response::json(composed(*delivery, parts));
}

Response DeliveriesService::listDeliveries(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    DeliveryStore::Filter filter;
    if (const auto status = request.queryValue(u"status")) {
        filter.status = fromText<DeliveryStatus>(*status);
        if (!filter.status)
            return refuseUnknownValue<DeliveryStatus>(u"status");
    }
    if (const auto since = request.queryValue(u"since")) {
        filter.since = fromRfc3339(since->toUtf8());
        if (!filter.since)
            return Problem::unprocessable(u"?since"_s, u"is not a time as in 2026-03-02T11:42:07.318Z"_s);
    }
    return page->write<Delivery>(m_deliveries.list(filter, page->cursor, page->limit + 1), writeTo);
}

Response DeliveriesService::deleteDelivery(const Request &request)
{
    auto delivery = findNamed(request);
    if (!delivery)
        return delivery.error();
    if (!isEnded(delivery->status))
        return Problem::conflict(u"a delivery that is %1 has not ended"_s.arg(toText(delivery->status)));
    delivery->deletedAt = now();
    m_deliveries.save(*delivery, now());
    publish(deliveryDeleted(*delivery));
    return Response::noContent();
}

Response DeliveriesService::cancelDelivery(const Request &request)
{
    auto delivery = findNamed(request);
    if (!delivery)
        return delivery.error();
    QString reason = u"Cancelled"_s;
    if (!request.body.isEmpty()) {
        const auto document = JsonDocument::parse(request.body);
        Fields fields(document ? document->root() : JsonValue());
        reason = fields.optional<QString>("reason").value_or(reason);
        if (const auto problem = fields.problem())
            return *problem;
    }
    if (delivery->status == DeliveryStatus::Cancelled)
        return Response::json(toJson(*delivery));
    if (const auto begun = callOff(*delivery, reason); !begun)
        return begun.error();
    return Response::accepted(pathOf(*delivery), toJson(m_deliveries.find(delivery->id).value_or(*delivery)));
}

/// What is not aboard yet is cancelled; what is goes back to the merchant, at once or when what is under way has ended.
std::expected<void, Problem> DeliveriesService::callOff(const Delivery &delivery, const QString &reason)
{
    const bool isUnderWay = isAboard(delivery.status) && m_cancellation.isUnderWay(delivery.id.toString());
    if (isBeforeLoading(delivery.status) || isUnderWay) {
        m_cancellation.begin(delivery, reason);
        return {};
    }
    if (!isAboard(delivery.status))
        return std::unexpected(Problem::illegalMove(delivery.status, DeliveryStatus::Cancelled));
    return m_return.begin(delivery, reason);
}

/// {robotSerial?, reason?}. Whether that robot can is Dispatch's to know: a wish that cannot be fulfilled lapses there.
Response DeliveriesService::reassignDelivery(const Request &request)
{
    const auto delivery = findNamed(request);
    if (!delivery)
        return delivery.error();
    const auto document = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
    Fields fields(document ? document->root() : JsonValue());
    const Reassignment wish{fields.optional<RobotSerial>("robotSerial")};
    const QString reason = fields.optional<QString>("reason").value_or(u"Reassigned"_s);
    if (const auto problem = fields.problem())
        return *problem;
    if (isEnded(delivery->status))
        return Problem::conflict(u"a delivery that is %1 needs no robot"_s.arg(toText(delivery->status)));
    if (!isBeforeLoading(delivery->status))
        return Problem::conflict(u"the goods are aboard already: a delivery that is %1 cannot change its robot"_s.arg(
            toText(delivery->status)));
    if (const auto begun = m_cancellation.beginReassignment(*delivery, wish, reason); !begun)
        return begun.error();
    return Response::accepted(pathOf(*delivery), toJson(m_deliveries.find(delivery->id).value_or(*delivery)));
}

Response DeliveriesService::retryDelivery(const Request &request)
{
    auto delivery = findNamed(request);
    if (!delivery)
        return delivery.error();
    if (delivery->status != DeliveryStatus::Failed)
        return Problem::illegalMove(delivery->status, DeliveryStatus::Pending);
    if (const auto begun = m_fulfilment.beginAgain(*delivery); !begun)
        return begun.error();
    return Response::accepted(pathOf(*delivery), toJson(m_deliveries.find(delivery->id).value_or(*delivery)));
}

Response DeliveriesService::listAttempts(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    std::optional<DeliveryId> delivery;
    if (const auto text = request.queryValue(u"delivery")) {
        delivery = DeliveryId::fromString(*text);
        if (!delivery)
            return Problem::unprocessable(u"?delivery"_s, u"is not a UUID"_s);
    }
    return page->write<Attempt>(m_attempts.list(delivery, page->cursor, page->limit + 1), writeTo);
}

Response DeliveriesService::getAttempt(const Request &request)
{
    const QString text = request.pathValue(u"id");
    const auto id = AttemptId::fromString(text);
    const auto attempt = id ? m_attempts.find(*id) : std::nullopt;
    return attempt ? Response::json(toJson(*attempt)) : Response(Problem::notFound(u"attempt", text));
}

// Sagas.

Response DeliveriesService::listSagas(const Request &request)
{
    return curbside::listSagas(m_sagas.store(), request);
}

Response DeliveriesService::getSaga(const Request &request)
{
    return curbside::getSaga(m_sagas, request);
}

Response DeliveriesService::retrySaga(const Request &request)
{
    return decided(request, [this](SagaId id) { return m_sagas.retry(id); });
}

Response DeliveriesService::compensateSaga(const Request &request)
{
    const auto document = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
    Fields fields(document ? document->root() : JsonValue());
    const QString reason = fields.optional<QString>("reason").value_or(QString());
    if (const auto problem = fields.problem())
        return *problem;
    return decided(request, [this, &reason](SagaId id) { return m_sagas.passOver(id, reason); });
}

Response DeliveriesService::decided(const Request &request,
                                    const std::function<std::expected<void, Problem>(SagaId)> &decide)
{
    const QString text = request.pathValue(u"id");
    const auto id = SagaId::fromString(text);
    if (!id)
        return Problem::notFound(u"saga", text);
    if (const auto done = decide(*id); !done)
        return done.error();
    return Response::accepted(u"/saga/"_s + text, m_sagas.describe(*m_sagas.store().find(*id)));
}

} // namespace curbside::deliveries
