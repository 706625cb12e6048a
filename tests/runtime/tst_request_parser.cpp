// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/request_parser.h"

#include "services/runtime/time/random_stream.h"
#include "tests/support/test_class.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_request_parser {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

using Progress = RequestParser::Progress;
const HttpServer::Limits limits{.requestLine = 100, .headerBytes = 400, .headerCount = 10, .bodyBytes = 64};

/// What became of a stream of bytes: "target body|" for each request, then "400" or so where it broke, or "…" where more
/// was awaited.
QByteArray outcome(const QByteArray &stream, qsizetype pieceBytes)
{
    QByteArray told;
    QByteArray input;
    RequestParser parser(limits);
    for (qsizetype at = 0; at < stream.size() || !input.isEmpty();) {
        switch (parser.take(input)) {
        case Progress::NeedsMore:
            if (at >= stream.size())
                return told + "\u2026";
            input += stream.sliced(at, std::min(pieceBytes, stream.size() - at));
            at += pieceBytes;
            break;
        case Progress::HeadDone: told += parser.head().target; break;
        case Progress::Done:
            told += ' ' + parser.takeBody() + '|';
            parser = RequestParser(limits);
            break;
        case Progress::Faulty: return told + QByteArray::number(parser.fault().status);
        }
    }
    const Progress last = parser.take(input);
    if (last == Progress::HeadDone)
        told += parser.head().target;
    if (last == Progress::Done || (last == Progress::HeadDone && parser.take(input) == Progress::Done))
        return told + ' ' + parser.takeBody() + '|';
    if (last == Progress::Faulty)
        return told + QByteArray::number(parser.fault().status);
    return parser.hasBegun() ? told + "\u2026" : told;
}

/// Without what was left over, or wrong with it: how early that is noticed depends on the pieces.
QByteArray requestsIn(const QByteArray &told)
{
    return told.first(told.lastIndexOf('|') + 1);
}

QByteArray filled(qsizetype length, const QByteArray &before = {}, const QByteArray &after = {})
{
    return before + QByteArray(length - before.size() - after.size(), 'x') + after;
}

const QByteArray get = "GET /a HTTP/1.1\r\n";
const QByteArray post = "POST /b HTTP/1.1\r\n";
const QByteArray chunked = post + "Transfer-Encoding: chunked\r\n\r\n";

void row(const char *name, const QByteArray &stream, const QByteArray &told)
{
    QTest::newRow(name) << stream << told;
}

