// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/request_head.h"
#include "services/runtime/http/response_head.h"
#include "tests/support/test_class.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_request_head {

using namespace curbside;
using namespace Qt::StringLiterals;

using Fields = std::vector<std::pair<QByteArray, QByteArray>>;

namespace {

constexpr quint16 port = 7401;
const QByteArray token = "3f0c9d21e5a84b76";

RequestHead headOf(const QByteArray &method, const QByteArray &target, const Fields &fields)
{
    RequestHead head;
    head.method = method;
    head.target = target;
    for (const auto &[name, value] : fields)
        head.addField(name.toStdString(), value.toStdString());
    return head;
}

RequestHead ordinary(const QByteArray &target, const Fields &more = {})
{
    Fields fields{{"Host", "127.0.0.1:7401"}, {"Authorization", "Bearer " + token}};
    fields.insert(fields.end(), more.begin(), more.end());
    return headOf("GET", target, fields);
}

int statusOf(const std::expected<Request, Response> &admitted)
{
    return admitted ? 200 : admitted.error().status;
}

} // namespace

class RequestHeadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void hostsAndOrigins_data();
    void hostsAndOrigins();
    void tokens_data();
    void tokens();
    void anEmptyTokenLetsNobodyIn();
    void healthNeedsNoToken_data();
    void healthNeedsNoToken();
    void methods_data();
    void methods();
    void targets_data();
    void targets();
    void queriesAreDecoded();
    void anAbsoluteTargetIsAPath();
    void expectations_data();
    void expectations();
    void idempotencyKeys_data();
    void idempotencyKeys();
    void fieldsThatAreWrittenDownAreText_data();
    void fieldsThatAreWrittenDownAreText();
    void traceparents_data();
    void traceparents();
    void framing_data();
    void framing();
    void percentEscapes_data();
    void percentEscapes();
    void datesAreThoseOfHttp();
    void fieldsCannotBreakOut();
    void bodilessStatusesHaveNoLength();
};

void RequestHeadTest::hostsAndOrigins_data()
{
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const Fields &fields, int status) {
        QTest::newRow(name) << fields << status;
    };
    row("the address", {{"Host", "127.0.0.1:7401"}}, 200);
    row("the name", {{"Host", "localhost:7401"}}, 200);
    row("the name in another case", {{"hOsT", "LocalHost:7401"}}, 200);
    row("the IPv6 address", {{"Host", "[::1]:7401"}}, 200);
    row("no host", {}, 400);
    row("two hosts", {{"Host", "127.0.0.1:7401"}, {"Host", "127.0.0.1:7401"}}, 400);
    row("another port", {{"Host", "127.0.0.1:7400"}}, 403);
    row("no port", {{"Host", "127.0.0.1"}}, 403);
    row("an empty host", {{"Host", ""}}, 403);
    row("a port only", {{"Host", ":7401"}}, 403);
    row("a port with a zero before it", {{"Host", "127.0.0.1:07401"}}, 403);
    row("a port with something after it", {{"Host", "127.0.0.1:7401x"}}, 403);
    row("a rebound name", {{"Host", "evil.example:7401"}}, 403);
    row("a name that begins like ours", {{"Host", "localhost.evil.example:7401"}}, 403);
    row("a name that ends like ours", {{"Host", "evil.localhost:7401"}}, 403);
    row("another loopback address", {{"Host", "127.0.0.2:7401"}}, 403);
    row("any address", {{"Host", "0.0.0.0:7401"}}, 403);
    row("IPv6 without brackets", {{"Host", "::1:7401"}}, 403);
    row("somebody at ours", {{"Host", "me@127.0.0.1:7401"}}, 403);
    const Fields host{{"Host", "127.0.0.1:7401"}};
    const auto origin = [&](const char *value) { return Fields{host[0], {"Origin", value}}; };
    row("our origin", origin("http://127.0.0.1:7401"), 200);
    row("our origin by name", origin("http://localhost:7401"), 200);
    row("the null origin", origin("null"), 403);
    row("an empty origin", origin(""), 403);
    row("a foreign origin", origin("https://evil.example"), 403);
    row("our origin on another port", origin("http://127.0.0.1:8080"), 403);
    row("our origin without port", origin("http://127.0.0.1"), 403);
    row("our origin by https", origin("https://127.0.0.1:7401"), 403);
    row("an origin that begins like ours", origin("http://127.0.0.1:7401.evil.example"), 403);
    row("our origin with a path", origin("http://127.0.0.1:7401/"), 403);
    row("two origins", {host[0], {"Origin", "http://127.0.0.1:7401"}, {"Origin", "null"}}, 403);
}

