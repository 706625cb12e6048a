// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/graphql/graph_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <ctime>

namespace tst_graph_limits {

using namespace Qt::StringLiterals;
using namespace curbside;

// What is too large is refused before it is executed, and that it is costs little.
class GraphLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sizesAreMeasured_data();
    void sizesAreMeasured();
    void aListCountsWhatItMayGive_data();
    void aListCountsWhatItMayGive();
    void aHostileQueryIsRefused_data();
    void aHostileQueryIsRefused();
    void theUsualIntrospectionPasses();
};

namespace {

/// `count` fragments, each of which spreads the next twice under different keys.
QByteArray fragmentBomb(int count)
{
    QByteArray query = "{ dog { ...f0 } }";
    for (int i = 0; i < count; ++i) {
        const QByteArray next = QByteArray::number(i + 1);
        query += " fragment f" + QByteArray::number(i) + " on Dog { a: best { ...f" + next + " } b: best { ...f" + next
            + " } }";
    }
    return query + " fragment f" + QByteArray::number(count) + " on Dog { name }";
}

QByteArray nested(int depth)
{
    return "{ dog { " + QByteArray("best { ").repeated(depth) + "name " + QByteArray("} ").repeated(depth) + "} }";
}

QByteArray aliases(int count)
{
    QByteArray query = "{ ";
    for (int i = 0; i < count; ++i)
        query += 'a' + QByteArray::number(i) + ": dog { name } ";
    return query + '}';
}

/// Fragments that lead to each other, all to all.
QByteArray knot(int count)
{
    QByteArray query = "{ dog { ...f0 } }";
    for (int i = 0; i < count; ++i) {
        query += " fragment f" + QByteArray::number(i) + " on Dog { name ";
        for (int other = 0; other < count; ++other)
            query += "...f" + QByteArray::number(other) + ' ';
        query += '}';
    }
    return query;
}

/// Fragments of which each spreads the next, and the last the first, many times.
QByteArray ring(int count, int times)
{
    QByteArray query = "{ dog { ...f0 } }";
    for (int i = 0; i < count; ++i) {
        const QByteArray next = i + 1 < count ? 'f' + QByteArray::number(i + 1) : QByteArray("f0 ").repeated(times);
        query += "fragment f" + QByteArray::number(i) + " on Dog{..." + next.trimmed().replace(" ", "...") + '}';
    }
    return query;
}

/// Many ways to merge the same fields at every level: what checking of conflicts pair by pair takes longest for.
QByteArray overlaps(int count)
{
    QByteArray query = "{ ";
    for (int i = 0; i < count; ++i)
        query += "dog { ...f best { ...f best { ...f } } } ";
    return query + "} fragment f on Dog { name best { name best { name best { name } } } }";
}

} // namespace

void GraphLimitsTest::sizesAreMeasured_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<qulonglong>("depth");
    QTest::addColumn<qulonglong>("aliases");
    QTest::addColumn<qulonglong>("fields");
    QTest::addColumn<qulonglong>("complexity");
    QTest::newRow("one field") << QByteArray("{ dog { name } }") << 2ULL << 0ULL << 2ULL << 2ULL;
    QTest::newRow("a list counts as five") << QByteArray("{ keeper { dogs { age } } }") << 3ULL << 0ULL << 3ULL << 7ULL;
    QTest::newRow("aliases, also in fragments")
        << QByteArray("{ a: dog { ...f } b: dog { ...f } } fragment f on Dog { c: name }") << 2ULL << 4ULL << 4ULL
        << 4ULL;
    QTest::newRow("fragments count where they are spread")
        << QByteArray("{ dog { ...f best { ...f } } } fragment f on Dog { name age }") << 3ULL << 0ULL << 6ULL << 6ULL;
}

void GraphLimitsTest::sizesAreMeasured()
{
    QFETCH(const QByteArray, query);
    const auto document = graphql::parse(query);
    QVERIFY(document);
    const graphql::QuerySize size = graphql::measure(menagerie(), *document, document->operations.front(), {});
    QTEST(qulonglong(size.depth), "depth");
    QTEST(qulonglong(size.aliases), "aliases");
    QTEST(qulonglong(size.fields), "fields");
    QTEST(qulonglong(size.complexity), "complexity");
}

