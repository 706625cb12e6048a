// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/scenario.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tst_mdrp_day {

using namespace curbside;
using namespace Qt::StringLiterals;

namespace {

const QString sampleFolder = QStringLiteral(CURBSIDE_SOURCE_DIR "/tests/world/data/mdrp-small");

const QString orders = u"orders.txt"_s;
const QString couriers = u"couriers.txt"_s;
const QString restaurants = u"restaurants.txt"_s;
const QString parameters = u"instance_parameters.txt"_s;

void addColumns()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("error");
}

void row(const char *name, const QString &file, const QByteArray &before, const QByteArray &after, const QString &error)
{
    QTest::newRow(name) << file << before << after << error;
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

class MdrpDayTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aDayBecomesAScenario();
    void couriersAreRobots();
    void ordersKeepNamesAndTimes();
    void nothingGoesWrongInADay();
    void theSeedChangesNothing();
    void anotherDayHasAnotherDigest();
    void toleratedForms_data();
    void toleratedForms();
    void badTable_data();
    void badTable() { refusesWhatWasSpoilt(); }
    void badNumber_data();
    void badNumber() { refusesWhatWasSpoilt(); }
    void badEntry_data();
    void badEntry() { refusesWhatWasSpoilt(); }
    void missingFile_data();
    void missingFile();
    void tooManyRowsAreRefused();
    void realDays_data();
    void realDays();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] Scenario loaded() const;
    void refusesWhatWasSpoilt();

    std::unique_ptr<QTemporaryDir> m_folder;
};

/// A copy of the sample for the test to spoil.
void MdrpDayTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const QString &name : QDir(sampleFolder).entryList(QDir::Files))
        QVERIFY(QFile::copy(sampleFolder + u'/' + name, path(name)));
}

Scenario MdrpDayTest::loaded() const
{
    auto day = loadScenario(m_folder->path(), 1);
    if (!day)
        qFatal("%s", qPrintable(day.error()));
    return std::move(*day);
}

void MdrpDayTest::aDayBecomesAScenario()
{
    const Scenario day = loaded();
    QCOMPARE(int(day.kind), int(ScenarioKind::MdrpDay));
    QCOMPARE(day.name, QFileInfo(m_folder->path()).fileName());
    QCOMPARE(day.description, u"3 orders of 2 restaurants for 2 couriers, taken as robots"_s);
    QCOMPARE(toRfc3339(day.startsAt), QByteArray("2026-03-02T00:00:00.000Z"));
    QCOMPARE(day.merchants.size(), std::size_t(2));
    QCOMPARE(day.merchants[1].key.toString(), u"r2"_s);
    QCOMPARE(day.merchants[1].place, (Place{0, 1'500'000}));
    QCOMPARE(day.merchants[1].partner, day.partners.front().key);
    QCOMPARE(int(day.motion.metric), int(Metric::Straight));
    QVERIFY(day.motion.wholeMinutes);
    QCOMPARE(day.motion.metersPerMinute, 300);
    QCOMPARE(day.motion.pickupServiceMinutes, 4);
    QCOMPARE(day.motion.dropoffServiceMinutes, 4);
}

void MdrpDayTest::couriersAreRobots()
{
    const Scenario day = loaded();
    QCOMPARE(day.robots.size(), std::size_t(2));
    const ScenarioRobot &robot = day.robots[1];
    QCOMPARE(robot.serial.toString(), u"c2"_s);
    QCOMPARE(robot.name, u"c2"_s);
    QCOMPARE(robot.place, (Place{0, 2'000'000}));
    QCOMPARE(robot.onDutyFrom, day.startsAt + 25min);
    QCOMPARE(robot.onDutyUntil, day.startsAt + 60min);
    QVERIFY(day.hubs.empty() && robot.hub.isEmpty());
}

void MdrpDayTest::ordersKeepNamesAndTimes()
{
    const Scenario day = loaded();
    QCOMPARE(day.orders.size(), std::size_t(3));
    const ScenarioOrder &first = day.orders[0];
    QCOMPARE(first.externalId, u"o3"_s);
    QCOMPARE(first.placedAt, day.startsAt + 5min);
    QCOMPARE(first.readyAt, std::optional(day.startsAt + 30min));
    QCOMPARE(first.goodsReadyAt, day.startsAt + 30min);
    QCOMPARE(first.promisedAt, std::optional(day.startsAt + 45min));
    QCOMPARE(first.merchant.toString(), u"r2"_s);
    QCOMPARE(first.dropoff, (Place{0, 1'000'000}));
    QCOMPARE(day.orders[1].externalId, u"o1"_s);
    QCOMPARE(day.orders[2].externalId, u"o2"_s);
}

