// SPDX-License-Identifier: GPL-3.0-or-later
// Hostile expressions and records end in an answer.
#include "tests/cesql/sample_record.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <random>

namespace tst_cesql_limits {

using namespace curbside;
using cesql::Complaint;

class CesqlLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatGoesTooFarIsRefused_data();
    void whatGoesTooFarIsRefused();
    void whatIsJustAllowedIsTaken_data();
    void whatIsJustAllowedIsTaken();
    void scrambledExpressionsEndInAnAnswer();
    void everyBeginningEndsInAnAnswer();
    void aPatternOfManyPercentSignsIsQuick();
};

namespace {

std::string repeated(const char *text, int times)
{
    std::string all;
    for (int i = 0; i < times; ++i)
        all += text;
    return all;
}

constexpr const char *pieces[] = {"type",    "data.", "data.a.'b c'",
                                  "AND",     "or",    "NOT",
                                  "LIKE",    "IN",    "EXISTS",
                                  "(",       ")",     ",",
                                  "'a\\'b'", "\"x\"", "12",
                                  "-",       "+9",    "=",
                                  "<>",      "'",     "\\",
                                  "\"",      "LEFT(", "\x80",
                                  "€",       "\x01",  "%",
                                  "/ 0",     "data",  "2147483648",
                                  "TRUE",    "XOR",   "_",
                                  ".",       "\n",    "\xff",
                                  "<",       "*",     "1.5",
                                  "true"};

} // namespace

void CesqlLimitsTest::whatGoesTooFarIsRefused_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<Complaint>("complaint");
    const auto row = [](const char *name, const std::string &expression, Complaint complaint) {
        QTest::newRow(name) << QByteArray::fromStdString(expression) << complaint;
    };
    row("many bytes", "type = '" + std::string(9000, 'x') + "'", Complaint::TooLong);
    row("many parentheses", repeated("(", 4000), Complaint::TooDeep);
    row("many NOTs", repeated("NOT ", 2000), Complaint::TooDeep);
    row("many signs", repeated("- ", 4000), Complaint::TooDeep);
    row("many functions", repeated("ABS(", 2000), Complaint::TooDeep);
    row("a long chain", "1" + repeated("+1", 4000), Complaint::TooDeep);
    row("a long chain of tests", "'a'" + repeated(" LIKE 'a'", 800), Complaint::TooDeep);
}

void CesqlLimitsTest::whatGoesTooFarIsRefused()
{
    QFETCH(const QByteArray, expression);
    QFETCH(const Complaint, complaint);
    const auto program = cesql::Program::compile(expression.toStdString());
    QVERIFY(!program);
    QCOMPARE(program.error().complaint, complaint);
    QVERIFY(program.error().at <= std::size_t(expression.size()));
}

void CesqlLimitsTest::whatIsJustAllowedIsTaken_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::newRow("a long list") << "1 IN (2" + QByteArray(",2").repeated(4000) + ",1)";
    QTest::newRow("150 parentheses") << QByteArray(150, '(') + "TRUE" + QByteArray(150, ')');
    QTest::newRow("a chain of 150") << "TRUE" + QByteArray(" AND TRUE").repeated(150);
}

void CesqlLimitsTest::whatIsJustAllowedIsTaken()
{
    QFETCH(const QByteArray, expression);
    QCOMPARE(told(expression.toStdString(), SampleRecord()), std::string("true"));
}

void CesqlLimitsTest::scrambledExpressionsEndInAnAnswer()
{
    SampleRecord record;
    record.setPayload(R"({"a":{"b c":[1,2.5,"x"]}})");
    std::mt19937 random(7); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same ones each time
    int readable = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string expression;
        for (auto parts = 1 + random() % 12; parts > 0; --parts)
            expression += std::string(pieces[random() % std::size(pieces)]) + (random() % 4 == 0 ? "" : " ");
        const auto program = cesql::Program::compile(expression);
        if (!program) {
            QVERIFY2(program.error().at <= expression.size(), expression.c_str());
            QVERIFY(!cesql::caretLines(expression, program.error()).empty());
            continue;
        }
        cesql::Scratch scratch;
        QVERIFY(!program->evaluate(record, scratch).value.isMissing());
        ++readable;
    }
    QVERIFY(readable > 100);
}

void CesqlLimitsTest::everyBeginningEndsInAnAnswer()
{
    const std::string whole = "NOT (data.'a b'.0 IN ('x', -3) OR SUBSTRING(type, 2) NOT LIKE '%\\_é') XOR EXISTS trace";
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto program = cesql::Program::compile(whole.substr(0, size));
        QVERIFY(program || program.error().at <= size);
    }
    QVERIFY(cesql::Program::compile(whole));
}

void CesqlLimitsTest::aPatternOfManyPercentSignsIsQuick()
{
    const std::string text(4000, 'a');
    const std::string expression = "'" + text + "' LIKE '" + repeated("%a", 1500) + "b'";
    QCOMPARE(told(expression, SampleRecord()), std::string("false"));
}

CURBSIDE_TEST(CesqlLimitsTest)

} // namespace tst_cesql_limits

#include "tst_cesql_limits.moc"
