// SPDX-License-Identifier: GPL-3.0-or-later
// The run in the window, captured from now on: begun, seen, opened while it is written, ended.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/paused_run.h"
#include "widgets/captures/capture_desk.h"
#include "widgets/captures/capture_window.h"
#include "widgets/panels/panel.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/shell/notices.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tst_run_capture {

using namespace Qt::StringLiterals;
using namespace curbside;

class RunCaptureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCaptureIsBegunSeenAndEnded();
    void aCaptureThatOthersBeganIsSeen();
    void aNameThatIsRefusedIsSaidInTheDialog();
    void withoutAPlatformNothingIsBegun();
    void aCaptureThatEndsEarlyIsTold();
    void aRealRunIsCapturedAndOpenedMeanwhile();
};

namespace {

constexpr int patienceMs = 60'000;
const QByteArray capturing = R"({"capturing":true,"file":"/w/captures/lunch.curbside","records":1234})";
const QByteArray ended = R"({"capturing":false,"file":"/w/captures/lunch.curbside","records":0})";

struct Stage
{
    ScriptedLink link;
    MainWindow window{link};

    Stage()
    {
        link.setAnswer(u"gateway /control/capture"_s, R"({"capturing":false,"records":0})");
        link.setAnswer(u"POST gateway /control/capture"_s, capturing, 201);
        window.show();
        link.open();
    }
    [[nodiscard]] QAction *command(const QString &text) const
    {
        const auto &entries = window.commands().entries();
        const auto found = std::ranges::find_if(
            entries, [&](const Commands::Entry &entry) { return commandText(*entry.action) == text; });
        return found == entries.end() ? nullptr : found->action;
    }
    [[nodiscard]] QToolButton *button() const { return window.findChild<QToolButton *>(u"capture-button"_s); }
    [[nodiscard]] bool isTold(const QString &part)
    {
        return std::ranges::any_of(window.notices().texts(), [&](const QString &text) { return text.contains(part); });
    }
};

} // namespace

void RunCaptureTest::aCaptureIsBegunSeenAndEnded()
{
    Stage stage;
    // What a long question is answered with, the scripted platform keeps apart from wishes.
    stage.link.setAnswer(u"ASK gateway /control/capture"_s, capturing, 201);
    QVERIFY(!stage.button()->isVisible());
    QVERIFY(!stage.command(u"Stop capturing"_s)->isEnabled());
    stage.command(u"Save capture"_s)->trigger();
    const QPointer dialog = stage.window.findChild<BeginCaptureDialog *>();
    QTest::keyClicks(dialog->findChild<QLineEdit *>(), u"lunch"_s);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(dialog.isNull());
    QVERIFY(stage.link.asked.contains(uR"(ASK gateway /control/capture {"name":"lunch"})"_s));
    QVERIFY(stage.button()->isVisible());
    QCOMPARE(stage.button()->text(), u"Capturing: 1,234"_s);
    QVERIFY(stage.button()->toolTip().contains(u"lunch.curbside"_s));
    QVERIFY(!stage.command(u"Save capture"_s)->isEnabled());
    stage.link.setAnswer(u"DELETE gateway /control/capture"_s, ended);
    stage.command(u"Stop capturing"_s)->trigger();
    QTRY_VERIFY(!stage.button()->isVisible());
    QVERIFY(stage.isTold(u"/w/captures/lunch.curbside"_s));
    QVERIFY(stage.command(u"Save capture"_s)->isEnabled());
}

void RunCaptureTest::aCaptureThatOthersBeganIsSeen()
{
    Stage stage;
    stage.link.setAnswer(u"gateway /control/capture"_s, capturing);
    stage.window.captures().run().ask();
    QTRY_VERIFY(stage.button()->isVisible());
    stage.link.setAnswer(u"gateway /control/capture"_s, ended);
    stage.window.captures().run().ask();
    QTRY_VERIFY(!stage.button()->isVisible());
}

void RunCaptureTest::aNameThatIsRefusedIsSaidInTheDialog()
{
    Stage stage;
    stage.link.setAnswer(u"ASK gateway /control/capture"_s,
                         R"({"status":409,"detail":"lunch.curbside is there already"})", 409);
    stage.command(u"Save capture"_s)->trigger();
    auto *dialog = stage.window.findChild<BeginCaptureDialog *>();
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(dialog->findChild<ElidedLabel *>()->text(), u"lunch.curbside is there already"_s);
    QVERIFY(dialog->isVisible());
}

void RunCaptureTest::withoutAPlatformNothingIsBegun()
{
    Stage stage;
    stage.link.setStatus({false, 0, 1.0, false, 0, u"it has stopped"_s});
    stage.command(u"Save capture"_s)->trigger();
    auto *dialog = stage.window.findChild<BeginCaptureDialog *>();
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(dialog->findChild<ElidedLabel *>()->text(), u"The platform is not running."_s);
}

void RunCaptureTest::aCaptureThatEndsEarlyIsTold()
{
    Stage stage;
    stage.link.setAnswer(u"gateway /control/capture"_s, capturing);
    stage.window.captures().run().ask();
    QTRY_VERIFY(stage.window.captures().run().isOn());
    stage.link.setAnswer(u"gateway /control/capture"_s,
                         R"({"capturing":false,"records":0,"trouble":"the disk is full: make room"})");
    stage.window.captures().run().ask();
    QTRY_VERIFY(stage.isTold(u"the disk is full: make room"_s));
}

void RunCaptureTest::aRealRunIsCapturedAndOpenedMeanwhile()
{
    const QTemporaryDir folder;
    EmbeddedLink link(pausedRun(folder, 1min));
    MainWindow window(link);
    window.show();
    QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
    QVERIFY(reached.wait(patienceMs));
    RunCapture &run = window.captures().run();
    run.begin(u"meanwhile"_s, [](const QString &refusal) { QCOMPARE(refusal, QString()); });
    QTRY_VERIFY_WITH_TIMEOUT(run.isOn(), patienceMs);
    const CaptureRows &rows = window.captures().open(run.file())->records().capture();
    link.runUntil(4min);
    QVERIFY(reached.wait(patienceMs));
    QTRY_VERIFY_WITH_TIMEOUT(rows.rowCount() > 100, patienceMs);
    QVERIFY(!rows.facts().isEnded);
    run.ask();
    QTRY_VERIFY_WITH_TIMEOUT(run.records() > 100, patienceMs);
    run.end();
    QTRY_VERIFY_WITH_TIMEOUT(!run.isOn(), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(rows.facts().isEnded, patienceMs);
    const auto whole = CaptureReader::open(run.file());
    QVERIFY(whole);
    QTRY_COMPARE_WITH_TIMEOUT(rows.lookedAt(), (*whole)->countRecords().value_or(-1), patienceMs);
    QCOMPARE(rows.trouble(), QString());
    for (int row = 0; row < rows.rowCount(); ++row) {
        const TrafficEntry &entry = rows.entry(row);
        QVERIFY(!entry.type.isEmpty());
        if (entry.kind == JournalKind::Handled && entry.at - rows.entry(0).at > 60'000'000)
            QVERIFY2(!entry.payload.isEmpty(), entry.type.constData());
    }
}

CURBSIDE_WINDOW_TEST(RunCaptureTest)

} // namespace tst_run_capture

#include "tst_run_capture.moc"
