// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/json/fields.h"
#include "tests/support/test_class.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_fields {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

struct Robot;
using Serial = Name<Robot>;
using RobotId = Id<Robot>;

enum class Lid { Closed, Open };

JsonDocument parsed(QByteArrayView text)
{
    auto document = JsonDocument::parse(text);
    if (!document)
        qFatal("%s", qPrintable(document.error().detail));
    return std::move(*document);
}

QStringList errorsOf(const Fields &fields)
{
    QStringList lines;
    if (const auto problem = fields.problem()) {
        for (const FieldError &error : problem->errors)
            lines << error.pointer + u": "_s + error.detail;
    }
    return lines;
}

enum class Kind { Flag, Integer, Small, Number, Text, Time, Uuid, Place, Id, Name, Enum, List };

void readAs(Kind kind, Fields &fields)
{
    switch (kind) {
    case Kind::Flag: std::ignore = fields.required<bool>("a"); break;
    case Kind::Integer: std::ignore = fields.required<qint64>("a"); break;
    case Kind::Small: std::ignore = fields.required<qint8>("a"); break;
    case Kind::Number: std::ignore = fields.required<double>("a"); break;
    case Kind::Text: std::ignore = fields.required<QString>("a"); break;
    case Kind::Time: std::ignore = fields.required<PlatformTime>("a"); break;
    case Kind::Uuid: std::ignore = fields.required<Uuid>("a"); break;
    case Kind::Place: std::ignore = fields.required<Place>("a"); break;
    case Kind::Id: std::ignore = fields.required<RobotId>("a"); break;
    case Kind::Name: std::ignore = fields.required<Serial>("a"); break;
    case Kind::Enum: std::ignore = fields.required<Lid>("a"); break;
    case Kind::List: std::ignore = fields.list<qint64>("a"); break;
    }
}

} // namespace

} // namespace tst_fields

template <>
struct curbside::EnumNames<tst_fields::Lid>
{
    static constexpr std::array<std::string_view, 2> names{"Closed", "Open"};
};

namespace tst_fields {

class FieldsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void everyKindIsRead();
    void absentAndNullAreNothing();
    void whatIsWrongIsNoted_data();
    void whatIsWrongIsNoted();
    void everyErrorIsNotedOnce();
    void pointersAreEscaped();
    void pointersBeginWhereTheObjectStands();
    void anotherKindThanAnObjectIsNotedOnce_data();
    void anotherKindThanAnObjectIsNotedOnce();
    void itemsAreNotedWithTheirPosition();
    void placesAreRoundedToMillimetres();
    void theCallersOwnFindingsCount();
    void theProblemIsUnprocessable();
};

void FieldsTest::everyKindIsRead()
{
    const JsonDocument document =
        parsed(R"({"flag":true,"integer":-9223372036854775808,"small":-128,"number":1.5,"whole":2,
        "text":"P\u00e4rnu","time":"2026-03-02T13:42:07.318+02:00","uuid":"01890A5D-AC96-774B-BCCE-B302099A8057",
        "place":{"x":1.25,"y":-10000000},"id":"01890a5d-ac96-774b-bcce-b302099a8057","name":"R-7","lid":"Open",
        "list":["a","b"],"more":{}})");
    Fields fields(document.root());
    const Uuid uuid = Uuid::fromUtf8("01890a5d-ac96-774b-bcce-b302099a8057").value();
    QCOMPARE(fields.required<bool>("flag"), true);
    QCOMPARE(fields.required<qint64>("integer"), std::numeric_limits<qint64>::min());
    QCOMPARE(fields.required<qint8>("small"), qint8{-128});
    QCOMPARE(fields.required<double>("number"), 1.5);
    QCOMPARE(fields.required<double>("whole"), 2.0);
    QCOMPARE(fields.required<QString>("text"), u"P\u00e4rnu"_s);
    QCOMPARE(toMicroseconds(fields.required<PlatformTime>("time")), 1'772'451'727'318'000);
    QVERIFY(fields.required<Uuid>("uuid") == uuid);
    QVERIFY((fields.required<Place>("place") == Place{1'250, -10'000'000'000}));
    QVERIFY(fields.required<RobotId>("id") == RobotId(uuid));
    QVERIFY(fields.required<Serial>("name") == Serial(u"R-7"_s));
    QVERIFY(fields.required<Lid>("lid") == Lid::Open);
    QCOMPARE(fields.list<QString>("list"), (std::vector<QString>{u"a"_s, u"b"_s}));
    QVERIFY(fields.raw("more").isObject());
    QVERIFY(fields.ok());
    QVERIFY(!fields.problem());
}

