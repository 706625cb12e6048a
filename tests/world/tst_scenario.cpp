// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/fault/fault_plan.h"
#include "services/runtime/json/json.h"
#include "services/world/scenario.h"
#include "tests/support/test_class.h"
#include "tests/world/scenario_text.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <set>

namespace tst_scenario {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

Scenario loaded(QStringView nameOrPath, std::uint64_t seed = 1)
{
    auto scenario = loadScenario(nameOrPath, seed);
    if (!scenario)
        qFatal("%s", qPrintable(scenario.error()));
    return std::move(*scenario);
}

QByteArray builtInText(const QString &name)
{
    QFile file(u":/scenarios/%1.json"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool isInside(const Streets &streets, Place place)
{
    return place.x >= 0 && place.x <= streets.width && place.y >= 0 && place.y <= streets.height;
}

} // namespace

class ScenarioTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void builtInScenariosAreListed();
    void builtInScenarioIsSound_data();
    void builtInScenarioIsSound();
    void builtInScenarioNamesEverythingOnce_data() { builtInScenarioIsSound_data(); }
    void builtInScenarioNamesEverythingOnce();
    void lunchRushIsAsPromised();
    void scaleScenariosAreLarge();
    void smallBusyHasItsTroubles();
    void faultsAreKeptAsTheyStand();
    void theSchemaKnowsEveryKindOfFault();
    void sameSeedMakesTheSame();
    void generationIsTheSameOnEveryMachine();
    void anotherSeedMovesOnlyWhatIsDrawn();
    void moreRobotsLeaveTheOrdersAlone();
    void digestTellsDefinitionsApart();
    void ordersFollowTheArrivals();
    void statedTimesAreTheRealOnes();
    void hostileNamesAreData();
    void theExampleInTheDocumentationHolds();
    void aListThatNumbersItselfStillGivesEachNameOnce();

private:
    QString file(const QByteArray &text);
    QString variant(const QByteArray &before, const QByteArray &after);

    QTemporaryDir m_folder;
    int m_files = 0;
};

QString ScenarioTest::file(const QByteArray &text)
{
    const QString path = m_folder.filePath(u"%1.json"_s.arg(++m_files));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

/// small-busy with one thing changed.
QString ScenarioTest::variant(const QByteArray &before, const QByteArray &after)
{
    QByteArray text = builtInText(u"small-busy"_s);
    if (text.count(before) != 1)
        qFatal("%s is not there once", before.constData());
    return file(text.replace(before, after));
}

void ScenarioTest::builtInScenariosAreListed()
{
    QStringList names;
    for (const ScenarioSummary &summary : builtInScenarios()) {
        names += summary.name;
        QVERIFY2(!summary.title.isEmpty(), qPrintable(summary.name));
        QVERIFY2(!summary.description.isEmpty() && !summary.description.contains(u'\n'), qPrintable(summary.name));
    }
    const QStringList expected{u"lunch-rush"_s,      u"quiet-morning"_s, u"lid-trouble"_s, u"operations-outage"_s,
                               u"duplicate-storm"_s, u"small-busy"_s,    u"scale-1k"_s,    u"scale-10k"_s};
    QCOMPARE(names, expected);
    QCOMPARE(names.first(), QString::fromUtf16(defaultScenarioName));
}

void ScenarioTest::builtInScenarioIsSound_data()
{
    QTest::addColumn<QString>("name");
    for (const ScenarioSummary &summary : builtInScenarios())
        QTest::newRow(qPrintable(summary.name)) << summary.name;
}

void ScenarioTest::builtInScenarioIsSound()
{
    QFETCH(QString, name);
    const Scenario scenario = loaded(name, 7);
    QCOMPARE(scenario.name, name);
    QCOMPARE(scenario.seed, std::uint64_t(7));
    QCOMPARE(scenario.digest.size(), 64);
    const auto faults = JsonDocument::parse(scenario.faults);
    QVERIFY(faults && FaultPlan::read(faults->root(), scenario.startsAt));
    std::map<MerchantKey, const ScenarioMerchant *> merchants;
    for (const ScenarioMerchant &merchant : scenario.merchants) {
        merchants[merchant.key] = &merchant;
        QVERIFY(isInside(scenario.streets, merchant.place));
    }
    for (const ScenarioRobot &robot : scenario.robots) {
        QVERIFY(isInside(scenario.streets, robot.place));
        QVERIFY(robot.onDutyFrom < robot.onDutyUntil);
        QVERIFY(robot.batteryPercent >= 1 && robot.batteryPercent <= 100);
    }
    PlatformTime before = scenario.startsAt;
    for (const ScenarioOrder &order : scenario.orders) {
        QVERIFY(order.placedAt >= before);
        before = order.placedAt;
        QVERIFY(merchants.contains(order.merchant));
        QCOMPARE(order.partner, merchants[order.merchant]->partner);
        QVERIFY(isInside(scenario.streets, order.dropoff));
        QVERIFY(!scenario.streets.addressAt(order.dropoff).isEmpty());
        QVERIFY(order.goodsReadyAt >= order.placedAt);
    }
}

void ScenarioTest::builtInScenarioNamesEverythingOnce()
{
    QFETCH(QString, name);
    const Scenario scenario = loaded(name, 7);
    const auto allDiffer = [](const auto &items, auto key) {
        QSet<QString> keys;
        for (const auto &item : items)
            keys.insert(key(item));
        return keys.size() == static_cast<qsizetype>(items.size());
    };
    QVERIFY(allDiffer(scenario.robots, [](const ScenarioRobot &robot) { return robot.serial.toString(); }));
    QVERIFY(allDiffer(scenario.robots, [](const ScenarioRobot &robot) { return robot.name; }));
    QVERIFY(allDiffer(scenario.merchants, [](const ScenarioMerchant &merchant) { return merchant.name; }));
    QVERIFY(allDiffer(scenario.merchants, [](const ScenarioMerchant &merchant) { return merchant.key.toString(); }));
    QVERIFY(allDiffer(scenario.hubs, [](const ScenarioHub &hub) { return hub.name; }));
    QVERIFY(allDiffer(scenario.operators, [](const ScenarioOperator &person) { return person.name; }));
    QVERIFY(allDiffer(scenario.orders,
                      [](const ScenarioOrder &order) { return order.partner.toString() + u' ' + order.externalId; }));
}

void ScenarioTest::lunchRushIsAsPromised()
{
    const Scenario scenario = loaded(u"lunch-rush");
    QCOMPARE(scenario.orders.size(), std::size_t(200));
    QCOMPARE(scenario.robots.size(), std::size_t(40));
    QVERIFY(scenario.orders.front().placedAt <= scenario.startsAt + 2s);
    QVERIFY(scenario.orders.back().placedAt > scenario.startsAt + 100min);
    QVERIFY(scenario.orders.back().placedAt <= scenario.startsAt + 2h);
    QCOMPARE(toRfc3339(scenario.startsAt), QByteArray("2026-03-02T11:00:00.000Z"));
    QCOMPARE(scenario.robots[16].name, u"Basil"_s);
    QCOMPARE(scenario.robots[16].serial.toString(), u"CR-0017"_s);
    QCOMPARE(scenario.merchants[0].name, u"Green Bowl"_s);
}

void ScenarioTest::scaleScenariosAreLarge()
{
    QCOMPARE(loaded(u"scale-1k").robots.size(), std::size_t(1000));
    const Scenario large = loaded(u"scale-10k");
    QCOMPARE(large.robots.size(), std::size_t(10'000));
    QCOMPARE(large.robots.back().serial.toString(), u"CR-10000"_s);
}

void ScenarioTest::smallBusyHasItsTroubles()
{
    const Scenario scenario = loaded(u"small-busy");
    QCOMPARE(scenario.orders.size(), std::size_t(25));
    QCOMPARE(scenario.robots.size(), std::size_t(6));
    QVERIFY(scenario.orders.back().placedAt <= scenario.startsAt + 6min);
    QVERIFY(std::ranges::any_of(scenario.orders, [](const auto &order) { return order.cancelledAt.has_value(); }));
    QVERIFY(std::ranges::any_of(scenario.orders, [](const auto &order) { return !order.customerComesAfter; }));
    QVERIFY(scenario.mishaps.lidJamsPerMillionOpenings > 0);
}

void ScenarioTest::faultsAreKeptAsTheyStand()
{
    const Scenario scenario = loaded(u"operations-outage");
    const auto faults = JsonDocument::parse(scenario.faults);
    QVERIFY(faults);
    QCOMPARE(faults->root().size(), std::size_t(3));
    JsonValue first;
    faults->root().forEachItem([&](JsonValue rule) { first = first.isAbsent() ? rule : first; });
    QCOMPARE(first.toJson(), QByteArray(R"({"kind":"CutOff","service":"operations","after":"20m","for":"12m"})"));
    QCOMPARE(loaded(u"quiet-morning").faults, QByteArray("[]"));
}

void ScenarioTest::theSchemaKnowsEveryKindOfFault()
{
    QFile file(u":/scenarios/scenario.schema.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto schema = JsonDocument::parse(file.readAll());
    QVERIFY(schema);
    std::set<std::string_view> kinds;
    schema->root()["definitions"]["fault"]["properties"]["kind"]["enum"].forEachItem(
        [&](JsonValue kind) { kinds.insert(kind.toUtf8().value_or("")); });
    const auto &names = EnumNames<FaultKind>::names;
    QVERIFY(kinds == std::set<std::string_view>(names.begin(), names.end()));
}

void ScenarioTest::sameSeedMakesTheSame()
{
    QCOMPARE(textOf(loaded(u"lunch-rush", 42)), textOf(loaded(u"lunch-rush", 42)));
    const quint64 largestSeed = std::numeric_limits<quint64>::max();
    QCOMPARE(textOf(loaded(u"small-busy", largestSeed)), textOf(loaded(u"small-busy", largestSeed)));
}

void ScenarioTest::generationIsTheSameOnEveryMachine()
{
    const QByteArray text = textOf(loaded(u"small-busy", 1));
    QCOMPARE(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex(),
             QByteArray("d7a824f04158e5f4600068b2f56f09cbaf3be05a6ef57f199745d7ebbd2befd8"));
}

void ScenarioTest::anotherSeedMovesOnlyWhatIsDrawn()
{
    const Scenario one = loaded(u"lunch-rush", 1);
    const Scenario two = loaded(u"lunch-rush", 2);
    QVERIFY(textOf(one) != textOf(two));
    QCOMPARE(one.digest, two.digest);
    QCOMPARE(one.orders.size(), two.orders.size());
    QVERIFY(one.merchants[0].place != two.merchants[0].place);
    QCOMPARE(one.merchants[0].name, two.merchants[0].name);
}

void ScenarioTest::moreRobotsLeaveTheOrdersAlone()
{
    const Scenario few = loaded(u"small-busy");
    const Scenario many = loaded(variant("\"count\": 6", "\"count\": 60"));
    QCOMPARE(many.robots.size(), std::size_t(60));
    QCOMPARE(many.orders.back().dropoff, few.orders.back().dropoff);
    QCOMPARE(many.orders.back().placedAt, few.orders.back().placedAt);
    QCOMPARE(many.robots[5].batteryPercent, few.robots[5].batteryPercent);
}

void ScenarioTest::digestTellsDefinitionsApart()
{
    const QByteArray builtIn = loaded(u"small-busy").digest;
    QCOMPARE(loaded(file(builtInText(u"small-busy"_s))).digest, builtIn);
    QVERIFY(loaded(variant("\"count\": 6", "\"count\": 7")).digest != builtIn);
    QVERIFY(loaded(u"lunch-rush").digest != builtIn);
}

void ScenarioTest::ordersFollowTheArrivals()
{
    const Scenario scenario =
        loaded(variant(R"("arrivals": [{ "minutes": 6, "orders": 25 }])",
                       R"("arrivals": [{ "minutes": 5, "orders": 3 }, { "minutes": 10, "orders": 0 },
                                                             { "minutes": 5, "orders": 40 }])"));
    const auto placedBefore = [&](Duration after) {
        return std::ranges::count_if(
            scenario.orders, [&](const ScenarioOrder &order) { return order.placedAt < scenario.startsAt + after; });
    };
    QCOMPARE(scenario.orders.size(), std::size_t(43));
    QCOMPARE(scenario.orders.front().placedAt, scenario.startsAt + 1s);
    QCOMPARE(placedBefore(5min), 3);
    QCOMPARE(placedBefore(15min), 3);
    QCOMPARE(placedBefore(20min), 43);
}

void ScenarioTest::statedTimesAreTheRealOnes()
{
    const Scenario all = loaded(variant(R"("statedReadyPerMillion": 500000)", R"("statedReadyPerMillion": 1000000)"));
    int late = 0;
    for (const ScenarioOrder &order : all.orders) {
        QVERIFY(order.readyAt && *order.readyAt <= order.goodsReadyAt);
        late += *order.readyAt < order.goodsReadyAt;
        if (order.promisedAt)
            QCOMPARE(*order.promisedAt, order.placedAt + 20min);
        if (order.cancelledAt)
            QVERIFY(*order.cancelledAt > order.placedAt);
    }
    QVERIFY(late > 0 && late < 25);
    const Scenario none = loaded(variant(R"("statedReadyPerMillion": 500000)", R"("statedReadyPerMillion": 0)"));
    QVERIFY(std::ranges::none_of(none.orders, [](const ScenarioOrder &order) { return order.readyAt.has_value(); }));
}

void ScenarioTest::hostileNamesAreData()
{
    const QStringList names{u"Robert'); DROP TABLE robot;--"_s,
                            u"<img src=x onerror=alert(1)>"_s,
                            u"%1 %2 %n %s"_s,
                            u"../../etc/passwd"_s,
                            u"\u202Erobot\u0007"_s,
                            u"line\nbreak\t"_s,
                            u"🤖"_s,
                            u" "_s};
    for (const QString &name : names) {
        const QByteArray quoted = QJsonDocument(QJsonArray{name}).toJson(QJsonDocument::Compact).sliced(1).chopped(1);
        const Scenario scenario = loaded(variant("\"count\": 6,", "\"count\": 6, \"names\": [" + quoted + "],"));
        QCOMPARE(scenario.robots[0].name, name);
        QCOMPARE(scenario.robots[1].name, QString(name + u" 2"_s));
    }
}

void ScenarioTest::theExampleInTheDocumentationHolds()
{
    QFile page(QStringLiteral(CURBSIDE_SOURCE_DIR "/docs/scenario-format.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const QByteArray text = page.readAll();
    const qsizetype begin = text.indexOf("```json\n") + 8;
    const Scenario scenario = loaded(file(text.sliced(begin, text.indexOf("```", begin) - begin)));
    QCOMPARE(scenario.name, u"harbour-evening"_s);
    QCOMPARE(scenario.orders.size(), std::size_t(60));
    QCOMPARE(scenario.hubs.size(), std::size_t(2));
    QCOMPARE(scenario.merchants[5].name, u"Soup Boat 3"_s);
    QCOMPARE(scenario.mishaps.linkLossLasts.to, Duration(300s));
}

void ScenarioTest::aListThatNumbersItselfStillGivesEachNameOnce()
{
    const Scenario scenario = loaded(variant("\"count\": 6,", "\"count\": 6, \"names\": [\"A\", \"A 2\"],"));
    QStringList names;
    for (const ScenarioRobot &robot : scenario.robots)
        names += robot.name;
    QCOMPARE(names.join(u", "_s), u"A, A 2, A 2 2, A 3, A 2 3, A 4"_s);
}

CURBSIDE_TEST(ScenarioTest)

} // namespace tst_scenario

#include "tst_scenario.moc"
