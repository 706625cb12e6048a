// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/graphql/graph_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <ctime>

namespace tst_graph_execution {

using namespace Qt::StringLiterals;
using namespace curbside;

class GraphExecutionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aQueryIsAnswered_data();
    void aQueryIsAnswered();
    void aNullGoesAsFarAsItMust_data();
    void aNullGoesAsFarAsItMust();
    void argumentsAreCoerced_data();
    void argumentsAreCoerced();
    void aWrongVariableIsRefused_data();
    void aWrongVariableIsRefused();
    void theSchemaDescribesItself_data();
    void theSchemaDescribesItself();
    void aFieldIsAskedOnceForAllObjects();
    void anAnswerThatGrowsTooLargeEnds();
    void anErrorNamesAFewOfItsPlaces();
};

namespace {

const QByteArray zoo = R"({
    "dog": {"id": 1, "name": "Rex", "barks": true, "age": 3, "weight": 2.5, "friends": [
        {"__typename": "Cat", "id": "c1", "name": "Tom", "meows": true},
        {"__typename": "Dog", "id": "d2", "name": "Bo", "barks": false}], "best": {"id": "d2", "name": "Bo", "age": null}},
    "cat": null,
    "catOrDog": {"__typename": "Cat", "meows": false},
    "keeper": {"id": "k", "name": "Kim", "dogs": [{"age": 1}, {"age": null}], "first": {"age": null, "name": "x"}},
    "pets": [{"__typename": "Dog", "name": "Rex"}, {"__typename": "Cat", "name": "Tom"}]
})";

} // namespace

void GraphExecutionTest::aQueryIsAnswered_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("variables");
    QTest::addColumn<QByteArray>("data");
    const auto row = [](const char *name, const char *query, const char *variables, const char *data) {
        QTest::newRow(name) << QByteArray(query) << QByteArray(variables)
                            << QByteArray(R"({"data":)") + QByteArray(data) + '}';
    };
    row("keys in the order of the query", "{ dog { weight name id } }", "{}",
        R"({"dog":{"weight":2.5,"name":"Rex","id":"1"}})");
    row("aliases", "{ a: dog { b: name } c: dog { name } }", "{}", R"({"a":{"b":"Rex"},"c":{"name":"Rex"}})");
    row("what may be null", "{ cat { name } }", "{}", R"({"cat":null})");
    row("a list of what may be one or the other",
        "{ dog { friends { __typename name ... on Cat { meows } ...d } } } fragment d on Dog { barks }", "{}",
        R"({"dog":{"friends":[{"__typename":"Cat","name":"Tom","meows":true},{"__typename":"Dog","name":"Bo","barks":false}]}})");
    row("a union", "{ catOrDog { ... on Cat { meows } ... on Dog { barks } } }", "{}",
        R"({"catOrDog":{"meows":false}})");
    row("fields merged from all sides",
        "{ dog { name } ...q dog { best { id } } } fragment q on Query { dog { best { name } } }", "{}",
        R"({"dog":{"name":"Rex","best":{"name":"Bo","id":"d2"}}})");
    row("left out",
        "query ($no: Boolean!) { dog { name @skip(if: true) id @include(if: $no) ... @skip(if: $no) { age } } }",
        R"({"no":false})", R"({"dog":{"age":3}})");
    row("the type's name", "{ __typename dog { __typename } }", "{}",
        R"({"__typename":"Query","dog":{"__typename":"Dog"}})");
    row("only the chosen type's fields", "{ pets { ... on Dog { name } } }", "{}", R"({"pets":[{"name":"Rex"},{}]})");
}

void GraphExecutionTest::aQueryIsAnswered()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, variables);
    QTEST(answerOf(query, zoo, variables), "data");
}

void GraphExecutionTest::aNullGoesAsFarAsItMust_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char *name, const char *query, const char *answer) {
        QTest::newRow(name) << QByteArray(query) << QByteArray(answer);
    };
    row("to the object that may be null", "{ dog { name best { age } } }",
        R"({"errors":[{"message":"Cannot return null for non-nullable field age.","locations":[{"line":1,"column":21}],"path":["dog","best","age"]}],"data":{"dog":{"name":"Rex","best":null}}})");
    row("over items that may not be null, to the list", "{ keeper { name dogs { age } } }",
        R"({"errors":[{"message":"Cannot return null for non-nullable field age.","locations":[{"line":1,"column":24}],"path":["keeper","dogs",1,"age"]}],"data":{"keeper":{"name":"Kim","dogs":null}}})");
    row("to the very top", "{ keeper { first { age } } }",
        R"({"errors":[{"message":"Cannot return null for non-nullable field age.","locations":[{"line":1,"column":20}],"path":["keeper","first","age"]}],"data":null})");
}

