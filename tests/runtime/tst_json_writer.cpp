// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/json/json.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/time/random_stream.h"
#include "tests/support/test_class.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

#include <bit>
#include <cmath>
#include <limits>
#include <locale>

namespace tst_json_writer {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

enum class Colour { Red, Green };

class CommaPunctuation : public std::numpunct<char>
{
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

/// Numbers are punctuated as in German, for every library in the process that asks, as long as one lives.
class GermanPunctuation
{
public:
    GermanPunctuation() : m_before(std::locale::global(std::locale(std::locale(), new CommaPunctuation)))
    {
        QLocale::setDefault(QLocale(QLocale::German));
    }
    ~GermanPunctuation()
    {
        std::locale::global(m_before);
        QLocale::setDefault(QLocale::c());
    }

private:
    std::locale m_before;
};

template <typename Value>
QByteArray written(const Value &value)
{
    JsonWriter writer;
    writer.value(value);
    return writer.take();
}

std::optional<double> readBack(const QByteArray &text)
{
    const auto document = JsonDocument::parse(text);
    return document ? document->root().toDouble() : std::nullopt;
}

} // namespace

} // namespace tst_json_writer

template <>
struct curbside::EnumNames<tst_json_writer::Colour>
{
    static constexpr std::array<std::string_view, 2> names{"Red", "Green"};
};

namespace tst_json_writer {

class JsonWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }

    void commasStandBetween();
    void everyKindOfValueIsWritten();
    void absentMembersAreLeftOut();
    void aTakenWriterIsAsNew();
    void textIsEscaped_data();
    void textIsEscaped();
    void everyCharacterReadsBack();
    void longTextsReadBack();
    void invalidTextIsReplaced_data();
    void invalidTextIsReplaced();
    void thousandthsAreDecimals_data();
    void thousandthsAreDecimals();
    void doublesAreShort_data();
    void doublesAreShort();
    void everyDoubleReadsBack();
    void theLocaleDoesNotMatter();
};

void JsonWriterTest::commasStandBetween()
{
    JsonWriter writer;
    writer.beginArray().value(1).beginArray().endArray().beginObject().endObject();
    writer.beginObject()
        .member("a", 1)
        .key("b")
        .beginArray()
        .null()
        .null()
        .endArray()
        .rawMember("c", "[1]")
        .endObject();
    writer.raw("{}").value(2).endArray();
    QCOMPARE(writer.take(), QByteArray(R"([1,[],{},{"a":1,"b":[null,null],"c":[1]},{},2])"));
}

