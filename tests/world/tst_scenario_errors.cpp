// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/scenario.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

namespace tst_scenario_errors {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

QByteArray smallBusy()
{
    QFile file(u":/scenarios/small-busy.json"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void addColumns()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("error");
}

void row(const char *name, const QByteArray &before, const QByteArray &after, const QString &error)
{
    QTest::newRow(name) << before << after << error;
}

} // namespace

class ScenarioErrorsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void textThatIsNoScenario_data();
    void textThatIsNoScenario();
    void wrongValue_data();
    void wrongValue() { refusesTheVariant(); }
    void wrongMember_data();
    void wrongMember() { refusesTheVariant(); }
    void wrongTogether_data();
    void wrongTogether() { refusesTheVariant(); }
    void pathThatLeadsNowhere_data();
    void pathThatLeadsNowhere();
    void firstOfSeveralErrorsIsTold();
    void tooLargeAFileIsRefused();
    void aFileFullOfErrorsIsRefusedSoon();
    void errorsAreOneLineEvenForHostileNames();
    void naughtyStringsAreTakenOrRefusedInOneLine();

private:
    QString write(const QByteArray &text);
    QString errorOf(const QByteArray &text);
    void refusesTheVariant();

    QTemporaryDir m_folder;
};

QString ScenarioErrorsTest::write(const QByteArray &text)
{
    const QString path = m_folder.filePath(u"scenario.json"_s);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

/// The error without the folder's name.
QString ScenarioErrorsTest::errorOf(const QByteArray &text)
{
    const auto scenario = loadScenario(write(text), 1);
    return scenario ? u"no error"_s : QString(scenario.error()).remove(m_folder.path() + u'/');
}

void ScenarioErrorsTest::textThatIsNoScenario_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    const auto text = [](const char *name, const QByteArray &bytes, const QString &error) {
        QTest::newRow(name) << bytes << error;
    };
    text("an empty file", "", u"scenario.json:1: is empty; see docs/scenario-format.md for an example"_s);
    text("only white space", " \n\n", u"scenario.json:1: is empty; see docs/scenario-format.md for an example"_s);
    text("not JSON at all", "scenario: lunch\n", u"scenario.json:1: expected a value here"_s);
    text("cut off", smallBusy().first(smallBusy().indexOf("\"robots\"")),
         u"scenario.json:13: expected a name in quotation marks here"_s);
    text("a list", "[]", u"scenario.json:1: must be an object"_s);
    text("a number", "1", u"scenario.json:1: must be an object"_s);
    text("null", "null", u"scenario.json:1: must be an object"_s);
    text("an empty object", "{}", u"scenario.json:1: /format: is missing; add it"_s);
    text("a lone surrogate", "{\"name\": \"\\ud800\"}",
         u"scenario.json:1: /name: \\ must be followed by one of \" \\ / b f n r t, or u and the four digits of a "
         "character"_s);
}

void ScenarioErrorsTest::textThatIsNoScenario()
{
    QFETCH(QByteArray, text);
    QTEST(errorOf(text), "error");
}

void ScenarioErrorsTest::wrongValue_data()
{
    addColumns();
    row("a count of nothing", "\"count\": 6", "\"count\": 0", u"13: /robots/count: must be from 1 to 20000"_s);
    row("a negative count", "\"count\": 6", "\"count\": -1", u"13: /robots/count: must be from 1 to 20000"_s);
    row("too many", "\"count\": 6", "\"count\": 20001", u"13: /robots/count: must be from 1 to 20000"_s);
    row("far too many", "\"count\": 6", "\"count\": 9223372036854775807",
        u"13: /robots/count: must be from 1 to 20000"_s);
    row("a fraction", "\"count\": 6", "\"count\": 6.5", u"13: /robots/count: must be a whole number"_s);
    row("a whole number written as a fraction", "\"count\": 6", "\"count\": 6.0",
        u"13: /robots/count: is not a whole number"_s);
    row("text for a number", "\"count\": 6", "\"count\": \"6\"", u"13: /robots/count: must be a whole number"_s);
    row("null for a number", "\"count\": 6", "\"count\": null", u"13: /robots/count: must be a whole number"_s);
    row("a number for text", "\"title\": \"Small and busy\"", "\"title\": 5", u"4: /title: must be text"_s);
    row("an empty name", "\"title\": \"Small and busy\"", "\"title\": \"\"",
        u"4: /title: must be from 1 to 200 characters long"_s);
    row("a long name", "\"title\": \"Small and busy\"", "\"title\": \"" + QByteArray(201, 'x') + "\"",
        u"4: /title: must be from 1 to 200 characters long"_s);
    row("a NUL in a name", "\"title\": \"Small and busy\"", "\"title\": \"a\\u0000b\"",
        u"4: /title: contains a NUL character"_s);
    row("an object for a list", "\"arrivals\": [{ \"minutes\": 6, \"orders\": 25 }]", "\"arrivals\": {}",
        u"16: /orders/arrivals: must be a list"_s);
    row("an empty list", "\"arrivals\": [{ \"minutes\": 6, \"orders\": 25 }]", "\"arrivals\": []",
        u"16: /orders/arrivals: must have from 1 to 1000 items"_s);
}

