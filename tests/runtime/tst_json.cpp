// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/json/json.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <limits>
#include <thread>
#include <vector>

namespace tst_json {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

JsonDocument parsed(QByteArrayView text)
{
    auto document = JsonDocument::parse(text);
    if (!document)
        qFatal("%s is refused: %s", text.data(), qPrintable(document.error().detail));
    return std::move(*document);
}

QByteArray nested(std::size_t levels, const QByteArray &inside)
{
    return QByteArray(static_cast<qsizetype>(levels), '[') + inside + QByteArray(static_cast<qsizetype>(levels), ']');
}

void addFiles(const QString &prefix)
{
    QTest::addColumn<QByteArray>("text");
    if (!qEnvironmentVariableIsSet("CURBSIDE_TEST_DATA"))
        QSKIP("CURBSIDE_TEST_DATA is not set: the public JSON suite is not read");
    const QDir folder(qEnvironmentVariable("CURBSIDE_TEST_DATA") + u"/json-test-suite/test_parsing"_s);
    const QStringList names = folder.entryList({prefix + u"*.json"_s}, QDir::Files, QDir::Name);
    if (names.isEmpty())
        QSKIP("CURBSIDE_TEST_DATA has no json-test-suite");
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTest::newRow(qPrintable(name)) << file.readAll();
    }
}

} // namespace

class JsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void theSuitesValidTextsAreAccepted_data() { addFiles(u"y_"_s); }
    void theSuitesValidTextsAreAccepted();
    void theSuitesInvalidTextsAreRefused_data() { addFiles(u"n_"_s); }
    void theSuitesInvalidTextsAreRefused();
    void theSuitesOpenTextsDoNoHarm_data() { addFiles(u"i_"_s); }
    void theSuitesOpenTextsDoNoHarm();

    void validTextIsAccepted_data();
    void validTextIsAccepted();
    void invalidTextIsRefused_data();
    void invalidTextIsRefused();
    void depthHasALimit_data();
    void depthHasALimit();
    void refusalsSayWhy_data();
    void refusalsSayWhy();

    void wholeNumbersAreExact_data();
    void wholeNumbersAreExact();
    void otherNumbersAreNotWhole_data();
    void otherNumbersAreNotWhole();
    void numbersAreRead();
    void stringsAreDecoded_data();
    void stringsAreDecoded();
    void anAbsentValueAnswersNothing();
    void anotherKindAnswersNothing();
    void theFirstOfEqualNamesCounts();
    void membersAndItemsKeepTheirOrder();
    void manyItemsAreCounted();
    void valuesOutliveMovesAndFurtherParses();
    void documentsGoFromThreadToThread();
    void largeTextsAreRead();
};

void JsonTest::theSuitesValidTextsAreAccepted()
{
    QFETCH(QByteArray, text);
    const JsonDocument document = parsed(text);
    const QByteArray written = document.root().toJson();
    QCOMPARE(parsed(written).root().toJson(), written);
}

void JsonTest::theSuitesInvalidTextsAreRefused()
{
    QFETCH(QByteArray, text);
    QVERIFY(!JsonDocument::parse(text));
}

void JsonTest::theSuitesOpenTextsDoNoHarm()
{
    QFETCH(QByteArray, text);
    if (const auto document = JsonDocument::parse(text)) {
        const QByteArray written = document->root().toJson();
        QCOMPARE(parsed(written).root().toJson(), written);
    }
}

void JsonTest::validTextIsAccepted_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("compact");
    const auto row = [](const char *name, const char *text, const char *compact) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(compact);
    };
    row("an empty object", "{}", "{}");
    row("an empty array", " [ ] ", "[]");
    row("white space", "\t\r\n {\"a\" :\n1 ,\"b\": [ true,false , null ] } \n", R"({"a":1,"b":[true,false,null]})");
    row("a number alone", "42", "42");
    row("a string alone", "\"a\"", "\"a\"");
    row("null alone", "null", "null");
    row("an empty name", R"({"":0})", R"({"":0})");
    row("equal names", R"({"a":1,"a":2})", R"({"a":1,"a":2})");
    row("numbers", "[0,-0,-1,1.5,1e3,1E-2,1.25e+2,0.1]", "[0,0,-1,1.5,1000,0.01,125,0.1]");
    row("escapes", R"(["\"\\\/\b\f\n\r\t\u00e9\u0000"])", "[\"\\\"\\\\/\\b\\f\\n\\r\\t\u00e9\\u0000\"]");
    row("a pair of surrogates", R"(["\ud83e\udd16"])", "[\"\U0001F916\"]");
    row("the last code point", R"(["\udbff\udfff"])", "[\"\U0010FFFF\"]");
    row("DEL stands for itself", "[\"\x7f\"]", "[\"\x7f\"]");
}

