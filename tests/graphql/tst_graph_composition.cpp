// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/graph_gateway.h"
#include "tests/graphql/graph_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_graph_composition {

using namespace Qt::StringLiterals;
using namespace curbside;

class GraphCompositionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServicesCompose();
    void noServiceKnowsMoreOfOthersThanKeys();
    void aFieldIsFoundWhereItIs();
    void anObjectFindsItsWay();
    void whatDoesNotFitIsRefused_data();
    void whatDoesNotFitIsRefused();
};

namespace {

Supergraph composed(const std::vector<SubgraphSource> &sources)
{
    auto graph = Supergraph::compose(sources);
    if (!graph)
        qFatal("%s", graph.error().front().constData());
    return std::move(*graph);
}

} // namespace

void GraphCompositionTest::theServicesCompose()
{
    const auto graph = Supergraph::compose(builtInSubgraphs());
    QVERIFY2(graph.has_value(), graph ? "" : graph.error().front().constData());
    QCOMPARE(graph->services().size(), std::size_t(5));
    QVERIFY(graph->schema().type("Delivery")->field("tasks"));
    QVERIFY(!graph->schema().type("_Service"));
    QVERIFY(!graph->schema().type("Query")->field("_entities"));
}

void GraphCompositionTest::noServiceKnowsMoreOfOthersThanKeys()
{
    // Whose types they are, by the service that makes them: others may add fields of their own, but repeat only the key.
    const std::map<QByteArray, QByteArray> owners{
        {"Delivery", "deliveries"}, {"Attempt", "deliveries"},    {"Task", "operations"},   {"Demand", "dispatch"},
        {"Trip", "dispatch"},       {"Merchant", "integrations"}, {"Order", "integrations"}};
    const Supergraph graph = composed(builtInSubgraphs());
    for (const auto &[type, owner] : owners) {
        for (const graphql::FieldDefinition &field : graph.schema().type(type.toStdString())->fields) {
            if (field.name != "id")
                QCOMPARE(graph.servicesOf(type.toStdString(), field.name).size(), std::size_t(1));
        }
    }
}

void GraphCompositionTest::aFieldIsFoundWhereItIs()
{
    const Supergraph graph = composed(builtInSubgraphs());
    const auto where = [&](std::string_view type, std::string_view field) {
        return graph.services()[graph.servicesOf(type, field).front()];
    };
    QCOMPARE(where("Delivery", "attempts"), QByteArray("deliveries"));
    QCOMPARE(where("Delivery", "tasks"), QByteArray("operations"));
    QCOMPARE(where("Task", "lidEvents"), QByteArray("state"));
    QCOMPARE(where("Robot", "trip"), QByteArray("dispatch"));
    QCOMPARE(where("Order", "partner"), QByteArray("integrations"));
}

void GraphCompositionTest::anObjectFindsItsWay()
{
    const Supergraph graph = composed(builtInSubgraphs());
    const auto at = [&](const QByteArray &service) {
        return static_cast<std::size_t>(std::ranges::find(graph.services(), service) - graph.services().begin());
    };
    const auto direct = graph.way("Robot", at("deliveries"), at("state"));
    QVERIFY(direct);
    QCOMPARE(direct->size(), std::size_t(1));
    QCOMPARE(direct->front().key, std::string("name"));
    // Deliveries knows a robot by its name, Dispatch by its serial: only who knows both leads from one to the other.
    const auto around = graph.way("Robot", at("deliveries"), at("dispatch"));
    QVERIFY(around);
    QCOMPARE(around->size(), std::size_t(2));
    QCOMPARE(around->back().key, std::string("serial"));
    QVERIFY(!graph.way("Trip", at("dispatch"), at("state")));
}

void GraphCompositionTest::whatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::addColumn<QByteArray>("right");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *name, const char *left, const char *right, const char *message) {
        QTest::newRow(name) << QByteArray(left) << QByteArray(right) << QByteArray(message);
    };
    row("a field of two owners", "type Query { a: A } type A @key(fields: \"id\") { id: ID! b: Int }",
        "type Query { c: A } type A @key(fields: \"id\") { id: ID! b: Int }",
        "The field \"A.b\" is resolved by left and right without being shareable.");
    row("a root field of two owners", "type Query { a: Int }", "type Query { a: Int }",
        "The field \"Query.a\" is resolved by left and right without being shareable.");
    row("another type of the same field", "type Query { a: A } type A @shareable { b: Int }",
        "type Query { c: A } type A @shareable { b: String }", "The field \"A.b\" differs between left and right.");
    row("no key to the other", "type Query { a: A } type A @key(fields: \"id\") { id: ID! b: Int }",
        "type Query { c: A } type A @key(fields: \"name\") { name: ID! }",
        "The field \"A.name\" cannot be reached from left: no key leads there.");
    row("a key that does not resolve",
        "type Query { a: A } type A @key(fields: \"id\", resolvable: false) { id: ID! b: Int }",
        "type Query { c: A } type A @key(fields: \"id\", resolvable: false) { id: ID! }",
        "The field \"A.b\" cannot be reached from right: no key leads there.");
    row("enums that differ", "type Query { a: E } enum E { X }", "type Query { b: E } enum E { X Y }",
        "The type \"E\" differs between left and right.");
    row("different kinds", "type Query { a: E } enum E { X }", "type Query { b: E } scalar E",
        "The type \"E\" is of different kinds in left and right.");
    row("an interface", "type Query { a: I } interface I { b: Int }", "type Query { c: Int }",
        "The type \"I\" is an interface or a union: this gateway composes none.");
    row("what does not parse", "type Query {", "type Query { c: Int }",
        "left: Syntax Error: Expected Name, found <EOF>.");
}

void GraphCompositionTest::whatDoesNotFitIsRefused()
{
    QFETCH(const QByteArray, left);
    QFETCH(const QByteArray, right);
    QFETCH(const QByteArray, message);
    const auto graph = Supergraph::compose({{"left", left}, {"right", right}});
    QVERIFY(!graph);
    QVERIFY2(graph.error().front() == message, graph.error().front().constData());
}

CURBSIDE_TEST(GraphCompositionTest)

} // namespace tst_graph_composition

#include "tst_graph_composition.moc"
