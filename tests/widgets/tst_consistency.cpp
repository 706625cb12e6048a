// SPDX-License-Identifier: GPL-3.0-or-later
// Copies and references in mode Data: word for word on a scripted platform, and on a real one that a hand has reached into.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/paused_run.h"
#include "widgets/audit/audit_log.h"
#include "widgets/consistency/clean_up_dialog.h"
#include "widgets/consistency/consistency_desk.h"
#include "widgets/consistency/consistency_rows.h"
#include "widgets/consistency/copies_panel.h"
#include "widgets/consistency/references_panel.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <sqlite3.h>

namespace tst_consistency {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

const QByteArray head = R"({"at":"2026-03-02T11:00:10.000Z","items":[{"column":"delivery.task_status",)"
                        R"("source":"operations:task.status","compared":3,)";

/// The panels of mode Data in a window of their own platform.
struct Panels
{
    explicit Panels(PlatformLink &link) : window(link)
    {
        window.showMode(u"data"_s);
        window.resize(1440, 900);
        window.show();
    }
    [[nodiscard]] CopiesPanel &copies() const { return *window.findChild<CopiesPanel *>(); }
    [[nodiscard]] ReferencesPanel &references() const { return *window.findChild<ReferencesPanel *>(); }
    [[nodiscard]] CleanUpDialog *dialog() const { return window.findChild<CleanUpDialog *>(); }
    [[nodiscard]] QString stateOf(const QString &copy) const { return cellOf(copies().copies(), 0, copy, 4); }
    /// What stands in that column of the first row that has `text` in the other one.
    [[nodiscard]] static QString cellOf(const EntityList &list, int keyColumn, const QString &text, int column)
    {
        for (int row = 0; row < list.rowCount(); ++row) {
            if (list.text(row, keyColumn) == text)
                return list.text(row, column);
        }
        return {};
    }
    void click(const QString &text) const
    {
        for (auto *button : window.findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text().remove(u'&').startsWith(text)) {
                QVERIFY2(button->isEnabled(), qPrintable(text));
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(text + u" is not there"_s));
    }

    MainWindow window;
};

/// A real platform that stands still at a moment.
struct RealPlatform
{
    explicit RealPlatform(Duration at)
    {
        link = std::make_unique<EmbeddedLink>(pausedRun(folder, at));
        QSignalSpy reached(link.get(), &EmbeddedLink::pauseReached);
        isOpen = reached.wait(patienceMs);
    }
    void goOnTo(Duration at)
    {
        QSignalSpy reached(link.get(), &EmbeddedLink::pauseReached);
        link->runUntil(at);
        QVERIFY(reached.wait(patienceMs));
    }
    /// Past the service, as nobody should; the first column of the first row.
    QString byHand(const QString &service, const QByteArray &statement)
    {
        sqlite3 *database = nullptr;
        sqlite3_open(folder.filePath(u"w/%1.sqlite"_s.arg(service)).toUtf8().constData(), &database);
        sqlite3_busy_timeout(database, patienceMs);
        sqlite3_stmt *prepared = nullptr;
        QString first;
        if (sqlite3_prepare_v2(database, statement.constData(), -1, &prepared, nullptr) == SQLITE_OK
            && sqlite3_step(prepared) == SQLITE_ROW)
            first = QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(prepared, 0)));
        sqlite3_finalize(prepared);
        sqlite3_close(database);
        return first;
    }

    QTemporaryDir folder;
    std::unique_ptr<EmbeddedLink> link;
    bool isOpen = false;
};

} // namespace

class ConsistencyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"^(?!This plugin does not support)"_s)); }

    void howACopyStandsIsSaid_data();
    void howACopyStandsIsSaid();
    void whyARowDiffersIsSaid_data();
    void whyARowDiffersIsSaid();
    void aChosenCopyNarrowsTheRows();
    void aServiceThatDoesNotAnswerIsNotForgotten();
    void nothingIsReadWhileNobodyLooks();
    void whyAReferenceDanglesIsSaid_data();
    void whyAReferenceDanglesIsSaid();
    void aServiceThatIsDownIsOneLineHoweverOftenItIsAsked();
    void everyDeclaredCopyOfTheRealPlatformAgrees();
    void aRowChangedByHandIsTheVeryRowThatIsShown();
    void aRemovedRowIsCleanedUpAndGivenBack();
};

