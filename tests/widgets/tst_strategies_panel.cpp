// SPDX-License-Identifier: GPL-3.0-or-later
// The chosen delivery read in three ways: by a scripted platform word for word, and on a real one while it gets into trouble.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/paused_run.h"
#include "widgets/entities/entities.h"
#include "widgets/panels/list_view.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/selection/selection.h"
#include "widgets/strategies/strategies_panel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

namespace tst_strategies_panel {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

QByteArray answer(const QByteArray &task, const QByteArray &staleness, const QByteArray &more = {})
{
    return R"({"view":{"delivery":{"status":"InTransit"},"attempt":{"status":"ToDropoff","driverName":"Basil"},"task":)"
        + task
        + R"(,"robot":{"lid":"Closed"}},"cost":{"milliseconds":18.4,"calls":3,"services":["deliveries","state"]},)"
        + R"("staleness":{"delivery.status":0,"attempt.status":0,"attempt.driverName":0,"robot.lid":0,"task.status":)"
        + staleness + '}' + more + '}';
}

struct Stage
{
    explicit Stage(PlatformLink &platform) : entities(platform), panel(platform, entities, selection)
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(&panel);
        window.resize(900, 500);
        window.show();
    }
    ~Stage() { panel.setParent(nullptr); }

    [[nodiscard]] QString text(const QString &field, int column) const
    {
        return panel.table().index(panel.table().rowOf(field), column).data(Qt::DisplayRole).toString();
    }
    void wish(const QString &title)
    {
        for (const auto *button : panel.findChildren<QToolButton *>()) {
            for (QAction *action : button->menu() ? button->menu()->actions() : QList<QAction *>()) {
                if (action->text().remove(u'&') == title)
                    action->trigger();
            }
        }
    }

    QWidget window;
    Entities entities;
    Selection selection;
    StrategiesPanel panel;
};

} // namespace

class StrategiesPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support propagateSizeHints)"_s)); }

    void nothingChosenIsSaidAndMended();
    void whatEachStrategySaysStandsInItsColumn();
    void howWrongItMayBeIsSaid_data();
    void howWrongItMayBeIsSaid();
    void whatDoesNotAnswerIsSaidWithItsReason();
    void nothingIsReadWhileNobodyLooks();
    void theRealPlatformInTrouble();
};

void StrategiesPanelTest::nothingChosenIsSaidAndMended()
{
    ScriptedLink link;
    Stage stage(link);
    link.open();
    DeliveryRow row;
    row.id = u"d1"_s;
    row.number = u"D-1001"_s;
    row.status = u"Pending"_s;
    stage.entities.deliveries.take({row});
    QVERIFY(stage.panel.view().isHidden() || !stage.panel.view().isVisible());
    auto *choose = stage.panel.findChild<QPushButton *>();
    QVERIFY(choose->isEnabled());
    QTest::mouseClick(choose, Qt::LeftButton);
    QCOMPARE(stage.selection.current(), (EntityRef{EntityKind::Delivery, u"d1"_s}));
    QTRY_VERIFY(stage.panel.view().isVisible());
}