void JsonTest::validTextIsAccepted()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, compact);
    QCOMPARE(parsed(text).root().toJson(), compact);
    QCOMPARE(parsed(compact).root().toJson(), compact);
}

void JsonTest::invalidTextIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char *name, const QByteArray &text) { QTest::newRow(name) << text; };
    row("nothing", "");
    row("white space only", " \n");
    row("a byte order mark", "\xEF\xBB\xBF{}");
    row("UTF-16", QByteArray("{\0}\0", 4));
    row("two values", "{} {}");
    row("something after it", "{}x");
    row("a NUL after it", QByteArray("1\0", 2));
    row("a comma at the end of an array", "[1,]");
    row("a comma at the end of an object", R"({"a":1,})");
    row("no comma", "[1 2]");
    row("an open array", "[1");
    row("an open string", "[\"a");
    row("a wrong bracket", "[1}");
    row("a comment", "[1] // one");
    row("a name without quotes", "{a:1}");
    row("single quotes", "['a']");
    row("a leading zero", "[01]");
    row("a leading plus", "[+1]");
    row("a point without digits", "[1.]");
    row("a point without a number", "[.5]");
    row("an exponent without digits", "[1e]");
    row("hexadecimal", "[0x10]");
    row("not a number", "[NaN]");
    row("infinity", "[-Infinity]");
    row("too large for a double", "[1e400]");
    row("too large for 64 bits", "[18446744073709551616]");
    row("too small for 64 bits", "[-9223372036854775809]");
    row("upper case", "[TRUE]");
    row("a control character in a string", "[\"a\nb\"]");
    row("an unknown escape", R"(["\x41"])");
    row("a short escape", R"(["\u12"])");
    row("a high surrogate alone", R"(["\ud83e"])");
    row("a low surrogate alone", R"(["\udd16"])");
    row("surrogates the wrong way round", R"(["\udd16\ud83e"])");
    row("a stray continuation byte", "[\"\x80\"]");
    row("an overlong slash", "[\"\xc0\xaf\"]");
    row("an encoded surrogate", "[\"\xed\xa0\x80\"]");
    row("beyond the last code point", "[\"\xf4\x90\x80\x80\"]");
    row("a cut character", "[\"\xe2\x82\"]");
}

void JsonTest::invalidTextIsRefused()
{
    QFETCH(QByteArray, text);
    const auto document = JsonDocument::parse(text);
    QVERIFY(!document);
    QVERIFY(!document.error().detail.isEmpty());
}

void JsonTest::depthHasALimit_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("64 levels") << nested(64, "1") << true;
    QTest::newRow("64 levels and none inside") << nested(64, "") << true;
    QTest::newRow("65 levels") << nested(65, "1") << false;
    QTest::newRow("65 levels and none inside") << nested(65, "") << false;
    QTest::newRow("an empty object on level 65") << nested(64, "{}") << false;
    QTest::newRow("an empty object on level 65 after much else") << nested(64, "1,2.5,\"a\",{}") << false;
    QTest::newRow("level 64 many times") << nested(63, "[1],[-1],[0.5],{\"a\":1},[]") << true;
    QTest::newRow("many values side by side") << '[' + QByteArray("[7],").repeated(1000) + "7]" << true;
    QTest::newRow("a hundred thousand levels") << nested(100'000, "") << false;
    QTest::newRow("a hundred thousand open brackets") << QByteArray(100'000, '[') << false;
}

void JsonTest::depthHasALimit()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, accepted);
    QCOMPARE(JsonDocument::parse(text).has_value(), accepted);
}

void JsonTest::refusalsSayWhy_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("word");
    QTest::newRow("depth") << nested(65, "1") << u"deeper than 64"_s;
    QTest::newRow("encoding") << QByteArray("[\"\xff\"]") << u"UTF-8"_s;
    QTest::newRow("nothing") << QByteArray(" ") << u"empty"_s;
    QTest::newRow("a byte order mark") << QByteArray("\xEF\xBB\xBF{}") << u"byte order mark"_s;
    QTest::newRow("anything else") << QByteArray("[1,]") << u"not valid JSON"_s;
}