void MdrpDayTest::nothingGoesWrongInADay()
{
    const Scenario day = loaded();
    QCOMPARE(day.faults, QByteArray("[]"));
    QCOMPARE(day.mishaps.lidJamsPerMillionOpenings, 0U);
    QCOMPARE(day.mishaps.linkLossesPerMillionDrivingMinutes, 0U);
    QCOMPARE(day.mishaps.batteryDropsPerMillionDrivingMinutes, 0U);
    QCOMPARE(day.mishaps.strayLidOpeningsPerMillionDrivingMinutes, 0U);
    for (const ScenarioOrder &order : day.orders) {
        QVERIFY(!order.cancelledAt);
        QVERIFY(order.customerComesAfter == Duration::zero());
    }
}

void MdrpDayTest::theSeedChangesNothing()
{
    const auto one = loadScenario(sampleFolder, 1);
    const auto two = loadScenario(sampleFolder, 2);
    QVERIFY(one && two);
    QCOMPARE(one->digest, two->digest);
    QCOMPARE(two->seed, std::uint64_t(2));
    QCOMPARE(one->name, u"mdrp-small"_s);
}

void MdrpDayTest::anotherDayHasAnotherDigest()
{
    const QByteArray before = loaded().digest;
    QCOMPARE(before.size(), 64);
    write(path(u"couriers.txt"_s), read(path(u"couriers.txt"_s)).replace("120", "121"));
    QVERIFY(loaded().digest != before);
}

void MdrpDayTest::toleratedForms_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    const auto form = [](const char *name, const QString &file, const QByteArray &text) {
        QTest::newRow(name) << file << text;
    };
    form("lines that end in CR LF", restaurants, "restaurant\tx\ty\r\nr1\t0\t0\r\nr2\t0\t1500\r\n");
    form("no line break at the end", restaurants, "restaurant\tx\ty\nr1\t0\t0\nr2\t0\t1500");
    form("empty lines", restaurants, "restaurant\tx\ty\n\nr1\t0\t0\n\t\nr2\t0\t1500\n\n");
    form("columns in another order", restaurants, "y\trestaurant\tx\n0\tr1\t0\n1500\tr2\t0\n");
    form("a column that nobody asked for", restaurants, "restaurant\tx\tstars\ty\nr1\t0\t5\t0\nr2\t0\tno\t1500\n");
    form("spaces around values", restaurants, "restaurant\t x\ty \nr1 \t0\t0\nr2\t 0\t 1500 \n");
    form("metres with decimals", restaurants, "restaurant\tx\ty\nr1\t0.0\t-0\nr2\t0\t1500.000\n");
    form("a byte order mark", restaurants, "\xEF\xBB\xBFrestaurant\tx\ty\nr1\t0\t0\nr2\t0\t1500\n");
    form("a restaurant without orders", restaurants, "restaurant\tx\ty\nr1\t0\t0\nr2\t0\t1500\nr3\t-5\t-7.125\n");
    form("names beyond ASCII", couriers,
         "courier\tx\ty\ton_time\toff_time\nJosé\t0\t300\t0\t120\n机器人\t0\t2000\t25\t60\n");
    form("on and off duty in the same minute", couriers,
         "courier\tx\ty\ton_time\toff_time\nc1\t0\t0\t5\t5\nc2\t0\t0\t0\t9\n");
}

void MdrpDayTest::toleratedForms()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    write(path(file), text);
    const Scenario day = loaded();
    QVERIFY(day.merchants.size() >= 2);
    QCOMPARE(day.merchants[1].key.toString(), u"r2"_s);
    QCOMPARE(day.merchants[1].place, (Place{0, 1'500'000}));
    QCOMPARE(day.robots.size(), std::size_t(2));
}

