// SPDX-License-Identifier: GPL-3.0-or-later
// The mode Sagas: the list, a saga's steps as a chain and against time, what would happen, and what helps a stuck one.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/actions/reason_dialog.h"
#include "widgets/sagas/saga_chain.h"
#include "widgets/sagas/saga_panels.h"
#include "widgets/sagas/sagas_panel.h"
#include "widgets/shell/main_window.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>

namespace tst_sagas {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr qint64 eleven = 1772449200000000; // 2026-03-02T11:00:00Z

QByteArray delivery(const QByteArray &id, const QByteArray &number)
{
    return "{\"id\":\"" + id + "\",\"number\":\"" + number
        + "\",\"status\":\"PickingUp\",\"merchantId\":\"m1\",\"createdAt\":\"2026-03-02T10:50:00.000Z\"}";
}

QByteArray saga(const QByteArray &id, const QByteArray &type, const QByteArray &subject, const QByteArray &state,
                const QByteArray &more = {})
{
    return "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"subject\":\"" + subject + "\",\"state\":\"" + state
        + "\",\"round\":1,\"context\":{\"robotSerial\":\"CR-1\"},\"startedAt\":\"2026-03-02T10:50:00.000Z\"" + more
        + "}";
}

const QByteArray plan = ",\"plan\":[{\"name\":\"reserve-demand\",\"undo\":\"cancel-demand\",\"awaits\":false},"
                        "{\"name\":\"await-trip\",\"awaits\":true},"
                        "{\"name\":\"create-pickup-task\",\"undo\":\"cancel-pickup-task\",\"awaits\":false},"
                        "{\"name\":\"follow\",\"awaits\":true}]";

QByteArray step(const QByteArray &name, const QByteArray &state, const QByteArray &more = {})
{
    return "{\"name\":\"" + name + "\",\"round\":1,\"state\":\"" + state
        + "\",\"attempts\":1,\"startedAt\":\"2026-03-02T10:50:01.000Z\",\"endedAt\":\"2026-03-02T10:50:02.000Z\"" + more
        + "}";
}

QByteArray running()
{
    return saga(
        "s1", "FulfilDelivery", "d1", "Running",
        ",\"currentStep\":\"create-pickup-task\",\"steps\":[" + step("reserve-demand", "Done") + ','
            + step("await-trip", "Done")
            + ",{\"name\":\"create-pickup-task\",\"round\":1,\"state\":\"Calling\",\"attempts\":0,"
              "\"startedAt\":\"2026-03-02T10:55:00.000Z\"}]"
            + plan
            + ",\"wouldUndo\":[{\"name\":\"cancel-demand\",\"undoes\":\"reserve-demand\",\"service\":\"dispatch\"}]");
}

QByteArray stuck()
{
    return saga(
        "s2", "FulfilDelivery", "d2", "Stuck",
        ",\"currentStep\":\"cancel-demand\",\"steps\":[" + step("reserve-demand", "Done") + ','
            + step("await-trip", "Failed", ",\"error\":\"LidJammed\"") + ','
            + step("cancel-demand", "Failed", ",\"undoes\":\"reserve-demand\",\"error\":\"404: no such demand\"") + "]"
            + plan);
}

struct Stage
{
    ScriptedLink link;
    MainWindow window{link};

    explicit Stage(QSize size = {1440, 900})
    {
        link.setItems(u"gateway /deliveries"_s,
                      {delivery("d1", "D-1001"), delivery("d2", "D-1002"), delivery("d3", "D-1003")});
        link.setItems(u"gateway /robots"_s,
                      {"{\"serial\":\"CR-1\",\"name\":\"Basil\",\"inService\":true,\"held\":false}"});
        link.setItems(u"gateway /sagas"_s,
                      {saga("s1", "FulfilDelivery", "d1", "Running", ",\"currentStep\":\"create-pickup-task\""),
                       saga("s2", "FulfilDelivery", "d2", "Stuck", ",\"currentStep\":\"cancel-demand\""),
                       saga("s3", "CancelDelivery", "d3", "Completed", ",\"endedAt\":\"2026-03-02T10:59:00.000Z\"")});
        link.setAnswer(u"deliveries /saga/s1"_s, running());
        link.setAnswer(u"deliveries /saga/s2"_s, stuck());
        link.setAnswer(u"deliveries /saga/s3"_s, "{\"detail\":\"down for now\"}", 503);
        window.showMode(u"sagas"_s);
        window.resize(size);
        window.show();
        link.open();
    }

