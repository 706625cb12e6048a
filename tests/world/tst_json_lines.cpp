// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/json_lines.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_json_lines {

using namespace curbside;
using namespace Qt::StringLiterals;

class JsonLinesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsWhereAValueBegins_data();
    void findsWhereAValueBegins();
    void findsTheFault_data();
    void findsTheFault();
    void hasNothingAgainstJson_data();
    void hasNothingAgainstJson();
};

void JsonLinesTest::findsWhereAValueBegins_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<int>("line");
    QTest::newRow("the root") << u""_s << 1;
    QTest::newRow("a member, at its name") << u"/a"_s << 2;
    QTest::newRow("an item") << u"/a/1"_s << 4;
    QTest::newRow("a member of an item") << u"/a/1/deep"_s << 5;
    QTest::newRow("a name with a slash and a tilde") << u"/x~1y~0z"_s << 8;
    QTest::newRow("a name written with an escape") << u"/escaped"_s << 9;
    QTest::newRow("what is not there is found at what is around it") << u"/a/1/missing"_s << 4;
    QTest::newRow("nothing at all is found at the root") << u"/missing"_s << 1;
    QTest::newRow("a similar name is not taken for it") << u"/esc"_s << 1;
}

void JsonLinesTest::findsWhereAValueBegins()
{
    QFETCH(QString, pointer);
    const QByteArray text = R"({
 "a": [
  1,
  {
   "deep": "a \" and a { and a ["
  }
 ],
 "x/y~z": null,
 "esc\u0061ped": true
})";
    QTEST(lineOfPointer(text, pointer), "line");
}

void JsonLinesTest::findsTheFault_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, const QByteArray &text, int line, const QString &pointer,
                        const QString &detail) { QTest::newRow(name) << text << line << pointer << detail; };
    row("a missing comma", "{\"a\": 1\n\"b\": 2}", 2, u""_s, u"expected a comma or } here"_s);
    row("a comma too many", "[1,\n]", 2, u"/1"_s, u"expected a value here"_s);
    row("a missing colon", "{\"a\" 1}", 1, u"/a"_s, u"expected a colon after the name"_s);
    row("a name without quotation marks", "{\n a: 1}", 2, u""_s, u"expected a name in quotation marks here"_s);
    row("an unknown word", "{\"a\": True}", 1, u"/a"_s, u"expected a value here"_s);
    row("a number with a leading zero", "[01]", 1, u"/0"_s, u"expected a value here"_s);
    row("a number without digits after its point", "[1.]", 1, u"/0"_s, u"expected a value here"_s);
    row("infinity", "[-inf]", 1, u"/0"_s, u"expected a value here"_s);
    row("a whole number beyond 64 bits", "[1,\n99999999999999999999]", 2, u"/1"_s,
        u"is a number beyond what can be counted with"_s);
    row("a number beyond a double", "[1e999]", 1, u"/0"_s, u"is a number beyond what can be counted with"_s);
    row("text after the end", "{}\n\n{}", 3, u""_s, u"more text follows the end of the JSON value"_s);
    row("an end in the middle", "{\"a\":\n[1,", 2, u"/a/1"_s, u"the text ends where a value is expected"_s);
    row("an open string", "[\"abc", 1, u"/0"_s, u"these quotation marks are never closed"_s);
    row("an open string that ends in a backslash", "[\"abc\\", 1, u"/0"_s, u"these quotation marks are never closed"_s);
    row("a line break in a string", "[\"a\nb\"]", 1, u"/0"_s,
        u"a line break or control character stands inside quotation marks"_s);
    const QString badEscape =
        u"\\ must be followed by one of \" \\ / b f n r t, or u and the four digits of a character"_s;
    row("an unknown escape", "[\n\"\\q\"]", 2, u"/0"_s, badEscape);
    row("an escape of three digits", "[\"\\u012\"]", 1, u"/0"_s, badEscape);
    row("an escape cut off", "[\"\\u01", 1, u"/0"_s, badEscape);
    row("the first half of a pair alone", "[\"\\ud83e\"]", 1, u"/0"_s, badEscape);
    row("the first half of a pair twice", "[\"\\ud83e\\ud83e\"]", 1, u"/0"_s, badEscape);
    row("the second half of a pair alone", "[\"\\udd16\"]", 1, u"/0"_s, badEscape);
    row("bytes that are no UTF-8", "[\n\"\xff\"]", 2, u"/0"_s, u"is not UTF-8 text; save the file as UTF-8"_s);
    row("a byte order mark", "\xEF\xBB\xBF{}", 1, u""_s, u"expected a value here"_s);
    row("a member given twice", "{\"a\": 1,\n\"a\": 2}", 2, u"/a"_s, u"is given twice; keep one"_s);
    row("a member given twice, once with an escape", "{\"a\": 1,\n\"\\u0061\": 2}", 2, u"/a"_s,
        u"is given twice; keep one"_s);
    row("too deep", QByteArray(100, '['), 1, u"/0"_s.repeated(65), u"is nested deeper than 64"_s);
    row("too many values", "[1,\n2,\n3,\n4]", 4, u"/3"_s, u"holds too many values; describe less"_s);
    row("nothing", "", 1, u""_s, u"the text ends where a value is expected"_s);
}

void JsonLinesTest::findsTheFault()
{
    QFETCH(QByteArray, text);
    const int maxValues = text.startsWith("[1,\n2") ? 4 : 1000;
    const auto fault = findJsonFault(text, maxValues);
    QVERIFY(fault);
    QTEST(fault->detail, "detail");
    QTEST(fault->line, "line");
    QTEST(fault->pointer, "pointer");
}

void JsonLinesTest::hasNothingAgainstJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("an empty object") << QByteArray("{ }");
    QTest::newRow("an empty list") << QByteArray("\r\n\t[ ] \n");
    QTest::newRow("numbers of every shape") << QByteArray("[0, -0, 12, -1.5, 1e9, 2E-7, 3.25e+10]");
    QTest::newRow("words") << QByteArray("[true, false, null]");
    QTest::newRow("escapes") << QByteArray(R"(["\"\\\/\b\f\n\r\té\u00E9\uD83e\udD16\uFFFF"])");
    QTest::newRow("the same name in two objects") << QByteArray(R"([{"a": 1}, {"a": {"a": 2}}])");
    QTest::newRow("64 deep") << QByteArray(QByteArray(64, '[') + QByteArray(64, ']'));
}

void JsonLinesTest::hasNothingAgainstJson()
{
    QFETCH(QByteArray, text);
    const auto fault = findJsonFault(text, 1000);
    QVERIFY2(!fault, fault ? qPrintable(fault->detail) : "");
}

CURBSIDE_TEST(JsonLinesTest)

} // namespace tst_json_lines

#include "tst_json_lines.moc"
