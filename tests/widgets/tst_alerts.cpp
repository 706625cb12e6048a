// SPDX-License-Identifier: GPL-3.0-or-later
// Alerts: each kind is raised by its cause, and ends with it.
#include "tests/support/test_class.h"
#include "tests/widgets/alert_stage.h"

#include <QApplication>

namespace tst_alerts {

using namespace curbside;
using namespace curbside::alert_stage;

namespace {

using Scene = std::function<void(Stage &)>;

} // namespace

class AlertsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingNeedsAHand();
    void itIsRaisedByItsCauseAndEndsWithIt_data();
    void itIsRaisedByItsCauseAndEndsWithIt();
    void whatIsWithinItsLimitIsNoAlert_data();
    void whatIsWithinItsLimitIsNoAlert();
    void aJamThatSomeoneLooksAfterIsANotice();
    void aDeliveryThatCannotBeInTimeIsToldBeforeItIsLate();
    void aLateDeliveryIsWorseThanOneThatWillBe();
    void theServicesAreNotAskedWhileNothingHappens();
    void aCopyThatIsOnItsWayIsNoDivergence();
    void aDifferenceSeenOnceIsNoDivergence();
    void aCopyThatIsNewerThanTheAnswerIsNoDivergence();
    void aSuspicionThatTheServicesDenyIsNoDivergence();
    void droppedJournalMakesNoLag();
};

void AlertsTest::nothingNeedsAHand()
{
    Stage stage;
    QCOMPARE(stage.titles(), QStringList());
}

namespace {

QByteArray metrics(int deadLetters, int waitingForDisk = 0)
{
    return "# TYPE curbside_dead_letters gauge\ncurbside_dead_letters " + QByteArray::number(deadLetters)
        + "\ncurbside_messages_waiting_for_disk " + QByteArray::number(waitingForDisk) + "\n";
}

void tellCopies(Stage &stage, const QByteArray &copied, const QByteArray &owned)
{
    stage.link.setAnswer(u"deliveries /delivery/d1"_s, R"({"id":"d1","taskId":"t1","taskStatus":")" + copied + "\"}");
    stage.link.setAnswer(u"operations /task/t1"_s, R"({"id":"t1","status":")" + owned + "\"}");
    DeliveryRow row = *stage.entities.deliveries.find(u"d1"_s);
    row.taskId = u"t1"_s;
    row.taskStatus = QString::fromUtf8(copied);
    TaskRow owner = task(u"t1"_s, u"Dropoff"_s, u"CR-1"_s);
    owner.status = QString::fromUtf8(owned);
    stage.entities.deliveries.take({row});
    stage.entities.tasks.take({owner});
}

void addRobotCauses()
{
    const QStringList hers{u"d1"_s};
    QTest::newRow("late") << Scene([](Stage &stage) { stage.at(41 * minute); }) << u"D-1 is late"_s
                          << start + 40 * minute << hers << Scene([](Stage &stage) {
                                 DeliveryRow row = *stage.entities.deliveries.find(u"d1"_s);
                                 row.status = u"Delivered"_s;
                                 stage.entities.deliveries.take({row});
                             });
    QTest::newRow("lid open on the way") << Scene([](Stage &stage) {
        stage.entities.lidEvents.take({lidEvent(u"CR-1"_s, u"Opened"_s, start + 30 * second)});
        stage.takeRobot([](RobotRow &row) {
            row.lid = u"Open"_s;
            row.speed = 1.5;
        });
    }) << u"Basil drives with an open lid"_s
                                         << start + 30 * second << hers << Scene([](Stage &stage) {
                                                stage.takeRobot([](RobotRow &row) { row.lid = u"Closed"_s; });
                                            });
    QTest::newRow("lid jammed") << Scene([](Stage &stage) {
        stage.entities.lidEvents.take({lidEvent(u"CR-1"_s, u"Jammed"_s, start + 20 * second)});
        stage.takeRobot([](RobotRow &row) { row.lid = u"Jammed"_s; });
    }) << u"Lid of Basil is jammed"_s
                                << start + 20 * second << hers << Scene([](Stage &stage) {
                                       stage.takeRobot([](RobotRow &row) { row.lid = u"Closed"_s; });
                                   });
    QTest::newRow("offline") << Scene(
        [](Stage &stage) { stage.takeRobot([](RobotRow &row) { row.isOnline = false; }); })
                             << u"Basil is offline"_s << start << hers << Scene([](Stage &stage) {
                                    stage.takeRobot([](RobotRow &row) { row.isOnline = true; });
                                });
    QTest::newRow("battery low") << Scene(
        [](Stage &stage) { stage.takeRobot([](RobotRow &row) { row.battery = 12; }); })
                                 << u"Battery of Basil is low"_s << start << hers << Scene([](Stage &stage) {
                                        TaskRow charge = task(u"t9"_s, u"Charge"_s, u"CR-1"_s);
                                        charge.status = u"InProgress"_s;
                                        stage.entities.tasks.take({charge});
                                    });
}

