// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/partners.h"

#include "services/runtime/json/fields.h"
#include "services/world/registered_ids.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

const QString nextOrder = u"next order"_s;
const QByteArray ordersTimer = QByteArrayLiteral("orders");
const QByteArray cancellationTimer = QByteArrayLiteral("cancel-order");

} // namespace

Partners::Partners(World &world, OrderStore &orders, ProgressStore &progress)
    : Actor(world), m_orders(orders), m_progress(progress)
{}

const ScenarioOrder &Partners::at(qint64 position) const
{
    return scenario().orders.at(static_cast<std::size_t>(position));
}

void Partners::open()
{
    m_progress.set(nextOrder, 0);
    if (!scenario().orders.empty())
        setTimer(ordersTimer, u"next"_s, at(0).placedAt);
}

Handled Partners::ordersDue()
{
    const auto count = static_cast<qint64>(scenario().orders.size());
    qint64 next = m_progress.value(nextOrder).value_or(0);
    while (next < count && at(next).placedAt <= now())
        post(next++);
    m_progress.set(nextOrder, next);
    if (next < count)
        setTimer(ordersTimer, u"next"_s, at(next).placedAt);
    return {};
}

void Partners::post(qint64 position)
{
    const ScenarioOrder &order = at(position);
    const Uuid merchant = idOf(scenario(), order.merchant);
    m_orders.insert({position, order.externalId, merchant, order.dropoff, std::nullopt}, now());
    JsonWriter json;
    json.beginObject().member("partnerId", idOf(scenario(), order.partner)).member("externalId", order.externalId);
    json.member("merchantId", merchant).member("dropoff", order.dropoff);
    json.member("readyAt", order.readyAt).member("promisedAt", order.promisedAt).endObject();
    call(Method::Post, {"integrations", u"/orders"_s}, "order", QString::number(position), json.take());
}

/// An order that was refused is the partner's loss.
Handled Partners::orderAnswered(const CallIntent &call, const Response &response)
{
    const auto document = JsonDocument::parse(response.body);
    const auto id = document && response.isSuccess()
        ? Uuid::fromString(document->root()["id"].toString().value_or(QString()))
        : std::nullopt;
    if (!id)
        return {};
    const qint64 position = call.subject.toLongLong();
    m_orders.setOrderId(position, *id, now());
    if (const auto cancelledAt = at(position).cancelledAt)
        setTimer(cancellationTimer, call.subject, *cancelledAt);
    return {};
}

Handled Partners::cancellationDue(const QString &position)
{
    const auto order = m_orders.find(position.toLongLong());
    if (!order || !order->order)
        return {};
    const QString path = u"/order/%1/cancel"_s.arg(order->order->toString());
    call(Method::Post, {"integrations", path}, "order-cancel", position, QByteArrayLiteral("{}"));
    return {};
}

Response Partners::told(const Request &request)
{
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    const auto externalId = fields.required<QString>("externalId");
    const auto status = fields.required<QString>("status");
    if (const auto problem = fields.problem())
        return *problem;
    m_orders.setTold(externalId, status, now());
    return Response::noContent();
}

} // namespace curbside::world