    void settle()
    {
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY(window.entities().isCurrent());
        QTRY_COMPARE(list()->filter().rowCount(), 3);
    }
    void choose(const QString &number)
    {
        ListView &view = list()->view();
        for (int row = 0; row < list()->filter().rowCount(); ++row) {
            const QModelIndex index = list()->filter().index(row, 0);
            if (index.data().toString() != number)
                continue;
            QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(index).center());
            return;
        }
        QFAIL("no such row");
    }
    [[nodiscard]] SagasPanel *list() const { return window.findChild<SagasPanel *>(); }
    [[nodiscard]] SagaFlowPanel *flow() const { return window.findChild<SagaFlowPanel *>(); }
    [[nodiscard]] SagaStepsPanel *steps() const { return window.findChild<SagaStepsPanel *>(); }
    [[nodiscard]] SagaOutlookPanel *outlook() const { return window.findChild<SagaOutlookPanel *>(); }
    [[nodiscard]] SagaChain *chain() const { return window.findChild<SagaChain *>(); }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        for (auto *made : window.findChildren<QPushButton *>()) {
            if (made->text() == text && made->isVisible())
                return made;
        }
        return nullptr;
    }
};

/// Answers the next question for a reason.
void answerReason(const QString &reason)
{
    QTimer::singleShot(0, qApp, [=] {
        auto *dialog = qobject_cast<ReasonDialog *>(QApplication::activeModalWidget());
        if (!dialog)
            return answerReason(reason);
        dialog->findChild<QLineEdit *>()->setText(reason);
        dialog->accept();
    });
}

} // namespace

class SagasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void chipsCountByState();
    void kindsNarrowTheList();
    void whileNothingIsChosenItSaysWhatToChoose();
    void whileARobotIsChosenNoSagaIs();
    void choosingASagaChoosesItsDelivery();
    void choosingADeliveryElsewhereChoosesItsSaga();
    void whatRemainsAndWouldBeUndoneIsSaid();
    void stepsStandAgainstTime();
    void theChainSaysHowEachStepStands();
    void aStuckOneIsTriedAgain();
    void aStuckStepIsPassedOverForAReason();
    void onlyStuckOnesOfferWhatHelps();
    void aSagaThatMovesIsReadAgain();
    void aSagaThatCannotBeReadSaysSo();
    void theKeyboardWalksTheList();
    void aSmallWindowShowsItAll();
};

void SagasTest::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light);
}

void SagasTest::chipsCountByState()
{
    Stage stage;
    stage.settle();
    QStringList texts;
    for (const QToolButton *chip : stage.list()->chips().findChildren<QToolButton *>())
        texts.append(chip->text());
    QCOMPARE(
        texts,
        (QStringList{u"All 3"_s, u"Running 1"_s, u"Trouble 1"_s, u"Stuck 1"_s, u"Compensated 0"_s, u"Completed 1"_s}));
    stage.list()->chooseFilter(u"stuck"_s);
    QCOMPARE(stage.list()->filter().rowCount(), 1);
}

void SagasTest::kindsNarrowTheList()
{
    Stage stage;
    stage.settle();
    stage.list()->showType(u"CancelDelivery"_s);
    QCOMPARE(stage.list()->filter().rowCount(), 1);
    QCOMPARE(stage.list()->filter().index(0, 0).data().toString(), u"D-1003"_s);
    stage.list()->showType({});
    QCOMPARE(stage.list()->filter().rowCount(), 3);
}

void SagasTest::whileNothingIsChosenItSaysWhatToChoose()
{
    Stage stage;
    stage.settle();
    QCOMPARE(stage.flow()->message(),
             u"Choose a saga in the list, or a delivery anywhere: its steps are shown here."_s);
    QCOMPARE(stage.steps()->message(), u"When each of its steps began and ended."_s);
    QCOMPARE(stage.outlook()->message(), u"What it has still to do, and what would be undone if that failed."_s);
    QCOMPARE(stage.list()->chosenKeys(), QStringList());
}

void SagasTest::whileARobotIsChosenNoSagaIs()
{
    Stage stage;
    stage.settle();
    stage.choose(u"D-1001"_s);
    QTRY_VERIFY(stage.flow()->message().isEmpty());
    stage.window.selection().select({EntityKind::Robot, u"CR-1"_s});
    QCOMPARE(stage.list()->chosenKeys(), QStringList());
    QVERIFY(!stage.flow()->message().isEmpty());
}

void SagasTest::choosingASagaChoosesItsDelivery()
{
    Stage stage;
    stage.settle();
    stage.choose(u"D-1001"_s);
    QCOMPARE(stage.window.selection().current(), (EntityRef{EntityKind::Delivery, u"d1"_s}));
}

void SagasTest::choosingADeliveryElsewhereChoosesItsSaga()
{
    Stage stage;
    stage.settle();
    stage.window.selection().select({EntityKind::Delivery, u"d1"_s});
    QCOMPARE(stage.list()->chosenKeys(), QStringList{u"s1"_s});
    QTRY_VERIFY(stage.outlook()->text().contains(u"running: Create pickup task"_s));
}

void SagasTest::whatRemainsAndWouldBeUndoneIsSaid()
{
    Stage stage;
    stage.settle();
    stage.choose(u"D-1001"_s);
    QTRY_COMPARE(stage.outlook()->text(),
                 u"Now: running: Create pickup task, with Basil\nRemains: Follow to the door\n"
                 "If the next step failed: Cancel demand at Dispatch"_s);
}

