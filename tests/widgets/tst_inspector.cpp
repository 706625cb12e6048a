// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector while the platform goes on: what a person is about to press stays where it is.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/actions/entity_actions.h"
#include "widgets/actions/reason_dialog.h"
#include "widgets/inspector/inspector.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace tst_inspector {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

RobotRow robotRow(const QString &serial, const QString &name, int battery)
{
    RobotRow row;
    row.serial = serial;
    row.name = name;
    row.lid = u"Closed"_s;
    row.battery = battery;
    row.isSeen = true;
    row.seenAt = 1;
    return row;
}

DeliveryRow deliveryRow(const QString &id, const QString &driver)
{
    DeliveryRow row;
    row.id = id;
    row.number = u"D-"_s + id.mid(1);
    row.status = u"InTransit"_s;
    row.merchantId = u"m1"_s;
    row.driverName = driver;
    row.promisedAt = 1'772'451'600'000'000;
    return row;
}

TaskRow taskRow(const QString &id, const QString &delivery, const QString &status)
{
    TaskRow row;
    row.id = id;
    row.number = u"T-"_s + id.mid(1);
    row.type = u"Pickup"_s;
    row.deliveryId = delivery;
    row.status = status;
    return row;
}

/// Two deliveries under way, each with a robot; the first one is chosen.
struct Stage
{
    ScriptedLink link;
    QWidget window;
    Entities entities{link};
    Selection selection;
    SelectedTrip trip{link, entities, selection};
    Commands commands;
    EntityActions actions{window, link, entities, selection, commands};
    Inspector inspector{link, entities, selection, trip, actions};

    Stage()
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(&inspector);
        window.resize(400, 700);
        window.show();
        link.open();
        entities.robots.take({robotRow(u"r1"_s, u"Basil"_s, 80), robotRow(u"r2"_s, u"Dill"_s, 60)});
        entities.deliveries.take({deliveryRow(u"d1"_s, u"Basil"_s), deliveryRow(u"d2"_s, u"Dill"_s)});
        entities.merchants.take({{u"m1"_s, u"Green Bowl"_s, {}}});
    }
    ~Stage() { inspector.setParent(nullptr); }

    void settle()
    {
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QApplication::setActiveWindow(&window);
        QTRY_VERIFY(entities.isCurrent());
        selection.select({EntityKind::Delivery, u"d1"_s});
        QTRY_VERIFY(shows(u"80 %"_s));
        link.asked.clear();
    }

    void reportBattery(int battery)
    {
        entities.robots.take({robotRow(u"r1"_s, u"Basil"_s, battery)});
        QTRY_VERIFY(shows(u"%1 %"_s.arg(battery)));
    }

    [[nodiscard]] QLabel *label(const QString &text) const
    {
        for (auto *made : inspector.findChildren<QLabel *>()) {
            if (made->text() == text && made->isVisible())
                return made;
        }
        return nullptr;
    }
    [[nodiscard]] bool shows(const QString &text) const { return label(text); }

    /// An action or a link.
    [[nodiscard]] QAbstractButton *button(const QString &text) const
    {
        for (auto *made : inspector.findChildren<QAbstractButton *>()) {
            if (made->text() == text && made->isVisible())
                return made;
        }
        return nullptr;
    }

    [[nodiscard]] qsizetype timesAsked(const QString &question) const { return link.asked.count(question); }
};

const QString callForD1 = u"POST gateway /deliveries/d1/call-operator "_s;
const QString lifeOfD1 = u"gateway /deliveries/d1"_s;
const QString lifeOfD2 = u"gateway /deliveries/d2"_s;

} // namespace

class InspectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void reportsLeaveAFocusedActionInPlace();
    void anActionPressedDuringAReportIsCarriedOut();
    void reportsLeaveAFocusedLinkInPlace();
    void aLinkPressedDuringAReportIsFollowed();
    void reportsAreWrittenIntoTheSameLine();
    void anActionThatBecomesPossibleLeavesTheOthersInPlace();
    void whenTheFocusedActionGoesNoOtherIsFocused();
    void aButtonPressedForOneThingDoesNothingToAnother();
    void theKeyboardWalksFromTopToBottom();
    void oneReadingOfALifeIsUnderWayAtATime();
    void choosingAnotherMeanwhileReadsTheOneChosenLast();
    void othersReportsDoNotReadTheLifeAgain();
    void theLifeOfAnEndedDeliveryGoesOnWithoutItsRobot();
    void aReadingThatFailedIsFollowedByTheNext();
    void aReadingThatFailedIsTriedAgain();
    void aServiceThatDoesNotAnswerIsNamedUntilItDoes();
    void howItWasInTime_data();
    void howItWasInTime();
    void aDeedIsDoneToWhatItWasAskedFor();
    void returnInAQuestionAnswersIt();
    void aDeletedDeliveryIsSaidToBeDeleted();
    void anArrivalThatWasMissedIsNoLongerExpected();
    void itsTitleHasTheColoursOfTheThemeInForce();
};

void InspectorTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
}

void InspectorTest::init()
{
    QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); // as there is no screen
}

void InspectorTest::reportsLeaveAFocusedActionInPlace()
{
    Stage stage;
    stage.settle();
    const QPointer<QAbstractButton> action = stage.button(u"Call operator"_s);
    QVERIFY(action);
    action->setFocus();
    stage.reportBattery(79);
    QVERIFY2(action, "it is the same button");
    QCOMPARE(QApplication::focusWidget(), action.data());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(stage.timesAsked(callForD1), 1);
}

void InspectorTest::anActionPressedDuringAReportIsCarriedOut()
{
    Stage stage;
    stage.settle();
    const QPointer<QAbstractButton> action = stage.button(u"Call operator"_s);
    QTest::mousePress(action, Qt::LeftButton);
    stage.reportBattery(79);
    QVERIFY2(action, "it is the same button");
    QTest::mouseRelease(action, Qt::LeftButton);
    QTRY_COMPARE(stage.timesAsked(callForD1), 1);
}

void InspectorTest::reportsLeaveAFocusedLinkInPlace()
{
    Stage stage;
    stage.settle();
    const QPointer<QAbstractButton> link = stage.button(u"Basil"_s);
    link->setFocus();
    stage.reportBattery(79);
    QVERIFY2(link, "it is the same link");
    QCOMPARE(QApplication::focusWidget(), link.data());
    // A line that comes or goes is no reason to lose it either.
    stage.entities.tasks.take({taskRow(u"t1"_s, u"d1"_s, u"Assigned"_s)});
    DeliveryRow withTask = deliveryRow(u"d1"_s, u"Basil"_s);
    withTask.taskId = u"t1"_s;
    stage.entities.deliveries.take({withTask});
    QTRY_VERIFY(stage.button(u"T-1 Pickup"_s));
    QCOMPARE(QApplication::focusWidget(), link.data());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(stage.selection.current(), (EntityRef{EntityKind::Robot, u"r1"_s}));
}

void InspectorTest::aLinkPressedDuringAReportIsFollowed()
{
    Stage stage;
    stage.settle();
    const QPointer<QAbstractButton> link = stage.button(u"Basil"_s);
    QTest::mousePress(link, Qt::LeftButton);
    stage.reportBattery(79);
    QVERIFY2(link, "it is the same link");
    QTest::mouseRelease(link, Qt::LeftButton);
    QTRY_COMPARE(stage.selection.current(), (EntityRef{EntityKind::Robot, u"r1"_s}));
}

void InspectorTest::reportsAreWrittenIntoTheSameLine()
{
    Stage stage;
    stage.settle();
    const QPointer<QLabel> battery = stage.label(u"80 %"_s);
    const QColor usual = battery->palette().color(QPalette::WindowText);
    stage.reportBattery(12);
    QVERIFY2(battery, "it is the same label");
    QCOMPARE(battery->text(), u"12 %"_s);
    QVERIFY2(battery->palette().color(QPalette::WindowText) != usual, "a low battery is told by its colour too");
    stage.reportBattery(90);
    QCOMPARE(battery->palette().color(QPalette::WindowText), usual);
}

void InspectorTest::anActionThatBecomesPossibleLeavesTheOthersInPlace()
{
    Stage stage;
    stage.settle();
    const QPointer<QAbstractButton> action = stage.button(u"Call operator"_s);
    action->setFocus();
    QVERIFY(!stage.button(u"Close lid…"_s));
    RobotRow open = robotRow(u"r1"_s, u"Basil"_s, 80);
    open.lid = u"Open"_s;
    stage.entities.robots.take({open});
    QTRY_VERIFY(stage.button(u"Close lid…"_s));
    QVERIFY(!stage.button(u"Open lid…"_s));
    QVERIFY(action);
    QCOMPARE(QApplication::focusWidget(), action.data());
}