void MdrpDayTest::badTable_data()
{
    addColumns();
    row("a missing column", orders, "placement_time", "placed",
        u"1: has no column \"placement_time\"; name it in the first line, columns separated by tabs"_s);
    row("columns separated by spaces", restaurants, "restaurant\tx\ty", "restaurant x y",
        u"1: has no column \"restaurant\"; name it in the first line, columns separated by tabs"_s);
    row("a column named twice", restaurants, "restaurant\tx\ty", "restaurant\tx\tx",
        u"1: names the column \"x\" twice; keep one"_s);
    row("a parameter without a name", parameters, "dropoff service minutes", "dropoff minutes",
        u"1: has no column \"dropoff service minutes\"; name it in the first line, columns separated by tabs"_s);
    row("too few values in a row", orders, "\tr1\t18", "\tr1",
        u"3: has 5 columns where the first line names 6; separate them by single tabs"_s);
    row("too many values in a row", orders, "\tr1\t18", "\tr1\t18\t19",
        u"3: has 7 columns where the first line names 6; separate them by single tabs"_s);
    row("two rows of parameters", parameters, "10\t15\n", "10\t15\n300\t4\t4\t40\t90\t10\t15\n",
        u"3: meters_per_minute: is given a second time; keep one row"_s);
    row("only the names of the columns", couriers, "c1\t0\t300\t0\t120\nc2\t0\t2000\t25\t60\n", "",
        u"1: has no row below the names of the columns; add at least one"_s);
}

void MdrpDayTest::badNumber_data()
{
    addColumns();
    row("a place that is no number", orders, "900\t", "east\t",
        u"3: x: \"east\" is not a number of metres with at most three decimals"_s);
    row("a place beyond the world", orders, "900\t", "10000001\t",
        u"3: x: 10000001 is out of range; it must be within 10000000 metres of the origin"_s);
    row("a place finer than a millimetre", orders, "900\t", "900.0001\t",
        u"3: x: \"900.0001\" is not a number of metres with at most three decimals"_s);
    row("a time that is no number", orders, "\t18\n", "\tsoon\n", u"3: ready_time: \"soon\" is not a whole number"_s);
    row("a time with decimals", orders, "\t18\n", "\t18.5\n", u"3: ready_time: \"18.5\" is not a whole number"_s);
    row("a time in hexadecimal", orders, "\t18\n", "\t0x18\n", u"3: ready_time: \"0x18\" is not a whole number"_s);
    row("no time", orders, "\t18\n", "\t\n", u"3: ready_time: \"\" is not a whole number"_s);
    row("a negative time", orders, "\t11\t", "\t-11\t",
        u"3: placement_time: -11 is out of range; it must be from 0 to 10080"_s);
    row("a time beyond every calendar", orders, "\t18\n", "\t99999999999999999999\n",
        u"3: ready_time: \"99999999999999999999\" is not a whole number"_s);
    row("a speed of nothing", parameters, "300\t", "0\t",
        u"2: meters_per_minute: 0 is out of range; it must be from 1 to 1000000"_s);
    row("a negative service time", parameters, "300\t4\t", "300\t-4\t",
        u"2: pickup service minutes: -4 is out of range; it must be from 0 to 1440"_s);
}

void MdrpDayTest::badEntry_data()
{
    addColumns();
    row("ready before it is placed", orders, "\t18\n", "\t10\n", u"3: ready_time: 10 is before placement_time 11"_s);
    row("an unknown restaurant", orders, "\tr1\t18", "\tr9\t18",
        u"3: restaurant: \"r9\" is not in restaurants.txt; add it there"_s);
    row("an order without a name", orders, "o2", "", u"3: order: is empty; give a name"_s);
    row("an order given twice", orders, "o2", "o1",
        u"3: order: \"o1\" is already the name of an order; names must differ"_s);
    row("an order named as a courier", orders, "o2", "c1",
        u"3: order: \"c1\" is already the name of a courier; names must differ"_s);
    row("an order named 0", orders, "o2", "0",
        u"3: order: 0 stands for a courier's starting place in solutions; choose another name"_s);
    row("a space in a name", orders, "o2", "o 2", u"3: order: \"o 2\" holds a space or control character; remove it"_s);
    row("a control character in a name", orders, "o2", "o\0332",
        u"3: order: \"o\uFFFD2\" holds a space or control character; remove it"_s);
    row("a NUL in a name", orders, "o2", QByteArray("o\0002", 3),
        u"3: order: \"o\uFFFD2\" holds a space or control character; remove it"_s);
    row("a name that is no UTF-8", orders, "o2", "o\xff", u"3: order: is not UTF-8 text; save the file as UTF-8"_s);
    row("a name without end", orders, "o2", QByteArray(101, 'o'), u"3: order: is longer than 100 bytes; shorten it"_s);
    row("a courier given twice", couriers, "c2", "c1",
        u"3: courier: \"c1\" is already the name of a courier; names must differ"_s);
    row("a courier off before it is on", couriers, "\t60", "\t24", u"3: off_time: 24 is before on_time 25"_s);
    row("a restaurant given twice", restaurants, "r2", "r1",
        u"3: restaurant: \"r1\" is already the name of a restaurant; names must differ"_s);
}