void addPeopleCauses()
{
    const QStringList hers{u"d1"_s};
    QTest::newRow("call without an operator") << Scene([](Stage &stage) {
        stage.entities.tasks.take({task(u"t7"_s, u"Rescue"_s, u"CR-1"_s)});
        stage.at(2 * minute);
    }) << u"Nobody has taken T-7"_s << start << hers
                                              << Scene([](Stage &stage) {
                                                     TaskRow call = task(u"t7"_s, u"Rescue"_s, u"CR-1"_s);
                                                     call.operatorId = u"OP-1"_s;
                                                     call.status = u"Assigned"_s;
                                                     stage.entities.tasks.take({call});
                                                 });
    QTest::newRow("saga stuck") << Scene([](Stage &stage) {
        stage.link.setItems(u"gateway /sagas"_s,
                            {R"({"id":"s1","type":"FulfilDelivery","subject":"d1","state":"Stuck",)"
                             R"("currentStep":"create-pickup-task","updatedAt":"2026-03-02T11:00:40.000Z"})"});
        stage.link.tell({journal(JournalKind::Saga, "deliveries", {}, start + 40 * second)});
        stage.askServices(2 * minute);
    }) << u"FulfilDelivery of D-1 is stuck"_s
                                << start + 40 * second << hers << Scene([](Stage &stage) {
                                       stage.link.setItems(u"gateway /sagas"_s, {});
                                       stage.link.tell(
                                           {journal(JournalKind::Saga, "deliveries", {}, start + 3 * minute)});
                                       stage.askServices(3 * minute);
                                   });
    QTest::newRow("dead letter") << Scene([](Stage &stage) {
        stage.link.setAnswer(u"operations /metrics"_s, metrics(1));
        stage.link.setItems(u"operations /dead-letters"_s,
                            {R"({"eventId":"e1","type":"curbside.state.LidEvent","subject":"CR-1",)"
                             R"("reason":"no such robot","attempts":8,"lastAt":"2026-03-02T11:00:50.000Z"})"});
        stage.askServices(2 * minute);
    }) << u"Operations gave up LidEvent"_s
                                 << start + 50 * second << hers << Scene([](Stage &stage) {
                                        stage.link.setAnswer(u"operations /metrics"_s, metrics(0));
                                        stage.link.setItems(u"operations /dead-letters"_s, {});
                                        stage.askServices(3 * minute);
                                    });
}

