// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/services/deliveries_stage.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace curbside;

// Deliveries: what it makes of orders and facts, and its API. The sagas have a test of their own.
class DeliveriesServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void aDeliveryGoesItsWay();

private:
    std::unique_ptr<Stage> m_stage;
};

void DeliveriesServiceTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_stage = std::make_unique<Stage>();
}

void DeliveriesServiceTest::aDeliveryGoesItsWay()
{
    m_stage->receiveOrder();
    QCOMPARE(m_stage->delivery("number"), u"D-1001"_s);
    QCOMPARE(m_stage->status(), u"Pending"_s);
    QCOMPARE(m_stage->steps(), u"reserve-demand Done, await-trip Awaiting"_s);
    m_stage->planTrip();
    QCOMPARE(m_stage->status(), u"Assigned"_s);
    QCOMPARE(m_stage->steps(), u"reserve-demand Done, await-trip Done, create-pickup-task Done, create-dropoff-task Done, "
                               "follow Awaiting"_s);
    m_stage->changeTask("Pickup", "Assigned");
    m_stage->changeTask("Pickup", "InProgress");
    QCOMPARE(m_stage->status(), u"PickingUp"_s);
    QCOMPARE(m_stage->attemptStatus(), u"ToPickup"_s);
    m_stage->arriveFor(m_stage->taskId("Pickup"));
    QCOMPARE(m_stage->attemptStatus(), u"AtPickup"_s);
    m_stage->completeTask("Pickup");
    QCOMPARE(m_stage->status(), u"InTransit"_s);
    QCOMPARE(m_stage->attemptStatus(), u"Loaded"_s);
    m_stage->changeTask("Dropoff", "InProgress");
    QCOMPARE(m_stage->attemptStatus(), u"ToDropoff"_s);
    m_stage->arriveFor(m_stage->taskId("Dropoff"));
    QCOMPARE(m_stage->status(), u"Arrived"_s);
    m_stage->completeTask("Dropoff");
    QCOMPARE(m_stage->status(), u"Delivered"_s);
    QCOMPARE(m_stage->attemptStatus(), u"Completed"_s);
    QCOMPARE(m_stage->sagaState(), u"Completed"_s);
}

QTEST_GUILESS_MAIN(DeliveriesServiceTest)
#include "tst_deliveries_service.moc"
