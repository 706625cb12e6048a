// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include "services/runtime/json/json.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

namespace tst_program_events {

using namespace curbside;
using namespace Qt::StringLiterals;

// `events`: every event of a workspace in the order of platform time, in three formats.
class ProgramEventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyEventHasALine_data();
    void everyEventHasALine();
    void timeNeverGoesBack();
    void aLineOfJsonIsACloudEvent();
    void onlyTheWantedTypeIsShown_data();
    void onlyTheWantedTypeIsShown();
    void onlyTheWantedSubjectIsShown();
    void whatIsNotThereIsAnEmptyAnswer();
    void aFilterFindsTheSameAsAnotherReader_data();
    void aFilterFindsTheSameAsAnotherReader();
    void aFilterThatCannotBeReadIsTold_data();
    void aFilterThatCannotBeReadIsTold();
    void aFilterThatMayMeanSomethingElseIsNoted();

private:
    [[nodiscard]] QByteArrayList lines(const QStringList &more) const
    {
        QByteArrayList all = curbsidectl(QStringList{u"events"_s, m_workspace} + more).out.split('\n');
        all.removeLast();
        return all;
    }
    static QByteArrayList fieldsOf(const QByteArray &line);

    QTemporaryDir m_folder;
    QString m_workspace;
    qint64 m_published = 0;
};

/// The fields of a line of CSV.
QByteArrayList ProgramEventsTest::fieldsOf(const QByteArray &line)
{
    QByteArrayList fields{QByteArray()};
    bool isQuoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && isQuoted && i + 1 < line.size() && line[i + 1] == '"')
            fields.last() += line[i++];
        else if (line[i] == '"')
            isQuoted = !isQuoted;
        else if (line[i] == ',' && !isQuoted)
            fields.push_back({});
        else
            fields.last() += line[i];
    }
    return fields;
}

void ProgramEventsTest::initTestCase()
{
    m_workspace = m_folder.filePath(u"w"_s);
    const Outcome made = curbsidectl({u"simulate"_s, u"--json"_s, u"--scenario"_s, u"small-busy"_s, u"--for"_s, u"6m"_s,
                                      u"--workspace"_s, m_workspace});
    QVERIFY2(made.status == 0, made.err.constData());
    const auto summary = JsonDocument::parse(made.out.trimmed());
    QVERIFY(summary);
    m_published = summary->root()["events"]["published"].toInteger().value_or(0);
    QVERIFY(m_published > 100);
}

void ProgramEventsTest::everyEventHasALine_data()
{
    QTest::addColumn<QStringList>("format");
    QTest::addColumn<int>("headerLines");
    QTest::newRow("as a table, without asking") << QStringList() << 0;
    QTest::newRow("as a table") << QStringList{u"--format"_s, u"table"_s} << 0;
    QTest::newRow("as lines of JSON") << QStringList{u"--format"_s, u"jsonl"_s} << 0;
    QTest::newRow("as CSV") << QStringList{u"--format"_s, u"csv"_s} << 1;
}

void ProgramEventsTest::everyEventHasALine()
{
    QFETCH(QStringList, format);
    QFETCH(int, headerLines);
    QCOMPARE(lines(format).size(), m_published + headerLines);
}

void ProgramEventsTest::timeNeverGoesBack()
{
    QByteArrayList all = lines({u"--format"_s, u"csv"_s});
    QCOMPARE(all.takeFirst(), QByteArray("time,source,sequence,type,subject,id,causationid,data"));
    std::map<QByteArray, qint64> last;
    QByteArray before;
    for (const QByteArray &line : std::as_const(all)) {
        const QByteArrayList fields = fieldsOf(line);
        QCOMPARE(fields.size(), 8);
        QVERIFY(fields[0] >= before);
        QCOMPARE(fields[2].toLongLong(), ++last[fields[1]]); // gapless, of each publisher
        QVERIFY2(JsonDocument::parse(fields[7]), line.constData());
        before = fields[0];
    }
}

void ProgramEventsTest::aLineOfJsonIsACloudEvent()
{
    std::set<QString> ids;
    for (const QByteArray &line : lines({u"--format"_s, u"jsonl"_s})) {
        const auto event = JsonDocument::parse(line);
        QVERIFY2(event, line.constData());
        const JsonValue root = event->root();
        QCOMPARE(root["specversion"].toString(), std::optional(u"1.0"_s));
        QVERIFY(root["type"].toString().value_or(QString()).startsWith(u"curbside."));
        QVERIFY(root["source"].toString().value_or(QString()).startsWith(u"/services/"));
        QCOMPARE(root["sequence"].toString().value_or(QString()).size(), 20);
        QVERIFY(root["data"]["version"].toInteger().has_value());
        ids.insert(root["id"].toString().value_or(QString()));
    }
    QCOMPARE(qint64(ids.size()), m_published);
}

void ProgramEventsTest::onlyTheWantedTypeIsShown_data()
{
    QTest::addColumn<QString>("type");
    QTest::newRow("in full") << u"curbside.state.LidEvent"_s;
    QTest::newRow("in short") << u"LidEvent"_s;
}

