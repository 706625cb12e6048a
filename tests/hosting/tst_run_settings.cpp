// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/run_settings.h"
#include "tests/support/test_class.h"

#include <QTemporaryDir>
#include <QTest>

namespace tst_run_settings {

using namespace curbside;
using namespace Qt::StringLiterals;

class RunSettingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotNamedIsTheDefault();
    void aSeedIsAnyWholeNumberOf64Bits_data();
    void aSeedIsAnyWholeNumberOf64Bits();
    void aSpeedIsMaxOrANumber_data();
    void aSpeedIsMaxOrANumber();
    void aWorkspaceTellsWhatIsNotNamed();
    void whatIsNamedIsKept();
    void aScenarioFileIsRememberedByItsWholePath();
    void theScenariosFaultsComeWithThoseAskedFor();
    void aWarehouseThatIsNoAddressIsRefused();
};

void RunSettingsTest::whatIsNotNamedIsTheDefault()
{
    const QTemporaryDir place;
    RunWishes wishes;
    wishes.workspace = place.filePath(u"w"_s);
    const auto settings = RunSettings::from(wishes);
    QVERIFY(settings);
    QCOMPARE(settings->description.scenario, u"lunch-rush"_s);
    QCOMPARE(settings->description.seed, quint64(1));
    QCOMPARE(settings->speed, std::optional(1.0));
    QVERIFY(!settings->runFor);
    QCOMPARE(settings->durability, Database::Durability::Normal);
}

void RunSettingsTest::aSeedIsAnyWholeNumberOf64Bits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("zero") << u"0"_s << true;
    QTest::newRow("the largest") << u"18446744073709551615"_s << true;
    QTest::newRow("one more") << u"18446744073709551616"_s << false;
    QTest::newRow("negative") << u"-1"_s << false;
    QTest::newRow("with a sign") << u"+1"_s << false;
    QTest::newRow("a fraction") << u"1.5"_s << false;
    QTest::newRow("with a space") << u" 1"_s << false;
    QTest::newRow("in words") << u"one"_s << false;
}

void RunSettingsTest::aSeedIsAnyWholeNumberOf64Bits()
{
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    RunWishes wishes;
    wishes.scenario = u"small-busy"_s;
    wishes.seed = text;
    const auto settings = RunSettings::from(wishes);
    QCOMPARE(settings.has_value(), isGood);
    if (settings)
        QCOMPARE(QString::number(settings->description.seed), text);
    else
        QCOMPARE(settings.error().status, ExitStatus::WrongUsage);
}

void RunSettingsTest::aSpeedIsMaxOrANumber_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("max") << u"max"_s << true;
    QTest::newRow("the slowest") << u"0.01"_s << true;
    QTest::newRow("the fastest") << u"100000"_s << true;
    QTest::newRow("slower than that") << u"0.009"_s << false;
    QTest::newRow("faster than that") << u"100001"_s << false;
    QTest::newRow("backwards") << u"-1"_s << false;
    QTest::newRow("not a number") << u"nan"_s << false;
    QTest::newRow("without end") << u"inf"_s << false;
    QTest::newRow("nothing") << u""_s << false;
}

void RunSettingsTest::aSpeedIsMaxOrANumber()
{
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    RunWishes wishes;
    wishes.scenario = u"small-busy"_s;
    wishes.seed = u"1"_s;
    wishes.speed = text;
    const auto settings = RunSettings::from(wishes);
    QCOMPARE(settings.has_value(), isGood);
    if (settings)
        QCOMPARE(settings->speed.has_value(), text != u"max");
}

void RunSettingsTest::aWorkspaceTellsWhatIsNotNamed()
{
    const QTemporaryDir place;
    QVERIFY(WorkspaceDescription({u"quiet-morning"_s, "any", 9, {}}).write(place.path()));
    RunWishes wishes;
    wishes.workspace = place.path();
    const auto settings = RunSettings::from(wishes);
    QVERIFY(settings);
    QCOMPARE(settings->description.scenario, u"quiet-morning"_s);
    QCOMPARE(settings->description.seed, quint64(9));
    QCOMPARE(settings->scenario->seed, std::uint64_t(9));
}

void RunSettingsTest::whatIsNamedIsKept()
{
    const QTemporaryDir place;
    QVERIFY(WorkspaceDescription({u"quiet-morning"_s, "any", 9, {}}).write(place.path()));
    RunWishes wishes;
    wishes.workspace = place.path();
    wishes.scenario = u"small-busy"_s;
    wishes.seed = u"2"_s;
    const auto settings = RunSettings::from(wishes);
    QVERIFY(settings);
    QCOMPARE(settings->description.scenario, u"small-busy"_s);
    QCOMPARE(settings->description.seed, quint64(2));
}

void RunSettingsTest::aScenarioFileIsRememberedByItsWholePath()
{
    RunWishes wishes;
    wishes.scenario = QStringLiteral(CURBSIDE_SOURCE_DIR "/resources/../resources/scenarios/small-busy.json");
    wishes.seed = u"1"_s;
    const auto settings = RunSettings::from(wishes);
    QVERIFY(settings);
    QVERIFY(settings->description.scenario.startsWith(u'/'));
    RunWishes builtIn;
    builtIn.scenario = u"small-busy"_s;
    builtIn.seed = u"1"_s;
    QCOMPARE(settings->description.scenarioDigest, RunSettings::from(builtIn)->description.scenarioDigest);
}

void RunSettingsTest::theScenariosFaultsComeWithThoseAskedFor()
{
    RunWishes wishes;
    wishes.scenario = u"duplicate-storm"_s;
    wishes.seed = u"1"_s;
    const QByteArray own = RunSettings::from(wishes)->faults;
    wishes.faults = u"crashes"_s;
    const QByteArray both = RunSettings::from(wishes)->faults;
    const auto ownRules = JsonDocument::parse(own);
    const auto allRules = JsonDocument::parse(both);
    QVERIFY(ownRules && allRules);
    int ownCount = 0;
    int bothCount = 0;
    ownRules->root().forEachItem([&](JsonValue) { ++ownCount; });
    allRules->root().forEachItem([&](JsonValue) { ++bothCount; });
    QVERIFY(ownCount > 0);
    QCOMPARE(bothCount, ownCount + 3);
}

void RunSettingsTest::aWarehouseThatIsNoAddressIsRefused()
{
    const QTemporaryDir place;
    RunWishes wishes;
    wishes.workspace = place.filePath(u"w"_s);
    qputenv("CURBSIDE_WAREHOUSE", "somewhere");
    const auto refused = RunSettings::from(wishes);
    qunsetenv("CURBSIDE_WAREHOUSE");
    QVERIFY(!refused);
    QCOMPARE(refused.error().status, ExitStatus::WrongUsage);
    QVERIFY(refused.error().text.startsWith(u"CURBSIDE_WAREHOUSE: somewhere"));
    QVERIFY(RunSettings::from(wishes));
}

CURBSIDE_TEST(RunSettingsTest)

} // namespace tst_run_settings

#include "tst_run_settings.moc"