void RequestHeadTest::hostsAndOrigins()
{
    QFETCH(Fields, fields);
    QFETCH(int, status);
    fields.emplace_back("Authorization", "Bearer " + token);
    QCOMPARE(statusOf(admit(headOf("GET", "/", fields), port, token)), status);
}

void RequestHeadTest::tokens_data()
{
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const Fields &fields, int status) {
        QTest::newRow(name) << fields << status;
    };
    row("the token", {{"Authorization", "Bearer " + token}}, 200);
    row("the scheme in another case", {{"Authorization", "bEARER " + token}}, 200);
    row("two spaces", {{"Authorization", "Bearer  " + token}}, 200);
    row("no token", {}, 401);
    row("an empty field", {{"Authorization", ""}}, 401);
    row("the scheme alone", {{"Authorization", "Bearer"}}, 401);
    row("the scheme and a space", {{"Authorization", "Bearer "}}, 401);
    row("the token alone", {{"Authorization", token}}, 401);
    row("another scheme", {{"Authorization", "Basic " + token}}, 401);
    row("the token cut short", {{"Authorization", "Bearer " + token.chopped(1)}}, 401);
    row("the token and more", {{"Authorization", "Bearer " + token + "0"}}, 401);
    row("the token's last digit changed", {{"Authorization", "Bearer " + token.chopped(1) + "7"}}, 401);
    row("the token's first digit changed", {{"Authorization", "Bearer 4" + token.sliced(1)}}, 401);
    row("the token in another case", {{"Authorization", "Bearer " + token.toUpper()}}, 401);
    row("the token twice", {{"Authorization", "Bearer " + token}, {"Authorization", "Bearer " + token}}, 401);
}

void RequestHeadTest::tokens()
{
    QFETCH(Fields, fields);
    QFETCH(int, status);
    fields.emplace_back("Host", "127.0.0.1:7401");
    const auto admitted = admit(headOf("GET", "/tasks", fields), port, token);
    QCOMPARE(statusOf(admitted), status);
    if (!admitted)
        QCOMPARE(admitted.error().headers, (Fields{{"WWW-Authenticate", "Bearer"}}));
}

void RequestHeadTest::anEmptyTokenLetsNobodyIn()
{
    for (const char *authorization : {"Bearer", "Bearer ", "Bearer  "}) {
        const Fields fields{{"Host", "127.0.0.1:7401"}, {"Authorization", authorization}};
        QCOMPARE(statusOf(admit(headOf("GET", "/", fields), port, {})), 401);
    }
}

void RequestHeadTest::healthNeedsNoToken_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<int>("status");
    QTest::newRow("GET") << QByteArray("GET") << QByteArray("/health") << Fields{} << 200;
    QTest::newRow("HEAD") << QByteArray("HEAD") << QByteArray("/health?a=b") << Fields{} << 200;
    QTest::newRow("with an empty body") << QByteArray("GET") << QByteArray("/health") << Fields{{"Content-Length", "0"}}
                                        << 200;
    QTest::newRow("with a body") << QByteArray("GET") << QByteArray("/health") << Fields{{"Content-Length", "9"}}
                                 << 401;
    QTest::newRow("with chunks") << QByteArray("GET") << QByteArray("/health")
                                 << Fields{{"Transfer-Encoding", "chunked"}} << 401;
    QTest::newRow("POST") << QByteArray("POST") << QByteArray("/health") << Fields{} << 401;
    QTest::newRow("a path below it") << QByteArray("GET") << QByteArray("/health/x") << Fields{} << 401;
    QTest::newRow("a path that begins like it") << QByteArray("GET") << QByteArray("/healthy") << Fields{} << 401;
    QTest::newRow("a path that is it after decoding")
        << QByteArray("GET") << QByteArray("/%68ealth") << Fields{} << 401;
}

void RequestHeadTest::healthNeedsNoToken()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(Fields, fields);
    QFETCH(int, status);
    fields.emplace_back("Host", "127.0.0.1:7401");
    QCOMPARE(statusOf(admit(headOf(method, target, fields), port, token)), status);
}