void InspectorTest::whenTheFocusedActionGoesNoOtherIsFocused()
{
    Stage stage;
    stage.settle();
    stage.button(u"Hold robot…"_s)->setFocus();
    RobotRow held = robotRow(u"r1"_s, u"Basil"_s, 80);
    held.isHeld = true;
    stage.entities.robots.take({held});
    QTRY_VERIFY(stage.button(u"Release robot"_s));
    QVERIFY(!stage.button(u"Hold robot…"_s));
    QVERIFY2(!qobject_cast<QAbstractButton *>(QApplication::focusWidget()), "the next key presses nothing");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QVERIFY2(stage.inspector.isAncestorOf(QApplication::focusWidget()), "but the keyboard goes on from there");
}

void InspectorTest::aButtonPressedForOneThingDoesNothingToAnother()
{
    Stage stage;
    stage.settle();
    const QPointer<QAbstractButton> action = stage.button(u"Call operator"_s);
    QTest::mousePress(action, Qt::LeftButton);
    stage.selection.select({EntityKind::Delivery, u"d2"_s});
    QVERIFY(!action);
    QVERIFY(stage.button(u"Call operator"_s));
}

void InspectorTest::theKeyboardWalksFromTopToBottom()
{
    Stage stage;
    stage.settle();
    RobotRow open = robotRow(u"r1"_s, u"Basil"_s, 80);
    open.lid = u"Open"_s;
    stage.entities.robots.take({open});
    QTRY_VERIFY(stage.button(u"Close lid…"_s));
    stage.button(u"Basil"_s)->setFocus();
    QStringList walked;
    for (int i = 0; i < 6; ++i) {
        walked += qobject_cast<QAbstractButton *>(QApplication::focusWidget())->text();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(walked,
             (QStringList{u"Basil"_s, u"Green Bowl"_s, u"Call operator"_s, u"Cancel delivery…"_s, u"Hold robot…"_s,
                          u"Close lid…"_s}));
}

void InspectorTest::oneReadingOfALifeIsUnderWayAtATime()
{
    Stage stage;
    stage.settle();
    stage.link.holdAnswers();
    stage.reportBattery(79);
    QTRY_COMPARE(stage.timesAsked(lifeOfD1), 1);
    stage.reportBattery(78);
    stage.reportBattery(77);
    QCOMPARE(stage.timesAsked(lifeOfD1), 1);
    stage.link.answerNext();
    QCOMPARE(stage.timesAsked(lifeOfD1), 2);
    stage.link.answerNext();
    QCOMPARE(stage.timesAsked(lifeOfD1), 2);
}

void InspectorTest::choosingAnotherMeanwhileReadsTheOneChosenLast()
{
    Stage stage;
    stage.settle();
    stage.link.setAnswer(lifeOfD1, R"({"delivery":{"createdAt":"2026-03-02T10:50:00.000Z"}})");
    stage.link.setAnswer(lifeOfD2, R"({"delivery":{"createdAt":"2026-03-02T10:51:00.000Z"}})");
    stage.link.holdAnswers();
    stage.reportBattery(79);
    stage.selection.select({EntityKind::Delivery, u"d2"_s});
    QCOMPARE(stage.timesAsked(lifeOfD2), 0);
    stage.link.answerNext();
    QVERIFY2(stage.inspector.timeline().facts().empty(), "the answer is about what was chosen before");
    QCOMPARE(stage.timesAsked(lifeOfD2), 1);
    stage.link.answerNext();
    QCOMPARE(stage.inspector.timeline().facts().size(), 1U);
    QCOMPARE(stage.inspector.timeline().facts()[0].at, 1'772'448'660'000'000);
}

void InspectorTest::othersReportsDoNotReadTheLifeAgain()
{
    Stage stage;
    stage.settle();
    stage.entities.robots.take({robotRow(u"r2"_s, u"Dill"_s, 59)});
    QCoreApplication::processEvents();
    stage.entities.deliveries.take({deliveryRow(u"d3"_s, QString())});
    QCoreApplication::processEvents();
    stage.entities.tasks.take({taskRow(u"t2"_s, u"d2"_s, u"Assigned"_s)});
    QCoreApplication::processEvents();
    QCOMPARE(stage.timesAsked(lifeOfD1), 0);
    stage.entities.tasks.take({taskRow(u"t1"_s, u"d1"_s, u"Assigned"_s)});
    QTRY_COMPARE(stage.timesAsked(lifeOfD1), 1);
}

void InspectorTest::theLifeOfAnEndedDeliveryGoesOnWithoutItsRobot()
{
    Stage stage;
    stage.settle();
    DeliveryRow delivered = deliveryRow(u"d1"_s, u"Basil"_s);
    delivered.status = u"Delivered"_s;
    stage.entities.deliveries.take({delivered});
    QTRY_COMPARE(stage.timesAsked(lifeOfD1), 1);
    stage.entities.robots.take({robotRow(u"r1"_s, u"Basil"_s, 79)});
    QCoreApplication::processEvents();
    QCOMPARE(stage.timesAsked(lifeOfD1), 1);
}

void InspectorTest::aReadingThatFailedIsFollowedByTheNext()
{
    Stage stage;
    stage.settle();
    stage.link.setAnswer(lifeOfD1, R"({"detail":"deliveries did not answer in time"})", 503);
    stage.reportBattery(79);
    QTRY_COMPARE(stage.timesAsked(lifeOfD1), 1);
    stage.link.setAnswer(lifeOfD1, R"({"delivery":{"createdAt":"2026-03-02T10:50:00.000Z"}})");
    stage.reportBattery(78);
    QTRY_COMPARE(stage.inspector.timeline().facts().size(), 1U);
}

void InspectorTest::aReadingThatFailedIsTriedAgain()
{
    Stage stage;
    stage.settle();
    stage.link.setAnswer(lifeOfD1, R"({"detail":"deliveries did not answer in time"})", 503);
    stage.reportBattery(79);
    QTRY_COMPARE(stage.timesAsked(lifeOfD1), 1);
    stage.link.setAnswer(lifeOfD1, R"({"delivery":{"createdAt":"2026-03-02T10:50:00.000Z"}})");
    QTRY_COMPARE(stage.inspector.timeline().facts().size(), 1U);
}

void InspectorTest::aServiceThatDoesNotAnswerIsNamedUntilItDoes()
{
    Stage stage;
    stage.settle();
    stage.link.setAnswer(lifeOfD1,
                         R"({"delivery":{"createdAt":"2026-03-02T10:50:00.000Z"},)"
                         R"("tasks":{"problem":{"status":503}}})");
    stage.reportBattery(79);
    const auto &facts = stage.inspector.timeline().facts();
    QTRY_COMPARE(facts.size(), 2U);
    QCOMPARE(facts[1].source, u"Operations"_s);
    QVERIFY2(facts[1].text.startsWith(u"Does not answer"), qPrintable(facts[1].text));
    stage.link.setAnswer(lifeOfD1, R"({"delivery":{"createdAt":"2026-03-02T10:50:00.000Z"},"tasks":[]})");
    QTRY_COMPARE(facts.size(), 1U);
}

void InspectorTest::howItWasInTime_data()
{
    QTest::addColumn<QByteArray>("endedAt");
    QTest::addColumn<QString>("text");
    QTest::newRow("on the second") << QByteArray("11:30:00") << u"Delivered, 0 min early"_s;
    QTest::newRow("a second early") << QByteArray("11:29:59") << u"Delivered, 0 min early"_s;
    QTest::newRow("a second late") << QByteArray("11:30:01") << u"Delivered, 1 min late"_s;
    QTest::newRow("a minute late") << QByteArray("11:31:00") << u"Delivered, 1 min late"_s;
    QTest::newRow("an hour early") << QByteArray("10:30:00") << u"Delivered, 60 min early"_s;
}

void InspectorTest::howItWasInTime()
{
    QFETCH(const QByteArray, endedAt);
    Stage stage;
    stage.settle();
    stage.link.setAnswer(lifeOfD1,
                         R"({"delivery":{"status":"Delivered","promisedAt":"2026-03-02T11:30:00.000Z",)"
                         R"("updatedAt":"2026-03-02T)"
                             + endedAt + R"(.000Z"}})");
    stage.reportBattery(79);
    QTRY_COMPARE(stage.inspector.timeline().facts().size(), 1U);
    QTEST(stage.inspector.timeline().facts()[0].text, "text");
}

