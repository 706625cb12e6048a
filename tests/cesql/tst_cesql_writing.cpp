// SPDX-License-Identifier: GPL-3.0-or-later
// Help with expressions that are being written, and expressions made of values.
#include "services/cesql/condition.h"
#include "services/cesql/suggestion.h"
#include "tests/cesql/sample_record.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_cesql_writing {

using namespace curbside;
using cesql::Value;
using cesql::Wanted;

class CesqlWritingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWantedAtTheCursor_data();
    void whatIsWantedAtTheCursor();
    void aValueMakesItsCondition_data();
    void aValueMakesItsCondition();
    void anyTextFindsItself_data();
    void anyTextFindsItself();
    void conditionsJoin_data();
    void conditionsJoin();
    void aMemberMakesAPath_data();
    void aMemberMakesAPath();
};

void CesqlWritingTest::whatIsWantedAtTheCursor_data()
{
    QTest::addColumn<QByteArray>("before"); // | is the cursor
    QTest::addColumn<Wanted>("wanted");
    QTest::addColumn<QByteArray>("replaced");
    QTest::addColumn<QByteArray>("subject");
    const auto row = [](const char *expression, Wanted wanted, const char *replaced, const char *subject = "") {
        QTest::newRow(expression) << QByteArray(expression) << wanted << QByteArray(replaced) << QByteArray(subject);
    };
    row("|", Wanted::Value, "");
    row("ty|", Wanted::Value, "ty");
    row("t|ype = 1", Wanted::Value, "type");
    row("type |", Wanted::Operator, "");
    row("type LI|", Wanted::Operator, "LI");
    row("type = |", Wanted::Literal, "", "type");
    row("type = 'cur|", Wanted::Literal, "'cur", "type");
    row("type = 'cur|b'", Wanted::Literal, "'curb'", "type");
    row("type = 'curb'|", Wanted::Operator, "");
    row("data.ki|", Wanted::Value, "data.ki");
    row("data.|", Wanted::Value, "data.");
    row("1 = 1 AND data.kind = J|", Wanted::Literal, "J", "data.kind");
    row("type LIKE |", Wanted::Pattern, "", "type");
    row("type NOT LIKE '%a|", Wanted::Pattern, "'%a", "type");
    row("type IN |", Wanted::Opening, "");
    row("type IN (|", Wanted::Literal, "", "type");
    row("type NOT IN ('a', |", Wanted::Literal, "", "type");
    row("LEFT(|", Wanted::Value, "");
    row("LEFT(a, |", Wanted::Value, "");
    row("EXISTS |", Wanted::Attribute, "");
    row("1 = 1 AND |", Wanted::Value, "");
    row("(1 = 1) |", Wanted::Operator, "");
}

void CesqlWritingTest::whatIsWantedAtTheCursor()
{
    QFETCH(const QByteArray, before);
    QFETCH(const Wanted, wanted);
    QFETCH(const QByteArray, replaced);
    QFETCH(const QByteArray, subject);
    std::string expression = before.toStdString();
    const std::size_t cursor = expression.find('|');
    expression.erase(cursor, 1);
    const cesql::Gap gap = cesql::gapAt(expression, cursor);
    QCOMPARE(gap.wanted, wanted);
    QCOMPARE(QByteArray::fromStdString(expression.substr(gap.from, gap.to - gap.from)), replaced);
    QCOMPARE(QByteArray::fromStdString(gap.subject), subject);
}

void CesqlWritingTest::aValueMakesItsCondition_data()
{
    QTest::addColumn<QByteArray>("made");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const std::string &made, const char *expected) {
        QTest::newRow(name) << QByteArray::fromStdString(made) << QByteArray(expected);
    };
    row("a text", cesql::conditionFor("type", Value::string("a.b")), "type = 'a.b'");
    row("a text with a quote", cesql::conditionFor("subject", Value::string("it's")), "subject = \"it's\"");
    row("a number", cesql::conditionFor("data.count", Value::whole(-3)), "data.count = -3");
    row("a fraction", cesql::conditionFor("data.x", Value::number(2.5, "2.50")), "data.x = '2.50'");
    row("true", cesql::conditionFor("data.open", Value::boolean(true)), "data.open = TRUE");
    row("not a type", cesql::exclusionOf("type", Value::string("a")), "type != 'a'");
    row("not a member", cesql::exclusionOf("data.x", Value::whole(1)), "NOT (EXISTS data.x AND data.x = 1)");
}

void CesqlWritingTest::aValueMakesItsCondition()
{
    QFETCH(const QByteArray, made);
    QFETCH(const QByteArray, expected);
    QCOMPARE(made, expected);
}

void CesqlWritingTest::anyTextFindsItself_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"", "plain", "it's", "say \"x\"", "both ' and \"", "back\\slash", "ends in \\",
                             "\\' odd \"", "two\nlines", "100%_sure", "\\\\", "é€😀"})
        QTest::newRow(text) << QByteArray(text);
}

void CesqlWritingTest::anyTextFindsItself()
{
    QFETCH(const QByteArray, text);
    SampleRecord record;
    record.set("subject", Value::string(text.toStdString()));
    const Value value = Value::string({text.constData(), std::size_t(text.size())});
    QCOMPARE(told(cesql::conditionFor("subject", value), record), std::string("true"));
    QCOMPARE(told(cesql::exclusionOf("subject", value), record), std::string("false"));
}

void CesqlWritingTest::conditionsJoin_data()
{
    QTest::addColumn<QByteArray>("one");
    QTest::addColumn<QByteArray>("joined");
    QTest::newRow("to nothing") << QByteArray() << QByteArray("id = 'x'");
    QTest::newRow("to one") << QByteArray("a = 1") << QByteArray("a = 1 AND id = 'x'");
    QTest::newRow("to both of two") << QByteArray("a = 1 AND b = 2") << QByteArray("a = 1 AND b = 2 AND id = 'x'");
    QTest::newRow("to either of two") << QByteArray("a = 1 OR b = 2") << QByteArray("(a = 1 OR b = 2) AND id = 'x'");
}

void CesqlWritingTest::conditionsJoin()
{
    QFETCH(const QByteArray, one);
    QFETCH(const QByteArray, joined);
    QCOMPARE(QByteArray::fromStdString(cesql::bothOf(one.toStdString(), "id = 'x'")), joined);
}

void CesqlWritingTest::aMemberMakesAPath_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("a name") << QByteArray("kind") << QByteArray("data.kind");
    QTest::newRow("a position") << QByteArray("0") << QByteArray("data.0");
    QTest::newRow("with a space") << QByteArray("a b") << QByteArray("data.'a b'");
    QTest::newRow("with a quote") << QByteArray("a'b") << QByteArray("data.\"a'b\"");
    QTest::newRow("empty") << QByteArray() << QByteArray("data.''");
}

void CesqlWritingTest::aMemberMakesAPath()
{
    QFETCH(const QByteArray, member);
    QFETCH(const QByteArray, path);
    QCOMPARE(QByteArray::fromStdString(cesql::stepAdded("data", member.toStdString())), path);
}

CURBSIDE_TEST(CesqlWritingTest)

} // namespace tst_cesql_writing

#include "tst_cesql_writing.moc"
