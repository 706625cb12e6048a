// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind the fields of schema.graphql.
#include "services/dispatch/dispatch_service.h"
#include "services/runtime/http/list_page.h"
#include "services/subgraph/graph_file.h"

using namespace Qt::StringLiterals;

namespace curbside::dispatch {

namespace {

void writePlaceOf(JsonValue stop, JsonWriter &json)
{
    json.beginObject();
    stop["x"].write(json.key("x"));
    stop["y"].write(json.key("y"));
    json.endObject();
}

/// A list of ids as entities: [{"id": …}].
void writeKeys(JsonValue ids, std::string_view key, JsonWriter &json)
{
    json.beginArray();
    ids.forEachItem([&](JsonValue id) { json.beginObject().member(key, id.toString()).endObject(); });
    json.endArray();
}

} // namespace

Response DispatchService::askGraph(const Request &request)
{
    if (!m_graph)
        m_graph = makeGraph();
    return m_graph->answer(request);
}

Response DispatchService::listDemands(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    return page->write<Demand>(m_demands.list(request.queryValue(u"status"), page->cursor, page->limit + 1),
                               writeDemand);
}

Response DispatchService::listTrips(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    return page->write<Trip>(m_trips.list(request.queryValue(u"status"), page->cursor, page->limit + 1), writeTrip);
}

std::unique_ptr<Subgraph> DispatchService::makeGraph()
{
    auto graph = std::make_unique<Subgraph>(sdlOf(u"dispatch"_s));
    const auto asked = [this](Response (DispatchService::*handler)(const Request &)) {
        return [this, handler](const Request &request) { return (this->*handler)(request); };
    };
    graph->query("demand", asked(&DispatchService::getDemand));
    graph->query("demands", asked(&DispatchService::listDemands));
    graph->query("trip", asked(&DispatchService::getTrip));
    graph->query("trips", asked(&DispatchService::listTrips));
    graph->entity("Demand", "id", [this](const QStringList &keys, GraphRows &rows) {
        for (const Demand &demand : m_demands.findAll(DemandStore::Key::Id, jsonArray(keys)))
            writeDemand(rows.of(demand.id.toUtf8()), demand);
    });
    graph->entity("Trip", "id", [this](const QStringList &keys, GraphRows &rows) {
        for (const Trip &trip : m_trips.findAll(TripStore::Key::Id, jsonArray(keys)))
            writeTrip(rows.of(trip.id.toUtf8()), trip);
    });
    graph->entity("Attempt", "id");
    graph->entity("Robot", "serial");
    addRelations(*graph);
    return graph;
}

void DispatchService::addRelations(Subgraph &graph)
{
    graph.reference("Demand", "delivery", "deliveryId", "Delivery", "id");
    graph.reference("Demand", "attempt", "attemptId", "Attempt", "id");
    graph.reference("Demand", "merchant", "merchantId", "Merchant", "id");
    graph.reference("Demand", "trip", "tripId", "Trip", "id");
    graph.reference("Demand", "wishedRobot", "wishedRobot", "Robot", "serial");
    graph.computed("Demand", "excludedRobots",
                   [](JsonValue row, JsonWriter &json) { writeKeys(row["excludedRobots"], "serial", json); });
    graph.reference("Trip", "robot", "robotSerial", "Robot", "serial");
    graph.computed("Stop", "place", writePlaceOf);
    graph.reference("Stop", "merchant", "merchantId", "Merchant", "id");
    graph.computed("Stop", "attempts",
                   [](JsonValue row, JsonWriter &json) { writeKeys(row["attemptIds"], "id", json); });
    graph.related("Trip", "demands", "id", [this](const QStringList &keys, JsonValue, GraphRows &rows) {
        for (const Demand &demand : m_demands.findAll(DemandStore::Key::Trip, jsonArray(keys)))
            writeDemand(rows.of(demand.tripId->toUtf8()), demand);
    });
    graph.relatedOne("Attempt", "demand", "id", [this](const QStringList &keys, JsonValue, GraphRows &rows) {
        for (const Demand &demand : m_demands.findAll(DemandStore::Key::Attempt, jsonArray(keys)))
            writeDemand(rows.of(demand.attemptId.toUtf8()), demand);
    });
    graph.relatedOne("Robot", "trip", "serial", [this](const QStringList &keys, JsonValue, GraphRows &rows) {
        for (const Trip &trip : m_trips.findAll(TripStore::Key::RobotWhileOpen, jsonArray(keys)))
            writeTrip(rows.of(trip.robotSerial.toUtf8()), trip);
    });
}

} // namespace curbside::dispatch