void GraphExecutionTest::aNullGoesAsFarAsItMust()
{
    QFETCH(const QByteArray, query);
    QTEST(answerOf(query, zoo), "answer");
}

void GraphExecutionTest::argumentsAreCoerced_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("variables");
    QTest::addColumn<QByteArray>("arguments");
    const auto row = [](const char *name, const char *query, const char *variables, const char *arguments) {
        QTest::newRow(name) << QByteArray(query) << QByteArray(variables) << QByteArray(arguments);
    };
    row("by default", "{ echo }", "{}", "{'number':7,'needed':1}");
    row("as written", "{ echo(number: 1, real: 2, text: \"t\", flag: false, id: 5, size: LARGE) }", "{}",
        "{'number':1,'real':2,'text':'t','flag':false,'id':'5','size':'LARGE','needed':1}");
    row("null is not the default", "{ echo(number: null) }", "{}", "{'number':null,'needed':1}");
    row("a list of one", "{ echo(list: 4) }", "{}", "{'number':7,'list':[4],'needed':1}");
    row("an object with defaults", "{ echo(filter: {name: \"n\"}) }", "{}",
        "{'number':7,'filter':{'name':'n','sizes':['SMALL'],'limit':3},'needed':1}");
    row("a variable", "query ($n: Int, $f: Filter) { echo(number: $n, filter: $f) }",
        R"({"n":2,"f":{"name":"v","sizes":"LARGE"}})",
        "{'number':2,'filter':{'name':'v','sizes':['LARGE'],'limit':3},'needed':1}");
    row("a variable that is not given leaves the default", "query ($n: Int) { echo(number: $n) }", "{}",
        "{'number':7,'needed':1}");
    row("a variable's own default", "query ($n: Int = 9) { echo(number: $n) }", "{}", "{'number':9,'needed':1}");
}

void GraphExecutionTest::argumentsAreCoerced()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, variables);
    QFETCH(const QByteArray, arguments);
    QCOMPARE(answerOf(query, "{}", variables), "{\"data\":{\"echo\":\"" + arguments + "\"}}");
}

void GraphExecutionTest::aWrongVariableIsRefused_data()
{
    QTest::addColumn<QByteArray>("definition");
    QTest::addColumn<QByteArray>("variables");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("not given") << QByteArray("$v: Int!") << QByteArray("{}")
                               << QByteArray("of required type \\\"Int!\\\" was not provided.");
    QTest::newRow("null") << QByteArray("$v: Int!") << QByteArray(R"({"v":null})") << QByteArray("not to be null");
    QTest::newRow("another type") << QByteArray("$v: Int!") << QByteArray(R"({"v":"1"})")
                                  << QByteArray("Int cannot represent");
    QTest::newRow("too large") << QByteArray("$v: Int!") << QByteArray(R"({"v":3000000000})")
                               << QByteArray("Int cannot represent");
}

void GraphExecutionTest::aWrongVariableIsRefused()
{
    QFETCH(const QByteArray, definition);
    QFETCH(const QByteArray, variables);
    QFETCH(const QByteArray, message);
    const QByteArray answer = answerOf("query (" + definition + ") { echo(needed: $v) }", "{}", variables);
    QVERIFY2(answer.contains(message), answer.constData());
    QVERIFY(!answer.contains("\"data\""));
}

void GraphExecutionTest::theSchemaDescribesItself_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("data");
    const auto row = [](const char *name, const char *query, const char *data) {
        QTest::newRow(name) << QByteArray(query) << QByteArray(R"({"data":)") + QByteArray(data) + '}';
    };
    row("roots", "{ __schema { queryType { name } mutationType { name } subscriptionType { name } } }",
        R"({"__schema":{"queryType":{"name":"Query"},"mutationType":{"name":"Mutation"},"subscriptionType":{"name":"Subscription"}}})");
    row("wrapped types",
        "{ __type(name: \"Keeper\") { fields { name type { kind name ofType { kind name ofType { name } } } } } }",
        R"({"__type":{"fields":[{"name":"id","type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"SCALAR","name":"ID","ofType":null}}},{"name":"name","type":{"kind":"SCALAR","name":"String","ofType":null}},{"name":"dogs","type":{"kind":"LIST","name":null,"ofType":{"kind":"NON_NULL","name":null,"ofType":{"name":"Dog"}}}},{"name":"first","type":{"kind":"NON_NULL","name":null,"ofType":{"kind":"OBJECT","name":"Dog","ofType":null}}}]}})");
    row("possible types", "{ __type(name: \"Pet\") { kind possibleTypes { name } interfaces { name } } }",
        R"({"__type":{"kind":"INTERFACE","possibleTypes":[{"name":"Dog"},{"name":"Cat"}],"interfaces":[{"name":"Being"}]}})");
    row("what is deprecated is left out", "{ __type(name: \"Command\") { enumValues { name } } }",
        R"({"__type":{"enumValues":[{"name":"SIT"}]}})");
    row("what is deprecated when asked for",
        "{ __type(name: \"Command\") { enumValues(includeDeprecated: true) { name deprecationReason } } }",
        R"({"__type":{"enumValues":[{"name":"SIT","deprecationReason":null},{"name":"HEEL","deprecationReason":"too strict"}]}})");
    row("defaults", "{ __type(name: \"Filter\") { inputFields { name defaultValue } } }",
        R"({"__type":{"inputFields":[{"name":"name","defaultValue":null},{"name":"sizes","defaultValue":"[SMALL]"},{"name":"nested","defaultValue":null},{"name":"limit","defaultValue":"3"}]}})");
    row("nobody", "{ __type(name: \"Nix\") { name } }", R"({"__type":null})");
}

