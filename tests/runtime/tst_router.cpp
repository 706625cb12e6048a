// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/list_page.h"
#include "services/runtime/http/router.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_router {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

Request requestOf(Method method, const QString &path, const QByteArray &body = {},
                  const QByteArray &contentType = "application/json")
{
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.contentType = body.isEmpty() ? QByteArray() : contentType;
    return request;
}

Router routerOf(const std::vector<std::pair<Method, QString>> &routes)
{
    Router router;
    for (const auto &[method, path] : routes)
        router.add(method, path, [](const Request &) { return Response::json("{}"); }, std::source_location::current());
    return router;
}

/// The name of the route found, or the status of the refusal.
QByteArray outcome(const Router &router, Request request)
{
    const auto match = router.match(request);
    if (const auto *route = std::get_if<const Router::Route *>(&match))
        return (*route)->name;
    return QByteArray::number(std::get<Response>(match).status);
}

} // namespace

// What a service's routes make of a request: the right handler, or a refusal that says what is wrong. And lists.
class RouterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void requestsFindTheirRoute_data();
    void requestsFindTheirRoute();
    void theOrderOfRegistrationDoesNotMatter();
    void pathValuesAreFilled();
    void aWrongMethodIsToldTheRightOnes();
    void bodiesAreJson_data();
    void bodiesAreJson();
    void answersOfAService_data();
    void answersOfAService();
    void refusalsAreProblems();
    void badFieldsAreNamed();
    void whatGoesOnIsAcceptedWithItsLocation();
    void aRefusedMessageChangesNothing();
    void theCallersTraceIsCarriedOn();
    void lookingChangesNothing();
    void limitsOfLists_data();
    void limitsOfLists();
    void listsArePaged_data();
    void listsArePaged();
};

void RouterTest::requestsFindTheirRoute_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("outcome");
    QTest::newRow("by its path") << Method::Get << u"/tasks"_s << QByteArray("GET /tasks");
    QTest::newRow("by its method") << Method::Post << u"/tasks"_s << QByteArray("POST /tasks");
    QTest::newRow("HEAD finds GET") << Method::Head << u"/tasks"_s << QByteArray("GET /tasks");
    QTest::newRow("by its template") << Method::Get << u"/task/T-1"_s << QByteArray("GET /task/{id}");
    QTest::newRow("a literal segment goes first") << Method::Get << u"/task/newest"_s << QByteArray("GET /task/newest");
    QTest::newRow("the method decides before the literal")
        << Method::Delete << u"/task/newest"_s << QByteArray("DELETE /task/{id}");
    QTest::newRow("more segments") << Method::Post << u"/task/T-1/start"_s << QByteArray("POST /task/{id}/start");
    QTest::newRow("no such path") << Method::Get << u"/task"_s << QByteArray("404");
    QTest::newRow("a segment too many") << Method::Get << u"/tasks/all"_s << QByteArray("404");
    QTest::newRow("an empty segment is no value") << Method::Get << u"/task/"_s << QByteArray("404");
    QTest::newRow("a slash at the end is another path") << Method::Get << u"/tasks/"_s << QByteArray("404");
    QTest::newRow("upper case is another path") << Method::Get << u"/Tasks"_s << QByteArray("404");
    QTest::newRow("the root") << Method::Get << u"/"_s << QByteArray("404");
    QTest::newRow("a wrong method") << Method::Put << u"/tasks"_s << QByteArray("405");
    QTest::newRow("a method no route takes") << Method::Other << u"/tasks"_s << QByteArray("405");
    QTest::newRow("a method no route takes, at no path") << Method::Other << u"/tusks"_s << QByteArray("404");
}

void RouterTest::requestsFindTheirRoute()
{
    QFETCH(const Method, method);
    QFETCH(const QString, path);
    const Router router = routerOf({{Method::Get, u"/tasks"_s},
                                    {Method::Post, u"/tasks"_s},
                                    {Method::Get, u"/task/{id}"_s},
                                    {Method::Delete, u"/task/{id}"_s},
                                    {Method::Get, u"/task/newest"_s},
                                    {Method::Post, u"/task/{id}/start"_s}});
    QTEST(outcome(router, requestOf(method, path)), "outcome");
}

void RouterTest::theOrderOfRegistrationDoesNotMatter()
{
    const Router one =
        routerOf({{Method::Get, u"/a/{b}/c"_s}, {Method::Get, u"/{a}/b/c"_s}, {Method::Get, u"/a/b/{c}"_s}});
    const Router other =
        routerOf({{Method::Get, u"/a/b/{c}"_s}, {Method::Get, u"/{a}/b/c"_s}, {Method::Get, u"/a/{b}/c"_s}});
    for (const QString &path : {u"/a/b/c"_s, u"/x/b/c"_s, u"/a/x/c"_s, u"/a/b/x"_s})
        QCOMPARE(outcome(one, requestOf(Method::Get, path)), outcome(other, requestOf(Method::Get, path)));
    QCOMPARE(outcome(one, requestOf(Method::Get, u"/a/b/c"_s)), QByteArray("GET /a/b/{c}"));
}