void ProgramEventsTest::onlyTheWantedTypeIsShown()
{
    QFETCH(const QString, type);
    const QByteArrayList found = lines({u"--format"_s, u"jsonl"_s, u"--type"_s, type});
    const QByteArrayList all = lines({u"--format"_s, u"jsonl"_s});
    const auto expected = std::count_if(all.begin(), all.end(), [](const QByteArray &line) {
        return line.contains("\"type\":\"curbside.state.LidEvent\"");
    });
    QVERIFY(expected > 0);
    QCOMPARE(found.size(), expected);
}

void ProgramEventsTest::onlyTheWantedSubjectIsShown()
{
    const QByteArrayList found = lines({u"--format"_s, u"csv"_s, u"--subject"_s, u"CR-0001"_s});
    QVERIFY(found.size() > 1);
    for (const QByteArray &line : found.mid(1))
        QCOMPARE(fieldsOf(line)[4], QByteArray("CR-0001"));
    const QByteArrayList both =
        lines({u"--subject"_s, u"CR-0001"_s, u"--type"_s, u"curbside.operations.RobotRegistered"_s});
    QCOMPARE(both.size(), 1);
}

void ProgramEventsTest::whatIsNotThereIsAnEmptyAnswer()
{
    const Outcome outcome = curbsidectl({u"events"_s, m_workspace, u"--type"_s, u"curbside.state.Nothing"_s});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.err, QByteArray("curbsidectl: no event matches\n"));
}

void ProgramEventsTest::aFilterFindsTheSameAsAnotherReader_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<std::function<bool(JsonValue)>>("holds");
    using Holds = std::function<bool(JsonValue)>;
    const auto text = [](JsonValue value) { return value.toString().value_or(QString()); };
    QTest::newRow("a type and a member") << u"type = 'curbside.state.LidEvent' AND data.kind = 'Opened'"_s
                                         << Holds([=](JsonValue event) {
                                                return text(event["type"]) == u"curbside.state.LidEvent"_s
                                                    && text(event["data"]["kind"]) == u"Opened"_s;
                                            });
    QTest::newRow("a source") << u"source = '/services/operations'"_s << Holds([=](JsonValue event) {
        return text(event["source"]) == u"/services/operations"_s;
    });
    QTest::newRow("a number in a text") << u"sequence < 20"_s
                                        << Holds([=](JsonValue event) { return text(event["sequence"]).toInt() < 20; });
    QTest::newRow("a number in the payload")
        << u"data.version > 1"_s
        << Holds([](JsonValue event) { return event["data"]["version"].toInteger().value_or(0) > 1; });
    QTest::newRow("what was caused") << u"EXISTS causationid"_s
                                     << Holds([](JsonValue event) { return event["causationid"].isString(); });
}

void ProgramEventsTest::aFilterFindsTheSameAsAnotherReader()
{
    QFETCH(const QString, where);
    QFETCH(const std::function<bool(JsonValue)>, holds);
    QByteArrayList expected;
    for (const QByteArray &line : lines({u"--format"_s, u"jsonl"_s})) {
        if (holds(JsonDocument::parse(line)->root()))
            expected.push_back(line);
    }
    QVERIFY(!expected.isEmpty());
    QCOMPARE(lines({u"--format"_s, u"jsonl"_s, u"--where"_s, where}), expected);
}

void ProgramEventsTest::aFilterThatCannotBeReadIsTold_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("in the middle")
        << u"type 'a'"_s
        << QByteArray(
               "curbsidectl: --where, line 1, column 6: an operator, such as = or AND, is missing before \"'a'\"\n"
               "type 'a'\n     ^\n");
    QTest::newRow("an unknown function")
        << u"1 = NONE()"_s
        << QByteArray("curbsidectl: --where, line 1, column 5: there is no function \"NONE\"\n1 = NONE()\n    ^\n");
    QTest::newRow("neither true nor false")
        << u"type"_s
        << QByteArray("curbsidectl: --where, line 1, column 1: this is never true or false: compare it with something\n"
                      "type\n^\n");
}

void ProgramEventsTest::aFilterThatCannotBeReadIsTold()
{
    QFETCH(const QString, where);
    QFETCH(const QByteArray, told);
    const Outcome outcome = curbsidectl({u"events"_s, m_workspace, u"--where"_s, where});
    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.err, told);
}

void ProgramEventsTest::aFilterThatMayMeanSomethingElseIsNoted()
{
    const Outcome outcome = curbsidectl({u"events"_s, m_workspace, u"--where"_s, u"EXISTS kind"_s});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.out, QByteArray());
    QCOMPARE(outcome.err,
             QByteArray("curbsidectl: note: --where, line 1, column 8: nothing here has an attribute "
                        "\"kind\"\nEXISTS kind\n       ^\ncurbsidectl: no event matches\n"));
}

CURBSIDE_TEST(ProgramEventsTest)

} // namespace tst_program_events

#include "tst_program_events.moc"