void JsonWriterTest::everyKindOfValueIsWritten()
{
    struct Robot;
    const auto uuid = Uuid::fromUtf8("01890a5d-ac96-774b-bcce-b302099a8057").value();
    JsonWriter writer;
    writer.beginObject();
    writer.member("text", u"a"_s).member("view", QStringView(u"b")).member("utf8", std::string_view("c"));
    writer.member("literal", "d").member("bytes", QByteArray("e")).member("flag", true).member("other", false);
    writer.member("least", std::numeric_limits<std::int64_t>::min())
        .member("most", std::numeric_limits<std::uint64_t>::max());
    writer.member("small", quint8{200}).member("half", 0.5).member("time", fromMicroseconds(1'772'451'727'318'000));
    writer.member("uuid", uuid)
        .member("id", Id<Robot>(uuid))
        .member("name", Name<Robot>(u"R-7"_s))
        .member("colour", Colour::Green);
    writer.member("place", Place{12345, -500})
        .member("list", std::vector<int>{1, 2})
        .member("none", std::vector<QString>{});
    writer.endObject();
    QCOMPARE(writer.take(),
             QByteArray(R"({"text":"a","view":"b","utf8":"c","literal":"d","bytes":"e","flag":true,"other":false,)"
                        R"("least":-9223372036854775808,"most":18446744073709551615,"small":200,"half":0.5,)"
                        R"("time":"2026-03-02T11:42:07.318Z","uuid":"01890a5d-ac96-774b-bcce-b302099a8057",)"
                        R"("id":"01890a5d-ac96-774b-bcce-b302099a8057","name":"R-7","colour":"Green",)"
                        R"("place":{"x":12.345,"y":-0.5},"list":[1,2],"none":[]})"));
}

void JsonWriterTest::absentMembersAreLeftOut()
{
    JsonWriter writer;
    writer.beginObject()
        .member("a", std::optional<int>())
        .member("b", std::optional(2))
        .member("c", std::optional<QString>());
    writer.endObject();
    QCOMPARE(writer.take(), QByteArray(R"({"b":2})"));
}

void JsonWriterTest::aTakenWriterIsAsNew()
{
    JsonWriter writer;
    writer.value(1);
    QCOMPARE(writer.take(), QByteArray("1"));
    writer.value(2);
    QCOMPARE(writer.take(), QByteArray("2"));
    QCOMPARE(writer.take(), QByteArray());
}

void JsonWriterTest::textIsEscaped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QString() << QByteArray(R"("")");
    QTest::newRow("quotes and backslashes") << u"a\"b\\c/d"_s << QByteArray(R"("a\"b\\c/d")");
    QTest::newRow("short escapes") << u"\b\t\n\f\r"_s << QByteArray(R"("\b\t\n\f\r")");
    QTest::newRow("long escapes") << u"\0\1\x1f"_s << QByteArray(R"("\u0000\u0001\u001f")");
    QTest::newRow("DEL and beyond") << u"\x7f\u0080\u07ff\u0800\uffff"_s
                                    << QByteArray("\"\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\"");
    QTest::newRow("a robot") << u"\U0001F916"_s << QByteArray("\"\xf0\x9f\xa4\x96\"");
    QTest::newRow("line separators") << u"\u2028\u2029"_s << QByteArray("\"\xe2\x80\xa8\xe2\x80\xa9\"");
}

void JsonWriterTest::textIsEscaped()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, json);
    QCOMPARE(written(text), json);
    QCOMPARE(written(text.toUtf8()), json);
    JsonWriter writer;
    const QByteArray name = text.toUtf8();
    writer.beginObject()
        .member(std::string_view(name.constData(), static_cast<std::size_t>(name.size())), 1)
        .endObject();
    QCOMPARE(writer.take(), QByteArray('{' + json + ":1}"));
}

void JsonWriterTest::everyCharacterReadsBack()
{
    constexpr char32_t pointsAtATime = 0x400;
    for (char32_t first = 0; first <= 0x10ffff; first += pointsAtATime) {
        QString text;
        for (char32_t point = first; point < first + pointsAtATime; ++point) {
            if (!QChar::isSurrogate(point))
                text.append(QChar::fromUcs4(point));
        }
        const auto document = JsonDocument::parse(written(text));
        if (!document || document->root().toString() != text)
            QFAIL(qPrintable(u"those from U+%1 on do not read back"_s.arg(static_cast<quint32>(first), 4, 16)));
    }
}

void JsonWriterTest::longTextsReadBack()
{
    for (const qsizetype length : {510, 511, 512, 513, 1'023, 1'024, 1'025, 100'000}) {
        for (const QString &filling : {u"a"_s, u"\x01"_s, u"\u20ac"_s, u"a\U0001F916"_s}) {
            const QString text = filling.repeated(length);
            const auto document = JsonDocument::parse(written(text));
            QVERIFY(document);
            QVERIFY(document->root().toString() == text);
            QCOMPARE(written(text.toUtf8()), written(text));
        }
    }
}

void JsonWriterTest::invalidTextIsReplaced_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("readsAs");
    const QChar high(0xd83e);
    const QChar low(0xdd16);
    QTest::newRow("a high surrogate at the end") << QString(u"a"_s + high) << u"a\ufffd"_s;
    QTest::newRow("a high surrogate before a letter") << QString(high + u"a"_s) << u"\ufffda"_s;
    QTest::newRow("a low surrogate") << QString(u"a"_s + low + u"b"_s) << u"a\ufffdb"_s;
    QTest::newRow("two high surrogates and a low one") << QString(QString(high) + high + low) << u"\ufffd\U0001F916"_s;
}