void RouterTest::pathValuesAreFilled()
{
    const Router router = routerOf({{Method::Get, u"/robot/{serial}/lid/{number}"_s}});
    Request request = requestOf(Method::Get, u"/robot/R 1/lid/ü"_s);
    QVERIFY(std::holds_alternative<const Router::Route *>(router.match(request)));
    QCOMPARE(request.pathValue(u"serial"), u"R 1"_s);
    QCOMPARE(request.pathValue(u"number"), u"ü"_s);
    QCOMPARE(request.pathValue(u"other"), QString());
}

void RouterTest::aWrongMethodIsToldTheRightOnes()
{
    const Router router =
        routerOf({{Method::Post, u"/tasks"_s}, {Method::Get, u"/tasks"_s}, {Method::Delete, u"/task/{id}"_s}});
    Request request = requestOf(Method::Put, u"/tasks"_s);
    const Response refusal = std::get<Response>(router.match(request));
    QCOMPARE(refusal.status, 405);
    QCOMPARE(refusal.headers, (std::vector<std::pair<QByteArray, QByteArray>>{{"Allow", "GET, HEAD, POST"}}));
}

void RouterTest::bodiesAreJson_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("outcome");
    const QByteArray found = "POST /tasks";
    QTest::newRow("JSON") << QByteArray("application/json") << QByteArray("{}") << found;
    QTest::newRow("in upper case, with a parameter")
        << QByteArray("Application/JSON ; charset=utf-8") << QByteArray("{}") << found;
    QTest::newRow("a kind of JSON") << QByteArray("application/merge-patch+json") << QByteArray("{}") << found;
    QTest::newRow("no body needs no type") << QByteArray() << QByteArray() << found;
    QTest::newRow("a form") << QByteArray("application/x-www-form-urlencoded") << QByteArray("{}") << QByteArray("415");
    QTest::newRow("plain text") << QByteArray("text/plain") << QByteArray("{}") << QByteArray("415");
    QTest::newRow("no type") << QByteArray() << QByteArray("{}") << QByteArray("415");
    QTest::newRow("JSON with a comma too many")
        << QByteArray("application/json") << QByteArray("{\"a\":1,}") << QByteArray("400");
    QTest::newRow("JSON cut off") << QByteArray("application/json") << QByteArray("{\"a\":") << QByteArray("400");
    QTest::newRow("more than one value") << QByteArray("application/json") << QByteArray("{} {}") << QByteArray("400");
    QTest::newRow("not UTF-8") << QByteArray("application/json") << QByteArray("\"\xff\"") << QByteArray("400");
    QTest::newRow("too deep") << QByteArray("application/json") << QByteArray(65, '[') + QByteArray(65, ']')
                              << QByteArray("400");
}

void RouterTest::bodiesAreJson()
{
    QFETCH(const QByteArray, contentType);
    QFETCH(const QByteArray, body);
    const Router router = routerOf({{Method::Post, u"/tasks"_s}});
    QTEST(outcome(router, requestOf(Method::Post, u"/tasks"_s, body, contentType)), "outcome");
}

namespace {

/// A service whose answers a test decides.
std::unique_ptr<ServiceFixture> deskThat(std::function<Response(Neighbour &, const Request &)> act)
{
    auto platform = std::make_unique<ServiceFixture>();
    platform->addNeighbour("desk").act = std::move(act);
    platform->start();
    return platform;
}

} // namespace

void RouterTest::answersOfAService_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("not there") << 404;
    QTest::newRow("an illegal move") << 409;
    QTest::newRow("deleted") << 410;
    QTest::newRow("a bad field") << 422;
    QTest::newRow("unavailable") << 503;
}

void RouterTest::answersOfAService()
{
    QFETCH(const int, status);
    const auto platform =
        deskThat([status](Neighbour &, const Request &) { return Problem{status, u"so it is"_s, {}}; });
    const Answer answer = platform->post(u"/things"_s);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer["status"].toInteger(), status);
    QCOMPARE(answer.text("detail"), u"so it is"_s);
    QCOMPARE(answer.header("Retry-After").isEmpty(), status != 503);
}

void RouterTest::refusalsAreProblems()
{
    const auto platform = deskThat([](Neighbour &, const Request &) { return Response::json("{}"); });
    const Answer answer = platform->get(u"/no/such/path/here"_s);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.text("type"), u"about:blank"_s);
    QCOMPARE(answer.text("title"), u"Not Found"_s);
    QCOMPARE(answer.text("instance"), u"/no/such/path/here"_s);
    QCOMPARE(answer.text("traceId").size(), 32);
    QVERIFY(!answer.text("detail").isEmpty());
}

void RouterTest::badFieldsAreNamed()
{
    const auto platform = deskThat([](Neighbour &, const Request &request) -> Response {
        const auto document = JsonDocument::parse(request.body);
        Fields fields(document->root());
        std::ignore = fields.required<QString>("name");
        std::ignore = fields.required<qint64>("count");
        return *fields.problem();
    });
    const Answer answer = platform->post(u"/things"_s, R"({"count":"seven"})");
    QCOMPARE(answer.status, 422);
    QStringList pointers;
    answer["errors"].forEachItem([&](JsonValue error) { pointers += *error["pointer"].toString(); });
    QCOMPARE(pointers, (QStringList{u"/name"_s, u"/count"_s}));
}