void GraphExecutionTest::theSchemaDescribesItself()
{
    QFETCH(const QByteArray, query);
    QTEST(answerOf(query, "{}"), "data");
}

void GraphExecutionTest::aFieldIsAskedOnceForAllObjects()
{
    int asked = 0;
    graphql::Resolvers resolvers;
    resolvers.on("Query", "keeper", [](const graphql::Batch &, graphql::Store &store) {
        return graphql::Resolved{{store.keep(R"({"dogs":[{},{},{}]})")}};
    });
    resolvers.on("Dog", "age", [&asked](const graphql::Batch &batch, graphql::Store &store) {
        ++asked;
        return graphql::Resolved{{batch.objects.size(), store.keep("4")}};
    });
    const auto prepared = graphql::prepare(menagerie(), {"{ keeper { dogs { age } } }", std::nullopt, {}});
    QVERIFY(prepared);
    const graphql::Executed executed =
        graphql::execute({menagerie(), prepared->document, prepared->operation(), prepared->variables, resolvers});
    QCOMPARE(executed.data, QByteArray(R"({"keeper":{"dogs":[{"age":4},{"age":4},{"age":4}]}})"));
    QCOMPARE(asked, 1);
}

/// Each has fifty friends, and each of these has fifty.
class Crowd : public graphql::Resolvers
{
public:
    [[nodiscard]] graphql::Resolved resolve(const graphql::Batch &batch, graphql::Store &store) const override
    {
        const bool isList = batch.group.first().name == "friends";
        const QByteArray dog = R"({"__typename":"Dog","id":"d"})";
        const JsonValue value = store.keep(isList ? '[' + (dog + ',').repeated(49) + dog + ']'
                                               : batch.group.first().name == "id" ? QByteArray(R"("d")")
                                                                                  : dog);
        return {std::vector<JsonValue>(batch.objects.size(), value), {}};
    }
};

void GraphExecutionTest::anAnswerThatGrowsTooLargeEnds()
{
    const auto prepared = graphql::prepare(menagerie(),
                                           {"{ dog { friends { ...f } } } fragment f on Dog { friends { ... on Dog { "
                                            "friends { ... on Dog { friends { id } } } } } }",
                                            std::nullopt,
                                            {}});
    QVERIFY(prepared);
    const auto executed =
        graphql::execute({menagerie(), prepared->document, prepared->operation(), prepared->variables, Crowd()});
    QCOMPARE(executed.data, QByteArray(R"({"dog":null})"));
    QCOMPARE(executed.errors.front().message, QByteArray("The answer is too large: ask for fewer items."));
}

void GraphExecutionTest::anErrorNamesAFewOfItsPlaces()
{
    const QByteArray query =
        '#' + QByteArray(40'000, 'x') + "\n{ pets { ... on Dog { " + QByteArray("barks\n").repeated(2'900) + "} } }";
    const QByteArray dog = R"({"__typename":"Dog"},)";
    const std::clock_t before = std::clock();
    const QByteArray answer = answerOf(query, "{\"pets\":[" + dog.repeated(99) + dog.chopped(1) + "]}");
    QVERIFY2(std::clock() - before < 2 * CLOCKS_PER_SEC, "to say where it failed took longer than a whole answer");
    QVERIFY2(answer.contains(R"("locations":[{"line":2,"column":23},{"line":3,"column":1},)"),
             answer.left(300).constData());
    const QByteArray first = answer.left(answer.indexOf("\"path\""));
    QCOMPARE(first.count("\"line\""), 10);
}

CURBSIDE_TEST(GraphExecutionTest)

} // namespace tst_graph_execution

#include "tst_graph_execution.moc"