void RequestHeadTest::methods_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("read");
    for (const char *method : {"GET", "HEAD", "PUT", "POST", "DELETE"})
        QTest::newRow(method) << QByteArray(method) << QByteArray(method);
    for (const char *method : {"OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "BREW"})
        QTest::newRow(method) << QByteArray(method) << QByteArray("OTHER");
}

void RequestHeadTest::methods()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, read);
    RequestHead head = ordinary("/tasks");
    head.method = method;
    const auto admitted = admit(head, port, token);
    QVERIFY(admitted);
    QCOMPARE(nameOf(admitted->method), read.toStdString());
}

void RequestHeadTest::targets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *name, const QByteArray &target, int status, const QString &path = {}) {
        QTest::newRow(name) << target << status << path;
    };
    row("a path", "/deliveries/7", 200, u"/deliveries/7"_s);
    row("the root", "/", 200, u"/"_s);
    row("escapes", "/robots/R%207%2fa%3F%25", 200, u"/robots/R 7/a?%"_s);
    row("a plus in a path", "/a+b", 200, u"/a+b"_s);
    row("escaped UTF-8", "/P%C3%A4rnu/%f0%9f%a4%96", 200, u"/P\u00e4rnu/\U0001F916"_s);
    row("bare UTF-8", "/P\xc3\xa4rnu", 200, u"/P\u00e4rnu"_s);
    row("a byte order mark", "/%EF%BB%BFa", 200, u"/\ufeffa"_s);
    row("dots are left alone", "/a/../b/%2e%2e", 200, u"/a/../b/.."_s);
    row("a short escape", "/a%2", 400);
    row("a percent at the end", "/a%", 400);
    row("no digits", "/a%zz", 400);
    row("a sign for a digit", "/a%+1", 400);
    row("not UTF-8", "/a%ff", 400);
    row("bare bytes that are not UTF-8", "/a\xff", 400);
    row("a cut character", "/a%C3", 400);
    row("an overlong slash", "/a%c0%af", 400);
    row("an encoded surrogate", "/%ed%a0%80", 400);
    row("NUL", "/a%00b", 400);
    row("a fragment", "/a#b", 400);
    row("no slash", "tasks", 400);
    row("an asterisk", "*", 400);
    row("a query only", "?a=b", 400);
    row("an authority", "127.0.0.1:7401", 400);
    row("a broken escape in the query", "/a?b=%2", 400);
    row("a query that is not UTF-8", "/a?b=%ff", 400);
    row("NUL in the query", "/a?b%00=1", 400);
    row("another host", "http://evil.example:7401/a", 403);
    row("another port", "http://127.0.0.1:7400/a", 403);
    row("a host without a path", "http://127.0.0.1:7401", 403);
    row("another scheme", "https://127.0.0.1:7401/a", 400);
}

void RequestHeadTest::targets()
{
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    QFETCH(QString, path);
    const auto admitted = admit(ordinary(target), port, token);
    QCOMPARE(statusOf(admitted), status);
    if (admitted)
        QCOMPARE(admitted->path, path);
}

void RequestHeadTest::queriesAreDecoded()
{
    const auto admitted = admit(ordinary("/a?x=1&y=a+b%2Bc&&z&=v&x=%C3%A4?/=&"), port, token);
    QVERIFY(admitted);
    const std::vector<std::pair<QString, QString>> expected{
        {u"x"_s, u"1"_s}, {u"y"_s, u"a b+c"_s}, {u"z"_s, QString()}, {QString(), u"v"_s}, {u"x"_s, u"\u00e4?/="_s}};
    QVERIFY(admitted->query == expected);
    QCOMPARE(admitted->path, u"/a"_s);
    QVERIFY(admit(ordinary("/a?"), port, token)->query.empty());
}

void RequestHeadTest::anAbsoluteTargetIsAPath()
{
    const auto admitted = admit(ordinary("HTTP://localhost:7401/a%20b?c=d"), port, token);
    QVERIFY(admitted);
    QCOMPARE(admitted->path, u"/a b"_s);
    QCOMPARE(admitted->queryValue(u"c"), std::optional(u"d"_s));
}

