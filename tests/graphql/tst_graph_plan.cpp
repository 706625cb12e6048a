// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/subgraph/subgraph.h"
#include "tests/graphql/graph_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <ctime>

namespace tst_graph_plan {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

const QByteArray zoosSdl = R"(
    type Query { zoo: Zoo zoos(limit: Int = 2): [Zoo!]! }
    type Zoo @key(fields: "id") { id: ID! name: String! star: Animal animals: [Animal!]! }
    type Animal @key(fields: "tag", resolvable: false) { tag: ID! }
)";
const QByteArray animalsSdl = R"(
    type Query { animal(tag: ID!): Animal }
    type Animal @key(fields: "tag") { tag: ID! kind: String! keeper: Keeper mate: Animal }
    type Keeper @key(fields: "id", resolvable: false) { id: ID! }
    type Zoo @key(fields: "id") { id: ID! visitors: Int }
)";
const QByteArray keepersSdl = R"(
    type Query { keepers: [Keeper!]! }
    type Keeper @key(fields: "id") { id: ID! name: String! }
    type Zoo @key(fields: "id") { id: ID! director: Keeper }
)";

const QByteArray askersTrace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

/// Three real subgraphs; one of them can be down, or serve another schema.
class Zoo : public CallTransport
{
public:
    Zoo()
    {
        m_zoos.query("zoo", [](const Request &) { return Response::json(R"({"id":"z1","name":"One","star":"t1"})"); });
        m_zoos.query("zoos", [](const Request &) {
            return Response::json(R"([{"id":"z1","name":"One","star":"t1"},{"id":"z2","name":"Two","star":"t2"}])");
        });
        m_zoos.entity("Animal", "tag");
        m_zoos.reference("Zoo", "star", "star", "Animal", "tag");
        m_zoos.related("Zoo", "animals", "id", [](const QStringList &keys, JsonValue, GraphRows &rows) {
            for (const QString &key : keys) {
                for (const char *tag : {"t1", "t3"})
                    rows.of(key).beginObject().member("tag", tag).endObject();
            }
        });
        m_animals.entity("Animal", "tag", [this](const QStringList &tags, GraphRows &rows) {
            ++loads;
            for (const QString &tag : tags) {
                if (tag != u"t2")
                    rows.of(tag)
                        .beginObject()
                        .member("tag", tag)
                        .member("kind", "cat")
                        .member("keeperId", "k1")
                        .member("mate", "t1")
                        .endObject();
            }
        });
        m_animals.query("animal", [](const Request &request) {
            return Response::json(request.queryValue(u"tag") == u"t1"_s ? R"({"tag":"t1","kind":"cat"})"
                                                                        : R"({"tag":"t9","kind":"dog"})");
        });
        m_animals.reference("Animal", "keeper", "keeperId", "Keeper", "id");
        m_animals.reference("Animal", "mate", "mate", "Animal", "tag");
        m_animals.entity("Zoo", "id");
        m_animals.computed("Zoo", "visitors", [](JsonValue, JsonWriter &json) { json.value(12); });
        m_keepers.query("keepers", [](const Request &) { return Response::json("[]"); });
        m_keepers.entity("Keeper", "id", [](const QStringList &ids, GraphRows &rows) {
            for (const QString &id : ids)
                rows.of(id).beginObject().member("id", id).member("name", u"Kim "_s + id).endObject();
        });
        m_keepers.entity("Zoo", "id");
        m_keepers.computed("Zoo", "director", [](JsonValue, JsonWriter &json) {
            json.beginObject().member("id", "k9").member("name", "Boss").endObject();
        });
    }

    void send(Process &, OutgoingCall) override { qFatal("a query only looks"); }
    [[nodiscard]] Look look(const QByteArray &, const QByteArray &target, const Request &request) override
    {
        calls.append(QString::fromUtf8(target));
        traces.insert(request.traceparent);
        if (target == down) {
            Look look{Problem::unavailable(u"%1 does not answer"_s.arg(QString::fromUtf8(target))), 5ms};
            look.response.renderProblem(request.path, {});
            return look;
        }
        const Subgraph &subgraph = target == "zoos" ? m_zoos : target == "animals" ? m_animals : m_keepers;
        return {subgraph.answer(request), 10ms};
    }

    QStringList calls;
    std::set<QByteArray> traces;
    QByteArray down;
    int loads = 0;

private:
    Subgraph m_zoos{zoosSdl};
    Subgraph m_animals{animalsSdl};
    Subgraph m_keepers{keepersSdl};
};

const Supergraph &zooGraph()
{
    static const Supergraph graph = [] {
        auto made = Supergraph::compose({{"zoos", zoosSdl}, {"animals", animalsSdl}, {"keepers", keepersSdl}});
        if (!made)
            qFatal("%s", made.error().front().constData());
        return std::move(*made);
    }();
    return graph;
}