void addServiceCauses()
{
    const QStringList hers{u"d1"_s};
    QTest::newRow("service away") << Scene([](Stage &stage) {
        stage.link.setAnswer(u"gateway /tasks"_s, R"({"detail":"operations does not answer"})", 503);
        stage.askServices(2 * minute);
        stage.at(3 * minute);
    }) << u"Operations does not answer"_s
                                  << start + 2 * minute << hers << Scene([](Stage &stage) {
                                         stage.link.setItems(u"gateway /tasks"_s, {});
                                         stage.askServices(4 * minute);
                                     });
    QTest::newRow("service cannot write") << Scene([](Stage &stage) {
        stage.link.setAnswer(u"state /metrics"_s, metrics(0, 4));
        stage.askServices(2 * minute);
    }) << u"State cannot write"_s << start + 2 * minute
                                          << QStringList() << Scene([](Stage &stage) {
                                                 stage.link.setAnswer(u"state /metrics"_s, metrics(0));
                                                 stage.askServices(3 * minute);
                                             });
    QTest::newRow("consumer behind") << Scene([](Stage &stage) {
        stage.link.tell({journal(JournalKind::Handled, "operations", "state", start + minute),
                         journal(JournalKind::Published, "state", {}, start + 2 * minute)});
        stage.at(4 * minute);
    }) << u"Operations is behind on State"_s
                                     << start + 2 * minute << QStringList() << Scene([](Stage &stage) {
                                            stage.link.tell({journal(JournalKind::PassedOver, "operations", "state",
                                                                     start + 4 * minute)});
                                            stage.at(4 * minute + second);
                                        });
    QTest::newRow("events parked") << Scene([](Stage &stage) {
        stage.link.tell({journal(JournalKind::Parked, "operations", "state", start + minute)});
        stage.at(3 * minute);
    }) << u"Operations is behind on State"_s
                                   << start + minute << QStringList() << Scene([](Stage &stage) {
                                          stage.link.tell({journal(JournalKind::Handled, "operations", "state",
                                                                   start + 3 * minute)});
                                          stage.at(3 * minute + second);
                                      });
    QTest::newRow("copy diverged") << Scene([](Stage &stage) {
        tellCopies(stage, "InProgress", "Completed");
        stage.askServices(3 * minute);
        stage.askServices(4 * minute);
    }) << u"Copy in D-1 has diverged"_s
                                   << start << hers << Scene([](Stage &stage) {
                                          tellCopies(stage, "Completed", "Completed");
                                          stage.askServices(4 * minute);
                                      });
}

} // namespace

void AlertsTest::itIsRaisedByItsCauseAndEndsWithIt_data()
{
    QTest::addColumn<Scene>("cause");
    QTest::addColumn<QString>("title");
    QTest::addColumn<qint64>("since");
    QTest::addColumn<QStringList>("endangers");
    QTest::addColumn<Scene>("settle");
    addRobotCauses();
    addPeopleCauses();
    addServiceCauses();
}

void AlertsTest::itIsRaisedByItsCauseAndEndsWithIt()
{
    QFETCH(Scene, cause);
    QFETCH(QString, title);
    QFETCH(qint64, since);
    QFETCH(QStringList, endangers);
    QFETCH(Scene, settle);
    Stage stage;
    cause(stage);
    QTRY_COMPARE(stage.titles(), QStringList{title});
    QCOMPARE(stage.only().finding.since, since);
    QCOMPARE(stage.only().finding.deliveries, endangers);
    QVERIFY(stage.alerts.ended().empty());
    settle(stage);
    QTRY_COMPARE(stage.titles(), QStringList());
    QCOMPARE(stage.alerts.ended().size(), 1U);
    QCOMPARE(stage.alerts.ended().front().finding.title, title);
    QVERIFY(stage.alerts.ended().front().endedAt >= since);
    QCOMPARE(stage.alerts.ended().front().closedBy, QString());
}