void ScenarioErrorsTest::wrongMember_data()
{
    addColumns();
    row("an unknown format", "\"format\": 1", "\"format\": 2", u"2: /format: must be 1"_s);
    row("an unknown metric", "\"metersPerMinute\": 180", "\"metric\": \"Grid\"",
        u"34: /motion/metric: must be one of straight, grid"_s);
    row("an unknown member", "\"count\": 6", "\"cuont\": 6",
        u"13: /robots/cuont: is not known here; remove it or correct its name (known: batteryPercent, count, names, "
        "shifts)"_s);
    row("an unknown member at the root", "\"format\": 1", "\"format\": 1,\n\"a/b~c\": 1",
        u"3: /a~1b~0c: is not known here; remove it or correct its name (known: city, description, faults, format, "
        "hubs, merchants, mishaps, motion, name, operators, orders, partners, people, robots, startsAt, title)"_s);
    row("a missing member", "\"count\": 6, ", "", u"13: /robots/count: is missing; add it"_s);
    row("a member given twice", "\"count\": 6", "\"count\": 6, \"count\": 7",
        u"13: /robots/count: is given twice; keep one"_s);
}

void ScenarioErrorsTest::wrongTogether_data()
{
    addColumns();
    row("half a range", "{ \"from\": 22, \"to\": 100 }", "{ \"from\": 22 }",
        u"13: /robots/batteryPercent/to: is missing; add it"_s);
    row("a range upside down", "{ \"from\": 22, \"to\": 100 }", "{ \"from\": 23, \"to\": 22 }",
        u"13: /robots/batteryPercent/to: must not be below \"from\""_s);
    row("a shift that ends before it begins", "\"onDutyFromMinutes\": 0", "\"onDutyFromMinutes\": 120",
        u"13: /robots/shifts/0/onDutyUntilMinutes: must be after onDutyFromMinutes"_s);
    row("a hub outside the city", "\"yMeters\": 200", "\"yMeters\": 501",
        u"7: /hubs/places/0/yMeters: lies outside the city"_s);
    row("no hub at all", "{ \"places\": [{ \"name\": \"Hub North\", \"xMeters\": 300, \"yMeters\": 200 }] }", "{}",
        u"7: /hubs/count: must be at least 1 when there are no places"_s);
    row("two hubs of one name", "{ \"name\": \"Hub North\", \"xMeters\": 300, \"yMeters\": 200 }",
        "{ \"name\": \"H\", \"xMeters\": 1, \"yMeters\": 2 },\n{ \"name\": \"H\", \"xMeters\": 3, \"yMeters\": 2 }",
        u"8: /hubs/places/1/name: is another hub's name; choose a name of its own"_s);
    row("two partners of one name", "\"Tablefare\"", "\"Marketplace One\"",
        u"10: /partners/1/name: is another partner's name; choose a name of its own"_s);
    row("a name twice in a list", "\"count\": 6", "\"count\": 6, \"names\": [\"Basil\", \"Basil\"]",
        u"13: /robots/names: holds a name twice; keep one"_s);
    row("streets wider apart than the city", "\"streetSpacingMeters\": 50", "\"streetSpacingMeters\": 501",
        u"6: /city/streetSpacingMeters: must not be larger than the city"_s);
    row("a first order after the last", "\"firstAfterSeconds\": 1", "\"firstAfterSeconds\": 361",
        u"17: /orders/firstAfterSeconds: must not be after the last of the arrivals"_s);
    row("too many orders in all", "{ \"minutes\": 6, \"orders\": 25 }",
        "{ \"minutes\": 6, \"orders\": 500000 }, { \"minutes\": 6, \"orders\": 1 }",
        u"16: /orders/arrivals: add up to more than 500000 orders; ask for fewer"_s);
    row("a start that is no time", "\"format\": 1", "\"format\": 1, \"startsAt\": \"noon\"",
        u"2: /startsAt: is not a time as in 2026-03-02T11:42:07.318Z"_s);
    row("a start in the far future", "\"format\": 1", "\"format\": 1, \"startsAt\": \"9999-12-31T00:00:00Z\"",
        u"2: /startsAt: must be before the year 2200"_s);
    row("an unknown fault", "\"format\": 1", "\"format\": 1,\n\"faults\": [{ \"kind\": \"Meteor\" }]",
        u"3: /faults/0/kind: must be one of EventDropped, EventDuplicated, EventDelayed, EventReordered, CutOff, "
        "CallFailing, CallHanging, CallSlow, CrashBeforeCommit, CrashBeforePublish, CrashBeforeAcknowledge, DiskFull, HandlerFailing"_s);
    row("a fault at no time", "\"format\": 1",
        "\"format\": 1,\n\"faults\": [{ \"kind\": \"CutOff\", \"service\": \"state\", \"after\": \"soon\" }]",
        u"3: /faults/0/after: is not a duration such as 90s, 45m or 8h"_s);
    row("a rate beyond certainty", "\"absentCustomersPerMillion\": 120000", "\"absentCustomersPerMillion\": 1000001",
        u"32: /people/absentCustomersPerMillion: must be from 0 to 1000000"_s);
}

