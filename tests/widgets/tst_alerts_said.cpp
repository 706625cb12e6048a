// SPDX-License-Identifier: GPL-3.0-or-later
// What people say to alerts holds; a flood of one cause is one alert; the history is bounded.
#include "tests/support/test_class.h"
#include "tests/widgets/alert_stage.h"

#include <QApplication>

namespace tst_alerts_said {

using namespace curbside;
using namespace curbside::alert_stage;

class AlertsSaidTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takingSaysByWhomAndWhen();
    void aSnoozedAlertComesBackByPlatformTime();
    void aClosedAlertStaysClosedWhileItsCauseHolds();
    void aClosedAlertComesBackWhenItGetsWorse();
    void aClosedAlertComesBackWithItsCause();
    void aFloodOfOneCauseIsOneAlert();
    void aHandfulStandsEachForItself();
    void theWorstComesFirst();
    void theHistoryIsBounded();
    void aHistoryLineKeepsItsKeyAsOthersEnd();
    void beyondTheLimitTheWorstStayAndTheRestIsCounted();
    void underTheMouseRowsStayWhereTheyAre();
    void underTheMouseSettledRowsAreBounded();
};

void AlertsSaidTest::takingSaysByWhomAndWhen()
{
    Stage stage;
    stage.at(41 * minute);
    QTRY_COMPARE(stage.titles().size(), 1);
    stage.alerts.take({stage.only().id()}, u"Ann"_s);
    QCOMPARE(stage.only().takenBy, u"Ann"_s);
    QCOMPARE(stage.only().takenAt, start + 41 * minute);
    stage.at(42 * minute);
    QCOMPARE(stage.only().takenBy, u"Ann"_s);
    stage.alerts.take({stage.only().id()}, {});
    QCOMPARE(stage.only().takenBy, QString());
}

void AlertsSaidTest::aSnoozedAlertComesBackByPlatformTime()
{
    Stage stage;
    stage.at(41 * minute);
    QTRY_COMPARE(stage.titles().size(), 1);
    stage.alerts.snooze({stage.only().id()}, start + 46 * minute);
    QCOMPARE(stage.titles(), QStringList());
    QCOMPARE(stage.alerts.snoozed().size(), 1U);
    stage.at(46 * minute - second);
    QCOMPARE(stage.titles(), QStringList());
    stage.at(46 * minute);
    QTRY_COMPARE(stage.titles(), QStringList{u"D-1 is late"_s});
    QVERIFY(stage.alerts.snoozed().empty());
}

void AlertsSaidTest::aClosedAlertStaysClosedWhileItsCauseHolds()
{
    Stage stage;
    stage.at(41 * minute);
    QTRY_COMPARE(stage.titles().size(), 1);
    stage.alerts.close({stage.only().id()}, u"Ann"_s, u"known"_s);
    stage.at(50 * minute);
    QCOMPARE(stage.titles(), QStringList());
    QCOMPARE(stage.alerts.ended().size(), 1U);
    QCOMPARE(stage.alerts.ended().front().closedBy, u"Ann"_s);
    QCOMPARE(stage.alerts.ended().front().closeReason, u"known"_s);
    QCOMPARE(stage.alerts.ended().front().endedAt, start + 41 * minute);
}

void AlertsSaidTest::aClosedAlertComesBackWhenItGetsWorse()
{
    Stage stage;
    stage.entities.deliveries.take({delivery(u"d2"_s, {}, start + 6 * minute)});
    QTRY_COMPARE(stage.titles(), QStringList{u"D-2 will be late"_s});
    stage.alerts.close({stage.only().id()}, {}, u"known"_s);
    stage.at(7 * minute);
    QTRY_COMPARE(stage.titles(), QStringList{u"D-2 is late"_s});
}

void AlertsSaidTest::aClosedAlertComesBackWithItsCause()
{
    Stage stage;
    stage.takeRobot([](RobotRow &row) { row.isOnline = false; });
    QTRY_COMPARE(stage.titles().size(), 1);
    stage.alerts.close({stage.only().id()}, {}, u"known"_s);
    stage.takeRobot([](RobotRow &row) { row.isOnline = true; });
    stage.at(2 * minute);
    stage.takeRobot([](RobotRow &row) { row.isOnline = false; });
    QTRY_COMPARE(stage.titles(), QStringList{u"Basil is offline"_s});
}

void AlertsSaidTest::aFloodOfOneCauseIsOneAlert()
{
    Stage stage;
    makeRobotsSilent(stage, 7);
    QTRY_COMPARE(stage.titles(), QStringList{u"7 robots offline"_s});
    const AlertGroup flood = stage.alerts.groups().front();
    QCOMPARE(flood.since, start - 6 * second);
    const auto folded = openRows(stage.alerts, stage.entities, start, {});
    QCOMPARE(folded.size(), 1U);
    QCOMPARE(folded.front().ids.size(), 7);
    const auto unfolded = openRows(stage.alerts, stage.entities, start, {flood.id()});
    QCOMPARE(unfolded.size(), 8U);
    QVERIFY(unfolded[1].isMember);
    stage.alerts.take(folded.front().ids, u"Ann"_s);
    QVERIFY(std::ranges::all_of(stage.alerts.groups().front().members,
                                [](const Alert &alert) { return alert.takenBy == u"Ann"; }));
}