void AlertsTest::whatIsWithinItsLimitIsNoAlert_data()
{
    QTest::addColumn<Scene>("scene");
    QTest::newRow("in time") << Scene([](Stage &stage) { stage.at(30 * minute); });
    QTest::newRow("lid open at a stop") << Scene(
        [](Stage &stage) { stage.takeRobot([](RobotRow &row) { row.lid = u"Open"_s; }); });
    QTest::newRow("offline and off duty, with nothing in hand") << Scene([](Stage &stage) {
        RobotRow dill = *stage.entities.robots.find(u"CR-2"_s);
        dill.isOnline = dill.isOnDuty = false;
        stage.entities.robots.take({dill});
    });
    QTest::newRow("a battery that is just not low")
        << Scene([](Stage &stage) { stage.takeRobot([](RobotRow &row) { row.battery = 20; }); });
    QTest::newRow("a call that operators still answer by themselves") << Scene([](Stage &stage) {
        stage.entities.tasks.take({task(u"t7"_s, u"Rescue"_s, u"CR-1"_s)});
        stage.at(callUnanswered - second);
    });
    QTest::newRow("a saga that runs") << Scene([](Stage &stage) {
        stage.link.setItems(u"gateway /sagas"_s, {R"({"id":"s1","subject":"d1","state":"Running"})"});
        stage.askServices(2 * minute);
    });
    QTest::newRow("an event on its way") << Scene([](Stage &stage) {
        stage.link.tell({journal(JournalKind::Handled, "operations", "state", start + minute),
                         journal(JournalKind::Published, "state", {}, start + 2 * minute)});
        stage.at(2 * minute + consumerBehind - second);
    });
    QTest::newRow("a service that was away for a moment") << Scene([](Stage &stage) {
        stage.link.setAnswer(u"gateway /tasks"_s, "{}", 503);
        stage.askServices(2 * minute);
        stage.at(2 * minute + serviceUnanswering - second);
    });
}

void AlertsTest::whatIsWithinItsLimitIsNoAlert()
{
    QFETCH(Scene, scene);
    Stage stage;
    scene(stage);
    stage.at(stage.link.status().now - start);
    QTRY_VERIFY(stage.alerts.isCurrent());
    QCOMPARE(stage.titles(), QStringList());
    QVERIFY(stage.alerts.ended().empty());
}

void AlertsTest::aJamThatSomeoneLooksAfterIsANotice()
{
    Stage stage;
    stage.entities.tasks.take({task(u"t7"_s, u"Rescue"_s, u"CR-1"_s)});
    stage.entities.lidEvents.take({lidEvent(u"CR-1"_s, u"Jammed"_s, start)});
    stage.takeRobot([](RobotRow &row) { row.lid = u"Jammed"_s; });
    QTRY_COMPARE(stage.titles(), QStringList{u"Lid of Basil is jammed"_s});
    QCOMPARE(stage.only().finding.severity, Severity::Warning);
    QCOMPARE(stage.only().finding.about, u"t7"_s);
    QCOMPARE(stage.only().finding.remedies.front(), Remedy::AssignOperator);
    stage.at(4 * minute);
    QTRY_COMPARE(stage.only().finding.severity, Severity::Bad);
    TaskRow call = task(u"t7"_s, u"Rescue"_s, u"CR-1"_s);
    call.operatorId = u"OP-1"_s;
    stage.entities.tasks.take({call});
    QTRY_COMPARE(stage.only().finding.severity, Severity::Notice);
    QVERIFY(stage.only().finding.remedies.empty());
}

void AlertsTest::aDeliveryThatCannotBeInTimeIsToldBeforeItIsLate()
{
    Stage stage;
    DeliveryRow row = *stage.entities.deliveries.find(u"d1"_s);
    row.dropoff = QPointF(0, 3600); // forty minutes from where Basil is, at 1.5 m/s
    stage.entities.deliveries.take({row});
    QTRY_COMPARE(stage.titles(), QStringList{});
    stage.at(3 * minute);
    QTRY_COMPARE(stage.titles(), QStringList{u"D-1 will be late"_s});
    QCOMPARE(stage.only().finding.severity, Severity::Warning);
    QVERIFY(stage.only().finding.consequence.contains(u"11:43"));
}