void SagasTest::stepsStandAgainstTime()
{
    Stage stage;
    stage.settle();
    stage.choose(u"D-1001"_s);
    QTRY_COMPARE(stage.steps()->plot().lanes().size(), std::size_t(4));
    const auto &lanes = stage.steps()->plot().lanes();
    QTRY_COMPARE(lanes[2].spans.size(), std::size_t(1));
    QCOMPARE(lanes[0].title, u"Reserve demand"_s);
    QCOMPARE(lanes[0].spans.front().from, eleven - 599000000);
    QCOMPARE(lanes[0].spans.front().tone, Tone::Good);
    QCOMPARE(lanes[2].spans.front().tone, Tone::Active);
    QVERIFY(lanes[3].spans.empty());
}

void SagasTest::theChainSaysHowEachStepStands()
{
    Stage stage;
    stage.settle();
    stage.choose(u"D-1002"_s);
    QTRY_VERIFY(stage.flow()->message().isEmpty());
    QTRY_COMPARE(stage.chain()->accessibleDescription(),
                 u"Reserve demand: done, undo failed; Await trip: failed; Create pickup task: to come; "
                 "Follow to the door: to come"_s);
}

void SagasTest::aStuckOneIsTriedAgain()
{
    Stage stage;
    stage.settle();
    stage.choose(u"D-1002"_s);
    QTRY_VERIFY(stage.flow()->message().isEmpty());
    QPushButton *button = stage.button(u"Try again"_s);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY2(stage.link.asked.filter(u"POST deliveries /saga/s2/retry"_s).size() == 1,
                 qPrintable(stage.link.asked.join(u'\n')));
}

void SagasTest::aStuckStepIsPassedOverForAReason()
{
    Stage stage;
    stage.settle();
    stage.choose(u"D-1002"_s);
    QTRY_VERIFY(stage.flow()->message().isEmpty());
    QPushButton *button = stage.button(u"Pass over step"_s);
    QVERIFY(button);
    answerReason(u"Undone by hand"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(stage.link.asked.filter(u"POST deliveries /saga/s2/compensate"_s),
                 QStringList{u"POST deliveries /saga/s2/compensate {\"reason\":\"Undone by hand\"}"_s});
}

void SagasTest::onlyStuckOnesOfferWhatHelps()
{
    Stage stage;
    stage.settle();
    stage.choose(u"D-1002"_s);
    QTRY_VERIFY(stage.flow()->message().isEmpty());
    QVERIFY(stage.button(u"Try again"_s));
    stage.choose(u"D-1001"_s);
    QTRY_VERIFY(!stage.button(u"Try again"_s));
    QVERIFY(!stage.button(u"Pass over step"_s));
}

void SagasTest::aSagaThatMovesIsReadAgain()
{
    Stage stage;
    stage.settle();
    stage.choose(u"D-1001"_s);
    QTRY_VERIFY(stage.outlook()->text().contains(u"running"_s));
    stage.link.setAnswer(u"deliveries /saga/s1"_s,
                         saga("s1", "FulfilDelivery", "d1", "Completed",
                              ",\"endedAt\":\"2026-03-02T10:59:00.000Z\",\"steps\":[]" + plan));
    TrafficEntry moved;
    moved.kind = JournalKind::Saga;
    moved.service = "deliveries";
    moved.subject = "d1";
    stage.link.tell({moved});
    QTRY_VERIFY2(stage.outlook()->text().contains(u"completed at 10:59:00"_s), qPrintable(stage.outlook()->text()));
}

void SagasTest::aSagaThatCannotBeReadSaysSo()
{
    Stage stage;
    stage.settle();
    stage.choose(u"D-1003"_s);
    QTRY_COMPARE(stage.flow()->message(), u"The saga cannot be read: down for now. It is tried again every second."_s);
    stage.link.setAnswer(u"deliveries /saga/s3"_s,
                         saga("s3", "CancelDelivery", "d3", "Completed",
                              ",\"endedAt\":\"2026-03-02T10:59:00.000Z\",\"steps\":[]" + plan));
    QTRY_COMPARE(stage.flow()->message(), QString());
}

void SagasTest::theKeyboardWalksTheList()
{
    Stage stage;
    stage.settle();
    stage.choose(u"D-1001"_s);
    const QString before = stage.list()->chosenKeys().value(0);
    QTest::keyClick(&stage.list()->view(), Qt::Key_Up);
    QVERIFY(stage.list()->chosenKeys().value(0) != before);
    QVERIFY(stage.window.selection().current() != (EntityRef{EntityKind::Delivery, u"d1"_s}));
}

void SagasTest::aSmallWindowShowsItAll()
{
    Stage stage({1024, 700});
    stage.settle();
    for (const QWidget *panel : {static_cast<QWidget *>(stage.list()), static_cast<QWidget *>(stage.flow()),
                                 static_cast<QWidget *>(stage.steps()), static_cast<QWidget *>(stage.outlook())})
        QVERIFY2(panel->isVisible() && panel->height() > 80 && panel->width() > 200, qPrintable(panel->objectName()));
}

CURBSIDE_WINDOW_TEST(SagasTest)

} // namespace tst_sagas

#include "tst_sagas.moc"