/// What the caller pointed to may change while the question is open.
void InspectorTest::aDeedIsDoneToWhatItWasAskedFor()
{
    Stage stage;
    stage.settle();
    QString serial = u"r1"_s;
    QTimer::singleShot(0, &stage.window, [&] {
        serial = u"r2"_s;
        auto *dialog = stage.window.findChild<ReasonDialog *>();
        QVERIFY(dialog);
        dialog->accept();
    });
    stage.actions.carryOut(u"hold-robot"_s, serial);
    QCOMPARE(stage.link.asked.filter(u"POST gateway /robots/"_s).value(0).section(u' ', 2, 2), u"/robots/r1/hold"_s);
}

void InspectorTest::returnInAQuestionAnswersIt()
{
    Stage stage;
    stage.settle();
    QTimer::singleShot(0, &stage.window, [&] {
        auto *dialog = stage.window.findChild<ReasonDialog *>();
        QVERIFY(dialog);
        QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
        if (dialog->isVisible())
            dialog->reject();
    });
    stage.actions.carryOut(u"hold-robot"_s, u"r1"_s);
    QCOMPARE(stage.link.asked.filter(u"POST gateway /robots/"_s).size(), 1);
}

void InspectorTest::aDeletedDeliveryIsSaidToBeDeleted()
{
    Stage stage;
    stage.settle();
    TrafficEntry deleted = published("deliveries", "curbside.deliveries.DeliveryDeleted");
    deleted.subject = "d1";
    stage.link.tell({deleted});
    QTRY_VERIFY(stage.shows(u"deleted"_s));
    QVERIFY(stage.shows(u"This delivery was deleted"_s));
    QVERIFY2(!stage.button(u"Call operator"_s) && !stage.button(u"Basil"_s), "nothing can be done to it");
    QVERIFY(stage.inspector.timeline().facts().empty());
}

