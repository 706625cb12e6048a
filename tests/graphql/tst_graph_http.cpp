// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/subgraph/graph_http.h"
#include "tests/graphql/graph_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_graph_http {

using namespace Qt::StringLiterals;
using namespace curbside;

class GraphHttpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMediaTypeIsTheOneThatIsAccepted_data();
    void theMediaTypeIsTheOneThatIsAccepted();
    void theStatusTells_data();
    void theStatusTells();
    void aQueryCanStandInTheAddress();
    void onlyPostMayChange();
};

namespace {

Response asked(const Request &request)
{
    return answerOverHttp(request, [](const graphql::Request &query, JsonValue) -> GraphAnswer {
        const auto prepared = graphql::prepare(menagerie(), query);
        if (!prepared)
            return refused(prepared.error());
        return {R"({"data":)" + query.variables.toJson() + '}', true};
    });
}

Request post(const QByteArray &body, const QByteArray &accept)
{
    Request request;
    request.method = Method::Post;
    request.body = body;
    request.accept = accept;
    return request;
}

} // namespace

void GraphHttpTest::theMediaTypeIsTheOneThatIsAccepted_data()
{
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<QByteArray>("mediaType");
    const QByteArray graph = "application/graphql-response+json; charset=utf-8";
    const QByteArray json = "application/json; charset=utf-8";
    QTest::newRow("nothing is said") << QByteArray() << json;
    QTest::newRow("anything") << QByteArray("*/*") << json;
    QTest::newRow("the new one") << QByteArray("application/graphql-response+json") << graph;
    QTest::newRow("the old one") << QByteArray("application/json") << json;
    QTest::newRow("both") << QByteArray("application/graphql-response+json, application/json;q=0.9") << graph;
    QTest::newRow("rather the old one") << QByteArray("application/graphql-response+json;q=0.1, application/json")
                                        << json;
    QTest::newRow("with a character set") << QByteArray("application/graphql-response+json; charset=utf-8") << graph;
    QTest::newRow("neither") << QByteArray("text/html") << QByteArray();
}

void GraphHttpTest::theMediaTypeIsTheOneThatIsAccepted()
{
    QFETCH(const QByteArray, accept);
    QFETCH(const QByteArray, mediaType);
    const Response response = asked(post(R"({"query":"{ dog { name } }"})", accept));
    QCOMPARE(response.contentType, mediaType);
    QCOMPARE(response.status, mediaType.isEmpty() ? 406 : 200);
}

void GraphHttpTest::theStatusTells_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("newStatus");
    QTest::addColumn<int>("oldStatus");
    const auto row = [](const char *name, const char *body, int newStatus, int oldStatus) {
        QTest::newRow(name) << QByteArray(body) << newStatus << oldStatus;
    };
    row("answered", R"({"query":"{ dog { name } }"})", 200, 200);
    row("with nulls for what is not given",
        R"({"query":"{ dog { name } }","variables":null,"operationName":null,"extensions":null})", 200, 200);
    row("not to be parsed", R"({"query":"{"})", 400, 200);
    row("against the rules", R"({"query":"{ nix }"})", 400, 200);
    row("a wrong variable", R"x({"query":"query ($n: Int!) { echo(needed: $n) }","variables":{"n":"a"}})x", 400, 200);
    row("no query", "{}", 400, 400);
    row("a query that is no text", R"({"query":1})", 400, 400);
    row("variables that are no object", R"({"query":"{ dog { name } }","variables":"{}"})", 400, 400);
    row("a name that is no text", R"({"query":"{ dog { name } }","operationName":1})", 400, 400);
    row("extensions that are no object", R"({"query":"{ dog { name } }","extensions":[]})", 400, 400);
    row("a list", "[]", 400, 400);
}

void GraphHttpTest::theStatusTells()
{
    QFETCH(const QByteArray, body);
    QTEST(asked(post(body, "application/graphql-response+json")).status, "newStatus");
    QTEST(asked(post(body, "application/json")).status, "oldStatus");
}

void GraphHttpTest::aQueryCanStandInTheAddress()
{
    Request request;
    request.query = {{u"query"_s, u"query a($n: Int) { echo(number: $n) } query b { dog { name } }"_s},
                     {u"operationName"_s, u"a"_s},
                     {u"variables"_s, u"{\"n\":3}"_s}};
    const Response response = asked(request);
    QCOMPARE(response.status, 200);
    QCOMPARE(response.body, QByteArray(R"({"data":{"n":3}})"));
}

void GraphHttpTest::onlyPostMayChange()
{
    Request request;
    request.query = {{u"query"_s, u"mutation { rename(name: \"a\") { name } }"_s}};
    const Response response = asked(request);
    QCOMPARE(response.status, 405);
    QCOMPARE(response.headers.front(), std::pair(QByteArray("Allow"), QByteArray("POST")));
}

CURBSIDE_TEST(GraphHttpTest)

} // namespace tst_graph_http

#include "tst_graph_http.moc"