void ScenarioErrorsTest::refusesTheVariant()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QByteArray text = smallBusy();
    QCOMPARE(text.count(before), 1);
    QTEST(errorOf(text.replace(before, after)).remove(u"scenario.json:"_s), "error");
}

void ScenarioErrorsTest::pathThatLeadsNowhere_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("part");
    QTest::newRow("an unknown name") << u"lunch"_s
                                     << u"lunch: no built-in scenario of this name and no such file or folder"_s;
    QTest::newRow("an absent file") << u"/nowhere/scenario.json"_s << u"no such file or folder"_s;
    QTest::newRow("no name") << u""_s << u"no scenario is named; choose one of lunch-rush, "_s;
    QTest::newRow("a folder without a day") << m_folder.path() << u"no such file; the folder of an MDRP day has"_s;
    QTest::newRow("a device") << u"/dev/null"_s << u"/dev/null: is not a regular file"_s;
    QTest::newRow("a name in capitals") << u"Lunch-Rush"_s << u"no built-in scenario of this name"_s;
}

void ScenarioErrorsTest::pathThatLeadsNowhere()
{
    QFETCH(QString, path);
    QFETCH(QString, part);
    const auto scenario = loadScenario(path, 1);
    QVERIFY(!scenario);
    QVERIFY2(scenario.error().contains(part), qPrintable(scenario.error()));
}

void ScenarioErrorsTest::firstOfSeveralErrorsIsTold()
{
    QByteArray text = smallBusy();
    text.replace("\"count\": 6", "\"count\": 0").replace("\"widthMeters\": 600", "\"widthMeters\": 6");
    QCOMPARE(errorOf(text), u"scenario.json:6: /city/widthMeters: must be from 100 to 100000"_s);
}

void ScenarioErrorsTest::tooLargeAFileIsRefused()
{
    QCOMPARE(errorOf(QByteArray(1024 * 1024 + 1, ' ')), u"scenario.json: is larger than 1024 KiB; make it smaller"_s);
    QVERIFY(loadScenario(write(smallBusy() + QByteArray(1000 * 1024, ' ')), 1));
}

void ScenarioErrorsTest::aFileFullOfErrorsIsRefusedSoon()
{
    const QByteArray tooMany = "{\"partners\": [" + QByteArray("1,").repeated(200'000) + "1]}";
    QCOMPARE(errorOf(tooMany), u"scenario.json:1: /partners/99998: holds too many values; describe less"_s);
    const QByteArray many = "{\"partners\": [" + QByteArray("1,").repeated(90'000) + "1]}";
    QVERIFY(errorOf(many).startsWith(u"scenario.json:1: /"_s));
}

void ScenarioErrorsTest::errorsAreOneLineEvenForHostileNames()
{
    const QString error = errorOf("{\"a\\nb\\u001b[31m\\u2028c\": 1}");
    QVERIFY(error.startsWith(u"scenario.json:1: /"_s));
    for (const QString &name : {u"new\nline"_s, u"\u001B[31mred"_s, u"\u2028"_s, u"x"_s.repeated(100'000)}) {
        const auto scenario = loadScenario(name, 1);
        QVERIFY(!scenario);
        QVERIFY(scenario.error().size() < 1000);
        QVERIFY(std::ranges::all_of(scenario.error(), [](QChar character) { return character.isPrint(); }));
    }
}

void ScenarioErrorsTest::naughtyStringsAreTakenOrRefusedInOneLine()
{
    QFile file(qEnvironmentVariable("CURBSIDE_TEST_DATA") + u"/blns.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("CURBSIDE_TEST_DATA names no folder with blns.json");
    int taken = 0;
    for (const QJsonValue &value : QJsonDocument::fromJson(file.readAll()).array()) {
        const QByteArray quoted = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).sliced(1).chopped(1);
        QByteArray text = smallBusy();
        const auto scenario = loadScenario(write(text.replace("\"Small and busy\"", quoted)), 1);
        if (scenario) {
            QCOMPARE(scenario->title, value.toString());
            ++taken;
        } else {
            QVERIFY2(!scenario.error().contains(u'\n'), qPrintable(scenario.error()));
            QVERIFY2(scenario.error().contains(u"scenario.json:4: /title: must be from 1 to 200"_s),
                     qPrintable(scenario.error()));
        }
    }
    QVERIFY(taken > 450);
}

CURBSIDE_TEST(ScenarioErrorsTest)

} // namespace tst_scenario_errors

#include "tst_scenario_errors.moc"
