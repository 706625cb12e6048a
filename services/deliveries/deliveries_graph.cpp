// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind the fields of schema.graphql.
#include "services/deliveries/deliveries_service.h"
#include "services/subgraph/graph_file.h"

using namespace Qt::StringLiterals;

namespace curbside::deliveries {

Response DeliveriesService::askGraph(const Request &request)
{
    if (!m_graph)
        m_graph = makeGraph();
    return m_graph->answer(request);
}

std::unique_ptr<Subgraph> DeliveriesService::makeGraph()
{
    auto graph = std::make_unique<Subgraph>(sdlOf(u"deliveries"_s));
    const auto asked = [this](Response (DeliveriesService::*handler)(const Request &)) {
        return [this, handler](const Request &request) { return (this->*handler)(request); };
    };
    graph->query("delivery", asked(&DeliveriesService::getDelivery));
    graph->query("deliveries", asked(&DeliveriesService::listDeliveries));
    graph->query("attempt", asked(&DeliveriesService::getAttempt));
    graph->query("attempts", asked(&DeliveriesService::listAttempts));
    graph->query("saga", asked(&DeliveriesService::getSaga));
    graph->query("sagas", asked(&DeliveriesService::listSagas));
    graph->entity("Delivery", "id", [this](const QStringList &keys, GraphRows &rows) {
        for (const Delivery &delivery : m_deliveries.findAll(jsonArray(keys)))
            writeTo(rows.of(delivery.id.toUtf8()), delivery);
    });
    graph->entity("Attempt", "id", [this](const QStringList &keys, GraphRows &rows) {
        for (const Attempt &attempt : m_attempts.findAll(jsonArray(keys)))
            writeTo(rows.of(attempt.id.toUtf8()), attempt);
    });
    graph->entity("Saga", "id", [this](const QStringList &keys, GraphRows &rows) {
        for (const Saga &saga : m_sagas.store().findAll(jsonArray(keys))) {
            JsonWriter &json = rows.of(saga.id.toUtf8()).beginObject();
            writeMembers(json, saga);
            json.endObject();
        }
    });
    addRelations(*graph);
    return graph;
}

void DeliveriesService::addRelations(Subgraph &graph)
{
    graph.reference("Delivery", "order", "orderId", "Order", "id");
    graph.reference("Delivery", "merchant", "merchantId", "Merchant", "id");
    graph.reference("Delivery", "latestAttempt", "latestAttempt.id", "Attempt", "id");
    graph.reference("Delivery", "task", "taskId", "Task", "id");
    graph.reference("Delivery", "robot", "driverName", "Robot", "name");
    graph.reference("Delivery", "demand", "demandId", "Demand", "id");
    graph.reference("Attempt", "delivery", "deliveryId", "Delivery", "id");
    graph.reference("Attempt", "robot", "driverName", "Robot", "name");
    graph.related("Delivery", "attempts", "id", [this](const QStringList &keys, JsonValue, GraphRows &rows) {
        for (const Attempt &attempt : m_attempts.ofDeliveries(jsonArray(keys)))
            writeTo(rows.of(attempt.deliveryId.toUtf8()), attempt);
    });
    graph.related("Delivery", "sagas", "id", [this](const QStringList &keys, JsonValue, GraphRows &rows) {
        for (const Saga &saga : m_sagas.store().ofSubjects(jsonArray(keys))) {
            JsonWriter &json = rows.of(saga.subject).beginObject();
            writeMembers(json, saga);
            json.endObject();
        }
    });
    graph.related("Saga", "steps", "id", [this](const QStringList &keys, JsonValue, GraphRows &rows) {
        for (const SagaStep &step : m_sagas.store().stepsOf(jsonArray(keys)))
            writeTo(rows.of(step.sagaId.toUtf8()), step);
    });
}

} // namespace curbside::deliveries