QByteArray joined(Zoo &zoo, const QByteArray &query, const Supergraph &graph = zooGraph(),
                  const QByteArray &variables = "{}")
{
    const auto given = JsonDocument::parse(variables);
    const auto prepared = graphql::prepare(graph.schema(), {query, std::nullopt, given->root()});
    if (!prepared)
        return graphql::errorsOnly(prepared.error());
    const GraphPlan plan = planQuery(graph, *prepared);
    GraphRun run(zoo, graph, *prepared, plan, askersTrace);
    return graphql::responseOf(run.run());
}

} // namespace

class GraphPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAreJoined_data();
    void answersAreJoined();
    void aServiceIsAskedOnceALevel_data();
    void aServiceIsAskedOnceALevel();
    void entitiesOfOneTypeAreOneQuestion();
    void theAskersTraceIsCarriedOn();
    void whatIsMissingIsNamed_data();
    void whatIsMissingIsNamed();
    void anotherSchemaIsNoticed();
    void aClientMayUseTheNamesOfOurs();
    void whatAClientMayAskAServiceMayBeAsked();
    void ourNamesAreChosenAtOnce();
    void aDefaultHoldsAtTheServiceToo_data();
    void aDefaultHoldsAtTheServiceToo();
};

void GraphPlanTest::answersAreJoined_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *query, const char *answer) {
        QTest::newRow(name) << QByteArray(query) << QByteArray(answer);
    };
    row("from one", "{ zoo { name id } }", R"({"data":{"zoo":{"name":"One","id":"z1"}}})");
    row("from two, in the order of the query", "{ zoo { visitors name } }",
        R"({"data":{"zoo":{"visitors":12,"name":"One"}}})");
    row("through a reference", "{ zoo { star { kind } } }", R"({"data":{"zoo":{"star":{"kind":"cat"}}}})");
    row("through two", "{ zoo { star { keeper { name } } } }",
        R"({"data":{"zoo":{"star":{"keeper":{"name":"Kim k1"}}}}})");
    row("in lists", "{ zoos { animals { k: kind } } }",
        R"({"data":{"zoos":[{"animals":[{"k":"cat"},{"k":"cat"}]},{"animals":[{"k":"cat"},{"k":"cat"}]}]}})");
    row("by fragments",
        "{ zoo { ...z } } fragment z on Zoo { a: animals { ...f } star { tag ...f } } fragment f on Animal { kind }",
        R"({"data":{"zoo":{"a":[{"kind":"cat"},{"kind":"cat"}],"star":{"tag":"t1","kind":"cat"}}}})");
    row("of an object and of what is inside it, at once", "{ zoo { visitors star { kind } animals { kind } } }",
        R"({"data":{"zoo":{"visitors":12,"star":{"kind":"cat"},"animals":[{"kind":"cat"},{"kind":"cat"}]}}})");
    row("names of types", "{ __typename zoo { __typename star { __typename } } }",
        R"({"data":{"__typename":"Query","zoo":{"__typename":"Zoo","star":{"__typename":"Animal"}}}})");
    row("within the second service", "{ zoo { star { mate { tag kind } } } }",
        R"({"data":{"zoo":{"star":{"mate":{"tag":"t1","kind":"cat"}}}}})");
    row("the graph's own description", "{ __type(name: \"Keeper\") { fields { name } } }",
        R"({"data":{"__type":{"fields":[{"name":"id"},{"name":"name"}]}}})");
}

void GraphPlanTest::answersAreJoined()
{
    QFETCH(const QByteArray, query);
    Zoo zoo;
    QTEST(joined(zoo, query), "answer");
}

void GraphPlanTest::aServiceIsAskedOnceALevel_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QStringList>("calls");
    QTest::newRow("nobody for what is known here") << QByteArray("{ __typename }") << QStringList();
    QTest::newRow("two kinds of entities at once")
        << QByteArray("{ zoo { visitors star { kind } animals { kind } } }") << QStringList{u"zoos"_s, u"animals"_s};
    QTest::newRow("what can wait waits for what has to")
        << QByteArray("{ zoo { director { name } star { keeper { name } } } }")
        << QStringList{u"zoos"_s, u"animals"_s, u"keepers"_s};
    QTest::newRow("a root waits as well")
        << QByteArray("{ zoo { star { kind } } animal(tag: \"t1\") { tag } }") << QStringList{u"zoos"_s, u"animals"_s};
    QTest::newRow("nobody where there is nothing to ask about")
        << QByteArray("{ keepers { name } }") << QStringList{u"keepers"_s};
}

void GraphPlanTest::aServiceIsAskedOnceALevel()
{
    QFETCH(const QByteArray, query);
    Zoo zoo;
    static_cast<void>(joined(zoo, query));
    QTEST(zoo.calls, "calls");
}

void GraphPlanTest::entitiesOfOneTypeAreOneQuestion()
{
    Zoo zoo;
    static_cast<void>(joined(zoo, "{ zoos { animals { kind } } }"));
    QCOMPARE(zoo.loads, 1);
}

void GraphPlanTest::theAskersTraceIsCarriedOn()
{
    Zoo zoo;
    static_cast<void>(joined(zoo, "{ zoo { visitors star { kind } } }"));
    QCOMPARE(zoo.traces, std::set{askersTrace});
}