void AlertsSaidTest::aHandfulStandsEachForItself()
{
    Stage stage;
    makeRobotsSilent(stage, int(mostAlone));
    QTRY_COMPARE(stage.titles().size(), qsizetype(mostAlone));
}

void AlertsSaidTest::theWorstComesFirst()
{
    Stage stage;
    RobotRow dill = *stage.entities.robots.find(u"CR-2"_s);
    dill.isOnline = false;
    dill.seenAt = start - 5 * minute;
    stage.entities.robots.take({dill});
    stage.takeRobot([](RobotRow &row) { row.isOnline = false; });
    QTRY_COMPARE(stage.titles(), (QStringList{u"Basil is offline"_s, u"Dill is offline"_s}));
    QCOMPARE(stage.alerts.groups().front().severity, Severity::Bad);
    QCOMPARE(stage.alerts.groups().back().severity, Severity::Warning);
}

void AlertsSaidTest::theHistoryIsBounded()
{
    Stage stage;
    const int many = int(mostEnded) + 20;
    makeRobotsSilent(stage, many);
    QTRY_COMPARE(stage.titles(), QStringList{u"%1 robots offline"_s.arg(many)});
    std::vector<RobotRow> back;
    for (const RobotRow &row : stage.entities.robots.rows()) {
        back.push_back(row);
        back.back().isOnline = true;
    }
    stage.entities.robots.take(std::move(back));
    QTRY_COMPARE(stage.titles(), QStringList());
    QCOMPARE(stage.alerts.ended().size(), mostEnded);
}

void AlertsSaidTest::underTheMouseRowsStayWhereTheyAre()
{
    const auto row = [](const QString &key) {
        AlertRow made;
        made.key = key;
        made.ids = {key};
        return made;
    };
    const auto keys = [](const std::vector<AlertRow> &rows) {
        QStringList told;
        for (const AlertRow &one : rows)
            told.append(one.isOver ? one.key + u" over"_s : one.key);
        return told;
    };
    const std::vector<AlertRow> shown{row(u"a"_s), row(u"b"_s), row(u"c"_s)};
    QCOMPARE(keys(heldRows(shown, {row(u"new"_s), row(u"c"_s), row(u"a"_s)})),
             (QStringList{u"a"_s, u"b over"_s, u"c"_s, u"new"_s}));
}

void AlertsSaidTest::underTheMouseSettledRowsAreBounded()
{
    std::vector<AlertRow> shown;
    for (int i = 0; i < 100; ++i) {
        AlertRow next;
        next.key = QString::number(i);
        shown = heldRows(shown, {next}); // each replaces the one before it
    }
    QCOMPARE(std::ranges::count_if(shown, &AlertRow::isOver), std::ptrdiff_t(mostHeld));
    QCOMPARE(shown.front().key, u"0"_s);
    QCOMPARE(shown.back().key, u"99"_s);
}

void AlertsSaidTest::aHistoryLineKeepsItsKeyAsOthersEnd()
{
    Stage stage;
    makeRobotsSilent(stage, int(mostEnded));
    QTRY_COMPARE(stage.alerts.groups().size(), 1U);
    const auto end = [&stage](int count) {
        const AlertGroup group = stage.alerts.groups().front();
        QStringList ids;
        for (const Alert &alert : group.members)
            ids.append(alert.id());
        stage.alerts.close(ids.first(count), u"Ann"_s, u"known"_s);
    };
    end(int(mostEnded));
    const AlertRow before = endedRows(stage.alerts, stage.entities).front();
    makeRobotsSilent(stage, int(mostEnded) + 5);
    QTRY_COMPARE(stage.alerts.groups().size(), 1U);
    end(5);
    const auto rows = endedRows(stage.alerts, stage.entities);
    QCOMPARE(rows.size(), mostEnded);
    QCOMPARE(rows[5].key, before.key);
    QCOMPARE(rows[5].title, before.title);
    const auto found = stage.alerts.findEnded(endNumberOf(before.key));
    QVERIFY(found);
    QCOMPARE(found->finding.title, before.title);
}

void AlertsSaidTest::beyondTheLimitTheWorstStayAndTheRestIsCounted()
{
    Stage stage;
    std::vector<DeliveryRow> late;
    for (int i = 0; i < int(mostOpen); ++i) // they will be late, and come first in the table
        late.push_back(delivery(u"w%1"_s.arg(i), {}, start + 6 * minute));
    for (int i = 0; i < 10; ++i)
        late.push_back(delivery(u"l%1"_s.arg(i), {}, start - minute));
    stage.entities.deliveries.take(std::move(late));
    QTRY_COMPARE(stage.titles(), QStringList{u"%1 deliveries late or about to be"_s.arg(mostOpen + 10)});
    const AlertGroup group = stage.alerts.groups().front();
    QCOMPARE(group.members.size(), mostOpen);
    QCOMPARE(group.leftOut, 10U);
    QCOMPARE(std::ranges::count_if(group.members,
                                   [](const Alert &alert) { return alert.finding.severity == Severity::Bad; }),
             10);
}

CURBSIDE_WINDOW_TEST(AlertsSaidTest)

} // namespace tst_alerts_said

#include "tst_alerts_said.moc"