void JsonTest::refusalsSayWhy()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, word);
    const auto document = JsonDocument::parse(text);
    QVERIFY(!document);
    QVERIFY2(document.error().detail.contains(word), qPrintable(document.error().detail));
}

void JsonTest::wholeNumbersAreExact_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("number");
    QTest::newRow("zero") << QByteArray("0") << qint64{0};
    QTest::newRow("minus zero") << QByteArray("-0") << qint64{0};
    QTest::newRow("the greatest") << QByteArray("9223372036854775807") << std::numeric_limits<qint64>::max();
    QTest::newRow("the least") << QByteArray("-9223372036854775808") << std::numeric_limits<qint64>::min();
    QTest::newRow("beyond a double") << QByteArray("9007199254740993") << qint64{9'007'199'254'740'993};
    QTest::newRow("beyond a double below zero") << QByteArray("-9007199254740993") << qint64{-9'007'199'254'740'993};
}

void JsonTest::wholeNumbersAreExact()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, number);
    const JsonDocument document = parsed(text);
    QCOMPARE(document.root().toInteger(), std::optional<std::int64_t>(number));
    QCOMPARE(document.root().toJson(), QByteArray::number(number));
}

void JsonTest::otherNumbersAreNotWhole_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"1.0", "1e3", "0.5", "-0.0", "9223372036854775808", "18446744073709551615", "\"1\"", "true", "null"})
        QTest::newRow(text) << QByteArray(text);
}

void JsonTest::otherNumbersAreNotWhole()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parsed(text).root().toInteger());
}

void JsonTest::numbersAreRead()
{
    const JsonDocument document = parsed("[1.5, -2, 18446744073709551615, 5e-324, 1.7976931348623157e308, 0.1]");
    std::vector<double> numbers;
    document.root().forEachItem([&numbers](JsonValue item) { numbers.push_back(item.toDouble().value()); });
    QCOMPARE(numbers,
             (std::vector<double>{1.5, -2, 18446744073709551615.0, std::numeric_limits<double>::denorm_min(),
                                  std::numeric_limits<double>::max(), 0.1}));
    QCOMPARE(parsed("18446744073709551615").root().toJson(), QByteArray("18446744073709551615"));
}

void JsonTest::stringsAreDecoded_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("decoded");
    QTest::newRow("nothing") << QByteArray(R"("")") << QString();
    QTest::newRow("escapes") << QByteArray(R"("\"\\\/\b\f\n\r\t")") << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("a robot") << QByteArray(R"("\ud83e\udd16")") << u"\U0001F916"_s;
    QTest::newRow("UTF-8") << QByteArray("\"P\xc3\xa4rnu mnt 2\"") << u"P\u00e4rnu mnt 2"_s;
    QTest::newRow("NUL") << QByteArray(R"("a\u0000b")") << u"a\0b"_s;
    QTest::newRow("a byte order mark inside") << QByteArray("\"\xef\xbb\xbf\xef\xbb\xbf{}\"") << u"\ufeff\ufeff{}"_s;
    QTest::newRow("a replacement character") << QByteArray("\"\xef\xbf\xbd\"") << u"\ufffd"_s;
}

void JsonTest::stringsAreDecoded()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, decoded);
    const JsonDocument document = parsed(text);
    QCOMPARE(document.root().toString(), std::optional(decoded));
    const std::string_view utf8 = document.root().toUtf8().value();
    QCOMPARE(QByteArrayView(utf8.data(), static_cast<qsizetype>(utf8.size())), QByteArrayView(decoded.toUtf8()));
}

void JsonTest::anAbsentValueAnswersNothing()
{
    const JsonDocument document = parsed(R"({"a":{"b":1}})");
    const JsonValue absent = document.root()["x"]["y"]["z"];
    QVERIFY(absent.isAbsent());
    QVERIFY(!absent.isNull() && !absent.isObject() && !absent.isArray() && !absent.isString());
    QVERIFY(!absent.toBool() && !absent.toInteger() && !absent.toDouble() && !absent.toString() && !absent.toUtf8());
    QCOMPARE(absent.size(), std::size_t{0});
    int visits = 0;
    absent.forEachItem([&visits](JsonValue) { ++visits; });
    absent.forEachMember([&visits](std::string_view, JsonValue) { ++visits; });
    QCOMPARE(visits, 0);
    QCOMPARE(absent.toJson(), QByteArray("null"));
    QVERIFY(document.root()["a"]["b"]["c"].isAbsent());
    QCOMPARE(document.root()["a"]["b"].toInteger(), std::optional<std::int64_t>(1));
}