void RequestHeadTest::expectations_data()
{
    QTest::addColumn<QByteArray>("expectation");
    QTest::addColumn<bool>("isHttp11");
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("expectsContinue");
    QTest::newRow("to go on") << QByteArray("100-continue") << true << 200 << true;
    QTest::newRow("to go on, in another case") << QByteArray("100-Continue") << true << 200 << true;
    QTest::newRow("to go on in HTTP/1.0") << QByteArray("100-continue") << false << 200 << false;
    QTest::newRow("something else") << QByteArray("a-miracle") << true << 417 << false;
}

void RequestHeadTest::expectations()
{
    QFETCH(QByteArray, expectation);
    QFETCH(bool, isHttp11);
    RequestHead head = ordinary("/", {{"Expect", expectation}});
    head.isHttp11 = isHttp11;
    QTEST(statusOf(admit(head, port, token)), "status");
    QTEST(head.expectsContinue(), "expectsContinue");
}

void RequestHeadTest::idempotencyKeys_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("key");
    const auto row = [](const char *name, const QByteArray &field, int status, const QByteArray &key = {}) {
        QTest::newRow(name) << field << status << key;
    };
    row("bare", "8e03978e-40d5", 200, "8e03978e-40d5");
    row("quoted", "\"8e03978e-40d5\"", 200, "8e03978e-40d5");
    row("quoted with escapes", R"("a\"b\\c")", 200, R"(a"b\c)");
    row("empty", "", 400);
    row("quoted and empty", "\"\"", 400);
    row("one quote", "\"", 400);
    row("open", "\"abc", 400);
    row("closed without opening", "abc\"", 400);
    row("a quote inside", R"("a"b")", 400);
    row("an unknown escape", R"("a\b")", 400);
    row("an escaped end", R"("ab\")", 400);
}

void RequestHeadTest::idempotencyKeys()
{
    QFETCH(QByteArray, field);
    const auto admitted = admit(ordinary("/", {{"Idempotency-Key", field}}), port, token);
    QTEST(statusOf(admitted), "status");
    if (admitted)
        QTEST(admitted->idempotencyKey, "key");
    QCOMPARE(statusOf(admit(ordinary("/", {{"Idempotency-Key", "a"}, {"Idempotency-Key", "a"}}), port, token)), 400);
}

void RequestHeadTest::fieldsThatAreWrittenDownAreText_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<int>("status");
    QTest::newRow("a key in UTF-8") << QByteArray("Idempotency-Key") << QByteArray("Z\xC3\xBCrich") << 200;
    QTest::newRow("a key in Latin-1") << QByteArray("Idempotency-Key") << QByteArray("Z\xFCrich") << 400;
    QTest::newRow("a quoted key in Latin-1") << QByteArray("Idempotency-Key") << QByteArray("\"Z\xFCrich\"") << 400;
    QTest::newRow("a type in Latin-1") << QByteArray("Content-Type") << QByteArray("text/\xFC") << 400;
}

void RequestHeadTest::fieldsThatAreWrittenDownAreText()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(int, status);
    QCOMPARE(statusOf(admit(ordinary("/", {{name, value}}), port, token)), status);
}

void RequestHeadTest::traceparents_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("isValid");
    const QByteArray ids = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";
    QTest::newRow("sampled") << "00-" + ids + "-01" << true;
    QTest::newRow("not sampled") << "00-" + ids + "-00" << true;
    QTest::newRow("a later version") << "cc-" + ids + "-01" << true;
    QTest::newRow("a later version with more") << "cc-" + ids + "-01-what-comes" << true;
    QTest::newRow("a later version that goes on without a dash") << "cc-" + ids + "-01.what" << false;
    QTest::newRow("version 00 with more") << "00-" + ids + "-01-x" << false;
    QTest::newRow("the invalid version") << "ff-" + ids + "-01" << false;
    QTest::newRow("upper case") << "00-" + ids.toUpper() + "-01" << false;
    QTest::newRow("no trace") << QByteArray("00-00000000000000000000000000000000-00f067aa0ba902b7-01") << false;
    QTest::newRow("no parent") << QByteArray("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01") << false;
    QTest::newRow("no flags") << "00-" + ids + "-" << false;
    QTest::newRow("no dashes") << "00." + ids + ".01" << false;
    QTest::newRow("not hexadecimal") << "00-g" + ids.sliced(1) + "-01" << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void RequestHeadTest::traceparents()
{
    QFETCH(QByteArray, field);
    QFETCH(bool, isValid);
    const auto admitted = admit(ordinary("/", {{"traceparent", field}}), port, token);
    QVERIFY(admitted);
    QCOMPARE(admitted->traceparent, isValid ? field : QByteArray());
}