void ConsistencyTest::howACopyStandsIsSaid_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("lag");
    QTest::newRow("agrees") << QByteArray(R"("agree":3,"lagging":0,"diverged":0,"rows":[]}]})") << u"agrees"_s
                            << u"–"_s;
    QTest::newRow("lags") << QByteArray(
        R"("agree":1,"lagging":2,"diverged":0,"laggingSince":"2026-03-02T11:00:08.800Z","rows":[]}]})")
                          << u"2 lagging"_s << u"1.2 s"_s;
    QTest::newRow("has diverged, which is worse than to lag")
        << QByteArray(R"("agree":1,"lagging":1,"diverged":1,"laggingSince":"2026-03-02T11:00:09.962Z","rows":[]}]})")
        << u"1 diverged"_s << u"38.0 ms"_s;
    QTest::newRow("nobody can tell") << QByteArray(
        R"("agree":0,"lagging":0,"diverged":0,"problem":"operations is away","rows":[]}]})")
                                     << u"not comparable: operations is away"_s << u"–"_s;
}

void ConsistencyTest::howACopyStandsIsSaid()
{
    QFETCH(const QByteArray, rest);
    QFETCH(const QString, state);
    QFETCH(const QString, lag);
    ScriptedLink link;
    link.setAnswer(u"deliveries /copies"_s, head + rest);
    const Panels panels(link);
    link.open();
    QTRY_COMPARE(panels.stateOf(u"delivery.task_status"_s), state);
    QCOMPARE(Panels::cellOf(panels.copies().copies(), 0, u"delivery.task_status"_s, 3), lag);
    QCOMPARE(Panels::cellOf(panels.copies().copies(), 0, u"delivery.task_status"_s, 2), u"3"_s);
}

void ConsistencyTest::whyARowDiffersIsSaid_data()
{
    QTest::addColumn<QByteArray>("cause");
    QTest::addColumn<QString>("why");
    QTest::newRow("on its way") << QByteArray(R"("Lagging","cause":"OnTheWay")")
                                << u"an event about it is on its way"_s;
    QTest::newRow("parked") << QByteArray(R"("Lagging","cause":"Parked","detail":"no such task")")
                            << u"its event is parked and will be tried again: no such task"_s;
    QTest::newRow("given up") << QByteArray(R"("Diverged","cause":"Dead","detail":"broken")")
                              << u"its event was given up: broken"_s;
    QTest::newRow("nothing explains it") << QByteArray(R"("Diverged","cause":"Unexplained")")
                                         << u"no event about it is on its way: it will not mend by itself"_s;
}

void ConsistencyTest::whyARowDiffersIsSaid()
{
    QFETCH(const QByteArray, cause);
    QFETCH(const QString, why);
    ScriptedLink link;
    link.setAnswer(u"deliveries /copies"_s,
                   head + R"("agree":2,"lagging":0,"diverged":1,"rows":[{"rowKey":"d1","key":"t1","state":)" + cause
                       + R"(,"here":"InProgress","there":"Completed","since":"2026-03-02T11:00:08.000Z"}]}]})");
    const Panels panels(link);
    link.open();
    QTRY_COMPARE(panels.copies().rows().rowCount(), 1);
    QCOMPARE(panels.copies().rows().text(0, 2), u"InProgress"_s);
    QCOMPARE(panels.copies().rows().text(0, 3), u"Completed"_s);
    QCOMPARE(panels.copies().rows().text(0, 4), u"11:00:08"_s);
    QCOMPARE(panels.copies().rows().text(0, 5), why);
}

void ConsistencyTest::aChosenCopyNarrowsTheRows()
{
    const QByteArray rows =
        R"([{"rowKey":"k","key":"x","state":"Diverged","cause":"Unexplained","here":"a","there":"b","since":)"
        R"("2026-03-02T11:00:08.000Z"}]})";
    ScriptedLink link;
    link.setAnswer(
        u"deliveries /copies"_s,
        R"({"at":"2026-03-02T11:00:10.000Z","items":[{"column":"a.one","source":"state:r.one","diverged":1,"rows":)"
            + rows + R"(,{"column":"a.two","source":"state:r.two","diverged":1,"rows":)" + rows
            + R"(,{"column":"b.three","source":"state:r.three","agree":1,"rows":[]}]})");
    const Panels panels(link);
    link.open();
    QTRY_COMPARE(panels.copies().rows().rowCount(), 2);
    QTest::keyClick(&panels.copies().copies().view(), Qt::Key_Home, Qt::ControlModifier);
    panels.copies().copies().choose(u"deliveries:a.two"_s);
    QCOMPARE(panels.copies().rows().rowCount(), 1);
    QCOMPARE(panels.copies().rows().text(0, 1), u"a.two"_s);
    panels.copies().copies().choose(u"deliveries:b.three"_s);
    QCOMPARE(panels.copies().rows().message(), u"Every row of this copy agrees."_s);
}