void RouterTest::whatGoesOnIsAcceptedWithItsLocation()
{
    const auto platform =
        deskThat([](Neighbour &, const Request &) { return Response::accepted(u"/saga/S 1"_s, "{}"); });
    const Answer answer = platform->post(u"/things"_s);
    QCOMPARE(answer.status, 202);
    QCOMPARE(answer.header("Location"), QByteArray("/saga/S%201"));
}

void RouterTest::aRefusedMessageChangesNothing()
{
    const auto platform = deskThat([](Neighbour &desk, const Request &) -> Response {
        desk.note(u"N"_s, u"written"_s);
        return Problem::conflict(u"after all"_s);
    });
    QCOMPARE(platform->post(u"/things"_s).status, 409);
    platform->settle();
    QCOMPARE(platform->value(u"SELECT count(*) FROM note"_s), u"0"_s);
    QCOMPARE(platform->value(u"SELECT count(*) FROM outbox"_s), u"0"_s);
    QVERIFY(platform->published("desk", "Noted").empty());
}

void RouterTest::theCallersTraceIsCarriedOn()
{
    const auto platform = deskThat([](Neighbour &desk, const Request &) {
        desk.note(u"N"_s, u"written"_s);
        return Response::json("{}");
    });
    IncomingRequest incoming;
    incoming.request = requestOf(Method::Post, u"/things"_s);
    incoming.request.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    incoming.messageId = "request";
    platform->service("desk").receive(std::move(incoming));
    platform->environment().commits.closeWindow();
    const EventPtr event = platform->published("desk", "Noted").at(0);
    QCOMPARE(event->trace.traceId(), QByteArray("4bf92f3577b34da6a3ce929d0e0e4736"));
    QVERIFY(!event->trace.traceparent().contains("00f067aa0ba902b7"));
    QCOMPARE(event->causationId, QByteArray("request"));
}

void RouterTest::lookingChangesNothing()
{
    const auto platform = deskThat([](Neighbour &, const Request &) { return Response::json(R"({"a":1})"); });
    const std::size_t records = platform->records().size();
    const PlatformTime before = platform->now();
    QCOMPARE(platform->service("desk").look(requestOf(Method::Get, u"/things"_s)).body, QByteArray(R"({"a":1})"));
    QCOMPARE(platform->service("desk").look(requestOf(Method::Head, u"/things"_s)).status, 200);
    QCOMPARE(platform->service("desk").look(requestOf(Method::Get, u"/a/b/c/d"_s)).status, 404);
    platform->settle();
    QCOMPARE(platform->records().size(), records);
    QCOMPARE(platform->now(), before + 100ms);
}

void RouterTest::limitsOfLists_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<int>("taken");
    QTest::newRow("a hundred by default") << QString() << 100;
    QTest::newRow("one") << u"1"_s << 1;
    QTest::newRow("a thousand") << u"1000"_s << 1000;
    QTest::newRow("too many") << u"1001"_s << -1;
    QTest::newRow("none") << u"0"_s << -1;
    QTest::newRow("fewer than none") << u"-5"_s << -1;
    QTest::newRow("not a number") << u"many"_s << -1;
    QTest::newRow("a number beyond all numbers") << u"99999999999999999999"_s << -1;
}

void RouterTest::limitsOfLists()
{
    QFETCH(const QString, limit);
    Request request = requestOf(Method::Get, u"/things"_s);
    if (!limit.isEmpty())
        request.query = {{u"limit"_s, limit}};
    const auto page = ListPage::from(request);
    QTEST(page ? int(page->limit) : -1, "taken");
    if (!page) {
        QCOMPARE(page.error().status, 422);
        QCOMPARE(page.error().errors.front().pointer, u"?limit"_s);
    }
}

void RouterTest::listsArePaged_data()
{
    QTest::addColumn<int>("items");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << 0 << 2 << QByteArray(R"({"items":[]})");
    QTest::newRow("fewer than a page") << 1 << 2 << QByteArray(R"({"items":[1]})");
    QTest::newRow("just a page") << 2 << 2 << QByteArray(R"({"items":[1,2]})");
    QTest::newRow("more") << 3 << 2 << QByteArray(R"({"items":[1,2],"next":"key 2"})");
}

void RouterTest::listsArePaged()
{
    QFETCH(const int, items);
    QFETCH(const int, limit);
    int written = 0;
    const Response response = ListPage{limit, {}}.write([&](JsonWriter &json) {
        if (written == items)
            return QString();
        json.value(++written);
        return u"key %1"_s.arg(written);
    });
    QTEST(response.body, "body");
    QVERIFY(written <= limit + 1);
}

CURBSIDE_TEST(RouterTest)

} // namespace tst_router

#include "tst_router.moc"