void RequestHeadTest::framing_data()
{
    QTest::addColumn<Fields>("fields");
    QTest::addColumn<bool>("isHttp11");
    QTest::addColumn<bool>("isFaulty");
    const auto row = [](const char *name, const Fields &fields, bool isFaulty, bool isHttp11 = true) {
        QTest::newRow(name) << fields << isHttp11 << isFaulty;
    };
    row("no body", {}, false);
    row("a length", {{"Content-Length", "5"}}, false);
    row("chunks", {{"Transfer-Encoding", "chunked"}}, false);
    row("chunks in another case", {{"transfer-encoding", "Chunked"}}, false);
    row("two lengths", {{"Content-Length", "5"}, {"Content-Length", "6"}}, true);
    row("two equal lengths", {{"Content-Length", "5"}, {"Content-Length", "5"}}, true);
    row("a list of lengths", {{"Content-Length", "5, 5"}}, true);
    row("a length and chunks", {{"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}}, true);
    row("a length and another coding", {{"Transfer-Encoding", "gzip"}, {"Content-Length", "5"}}, true);
    row("another coding", {{"Transfer-Encoding", "gzip"}}, true);
    row("another coding and chunks", {{"Transfer-Encoding", "gzip, chunked"}}, true);
    row("a coding that begins like ours", {{"Transfer-Encoding", "chunkedx"}}, true);
    row("an empty coding", {{"Transfer-Encoding", ""}}, true);
    row("chunks twice", {{"Transfer-Encoding", "chunked"}, {"Transfer-Encoding", "chunked"}}, true);
    row("chunks in HTTP/1.0", {{"Transfer-Encoding", "chunked"}}, true, false);
}

void RequestHeadTest::framing()
{
    QFETCH(Fields, fields);
    QFETCH(bool, isHttp11);
    RequestHead head = headOf("POST", "/", fields);
    head.isHttp11 = isHttp11;
    QTEST(framingFault(head).has_value(), "isFaulty");
}

void RequestHeadTest::percentEscapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<QString>>("decoded");
    const auto row = [](const char *name, const QByteArray &text, const std::optional<QString> &decoded) {
        QTest::newRow(name) << text << decoded;
    };
    row("nothing", "", QString());
    row("an escape at the end", "a%41", u"aA"_s);
    row("an escape at the beginning", "%e2%82%ac5", u"\u20ac5"_s);
    row("an escaped percent is not decoded again", "%2541", u"%41"_s);
    row("an escape in both cases", "%3A%3a", u"::"_s);
    row("one digit", "%4", std::nullopt);
    row("a letter after F", "%4G", std::nullopt);
    row("an at sign", "%@0", std::nullopt);
    row("a NUL", "%00", std::nullopt);
}

void RequestHeadTest::percentEscapes()
{
    QFETCH(QByteArray, text);
    QTEST(percentDecoded(text), "decoded");
}

void RequestHeadTest::datesAreThoseOfHttp()
{
    QCOMPARE(httpDate(std::chrono::sys_seconds{std::chrono::seconds{784'111'777}}),
             QByteArray("Sun, 06 Nov 1994 08:49:37 GMT"));
    QCOMPARE(httpDate(std::chrono::sys_seconds{}), QByteArray("Thu, 01 Jan 1970 00:00:00 GMT"));
}

void RequestHeadTest::fieldsCannotBreakOut()
{
    Response response = Response::json("{}");
    response.headers = {{"Location", "/a\r\nSet-Cookie: b"}, {"X\nY", "1"}, {"Allow", "GET"}};
    QCOMPARE(responseHead(response, Persistence::Open, "now"),
             QByteArray("HTTP/1.1 200 OK\r\nDate: now\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                        "Allow: GET\r\n\r\n"));
}

void RequestHeadTest::bodilessStatusesHaveNoLength()
{
    QCOMPARE(responseHead(Response::noContent(), Persistence::Close, "now"),
             QByteArray("HTTP/1.1 204 No Content\r\nDate: now\r\nConnection: close\r\n\r\n"));
}

CURBSIDE_TEST(RequestHeadTest)

} // namespace tst_request_head

#include "tst_request_head.moc"
