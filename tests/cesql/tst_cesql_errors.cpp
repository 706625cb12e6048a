// SPDX-License-Identifier: GPL-3.0-or-later
// What is told of an expression that cannot be read, and where.
#include "services/cesql/program.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_cesql_errors {

using namespace curbside;
using cesql::Complaint;

class CesqlErrorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anErrorNamesItsPlace_data();
    void anErrorNamesItsPlace();
    void aRemarkNamesItsPlace_data();
    void aRemarkNamesItsPlace();
    void linesAndColumnsCountCharacters();
    void theCaretStandsUnderTheCharacter_data();
    void theCaretStandsUnderTheCharacter();
    void anEvaluationSaysWhereItWentWrong();
};

void CesqlErrorsTest::anErrorNamesItsPlace_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<Complaint>("complaint");
    QTest::addColumn<int>("at");
    QTest::newRow("nothing") << QByteArray() << Complaint::ValueExpected << 0;
    QTest::newRow("an operator at the end") << QByteArray("type =") << Complaint::ValueExpected << 6;
    QTest::newRow("two values") << QByteArray("type 'a'") << Complaint::OperatorExpected << 5;
    QTest::newRow("an open parenthesis") << QByteArray("(1 = 1") << Complaint::ClosingExpected << 6;
    QTest::newRow("a parenthesis too many") << QByteArray("1 = 1)") << Complaint::OperatorExpected << 5;
    QTest::newRow("a text without end") << QByteArray("type = 'a") << Complaint::UnclosedText << 7;
    QTest::newRow("a doubled quote") << QByteArray("type = 'a''b'") << Complaint::OperatorExpected << 10;
    QTest::newRow("a strange character") << QByteArray("type = €") << Complaint::UnknownCharacter << 7;
    QTest::newRow("a number too large") << QByteArray("1 = 2147483648") << Complaint::NumberTooLarge << 4;
    QTest::newRow("an underscore") << QByteArray("a_b = 1") << Complaint::NameWithUnderscore << 0;
    QTest::newRow("a path that ends in a dot") << QByteArray("data. = 1") << Complaint::PathWithoutName << 0;
    QTest::newRow("LIKE without a text") << QByteArray("type LIKE subject") << Complaint::TextExpected << 10;
    QTest::newRow("IN without a list") << QByteArray("type IN 'a'") << Complaint::SetExpected << 8;
    QTest::newRow("an empty list") << QByteArray("type IN ()") << Complaint::ValueExpected << 9;
    QTest::newRow("EXISTS of a text") << QByteArray("EXISTS 'a'") << Complaint::AttributeExpected << 7;
    QTest::newRow("a comma at the end of arguments") << QByteArray("LEFT('a', )") << Complaint::ValueExpected << 10;
    QTest::newRow("a double equals sign") << QByteArray("1 == 1") << Complaint::ValueExpected << 3;
}

void CesqlErrorsTest::anErrorNamesItsPlace()
{
    QFETCH(const QByteArray, expression);
    QFETCH(const Complaint, complaint);
    QFETCH(const int, at);
    const auto program = cesql::Program::compile(expression.toStdString());
    QVERIFY(!program);
    QCOMPARE(program.error().complaint, complaint);
    QCOMPARE(int(program.error().at), at);
    QVERIFY(!cesql::textOf(program.error()).empty());
}

void CesqlErrorsTest::aRemarkNamesItsPlace_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<Complaint>("complaint");
    QTest::addColumn<int>("at");
    QTest::newRow("an unknown function") << QByteArray("1 = NONE(2)") << Complaint::UnknownFunction << 4;
    QTest::newRow("too few arguments") << QByteArray("LEFT('a')") << Complaint::WrongArguments << 0;
    QTest::newRow("an unknown attribute") << QByteArray("kind = 'Jammed'") << Complaint::UnknownAttribute << 0;
    QTest::newRow("a number") << QByteArray("1 + 2") << Complaint::NotATest << 2;
    QTest::newRow("an attribute alone") << QByteArray("type") << Complaint::NotATest << 0;
    QTest::newRow("a function that makes a text") << QByteArray("UPPER(type)") << Complaint::NotATest << 0;
    QTest::newRow("mixed logic") << QByteArray("TRUE OR TRUE AND FALSE") << Complaint::MixedLogic << 13;
    QTest::newRow("NOT before a comparison") << QByteArray("NOT type = 'a'") << Complaint::EarlyNot << 0;
    QTest::newRow("NOT before LIKE") << QByteArray("NOT type LIKE 'a'") << Complaint::EarlyNot << 0;
}

void CesqlErrorsTest::aRemarkNamesItsPlace()
{
    QFETCH(const QByteArray, expression);
    QFETCH(const Complaint, complaint);
    QFETCH(const int, at);
    const auto program = cesql::Program::compile(expression.toStdString());
    QVERIFY(program);
    QCOMPARE(program->remarks().size(), std::size_t(1));
    QCOMPARE(program->remarks().front().complaint, complaint);
    QCOMPARE(int(program->remarks().front().at), at);
}

void CesqlErrorsTest::linesAndColumnsCountCharacters()
{
    const cesql::Place place = cesql::placeOf("a\n€ = x", 6);
    QCOMPARE(place.line, 2);
    QCOMPARE(place.column, 3);
}

void CesqlErrorsTest::theCaretStandsUnderTheCharacter_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("inside") << QByteArray("type 'a'") << QByteArray("type 'a'\n     ^");
    QTest::newRow("at the end") << QByteArray("type =") << QByteArray("type =\n      ^");
    QTest::newRow("after wide characters") << QByteArray("'€' 'a'") << QByteArray("'€' 'a'\n    ^");
    QTest::newRow("in the second line") << QByteArray("1 =\n 2 3") << QByteArray(" 2 3\n   ^");
    QTest::newRow("what steers a terminal is a dot") << QByteArray("'\x1b' 'a'") << QByteArray("'.' 'a'\n    ^");
}

void CesqlErrorsTest::theCaretStandsUnderTheCharacter()
{
    QFETCH(const QByteArray, expression);
    QFETCH(const QByteArray, lines);
    const auto program = cesql::Program::compile(expression.toStdString());
    QVERIFY(!program);
    QCOMPARE(QByteArray::fromStdString(cesql::caretLines(expression.toStdString(), program.error())), lines);
}

void CesqlErrorsTest::anEvaluationSaysWhereItWentWrong()
{
    class Empty : public cesql::Record
    {
        cesql::Value attribute(cesql::Attribute, std::string_view, cesql::Texts &) const override { return {}; }
        std::string_view payload() const override { return {}; }
    };
    const auto program = cesql::Program::compile("1 = 1 AND data.kind = 'x'");
    QVERIFY(program);
    cesql::Scratch scratch;
    QCOMPARE(int(program->evaluate(Empty(), scratch).errorAt), 10);
}

CURBSIDE_TEST(CesqlErrorsTest)

} // namespace tst_cesql_errors

#include "tst_cesql_errors.moc"