void StrategiesPanelTest::whatEachStrategySaysStandsInItsColumn()
{
    ScriptedLink link;
    link.setAnswer(u"gateway /deliveries/d1"_s, answer(R"({"status":"InProgress"})", "0"));
    Stage stage(link);
    const QAbstractItemModelTester tester(const_cast<EntityTable *>(&stage.panel.table()),
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    link.open();
    stage.selection.select({EntityKind::Delivery, u"d1"_s});
    QTRY_COMPARE(stage.text(u"attempt.driverName"_s, 1), u"Basil"_s);
    QCOMPARE(stage.text(u"attempt.status"_s, 2), u"To the door"_s);
    QCOMPARE(stage.text(u"milliseconds"_s, 3), u"18.4 ms"_s);
    QCOMPARE(stage.text(u"calls"_s, 1), u"3"_s);
    QCOMPARE(stage.text(u"services"_s, 1), u"deliveries, state"_s);
    QCOMPARE(stage.text(u"answers"_s, 1), u"everything"_s);
    for (const QString &strategy : {u"api"_s, u"denormalized"_s, u"join"_s})
        QVERIFY(link.asked.contains(u"gateway /deliveries/d1?strategy="_s + strategy));
}

void StrategiesPanelTest::howWrongItMayBeIsSaid_data()
{
    QTest::addColumn<QByteArray>("staleness");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("says");
    QTest::newRow("not at all") << QByteArray("0") << QByteArray() << u"Assigned"_s;
    QTest::newRow("a moment") << QByteArray("38") << QByteArray() << u"Assigned, 38.0 ms behind"_s;
    QTest::newRow("seconds") << QByteArray("4200") << QByteArray() << u"Assigned, 4.2 s behind"_s;
    QTest::newRow("minutes") << QByteArray("180000") << QByteArray() << u"Assigned, 3 min behind"_s;
    QTest::newRow("nobody knows") << QByteArray(
        "null") << QByteArray(R"(,"copies":{"task.status":{"version":2,"asOf":"2026-03-02T11:42:07.318Z"}})")
                                  << u"Assigned, as of 11:42:07"_s;
    QTest::newRow("its copy ended") << QByteArray("null") << QByteArray(",\"ended\":[\"task.status\"]")
                                    << u"the copy ended with the attempt"_s;
}

void StrategiesPanelTest::howWrongItMayBeIsSaid()
{
    QFETCH(const QByteArray, staleness);
    QFETCH(const QByteArray, more);
    QFETCH(const QString, says);
    ScriptedLink link;
    link.setAnswer(u"gateway /deliveries/d1"_s, answer(R"({"status":"Assigned"})", staleness, more));
    Stage stage(link);
    link.open();
    stage.selection.select({EntityKind::Delivery, u"d1"_s});
    QTRY_COMPARE(stage.text(u"task.status"_s, 2), says);
}

void StrategiesPanelTest::whatDoesNotAnswerIsSaidWithItsReason()
{
    ScriptedLink link;
    link.setAnswer(
        u"gateway /deliveries/d1"_s,
        answer(R"({"problem":{"status":504}})", "null",
               R"(,"problems":[{"part":"task","service":"operations","problem":{"detail":"operations is away"}}])"));
    Stage stage(link);
    link.open();
    stage.selection.select({EntityKind::Delivery, u"d1"_s});
    QTRY_COMPARE(stage.text(u"task.status"_s, 1), u"not known"_s);
    QCOMPARE(stage.text(u"answers"_s, 1), u"a part: operations is away"_s);
    link.setAnswer(u"gateway /deliveries/d1"_s, R"({"detail":"deliveries is away"})", 503);
    QTRY_COMPARE(stage.text(u"answers"_s, 1), u"nothing: deliveries is away"_s);
}

void StrategiesPanelTest::nothingIsReadWhileNobodyLooks()
{
    ScriptedLink link;
    link.setAnswer(u"gateway /deliveries/d1"_s, answer(R"({"status":"Assigned"})", "0"));
    Stage stage(link);
    link.open();
    stage.window.hide();
    stage.selection.select({EntityKind::Delivery, u"d1"_s});
    const auto timesRead = [&] { return link.asked.filter(u"strategy="_s).size(); };
    QCOMPARE(timesRead(), 0);
    stage.window.show();
    QTRY_COMPARE(stage.text(u"attempt.driverName"_s, 1), u"Basil"_s);
    QVERIFY(timesRead() > 0);
}

void StrategiesPanelTest::theRealPlatformInTrouble()
{
    const QTemporaryDir folder;
    EmbeddedLink link(pausedRun(folder, 8min));
    Stage stage(link);
    QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
    QVERIFY(reached.wait(patienceMs));
    QTRY_VERIFY_WITH_TIMEOUT(stage.entities.isCurrent() && stage.entities.deliveries.rowCount() > 0, patienceMs);
    QTest::mouseClick(stage.panel.findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(stage.text(u"answers"_s, 1), u"everything"_s, patienceMs);
    QCOMPARE(stage.text(u"calls"_s, 2), u"1"_s);
    QCOMPARE(stage.text(u"calls"_s, 3), u"3"_s);
    const QString copied = stage.text(u"task.status"_s, 2);
    stage.wish(u"Operations is away"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stage.text(u"task.status"_s, 1), u"not known"_s, patienceMs);
    QVERIFY2(stage.text(u"task.status"_s, 2).startsWith(copied.section(u',', 0, 0) + u", as of"_s),
             qPrintable(stage.text(u"task.status"_s, 2)));
    QCOMPARE(stage.text(u"answers"_s, 2), u"everything"_s);
    QVERIFY(stage.text(u"answers"_s, 3).startsWith(u"a part: "_s));
}

CURBSIDE_WINDOW_TEST(StrategiesPanelTest)

} // namespace tst_strategies_panel

#include "tst_strategies_panel.moc"