void FieldsTest::absentAndNullAreNothing()
{
    const JsonDocument document = parsed(R"({"a":null})");
    Fields fields(document.root());
    QVERIFY(!fields.optional<qint64>("a"));
    QVERIFY(!fields.optional<qint64>("b"));
    QVERIFY(fields.list<qint64>("a").empty());
    QVERIFY(fields.list<qint64>("b").empty());
    QVERIFY(fields.ok());
    QCOMPARE(fields.required<qint64>("a"), 0);
    QCOMPARE(fields.required<QString>("b"), QString());
    QCOMPARE(errorsOf(fields), (QStringList{u"/a: is missing"_s, u"/b: is missing"_s}));
}

void FieldsTest::whatIsWrongIsNoted_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, Kind kind, const QByteArray &json, const QString &detail) {
        QTest::newRow(name) << kind << json << detail;
    };
    row("a number for a flag", Kind::Flag, "1", u"is neither true nor false"_s);
    row("a text for a flag", Kind::Flag, "\"true\"", u"is neither true nor false"_s);
    row("a fraction for a whole number", Kind::Integer, "1.5", u"is not a whole number"_s);
    row("a fraction of zeros for a whole number", Kind::Integer, "1.0", u"is not a whole number"_s);
    row("a text for a whole number", Kind::Integer, "\"1\"", u"is not a whole number"_s);
    row("too large for 64 bits", Kind::Integer, "9223372036854775808", u"is not a whole number"_s);
    row("too large for its kind", Kind::Small, "128", u"is out of range"_s);
    row("too small for its kind", Kind::Small, "-129", u"is out of range"_s);
    row("a flag for a number", Kind::Number, "true", u"is not a number"_s);
    row("a number for a text", Kind::Text, "1", u"is not a text"_s);
    row("a text too long", Kind::Text, '"' + QByteArray(4097, 'a') + '"', u"is longer than 4096 characters"_s);
    row("a text with NUL", Kind::Text, R"("a\u0000")", u"contains a NUL character"_s);
    row("a time without a zone", Kind::Time, "\"2026-03-02T11:42:07\"",
        u"is not a time as in 2026-03-02T11:42:07.318Z"_s);
    row("a number for a time", Kind::Time, "0", u"is not a time as in 2026-03-02T11:42:07.318Z"_s);
    row("a short UUID", Kind::Uuid, "\"01890a5d\"", u"is not a UUID"_s);
    row("a number for an id", Kind::Id, "7", u"is not a UUID"_s);
    row("a place without y", Kind::Place, R"({"x":1})",
        u"is not a place: x and y in metres, each within 10,000 km of the origin"_s);
    row("a place as a list", Kind::Place, "[1,2]",
        u"is not a place: x and y in metres, each within 10,000 km of the origin"_s);
    row("a place too far", Kind::Place, R"({"x":1,"y":10000000.001})",
        u"is not a place: x and y in metres, each within 10,000 km of the origin"_s);
    row("an empty name", Kind::Name, "\"\"", u"is empty"_s);
    row("a number for a name", Kind::Name, "7", u"is not a text"_s);
    row("an unknown name of an enumeration", Kind::Enum, "\"Ajar\"", u"is none of Closed, Open"_s);
    row("another case of an enumeration", Kind::Enum, "\"open\"", u"is none of Closed, Open"_s);
    row("a number for an enumeration", Kind::Enum, "0", u"is not a text"_s);
    row("an object for a list", Kind::List, "{}", u"is not a list"_s);
}