void AlertsTest::aLateDeliveryIsWorseThanOneThatWillBe()
{
    Stage stage;
    stage.entities.deliveries.take({delivery(u"d2"_s, {}, start + 6 * minute)});
    QTRY_COMPARE(stage.titles(), QStringList{u"D-2 will be late"_s});
    stage.at(7 * minute);
    QTRY_COMPARE(stage.titles(), QStringList{u"D-2 is late"_s});
    QCOMPARE(stage.only().finding.severity, Severity::Bad);
    QCOMPARE(stage.only().finding.since, start + 6 * minute);
    QVERIFY2(stage.alerts.ended().empty(), "it is the same alert, grown worse");
}

void AlertsTest::theServicesAreNotAskedWhileNothingHappens()
{
    Stage stage;
    stage.askServices(2 * minute);
    const auto questions = [&] { return stage.link.asked.filter(u"/metrics"_s).size(); };
    const auto before = questions();
    QVERIFY(before >= 5);
    stage.at(30 * minute, true);
    QTRY_VERIFY(stage.alerts.isCurrent());
    QCOMPARE(questions(), before);
    stage.askServices(31 * minute);
    QTRY_COMPARE(questions(), before + 5);
}

void AlertsTest::aCopyThatIsOnItsWayIsNoDivergence()
{
    Stage stage;
    tellCopies(stage, "InProgress", "Completed");
    stage.askServices(copyBehind - second);
    QCOMPARE(stage.titles(), QStringList());
    QVERIFY(!stage.link.asked.contains(u"deliveries /delivery/d1"_s));
}

void AlertsTest::aDifferenceSeenOnceIsNoDivergence()
{
    Stage stage;
    tellCopies(stage, "InProgress", "Completed");
    stage.askServices(3 * minute);
    stage.askServices(3 * minute + copyConfirmed - second);
    QTRY_VERIFY(stage.alerts.isCurrent());
    QCOMPARE(stage.link.asked.filter(u"deliveries /delivery/d1"_s).size(), 2);
    QCOMPARE(stage.titles(), QStringList());
}

void AlertsTest::aCopyThatIsNewerThanTheAnswerIsNoDivergence()
{
    Stage stage;
    tellCopies(stage, "InProgress", "Completed");
    stage.link.setAnswer(u"deliveries /delivery/d1"_s,
                         R"({"id":"d1","taskId":"t1","taskStatus":"Failed","taskStatusVersion":4})");
    stage.link.setAnswer(u"operations /task/t1"_s, R"({"id":"t1","status":"Completed","version":3})");
    stage.askServices(3 * minute);
    stage.askServices(5 * minute);
    QTRY_VERIFY(stage.alerts.isCurrent());
    QCOMPARE(stage.titles(), QStringList());
}

void AlertsTest::aSuspicionThatTheServicesDenyIsNoDivergence()
{
    Stage stage;
    tellCopies(stage, "InProgress", "Completed");
    stage.link.setAnswer(u"deliveries /delivery/d1"_s, R"({"id":"d1","taskId":"t1","taskStatus":"Completed"})");
    stage.askServices(3 * minute);
    stage.askServices(4 * minute);
    QTRY_COMPARE(stage.link.asked.filter(u"operations /task/t1"_s).size(), 2);
    QTRY_VERIFY(stage.alerts.isCurrent());
    QCOMPARE(stage.titles(), QStringList());
}

void AlertsTest::droppedJournalMakesNoLag()
{
    Stage stage;
    stage.link.tell({journal(JournalKind::Handled, "operations", "state", start + minute),
                     journal(JournalKind::Published, "state", {}, start + 2 * minute)});
    stage.link.tell({}, 60'000);
    stage.at(10 * minute);
    QTRY_VERIFY(stage.alerts.isCurrent());
    QCOMPARE(stage.titles(), QStringList());
}

CURBSIDE_WINDOW_TEST(AlertsTest)

} // namespace tst_alerts

#include "tst_alerts.moc"