void GraphLimitsTest::aListCountsWhatItMayGive_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("variables");
    QTest::addColumn<qulonglong>("complexity");
    const QByteArray asked("query ($n: Int) { items(limit: $n) { id } }");
    QTest::newRow("what is said") << QByteArray("{ items(limit: 7) { id } }") << QByteArray("{}") << 8ULL;
    QTest::newRow("the default") << QByteArray("{ items { id } }") << QByteArray("{}") << 4ULL;
    QTest::newRow("null") << QByteArray("{ items(limit: null) { id } }") << QByteArray("{}") << 1001ULL;
    QTest::newRow("a variable") << asked << QByteArray(R"({"n":7})") << 8ULL;
    QTest::newRow("a variable that is null") << asked << QByteArray(R"({"n":null})") << 1001ULL;
    QTest::newRow("a variable that is absent") << asked << QByteArray("{}") << 1001ULL;
    QTest::newRow("a variable that is no whole number") << asked << QByteArray(R"({"n":1000.0})") << 1001ULL;
    QTest::newRow("a variable's default")
        << QByteArray("query ($n: Int = 9) { items(limit: $n) { id } }") << QByteArray("{}") << 10ULL;
}

void GraphLimitsTest::aListCountsWhatItMayGive()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, variables);
    const auto schema =
        graphql::Schema::fromSdl("type Query { items(limit: Int = 3): [Item!]! } type Item { id: ID! }");
    const auto document = graphql::parse(query);
    const auto given = JsonDocument::parse(variables);
    QVERIFY(schema && document && given);
    const graphql::QuerySize size = graphql::measure(*schema, *document, document->operations.front(), given->root());
    QTEST(qulonglong(size.complexity), "complexity");
}

void GraphLimitsTest::aHostileQueryIsRefused_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("too deep") << nested(20) << QByteArray("The depth of the query is 22; the most is 16.");
    QTest::newRow("too many aliases") << aliases(500)
                                      << QByteArray("The number of aliases of the query is 500; the most is 200.");
    QTest::newRow("a bomb of fragments") << fragmentBomb(14)
                                         << QByteArray("The number of aliases of the query is 32766");
    QTest::newRow("a bomb beyond counting") << fragmentBomb(200) << QByteArray("depth of the query");
    QTest::newRow("introspection of introspection")
        << QByteArray("{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } "
                      "} } } }")
        << QByteArray("The complexity of the query is");
    QTest::newRow("a knot of fragments") << knot(60) << QByteArray("Cannot spread fragment");
    QTest::newRow("a round of fragments that many lead into")
        << ring(480, 7'900) << QByteArray("Cannot spread fragment \"f0\" within itself via \"f1\"");
    QTest::newRow("a huge document") << "{ dog { name } } #" + QByteArray(1'000'000, '_')
                                     << QByteArray("The query has 1000018 bytes; the most is 65536.");
    QTest::newRow("a document of many tokens")
        << "{ dog { " + QByteArray("a ").repeated(30'000) + "} }" << QByteArray("tokens");
    QTest::newRow("brackets without end") << "{a(b:" + QByteArray(60'000, '[') << QByteArray("nests deeper");
    QTest::newRow("a string without end") << "{a(b:\"" + QByteArray(60'000, 'x') << QByteArray("Unterminated string");
    QTest::newRow("many ways to merge") << overlaps(1000) << QByteArray("The number of fields of the query is");
}

void GraphLimitsTest::aHostileQueryIsRefused()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, message);
    const std::clock_t before = std::clock();
    const auto prepared = graphql::prepare(menagerie(), {query, std::nullopt, {}});
    QVERIFY(!prepared);
    QVERIFY2(prepared.error().front().message.contains(message), prepared.error().front().message.constData());
    QVERIFY2(graphql::errorsOnly(prepared.error()).size() < 100'000, "the refusal is larger than what it refuses");
    QVERIFY2(std::clock() - before < 2 * CLOCKS_PER_SEC, "to refuse it took the processor longer than a whole answer");
}

void GraphLimitsTest::theUsualIntrospectionPasses()
{
    const QByteArray deep = "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name "
                            "ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind "
                            "name } } } } } } } } }";
    const QByteArray query = "query IntrospectionQuery { __schema { queryType { name } mutationType { name } "
                             "subscriptionType { name } types { ...FullType } directives { name description locations "
                             "args { ...InputValue } } } } fragment FullType on __Type { kind name description "
                             "fields(includeDeprecated: true) { name description args { ...InputValue } type { "
                             "...TypeRef } isDeprecated deprecationReason } inputFields { ...InputValue } interfaces { "
                             "...TypeRef } enumValues(includeDeprecated: true) { name description isDeprecated "
                             "deprecationReason } possibleTypes { ...TypeRef } } fragment InputValue on __InputValue { "
                             "name description type { ...TypeRef } defaultValue } fragment TypeRef on __Type { "
        + deep + " }";
    const QByteArray answer = answerOf(query, "{}");
    QVERIFY2(answer.startsWith(R"({"data":{"__schema")"), answer.left(300).constData());
}

CURBSIDE_TEST(GraphLimitsTest)

} // namespace tst_graph_limits

#include "tst_graph_limits.moc"
