// SPDX-License-Identifier: GPL-3.0-or-later
// The public conformance cases of CloudEvents SQL 1.0, each of them.
#include "tests/cesql/sample_record.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QTest>

#include <yaml-cpp/yaml.h>

#include <charconv>

namespace tst_cesql_conformance {

using namespace Qt::StringLiterals;
using namespace curbside;

class CesqlConformanceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyCaseHolds_data();
    void everyCaseHolds();

private:
    QDir m_folder;
};

namespace {

/// A scalar of YAML as the language has it: what is quoted there is text.
cesql::Value valueOf(const YAML::Node &node)
{
    const std::string &written = node.Scalar();
    const QString word = QString::fromStdString(written).toLower();
    std::int32_t whole = 0;
    const char *end = written.data() + written.size();
    const auto read = std::from_chars(written.data(), end, whole);
    if (node.Tag() == "!")
        return cesql::Value::string(written);
    if (word == u"true"_s || word == u"false"_s)
        return cesql::Value::boolean(word == u"true"_s);
    if (read.ec == std::errc() && read.ptr == end)
        return cesql::Value::whole(whole);
    return cesql::Value::string(written);
}

SampleRecord recordOf(const YAML::Node &test)
{
    SampleRecord record;
    for (const char *key : {"event", "eventOverrides"}) {
        for (const auto &attribute : test[key])
            record.set(attribute.first.Scalar(), valueOf(attribute.second));
    }
    return record;
}

std::string expected(const YAML::Node &test)
{
    const std::string error = test["error"] ? " [" + test["error"].Scalar() + "]" : std::string();
    if (error == " [parse]")
        return "[parse]";
    cesql::Evaluation evaluation;
    evaluation.value = valueOf(test["result"]);
    return told(evaluation) + error;
}

} // namespace

void CesqlConformanceTest::initTestCase()
{
    m_folder.setPath(qEnvironmentVariable("CURBSIDE_TEST_DATA") + u"/cesql-tck"_s);
    if (qEnvironmentVariableIsEmpty("CURBSIDE_TEST_DATA") || !m_folder.exists())
        QSKIP("CURBSIDE_TEST_DATA names no folder with cesql-tck");
}

void CesqlConformanceTest::everyCaseHolds_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("number");
    const QStringList files = m_folder.entryList({u"*.yaml"_s}, QDir::Files, QDir::Name);
    QVERIFY(files.size() >= 18);
    for (const QString &file : files) {
        const std::string path = m_folder.filePath(file).toStdString();
        const YAML::Node tests = YAML::LoadFile(path)["tests"];
        int number = 0;
        for (const YAML::Node &test : tests) {
            const QByteArray name = file.chopped(5).toUtf8() + ": " + QByteArray::fromStdString(test["name"].Scalar());
            QTest::newRow(name.constData()) << QByteArray::fromStdString(test["expression"].Scalar())
                                            << QByteArray::fromStdString(path) << number++;
        }
    }
}

void CesqlConformanceTest::everyCaseHolds()
{
    QFETCH(const QByteArray, expression);
    QFETCH(const QByteArray, file);
    QFETCH(const int, number);
    const YAML::Node test = YAML::LoadFile(file.toStdString())["tests"][number];
    const std::string found = told({expression.constData(), std::size_t(expression.size())}, recordOf(test));
    QCOMPARE(QByteArray::fromStdString(found), QByteArray::fromStdString(expected(test)));
}

CURBSIDE_TEST(CesqlConformanceTest)

} // namespace tst_cesql_conformance

#include "tst_cesql_conformance.moc"