void FieldsTest::whatIsWrongIsNoted()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, json);
    QFETCH(QString, detail);
    const JsonDocument document = parsed("{\"a\":" + json + '}');
    Fields fields(document.root());
    readAs(kind, fields);
    QVERIFY(!fields.ok());
    QCOMPARE(errorsOf(fields), QStringList{u"/a: "_s + detail});
}

void FieldsTest::everyErrorIsNotedOnce()
{
    const JsonDocument document = parsed(R"({"a":"x","b":1})");
    Fields fields(document.root());
    QCOMPARE(fields.required<qint64>("a"), 0);
    QCOMPARE(fields.required<qint64>("b"), 1);
    QCOMPARE(fields.optional<QString>("b"), std::nullopt);
    QCOMPARE(fields.required<bool>("c"), false);
    QCOMPARE(errorsOf(fields),
             (QStringList{u"/a: is not a whole number"_s, u"/b: is not a text"_s, u"/c: is missing"_s}));
}

void FieldsTest::pointersAreEscaped()
{
    const JsonDocument document = parsed("{}");
    Fields fields(document.root());
    std::ignore = fields.required<qint64>("a/b~c");
    QCOMPARE(errorsOf(fields), QStringList{u"/a~1b~0c: is missing"_s});
}

void FieldsTest::pointersBeginWhereTheObjectStands()
{
    const JsonDocument document = parsed(R"({"orders":[{"x":"y"}]})");
    document.root()["orders"].forEachItem([](JsonValue order) {
        Fields fields(order, u"/orders/0"_s);
        std::ignore = fields.required<qint64>("x");
        QCOMPARE(errorsOf(fields), QStringList{u"/orders/0/x: is not a whole number"_s});
    });
}

void FieldsTest::anotherKindThanAnObjectIsNotedOnce_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"[]", "1", "null", "\"a\""})
        QTest::newRow(text) << QByteArray(text);
}

void FieldsTest::anotherKindThanAnObjectIsNotedOnce()
{
    QFETCH(QByteArray, text);
    const JsonDocument document = parsed(text);
    Fields fields(document.root());
    std::ignore = fields.required<qint64>("a");
    std::ignore = fields.required<QString>("b");
    std::ignore = fields.list<QString>("c");
    QCOMPARE(errorsOf(fields), QStringList{u": is not an object"_s});
}

void FieldsTest::itemsAreNotedWithTheirPosition()
{
    const JsonDocument document = parsed(R"({"a":[1,"x",3,null]})");
    Fields fields(document.root());
    QCOMPARE(fields.list<qint64>("a"), (std::vector<qint64>{1, 3}));
    QCOMPARE(errorsOf(fields), (QStringList{u"/a/1: is not a whole number"_s, u"/a/3: is not a whole number"_s}));
}

void FieldsTest::placesAreRoundedToMillimetres()
{
    const JsonDocument document = parsed(R"({"a":{"x":0.0004,"y":-1.2346},"b":{"x":12.345,"y":1e3}})");
    Fields fields(document.root());
    QVERIFY((fields.required<Place>("a") == Place{0, -1'235}));
    QVERIFY((fields.required<Place>("b") == Place{12'345, 1'000'000}));
}

void FieldsTest::theCallersOwnFindingsCount()
{
    const JsonDocument document = parsed(R"({"speed":-1})");
    Fields fields(document.root());
    if (fields.required<qint64>("speed") < 0)
        fields.refuse("speed", u"is below zero"_s);
    QVERIFY(!fields.ok());
    QCOMPARE(errorsOf(fields), QStringList{u"/speed: is below zero"_s});
}

void FieldsTest::theProblemIsUnprocessable()
{
    const JsonDocument document = parsed("{}");
    Fields fields(document.root());
    std::ignore = fields.required<qint64>("a");
    const auto problem = fields.problem();
    QVERIFY(problem);
    QCOMPARE(problem->status, 422);
    QVERIFY(!fields.outcome());
    QCOMPARE(fields.outcome().error().status, 422);
    QVERIFY(Fields(document.root()).outcome());
}

CURBSIDE_TEST(FieldsTest)

} // namespace tst_fields

#include "tst_fields.moc"