void JsonTest::anotherKindAnswersNothing()
{
    const JsonDocument document = parsed(R"([{"a":1},"b",true,null,[1]])");
    std::vector<JsonValue> items;
    document.root().forEachItem([&items](JsonValue item) { items.push_back(item); });
    QCOMPARE(items.size(), std::size_t{5});
    QVERIFY(items[0].isObject() && !items[0].toString() && !items[0].toBool());
    QVERIFY(items[1].isString() && !items[1].toInteger() && items[1]["a"].isAbsent());
    QCOMPARE(items[2].toBool(), std::optional(true));
    QVERIFY(!items[2].toInteger() && !items[2].toDouble());
    QVERIFY(items[3].isNull() && !items[3].isAbsent() && !items[3].toBool());
    QVERIFY(items[4].isArray() && items[4]["a"].isAbsent() && !items[4].toString());
    int visits = 0;
    items[0].forEachItem([&visits](JsonValue) { ++visits; });
    items[4].forEachMember([&visits](std::string_view, JsonValue) { ++visits; });
    QCOMPARE(visits, 0);
}

void JsonTest::theFirstOfEqualNamesCounts()
{
    const JsonDocument document = parsed(R"({"ab":0,"a":{"a":9},"a":2,"\u0061":3})");
    QCOMPARE(document.root()["a"]["a"].toInteger(), std::optional<std::int64_t>(9));
    QCOMPARE(document.root().size(), std::size_t{4});
}

void JsonTest::membersAndItemsKeepTheirOrder()
{
    const JsonDocument document = parsed(R"({"z":[3,[1,2],{"q":[]}],"a":1.5,"m":{}})");
    QByteArray names;
    document.root().forEachMember([&names](std::string_view name, JsonValue value) {
        names.append(name.data(), static_cast<qsizetype>(name.size())).append(value.toJson()).append(' ');
    });
    QCOMPARE(names, QByteArray(R"(z[3,[1,2],{"q":[]}] a1.5 m{} )"));
    QCOMPARE(document.root()["z"].size(), std::size_t{3});
    QCOMPARE(document.root()["m"].size(), std::size_t{0});
}

void JsonTest::manyItemsAreCounted()
{
    constexpr qsizetype beyondTheTapesOwnCount = (1 << 24) + 10;
    const JsonDocument document = parsed('[' + QByteArray("1,").repeated(beyondTheTapesOwnCount) + "1]");
    QCOMPARE(document.root().size(), std::size_t{beyondTheTapesOwnCount + 1});
}

void JsonTest::valuesOutliveMovesAndFurtherParses()
{
    JsonDocument first = parsed(R"({"name":"one"})");
    const JsonValue name = first.root()["name"];
    const std::string_view utf8 = name.toUtf8().value();
    const JsonDocument second = parsed(R"({"name":"two, and a text that is a good deal longer than the first"})");
    const JsonDocument moved = std::move(first);
    QVERIFY(utf8 == "one");
    QCOMPARE(name.toString(), std::optional(u"one"_s));
    QCOMPARE(moved.root().toJson(), QByteArray(R"({"name":"one"})"));
    QVERIFY(second.root()["name"].toString()->startsWith(u"two"));
}

void JsonTest::documentsGoFromThreadToThread()
{
    std::optional<JsonDocument> document;
    std::thread([&document] { document = parsed(R"({"a":[1,2,3]})"); }).join();
    QCOMPARE(document->root()["a"].size(), std::size_t{3});
}

void JsonTest::largeTextsAreRead()
{
    const QByteArray large = '[' + QByteArray("\"a text of some length, many times over\",").repeated(100'000) + "0]";
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(parsed(large).root().size(), std::size_t{100'001});
        QCOMPARE(parsed("[1]").root().size(), std::size_t{1});
        QVERIFY(!JsonDocument::parse("[1"));
        QVERIFY(!JsonDocument::parse(nested(65, "1")));
    }
}

CURBSIDE_TEST(JsonTest)

} // namespace tst_json

#include "tst_json.moc"