void ConsistencyTest::aServiceThatDoesNotAnswerIsNotForgotten()
{
    ScriptedLink link;
    link.setAnswer(u"deliveries /copies"_s, head + R"("agree":3,"lagging":0,"diverged":0,"rows":[]}]})");
    const Panels panels(link);
    link.open();
    QTRY_COMPARE(panels.stateOf(u"delivery.task_status"_s), u"agrees"_s);
    link.setAnswer(u"deliveries /copies"_s, R"({"detail":"deliveries is down and will be back"})", 503);
    link.tell({published("operations")});
    QTRY_COMPARE(panels.stateOf(u"delivery.task_status"_s), u"not comparable: deliveries is down and will be back"_s);
}

void ConsistencyTest::nothingIsReadWhileNobodyLooks()
{
    ScriptedLink link;
    Panels panels(link);
    panels.window.showMode(u"ops"_s);
    link.open();
    link.tell({published("operations")});
    QTRY_VERIFY(panels.window.entities().isCurrent());
    QCOMPARE(link.asked.filter(u"/copies"_s).size(), 0);
    panels.window.showMode(u"data"_s);
    QTRY_COMPARE(link.asked.filter(u"/copies"_s).size(), 5);
}

void ConsistencyTest::whyAReferenceDanglesIsSaid_data()
{
    QTest::addColumn<QByteArray>("remedy");
    QTest::addColumn<QByteArray>("found");
    QTest::addColumn<QString>("why");
    QTest::newRow("new") << QByteArray("Wait") << QByteArray("[]")
                         << u"new: the news may still be on its way to Operations"_s;
    QTest::newRow("never there") << QByteArray("Release") << QByteArray("[]") << u"Operations never had it"_s;
    QTest::newRow("there once") << QByteArray("Release") << QByteArray(R"([["gone"]])")
                                << u"Operations had it: it was removed past the service"_s;
}

void ConsistencyTest::whyAReferenceDanglesIsSaid()
{
    QFETCH(const QByteArray, remedy);
    QFETCH(const QByteArray, found);
    QFETCH(const QString, why);
    ScriptedLink link;
    link.setItems(u"state /references"_s,
                  {R"({"column":"lid_event.task_id","target":"operations:task.id","remedy":"Release"})"});
    link.setAnswer(u"state /orphans"_s,
                   R"({"at":"2026-03-02T11:00:10.000Z","items":[{"column":"lid_event.task_id","target":)"
                   R"("operations:task.id","rowKey":"l1","value":"gone","rowUpdatedAt":"2026-03-02T10:48:00.000Z",)"
                   R"("remedy":")"
                       + remedy + R"("}],"problems":[]})");
    link.setAnswer(u"ASK warehouse /query"_s, R"({"columns":["id"],"rows":)" + found + "}");
    const Panels panels(link);
    link.open();
    QTRY_COMPARE(Panels::cellOf(panels.references().references(), 0, u"lid_event.task_id"_s, 4), why);
    QCOMPARE(Panels::cellOf(panels.references().references(), 0, u"lid_event.task_id"_s, 2), u"1"_s);
    QCOMPARE(Panels::cellOf(panels.references().references(), 0, u"lid_event.task_id"_s, 3), u"12 min"_s);
    QCOMPARE(panels.references().rows().text(0, 2), u"gone"_s);
    QVERIFY(link.asked.contains(
        u"ASK warehouse /query {\"sql\":\"SELECT DISTINCT id FROM operations_task WHERE id IN ('gone')\"}"_s));
}

void ConsistencyTest::aServiceThatIsDownIsOneLineHoweverOftenItIsAsked()
{
    ScriptedLink link;
    const Panels panels(link);
    link.open();
    CleanUps &cleanUps = panels.window.findChild<ConsistencyDesk *>()->cleanUps;
    link.setAnswer(u"POST state /cleanup"_s, R"({"id":"r1","state":"Running","dryRun":true,"orphans":[]})", 202);
    link.setAnswer(u"state /cleanup/r1"_s, R"({"detail":"is down and will be back"})", 503);
    cleanUps.begin(true, {u"state"_s});
    QTRY_VERIFY(link.asked.filter(u"state /cleanup/r1"_s).size() >= 3);
    QCOMPARE(cleanUps.problems().size(), 1);
    link.setAnswer(u"state /cleanup/r1"_s, R"({"id":"r1","state":"Completed","dryRun":true,"orphans":[]})");
    QTRY_VERIFY(cleanUps.isSettled());
    QCOMPARE(cleanUps.problems(), QStringList());
}