void addBrokenStreams()
{
    row("garbage", "\x16\x03\x01\x02\r\n\r\n", "400");
    row("a line that is not one", "GARBAGE\r\n\r\n", "400");
    row("HTTP/2", "PRI * HTTP/2.0\r\n\r\n", "400");
    row("HTTP/0.9", "GET /a\r\n\r\n", "400");
    row("a space in the target", "GET /a b HTTP/1.1\r\n\r\n", "400");
    row("bare line feeds", "GET /a HTTP/1.1\nHost: x\n\n" + filled(500), "400");
    row("a bare carriage return", get + "X: a\rb\r\n\r\n", "400");
    row("a NUL in a field", get + QByteArray("X: a\0b\r\n\r\n", 10), "400");
    row("a field without a colon", get + "X y\r\n\r\n", "400");
    row("a space before the colon", get + "Content-Length : 3\r\n\r\nabc", "400");
    row("a field without a name", get + ": y\r\n\r\n", "400");
    row("a length that is no number", post + "Content-Length: abc\r\n\r\n", "400");
    row("a negative length", post + "Content-Length: -1\r\n\r\n", "400");
    row("a length with a sign", post + "Content-Length: +1\r\n\r\n", "400");
    row("a hexadecimal length", post + "Content-Length: 0x1\r\n\r\n", "400");
    row("an empty length", post + "Content-Length:\r\n\r\n", "400");
    row("a length beyond 64 bits", post + "Content-Length: 18446744073709551617\r\n\r\n", "400");
    row("two lengths", post + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", "400");
    row("two equal lengths", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "400");
    row("a length and chunks", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400");
    row("chunks and a length", post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", "400");
    row("an unknown coding", post + "Transfer-Encoding: xchunked\r\n\r\n", "400");
    row("a chunk without a size", chunked + "\r\nabcde", "/b400");
    row("a chunk of no number", chunked + "g\r\nabcde", "/b400");
    row("a chunk with a prefix", chunked + "0x3\r\nabc\r\n\r\n", "/b400");
    row("a negative chunk", chunked + "-3\r\nabc\r\n", "/b400");
    row("a chunk beyond 64 bits", chunked + "10000000000000001\r\nabc", "/b400");
    row("a chunk longer than it says", chunked + "3\r\nabcd\r\n0\r\n\r\n", "/b400");
    row("a chunk ended by a bare line feed", chunked + "3\nabc\n0\n\n" + filled(500), "/b431");
    row("a length among the trailers", chunked + "1\r\na\r\n0\r\nContent-Length: 3\r\n\r\n", "/b400");
}

void addStreamsAtTheLimits()
{
    row("the longest line", filled(100, "GET /", " HTTP/1.1") + "\r\n\r\n", filled(87, "/") + " |");
    row("a line too long", filled(101, "GET /", " HTTP/1.1") + "\r\n\r\n", "414");
    row("a line that does not end", filled(200, "GET /"), "414");
    row("a method that does not end", filled(200), "414");
    row("the longest head", get + filled(398, "X: ", "\r\n") + "\r\n", "/a |");
    row("a head too long", get + filled(399, "X: ", "\r\n") + "\r\n", "431");
    row("ten fields", get + QByteArray("X: y\r\n").repeated(10) + "\r\n", "/a |");
    row("eleven fields", get + QByteArray("X: y\r\n").repeated(11) + "\r\n", "431");
    row("the longest body", post + "Content-Length: 64\r\n\r\n" + filled(64), "/b " + filled(64) + "|");
    row("the longest body in chunks", chunked + "20\r\n" + filled(32) + "\r\n20\r\n" + filled(32) + "\r\n0\r\n\r\n",
        "/b " + filled(64) + "|");
    row("chunks too long together", chunked + "20\r\n" + filled(32) + "\r\n21\r\n" + filled(33) + "\r\n0\r\n\r\n",
        "/b413");
    row("one chunk too long", chunked + "41\r\n" + filled(65), "/b413");
    row("the greatest chunk", chunked + "ffffffffffffffff\r\n" + filled(65), "/b413");
    row("a chunk's extension that does not end", chunked + "1;" + filled(500), "/b431");
    row("trailers too many", chunked + "0\r\n" + QByteArray("X: y\r\n").repeated(11) + "\r\n", "/b431");
    row("trailers that do not end", chunked + "0\r\nX: " + filled(500), "/b431");
}

} // namespace

class RequestParserTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void streamsBreakIntoRequests_data();
    void streamsBreakIntoRequests();
    void trailersAreNotBelieved();
    void persistenceIsTheClients_data();
    void persistenceIsTheClients();
    void anEndlessHeadIsHeldBack_data();
    void anEndlessHeadIsHeldBack();
    void garbageDoesNoHarm();
};

void RequestParserTest::streamsBreakIntoRequests_data()
{
    QTest::addColumn<QByteArray>("stream");
    QTest::addColumn<QByteArray>("told");
    row("a request", get + "\r\n", "/a |");
    row("three in a row", get + "\r\n" + post + "Content-Length: 3\r\n\r\nabc" + get + "X: y\r\n\r\n",
        "/a |/b abc|/a |");
    row("an empty body", post + "Content-Length: 0\r\n\r\n" + get + "\r\n", "/b |/a |");
    row("chunks", chunked + "3\r\nabc\r\n0A;x=\"y\"\r\n0123456789\r\n0\r\n\r\n" + get + "\r\n",
        "/b abc0123456789|/a |");
    row("no chunks", chunked + "0\r\n\r\n" + get + "\r\n", "/b |/a |");
    row("chunks with trailers", chunked + "1\r\na\r\n0\r\nX: y\r\nZ: w\r\n\r\n" + get + "\r\n", "/b a|/a |");
    row("a body cut short", post + "Content-Length: 5\r\n\r\nabc", "/b\u2026");
    row("a head cut short", get + "X: y\r\n", "\u2026");
    row("a folded field", get + "X: y\r\n z\r\n\r\n", "/a |");
    row("HTTP/1.0", "GET /a HTTP/1.0\r\n\r\n", "/a |");
    addBrokenStreams();
    addStreamsAtTheLimits();
}

void RequestParserTest::streamsBreakIntoRequests()
{
    QFETCH(QByteArray, stream);
    QFETCH(QByteArray, told);
    QCOMPARE(outcome(stream, stream.size()), told);
    for (qsizetype pieceBytes = stream.size() - 1; pieceBytes > 0; --pieceBytes) {
        const QByteArray actual = outcome(stream, pieceBytes);
        QVERIFY2(requestsIn(actual) == requestsIn(told),
                 "in pieces of " + QByteArray::number(pieceBytes) + ": " + actual);
    }
}

void RequestParserTest::trailersAreNotBelieved()
{
    QByteArray input =
        "POST /b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nHost: x\r\nIdempotency-Key: y\r\n\r\n";
    RequestParser parser(limits);
    QVERIFY(parser.take(input) == Progress::HeadDone);
    QVERIFY(parser.take(input) == Progress::Done);
    QCOMPARE(parser.head()[HeadField::Host].count, 0);
    QCOMPARE(parser.head()[HeadField::IdempotencyKey].count, 0);
}

void RequestParserTest::persistenceIsTheClients_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<bool>("persists");
    QTest::newRow("HTTP/1.1") << QByteArray("GET / HTTP/1.1\r\n\r\n") << true;
    QTest::newRow("HTTP/1.1 with close") << QByteArray("GET / HTTP/1.1\r\nConnection: x, Close\r\n\r\n") << false;
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("HTTP/1.0 with keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true;
    QTest::newRow("half a request") << QByteArray("GET / HTTP/1.1\r\n") << false;
}

void RequestParserTest::persistenceIsTheClients()
{
    QFETCH(QByteArray, request);
    RequestParser parser(limits);
    parser.take(request);
    QTEST(parser.persists(), "persists");
}

void RequestParserTest::anEndlessHeadIsHeldBack_data()
{
    QTest::addColumn<QByteArray>("beginning");
    QTest::newRow("a method") << QByteArray();
    QTest::newRow("a target") << QByteArray("GET /");
    QTest::newRow("a field's name") << QByteArray("GET / HTTP/1.1\r\n");
    QTest::newRow("a field's value") << QByteArray("GET / HTTP/1.1\r\nX: ");
    QTest::newRow("a folded value") << QByteArray("GET / HTTP/1.1\r\nX: a\r\n ");
}

void RequestParserTest::anEndlessHeadIsHeldBack()
{
    QFETCH(QByteArray, beginning);
    RequestParser parser(limits);
    QByteArray input = beginning;
    std::size_t bytes = 0;
    while (parser.take(input) == Progress::NeedsMore) {
        input += "x";
        QVERIFY(++bytes <= limits.requestLine + limits.headerBytes + 2);
    }
    QVERIFY(parser.take(input) == Progress::Faulty);
    QVERIFY(parser.fault().status == 431 || parser.fault().status == 414);
}

void RequestParserTest::garbageDoesNoHarm()
{
    // Parts of requests in any order: whatever requests come out, the same come out in one piece and byte by byte.
    const QByteArrayList pieces{"GET /a HTTP/1.1\r\n",
                                "POST /b HTTP/1.1\r\n",
                                "GET /c HTTP/1.0\r\n",
                                "\r\n",
                                "\r\n",
                                "\r\n",
                                "Content-Length: 3\r\n",
                                "Content-Length: ",
                                "Transfer-Encoding: chunked\r\n",
                                "abc",
                                "3\r\n",
                                "0\r\n",
                                "3\r\nabc\r\n",
                                "0\r\n\r\n",
                                "Host: x\r\n",
                                ":",
                                " ",
                                "\r",
                                "\n",
                                "\xff",
                                QByteArray(1, '\0'),
                                ";"};
    RandomStream random(1, "garbage", 1);
    qsizetype requests = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray stream;
        for (std::uint64_t left = 2 + random.below(10); left > 0; --left)
            stream += pieces[static_cast<qsizetype>(random.below(static_cast<std::uint64_t>(pieces.size())))];
        const QByteArray told = requestsIn(outcome(stream, stream.size()));
        QCOMPARE(requestsIn(outcome(stream, 1)), told);
        requests += told.count('|');
    }
    QVERIFY2(requests > 100, qPrintable(QString::number(requests)));
}

CURBSIDE_TEST(RequestParserTest)

} // namespace tst_request_parser

#include "tst_request_parser.moc"