void JsonWriterTest::invalidTextIsReplaced()
{
    QFETCH(QString, text);
    QFETCH(QString, readsAs);
    const auto document = JsonDocument::parse(written(text));
    QVERIFY(document);
    QCOMPARE(document->root().toString(), std::optional(readsAs));
}

void JsonWriterTest::thousandthsAreDecimals_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("zero") << qint64{0} << QByteArray("0");
    QTest::newRow("whole") << qint64{12'000} << QByteArray("12");
    QTest::newRow("all digits") << qint64{12'345} << QByteArray("12.345");
    QTest::newRow("one digit") << qint64{12'500} << QByteArray("12.5");
    QTest::newRow("zeros inside") << qint64{1'005} << QByteArray("1.005");
    QTest::newRow("a zero between") << qint64{1'020} << QByteArray("1.02");
    QTest::newRow("below one") << qint64{7} << QByteArray("0.007");
    QTest::newRow("below zero") << qint64{-7} << QByteArray("-0.007");
    QTest::newRow("the greatest") << std::numeric_limits<qint64>::max() << QByteArray("9223372036854775.807");
    QTest::newRow("the least") << std::numeric_limits<qint64>::min() << QByteArray("-9223372036854775.808");
}

void JsonWriterTest::thousandthsAreDecimals()
{
    QFETCH(qint64, number);
    QFETCH(QByteArray, json);
    JsonWriter writer;
    writer.thousandths(number);
    QCOMPARE(writer.take(), json);
}

void JsonWriterTest::doublesAreShort_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("zero") << 0.0 << QByteArray("0");
    QTest::newRow("minus zero") << -0.0 << QByteArray("-0.0");
    QTest::newRow("a tenth") << 0.1 << QByteArray("0.1");
    QTest::newRow("a sum of tenths") << 0.1 + 0.2 << QByteArray("0.30000000000000004");
    QTest::newRow("whole") << 12.0 << QByteArray("12");
    QTest::newRow("beyond 64 bits") << 18446744073709551616.0 << QByteArray("1.8446744073709552e+19");
    QTest::newRow("very small") << 5e-324 << QByteArray("5e-324");
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << QByteArray("null");
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << QByteArray("null");
}

void JsonWriterTest::doublesAreShort()
{
    QFETCH(double, number);
    QFETCH(QByteArray, json);
    QCOMPARE(written(number), json);
}

void JsonWriterTest::everyDoubleReadsBack()
{
    RandomStream random(1, "doubles", 1);
    for (int i = 0; i < 100'000; ++i) {
        // Any bits at all, and whole numbers of every size.
        const double number = i % 2 == 0 ? std::bit_cast<double>(random.next())
                                         : static_cast<double>(random.next() >> random.below(64)) * 4;
        if (!std::isfinite(number))
            continue;
        const QByteArray text = written(number);
        const auto back = readBack(text);
        if (!back || std::bit_cast<std::uint64_t>(*back) != std::bit_cast<std::uint64_t>(number))
            QFAIL(text.constData());
    }
}

void JsonWriterTest::theLocaleDoesNotMatter()
{
    const GermanPunctuation german;
    QCOMPARE(QLocale().toString(1234.5), u"1.234,5"_s);
    QCOMPARE(written(1234567.5), QByteArray("1234567.5"));
    QCOMPARE(written(1234567), QByteArray("1234567"));
    QCOMPARE(written(Place{1'234'567'500, 0}), QByteArray(R"({"x":1234567.5,"y":0})"));
    QCOMPARE(readBack("1234567.5"), std::optional(1234567.5));
    QCOMPARE(JsonDocument::parse("[1234567.5]")->root().toJson(), QByteArray("[1234567.5]"));
    QCOMPARE(toRfc3339(fromMicroseconds(1'772'451'727'318'000)), QByteArray("2026-03-02T11:42:07.318Z"));
}

CURBSIDE_TEST(JsonWriterTest)

} // namespace tst_json_writer

#include "tst_json_writer.moc"
