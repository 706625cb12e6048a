// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/dispatch_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_dispatch_wishes {

using namespace Qt::StringLiterals;
using namespace curbside;

/// A demand that a person wants to go with one robot, and what the candidates of a demand are told.
class DispatchWishesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void theNearestRobotTakesWhatNobodyWishesFor();
    void theWishedRobotTakesIt();
    void aWishForARobotThatCannotLapses_data();
    void aWishForARobotThatCannotLapses();
    void aWishLapsesWhenTheRobotIsHeldBeforeThePlan();
    void theOthersAreToldThatAnotherIsWished();
    void aPlannedDemandTellsWhoCouldTakeItInstead();
    void aLoadedDemandHasNoCandidates();

private:
    void addRobot(const QByteArray &serial, const QByteArray &driver, int x);
    void hold(const QByteArray &serial);
    void postDemand(const QByteArray &wished, const QByteArray &readyAt = "2026-03-02T09:00:00.000Z");
    QString robot() { return m_platform->value(u"SELECT group_concat(robot_serial) FROM trip"_s); }
    /// "R-1 Present, R-2 Chosen"
    QString candidates();

    std::unique_ptr<ServiceFixture> m_platform;
};

void DispatchWishesTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("dispatch", [](ServiceContext &context) -> std::unique_ptr<Service> {
        return std::make_unique<dispatch::DispatchService>(context);
    });
    m_platform->addNeighbour("operations");
    m_platform->addNeighbour("state");
    m_platform->start();
    addRobot("R-1", "Maple", 0);
    addRobot("R-2", "Basil", 500);
}

void DispatchWishesTest::addRobot(const QByteArray &serial, const QByteArray &driver, int x)
{
    m_platform->tellAndSettle("operations", "RobotRegistered", serial,
                              R"({"robotSerial":")" + serial + R"(","driverName":")" + driver
                                  + R"(","inService":true,"held":false,"version":1})");
    m_platform->tellAndSettle("state", "RobotStateChanged", serial,
                              R"({"robotSerial":")" + serial + R"(","driverName":")" + driver
                                  + R"(","what":"OnDuty","x":)" + QByteArray::number(x)
                                  + R"(,"y":0,"battery":90,"connectivity":"Online","version":1})");
}

void DispatchWishesTest::hold(const QByteArray &serial)
{
    m_platform->tellAndSettle("operations", "RobotServiceChanged", serial,
                              R"({"robotSerial":")" + serial
                                  + R"(","driverName":"Basil","inService":true,"held":true,"version":2})");
}

void DispatchWishesTest::postDemand(const QByteArray &wished, const QByteArray &readyAt)
{
    const QByteArray id = "00000000-0000-7000-8000-000000000001";
    const QByteArray body = R"({"deliveryId":")" + id + R"(","attemptId":")" + id
        + R"(","merchantId":"00000000-0000-7000-8000-0000000000aa","pickup":{"x":10,"y":0},)"
          R"("dropoff":{"x":20,"y":0},"excludedRobots":[],"readyAt":")"
        + readyAt + R"(","dueAt":"2026-03-02T12:00:00.000Z")"
        + (wished.isEmpty() ? QByteArray() : R"(,"wishedRobot":")" + wished + '"') + '}';
    QCOMPARE(m_platform->post(u"/demands"_s, body).status, 201);
}

QString DispatchWishesTest::candidates()
{
    const QString id = m_platform->value(u"SELECT id FROM demand"_s);
    const auto answer = JsonDocument::parse(m_platform->get(u"/demand/%1/candidates"_s.arg(id)).body);
    QStringList lines;
    answer->root()["candidates"].forEachItem([&](JsonValue candidate) {
        lines.append(*candidate["robotSerial"].toString() + u' ' + *candidate["reason"].toString());
    });
    lines.sort();
    return lines.join(u", "_s);
}

void DispatchWishesTest::theNearestRobotTakesWhatNobodyWishesFor()
{
    postDemand({});
    m_platform->runFor(2min);
    QCOMPARE(robot(), u"R-1"_s);
}

void DispatchWishesTest::theWishedRobotTakesIt()
{
    postDemand("R-2");
    m_platform->runFor(2min);
    QCOMPARE(robot(), u"R-2"_s);
}

void DispatchWishesTest::aWishForARobotThatCannotLapses_data()
{
    QTest::addColumn<QByteArray>("wished");
    QTest::newRow("held") << QByteArray("R-2");
    QTest::newRow("unknown") << QByteArray("R-9");
}

void DispatchWishesTest::aWishForARobotThatCannotLapses()
{
    QFETCH(const QByteArray, wished);
    hold("R-2");
    postDemand(wished);
    m_platform->runFor(2min);
    QCOMPARE(robot(), u"R-1"_s);
}

void DispatchWishesTest::aWishLapsesWhenTheRobotIsHeldBeforeThePlan()
{
    postDemand("R-2", "2026-03-02T10:00:00.000Z");
    hold("R-2");
    m_platform->runFor(70min);
    QCOMPARE(robot(), u"R-1"_s);
}

void DispatchWishesTest::theOthersAreToldThatAnotherIsWished()
{
    postDemand("R-2", "2026-03-02T10:00:00.000Z");
    QCOMPARE(candidates(), u"R-1 AnotherWished, R-2 Chosen"_s);
}

void DispatchWishesTest::aPlannedDemandTellsWhoCouldTakeItInstead()
{
    postDemand({});
    m_platform->runFor(2min);
    QCOMPARE(candidates(), u"R-1 Present, R-2 Chosen"_s);
}

void DispatchWishesTest::aLoadedDemandHasNoCandidates()
{
    postDemand({});
    m_platform->runFor(2min);
    m_platform->tellAndSettle("operations", "TaskCompleted", "T-1",
                              R"({"attemptId":"00000000-0000-7000-8000-000000000001","type":"Pickup"})");
    QCOMPARE(candidates(), QString());
}

CURBSIDE_TEST(DispatchWishesTest)

} // namespace tst_dispatch_wishes

#include "tst_dispatch_wishes.moc"