void GraphPlanTest::whatIsMissingIsNamed_data()
{
    QTest::addColumn<QByteArray>("down");
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *down, const char *query, const char *answer) {
        QTest::newRow(name) << QByteArray(down) << QByteArray(query) << QByteArray(answer);
    };
    row("a part", "animals", "{ zoo { name visitors star { tag kind } } }",
        R"({"errors":[{"message":"animals does not answer","path":["zoo","star"],"extensions":{"code":"SERVICE_UNAVAILABLE","service":"animals"}},)"
        R"({"message":"animals does not answer","path":["zoo"],"extensions":{"code":"SERVICE_UNAVAILABLE","service":"animals"}}],)"
        R"("data":{"zoo":{"name":"One","visitors":null,"star":null}}})");
    row("a root", "zoos", "{ zoo { name } keepers { name } }",
        R"({"errors":[{"message":"zoos does not answer","path":["zoo"],"extensions":{"code":"SERVICE_UNAVAILABLE","service":"zoos"}}],"data":{"zoo":null,"keepers":[]}})");
    row("an entity that is not known", "", "{ zoos { star { kind } } }",
        R"({"errors":[{"message":"animals knows no such Animal.","path":["zoos",1,"star"],"extensions":{"code":"ENTITY_UNKNOWN","service":"animals"}}],"data":{"zoos":[{"star":{"kind":"cat"}},{"star":null}]}})");
}

void GraphPlanTest::whatIsMissingIsNamed()
{
    QFETCH(const QByteArray, down);
    QFETCH(const QByteArray, query);
    Zoo zoo;
    zoo.down = down;
    QTEST(joined(zoo, query), "answer");
}

void GraphPlanTest::anotherSchemaIsNoticed()
{
    const auto graph = Supergraph::compose(
        {{"zoos", zoosSdl}, {"animals", animalsSdl + "type Extra { a: Int }"}, {"keepers", keepersSdl}});
    QVERIFY(graph);
    Zoo zoo;
    const QByteArray answer = joined(zoo, "{ zoo { name visitors } }", *graph);
    QVERIFY2(answer.contains("animals serves another schema than this graph was composed of."), answer.constData());
    QVERIFY(answer.endsWith(R"("data":{"zoo":{"name":"One","visitors":null}}})"));
}

void GraphPlanTest::aClientMayUseTheNamesOfOurs()
{
    Zoo zoo;
    QCOMPARE(joined(zoo, "{ zoo { __key_id: name visitors } }"),
             QByteArray(R"({"data":{"zoo":{"__key_id":"One","visitors":12}}})"));
}

void GraphPlanTest::whatAClientMayAskAServiceMayBeAsked()
{
    QByteArray query = "{ ";
    for (int i = 0; i < 200; ++i) // each brings a key under another alias
        query += 'a' + QByteArray::number(i) + ": zoo { visitors } ";
    Zoo zoo;
    const QByteArray answer = joined(zoo, query + '}');
    QVERIFY2(answer.startsWith(R"({"data":{"a0":{"visitors":12},)"), answer.left(300).constData());
}

void GraphPlanTest::ourNamesAreChosenAtOnce()
{
    const QByteArray query = "{ zoo { visitors } }\n#__key__ __key" + QByteArray(1'000'000, '_') + " __key_";
    const auto prepared = graphql::prepare(zooGraph().schema(), {query, std::nullopt, {}}, {{.bytes = 2'000'000}, {}});
    QVERIFY(prepared);
    const std::clock_t before = std::clock();
    const GraphPlan plan = planQuery(zooGraph(), *prepared);
    QVERIFY2(std::clock() - before < CLOCKS_PER_SEC, "a name that is free took longer to find than a whole answer");
    QVERIFY(!query.contains(plan.keyPrefix));
}

void GraphPlanTest::aDefaultHoldsAtTheServiceToo_data()
{
    QTest::addColumn<QByteArray>("variables");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing is given") << QByteArray("{}") << QByteArray(R"({"data":{"animal":{"kind":"cat"}}})");
    QTest::newRow("another is given") << QByteArray(R"({"tag":"t9"})")
                                      << QByteArray(R"({"data":{"animal":{"kind":"dog"}}})");
    QTest::newRow("null is given")
        << QByteArray(R"({"tag":null})")
        << QByteArray(
               R"({"errors":[{"message":"Argument \"tag\" of required type \"ID!\" was not provided or is null.",)"
               R"("path":["animal"],"extensions":{"code":"SUBGRAPH_ERROR","service":"animals"}},)"
               R"({"message":"Argument \"tag\" of required type \"ID!\" was not provided or is null.",)"
               R"("locations":[{"line":1,"column":26}],"path":["animal"]}],"data":{"animal":null}})");
}

void GraphPlanTest::aDefaultHoldsAtTheServiceToo()
{
    QFETCH(const QByteArray, variables);
    Zoo zoo;
    QTEST(joined(zoo, "query($tag: ID = \"t1\") { animal(tag: $tag) { kind } }", zooGraph(), variables), "answer");
}

CURBSIDE_TEST(GraphPlanTest)

} // namespace tst_graph_plan

#include "tst_graph_plan.moc"