void ConsistencyTest::everyDeclaredCopyOfTheRealPlatformAgrees()
{
    RealPlatform platform(12min);
    QVERIFY(platform.isOpen);
    const Panels panels(*platform.link);
    QTRY_COMPARE_WITH_TIMEOUT(panels.copies().copies().rowCount(), 9, patienceMs);
    for (int row = 0; row < 9; ++row) {
        const QString name = panels.copies().copies().text(row, 0);
        const QString state = panels.copies().copies().text(row, 4);
        QVERIFY2(state == u"agrees" || state.endsWith(u"lagging"), qPrintable(name + u' ' + state));
        QVERIFY2(panels.copies().copies().text(row, 2).toInt() > 0, qPrintable(name));
    }
    QTRY_VERIFY_WITH_TIMEOUT(panels.references().references().rowCount() > 10, patienceMs);
    QCOMPARE(panels.references().references().text(0, 2), u"0"_s);
}

void ConsistencyTest::aRowChangedByHandIsTheVeryRowThatIsShown()
{
    RealPlatform platform(12min);
    QVERIFY(platform.isOpen);
    const Panels panels(*platform.link);
    QTRY_VERIFY_WITH_TIMEOUT(panels.copies().copies().rowCount() > 0, patienceMs);
    const QByteArray delivered = "(SELECT id FROM delivery WHERE status = 'Delivered' ORDER BY number LIMIT 1)";
    const QString number = platform.byHand(u"deliveries"_s, "SELECT number FROM delivery WHERE id = " + delivered);
    platform.byHand(u"deliveries"_s, "UPDATE delivery SET task_status = 'InProgress' WHERE id = " + delivered);
    platform.goOnTo(12min + 30s);
    QTRY_COMPARE_WITH_TIMEOUT(panels.stateOf(u"delivery.task_status"_s), u"1 diverged"_s, patienceMs);
    const EntityList &rows = panels.copies().rows();
    const QString name = u"D-"_s + number;
    QTRY_COMPARE_WITH_TIMEOUT(Panels::cellOf(rows, 0, name, 2), u"InProgress"_s, patienceMs);
    QCOMPARE(Panels::cellOf(rows, 0, name, 3), u"Completed"_s);
}

void ConsistencyTest::aRemovedRowIsCleanedUpAndGivenBack()
{
    RealPlatform platform(80min);
    QVERIFY(platform.isOpen);
    const QString task =
        platform.byHand(u"state"_s, "SELECT task_id FROM lid_event WHERE task_id IS NOT NULL ORDER BY at, id LIMIT 1");
    const Panels panels(*platform.link);
    QTRY_VERIFY_WITH_TIMEOUT(panels.references().references().rowCount() > 10, patienceMs);
    platform.byHand(u"operations"_s, "DELETE FROM task WHERE id = '" + task.toUtf8() + "'");
    platform.goOnTo(81min);
    const auto lidEvents = [&](int column) {
        return Panels::cellOf(panels.references().references(), 0, u"lid_event.task_id"_s, column);
    };
    QTRY_COMPARE_WITH_TIMEOUT(lidEvents(4), u"Operations had it: it was removed past the service"_s, patienceMs);
    const int dangling = lidEvents(2).toInt();
    QVERIFY(dangling > 0);
    panels.references().raise();
    panels.click(u"Clean up: dry run"_s);
    QTRY_VERIFY(panels.dialog() && panels.dialog()->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(panels.dialog()->told(), u"Platform time stands still: the run goes on when it does."_s,
                              patienceMs);
    platform.goOnTo(82min);
    QTRY_VERIFY_WITH_TIMEOUT(panels.dialog()->told().startsWith(u"Would be settled: "_s), patienceMs);
    const QString named = u"SELECT count(*) FROM lid_event WHERE task_id = '%1'"_s.arg(task);
    QCOMPARE(platform.byHand(u"state"_s, named.toUtf8()).toInt(), dangling);
    panels.click(u"Apply"_s);
    QTRY_VERIFY_WITH_TIMEOUT(panels.dialog()->told().startsWith(u"Platform time"_s), patienceMs);
    platform.goOnTo(83min);
    QTRY_VERIFY_WITH_TIMEOUT(panels.dialog()->told().startsWith(u"Settled: "_s), patienceMs);
    QCOMPARE(platform.byHand(u"state"_s, named.toUtf8()).toInt(), 0);
    panels.click(u"Undo"_s);
    QTRY_VERIFY_WITH_TIMEOUT(panels.dialog()->told().startsWith(u"Given back: "_s), patienceMs);
    QCOMPARE(platform.byHand(u"state"_s, named.toUtf8()).toInt(), dangling);
    QVERIFY(panels.references().runs().rowCount() > 0);
}

CURBSIDE_WINDOW_TEST(ConsistencyTest)

} // namespace tst_consistency

#include "tst_consistency.moc"