void InspectorTest::anArrivalThatWasMissedIsNoLongerExpected()
{
    Stage stage;
    TaskRow task = taskRow(u"t1"_s, u"d1"_s, u"Assigned"_s);
    task.tripId = u"trip1"_s;
    stage.entities.tasks.take({task});
    DeliveryRow delivery = deliveryRow(u"d1"_s, u"Basil"_s);
    delivery.taskId = u"t1"_s;
    stage.entities.deliveries.take({delivery});
    stage.link.setAnswer(lifeOfD1,
                         R"({"delivery":{"id":"d1","number":"D-1","status":"InTransit","latestAttempt":{"id":"a1"},)"
                         R"("promisedAt":"2026-03-02T11:40:00.000Z"},"tasks":[],"sagas":[]})");
    stage.link.setAnswer(u"dispatch /trip/trip1"_s,
                         R"({"id":"trip1","stops":[{"kind":"Dropoff","x":3,"y":4,"attemptIds":["a1"],)"
                         R"("arriveAt":"2026-03-02T11:30:00.000Z"}]})");
    stage.settle();
    const auto &facts = stage.inspector.findChild<Timeline *>()->facts();
    const auto expected = [&] { return std::ranges::count_if(facts, &Fact::isExpected); };
    QTRY_COMPARE(expected(), 1);
    PlatformStatus status = stage.link.status();
    status.now += 40 * 60'000'000LL;
    stage.link.setStatus(status);
    QCOMPARE(expected(), 0);
}

void InspectorTest::itsTitleHasTheColoursOfTheThemeInForce()
{
    auto *application = qobject_cast<QApplication *>(QCoreApplication::instance());
    Stage stage;
    QTRY_VERIFY(stage.shows(u"Nothing chosen"_s));
    for (const ThemeChoice theme : {ThemeChoice::Dark, ThemeChoice::HighContrast, ThemeChoice::Light}) {
        applyTheme(*application, theme);
        QTRY_COMPARE(stage.label(u"Nothing chosen"_s)->palette().color(QPalette::WindowText), tokens().text);
    }
}

CURBSIDE_WINDOW_TEST(InspectorTest)

} // namespace tst_inspector

#include "tst_inspector.moc"
