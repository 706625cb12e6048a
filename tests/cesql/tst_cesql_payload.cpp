// SPDX-License-Identifier: GPL-3.0-or-later
// Paths into the payload.
#include "tests/cesql/sample_record.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_cesql_payload {

using namespace curbside;

class CesqlPayloadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPathSays_data();
    void aPathSays();
    void whatIsNoJsonIsMissing_data();
    void whatIsNoJsonIsMissing();
};

namespace {

constexpr char payload[] = R"({"kind":"Jammed","battery":19.5,"count":3,"at":1772449200000000,"open":true,"note":null,
    "place":{"x":1,"y":-2},"items":[{"id":"a"},{"id":"b"}],"odd name":"o","quote'd":"q","empty":"","text":"é\u00e9\n",
    "zero":0.0,"wide":1e3,"é":"e"})";

void row(const char *name, const char *expression, const char *says)
{
    QTest::newRow(name) << QByteArray(expression) << QByteArray(says);
}

void addKinds()
{
    row("a text", "data.kind = 'Jammed'", "true");
    row("an escaped text is decoded", "data.text = 'éé\n'", "true");
    row("an empty text is there", "EXISTS data.empty", "true");
    row("a whole number", "data.count + 1", "4");
    row("true", "data.open", "true");
    row("null is missing", "EXISTS data.note", "false");
    row("null in a comparison", "data.note = 1", "false [missingAttribute]");
    row("what is not there", "data.none = 1", "false [missingAttribute]");
    row("names are told apart by case", "EXISTS data.Kind", "false");
    row("an object is its JSON text", "data.place", R"('{"x":1,"y":-2}')");
    row("an array is its JSON text", "data.items LIKE '%\"b\"%'", "true");
    row("the whole payload is its JSON text", "data LIKE '{\"kind\":\"Jam%'", "true");
}

void addSteps()
{
    row("a member of an object", "data.place.y = -2", "true");
    row("a position in an array", "data.items.1.id = 'b'", "true");
    row("beyond an array", "EXISTS data.items.2", "false");
    row("a name in an array", "EXISTS data.items.id", "false");
    row("a step into a text", "EXISTS data.kind.length", "false");
    row("a name in quotes", "data.'odd name' = 'o'", "true");
    row("a name with a quote in it", R"(data.'quote\'d' = 'q')", "true");
    row("a name beyond ASCII", "data.'é' = 'e'", "true");
    row("a second path starts at the top again", "data.place.x = 1 AND data.kind = 'Jammed' AND data.place.y = -2",
        "true");
}

void addNumbers()
{
    row("a fraction is compared as one", "data.battery < 20", "true");
    row("a fraction is not cut", "data.battery > 19", "true");
    row("a fraction from the other side", "20 > data.battery", "true");
    row("a fraction with a text of one", "data.battery >= '19.5'", "true");
    row("a fraction equals its text", "data.battery = '19.5'", "true");
    row("a fraction equals it written otherwise", "data.battery = '19.50'", "true");
    row("a fraction is not another text", "data.battery = 'x'", "false");
    row("a fraction in a list of whole numbers", "data.battery IN (19, 20)", "false");
    row("a fraction in arithmetic is cut", "data.battery + 1", "20");
    row("a fraction as a text", "STRING(data.battery)", "'19.5'");
    row("a whole number beyond 32 bits is compared", "data.at > 2000000000", "true");
    row("a whole number beyond 32 bits in arithmetic", "data.at + 1", "1 [cast]");
    row("zero with a fraction is whole", "data.zero = 0", "true");
    row("a power of ten is whole", "data.wide = 1000", "true");
}

} // namespace

void CesqlPayloadTest::aPathSays_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("says");
    addKinds();
    addSteps();
    addNumbers();
}

void CesqlPayloadTest::aPathSays()
{
    QFETCH(const QByteArray, expression);
    QFETCH(const QByteArray, says);
    SampleRecord record;
    record.setPayload(payload);
    QCOMPARE(QByteArray::fromStdString(told(expression.toStdString(), record)), says);
}

void CesqlPayloadTest::whatIsNoJsonIsMissing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a word") << QByteArray("plain");
    QTest::newRow("an object cut short") << QByteArray(R"({"kind":)");
    QTest::newRow("a text cut short") << QByteArray(R"({"kind":"Jam)");
    QTest::newRow("a number") << QByteArray("12");
    QTest::newRow("only opening brackets") << QByteArray(100'000, '[');
    QTest::newRow("no UTF-8") << QByteArray("{\"kind\":\"\xff\"}");
    QTest::newRow("zeros") << QByteArray(64, '\0');
}

void CesqlPayloadTest::whatIsNoJsonIsMissing()
{
    QFETCH(const QByteArray, text);
    SampleRecord record;
    record.setPayload(text.toStdString());
    QCOMPARE(told("data.kind = 'Jammed'", record), std::string("false [missingAttribute]"));
}

CURBSIDE_TEST(CesqlPayloadTest)

} // namespace tst_cesql_payload

#include "tst_cesql_payload.moc"