void MdrpDayTest::refusesWhatWasSpoilt()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, error);
    QByteArray text = read(path(file));
    QVERIFY(text.contains(before));
    write(path(file), text.replace(text.indexOf(before), before.size(), after));
    const auto day = loadScenario(m_folder->path(), 1);
    QVERIFY(!day);
    QCOMPARE(day.error(), QString(path(file) + u':' + error));
}

void MdrpDayTest::missingFile_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &name : {u"orders.txt"_s, u"couriers.txt"_s, u"restaurants.txt"_s, u"instance_parameters.txt"_s})
        QTest::newRow(qPrintable(name)) << name;
}

void MdrpDayTest::missingFile()
{
    QFETCH(QString, file);
    write(path(file), {});
    QCOMPARE(loadScenario(m_folder->path(), 1).error(),
             QString(path(file) + u":1: is empty; the first line names the columns"_s));
    QVERIFY(QFile::remove(path(file)));
    QVERIFY(loadScenario(m_folder->path(), 1)
                .error()
                .startsWith(path(file) + u": no such file; the folder of an MDRP day has"_s));
    QVERIFY(QDir().mkdir(path(file)));
    QCOMPARE(loadScenario(m_folder->path(), 1).error(),
             QString(path(file) + u": is not a regular file; give a file"_s));
}

void MdrpDayTest::tooManyRowsAreRefused()
{
    QByteArray text("restaurant\tx\ty\n");
    for (int i = 0; i <= 200'000; ++i)
        text += "r" + QByteArray::number(i) + "\t0\t0\n";
    write(path(u"restaurants.txt"_s), text);
    QVERIFY(loadScenario(m_folder->path(), 1)
                .error()
                .endsWith(u":200002: is beyond the 200000 rows that a file may have"_s));
    write(path(u"restaurants.txt"_s), QByteArray(16 * 1024 * 1024 + 1, 'x'));
    QVERIFY(loadScenario(m_folder->path(), 1).error().endsWith(u": is larger than 16384 KiB; make it smaller"_s));
}

void MdrpDayTest::realDays_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<std::size_t>("orderCount");
    QTest::addColumn<std::size_t>("courierCount");
    QTest::addColumn<std::size_t>("restaurantCount");
    QTest::addColumn<qint64>("metersPerMinute");
    QTest::newRow("day 0") << u"0o100t100s1p100"_s << std::size_t(505) << std::size_t(113) << std::size_t(116) << 320LL;
    QTest::newRow("half of day 0") << u"0o50t75s1p125"_s << std::size_t(252) << std::size_t(61) << std::size_t(93)
                                   << 427LL;
    QTest::newRow("day 3") << u"3o100t100s1p100"_s << std::size_t(967) << std::size_t(220) << std::size_t(168) << 320LL;
    QTest::newRow("day 7") << u"7o100t100s1p100"_s << std::size_t(3213) << std::size_t(404) << std::size_t(254)
                           << 314LL;
}

void MdrpDayTest::realDays()
{
    QFETCH(QString, folder);
    const QString data = qEnvironmentVariable("CURBSIDE_TEST_DATA");
    if (!QDir(data + u"/mdrp"_s).exists())
        QSKIP("CURBSIDE_TEST_DATA names no folder with mdrp/");
    const auto day = loadScenario(data + u"/mdrp/"_s + folder, 1);
    QVERIFY2(day, day ? "" : qPrintable(day.error()));
    QCOMPARE(day->name, folder);
    QTEST(day->orders.size(), "orderCount");
    QTEST(day->robots.size(), "courierCount");
    QTEST(day->merchants.size(), "restaurantCount");
    QTEST(day->motion.metersPerMinute, "metersPerMinute");
}

CURBSIDE_TEST(MdrpDayTest)

} // namespace tst_mdrp_day

#include "tst_mdrp_day.moc"
