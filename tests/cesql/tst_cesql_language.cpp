// SPDX-License-Identifier: GPL-3.0-or-later
// What expressions say of an event's attributes: operators, functions, order, casts.
#include "tests/cesql/sample_record.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_cesql_language {

using namespace curbside;

class CesqlLanguageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anExpressionSays_data();
    void anExpressionSays();
};

namespace {

void row(const char *name, const char *expression, const char *says)
{
    QTest::newRow(name) << QByteArray(expression) << QByteArray(says);
}

void addOrder()
{
    row("logic goes from left to right", "TRUE OR TRUE AND FALSE", "false");
    row("parentheses go first", "TRUE OR (TRUE AND FALSE)", "true");
    row("NOT takes what follows it at once", "NOT FALSE = FALSE", "false");
    row("a difference without spaces", "7-2", "5");
    row("a sign belongs to its number", "7 - -2", "9");
    row("a plus sign", "+7", "7");
    row("sums from the left", "10 - 3 - 2", "5");
    row("products before sums", "2 + 3 * 4", "14");
    row("comparisons before logic", "1 < 2 AND 3 < 4", "true");
    row("LIKE before comparisons", "'a' LIKE 'a' = TRUE", "true");
    row("IN after LIKE", "'a' LIKE 'a' IN (TRUE)", "true");
    row("lines and tabs part words", "1\n=\t1", "true");
    row("words in any case", "1 = 1 aNd nOt FaLsE", "true");
}

void addValues()
{
    row("the smallest number", "-2147483648", "-2147483648");
    row("a sum beyond 32 bits", "2147483647 + 1", "0 [math]");
    row("the one quotient beyond 32 bits", "-2147483648 / -1", "0 [math]");
    row("a remainder has the sign of the left", "-7 % 3", "-1");
    row("negating the smallest number", "-(-2147483648)", "0 [math]");
    row("a text that is no number", "'x' + 1", "1 [cast]");
    row("a number with spaces around is none", "INT(' 7')", "0 [cast]");
    row("a text beyond 32 bits", "INT('2147483648')", "0 [cast]");
    row("leading zeros", "'00000000000000000042' = 42", "true");
    row("a double quote needs no mark in single ones", R"('a"b')", "'a\"b'");
    row("a backslash is itself", R"('a\b')", R"('a\b')");
    row("an empty text", "''", "''");
    row("text beyond ASCII", "'é' = 'é'", "true");
    row("an attribute in any case", "HanDledBy = 'deliveries'", "true");
    row("an attribute that begins with a digit", "1st = 'one'", "true");
}

void addFunctions()
{
    row("characters are counted, not bytes", "LENGTH('né€😀')", "4");
    row("left of wide characters", "LEFT('né€😀', 3)", "'né€'");
    row("right of wide characters", "RIGHT('né€😀', 2)", "'€😀'");
    row("inside of wide characters", "SUBSTRING('né€😀x', -3, 2)", "'€😀'");
    row("a negative length", "SUBSTRING('abc', 1, -1)", "'' [functionEvaluation]");
    row("small letters beyond ASCII", "LOWER('ÉA')", "'éa'");
    row("capitals beyond ASCII", "UPPER('éa')", "'ÉA'");
    row("white space beyond ASCII", "TRIM('\u00a0 a \u2003')", "'a'");
    row("a function in small letters", "upper('a')", "'A'");
    row("a function within one", "LENGTH(CONCAT('ab', 'c', 1, TRUE))", "8");
    row("an unknown function", "NONE(1)", "false [missingFunction]");
    row("too many arguments", "ABS(1, 2)", "false [missingFunction]");
    row("an argument that is missing", "LENGTH(nothing)", "0 [missingAttribute]");
}

void addTests()
{
    row("% alone", "'' LIKE '%'", "true");
    row("_ is one character of any width", "'€' LIKE '_'", "true");
    row("_ is not none", "'' LIKE '_'", "false");
    row("what LIKE wants at both ends may not overlap", "'aba' LIKE 'ab%ba'", "false");
    row("LIKE looks again after a false start", "'aabb' LIKE '%ab%'", "true");
    row("_ after %", "'xayb' LIKE '%a_b'", "true");
    row("a list of one", "1 IN (1)", "true");
    row("a list with what is missing", "1 IN (1, nothing)", "false [missingAttribute]");
    row("not in a list", "type NOT IN ('a', 'b')", "true");
    row("EXISTS of what is missing", "EXISTS nothing", "false");
    row("what is missing spares the other side of AND", "nothing = 1 AND 1 / 0 = 1", "false [missingAttribute]");
    row("EXISTS guards", "EXISTS nothing AND nothing = 1", "false");
    row("not that, or missing", "NOT (EXISTS nothing AND nothing = 1)", "true");
}

} // namespace

void CesqlLanguageTest::anExpressionSays_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("says");
    addOrder();
    addValues();
    addFunctions();
    addTests();
}

void CesqlLanguageTest::anExpressionSays()
{
    QFETCH(const QByteArray, expression);
    QFETCH(const QByteArray, says);
    SampleRecord record;
    record.set("handledby", cesql::Value::string("deliveries"));
    record.set("1st", cesql::Value::string("one"));
    QCOMPARE(QByteArray::fromStdString(told(expression.toStdString(), record)), says);
}

CURBSIDE_TEST(CesqlLanguageTest)

} // namespace tst_cesql_language

#include "tst_cesql_language.moc"
