// SPDX-License-Identifier: GPL-3.0-or-later
// Two captures held against each other, and what is exported of one.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/written_capture.h"
#include "widgets/captures/activity_line.h"
#include "widgets/captures/capture_desk.h"
#include "widgets/captures/capture_window.h"
#include "widgets/captures/comparison_panel.h"
#include "widgets/commands/commands.h"
#include "widgets/entities/cell.h"
#include "widgets/panels/list_view.h"
#include "widgets/shell/notices.h"
#include "widgets/traffic/filter_line.h"
#include "widgets/traffic/traffic_view.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

namespace tst_capture_comparison {

using namespace Qt::StringLiterals;
using namespace curbside;

class CaptureComparisonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereTwoPartIsShownAndChosen();
    void whatDiffersIsSaidByMarkAndWord();
    void theSameCapturesAreSaidToBe();
    void oneThatEndsEarlierIsSaidTo();
    void whatCannotBeComparedIsSaid();
    void cancellingLeavesNothing();
    void whatPassesIsExported_data();
    void whatPassesIsExported();
    void theButtonsAskAndDoIt();
    void theCaptureItselfIsNotWrittenOver();
    void whatCannotBeWrittenIsSaid();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    /// Of three events, the second with that payload.
    [[nodiscard]] QString written(const QByteArray &second);

    QTemporaryDir m_folder;
    int m_made = 0;
};

namespace {

void waitFor(CaptureWindow &window)
{
    const CaptureRows &rows = window.records().capture();
    QTRY_VERIFY(rows.isOpen() && !rows.isLooking());
}

QString cell(ComparisonPanel &panel, int row, int column)
{
    return panel.list().model()->index(row, column).data().toString();
}

QToolButton *buttonOf(const QWidget &widget, const QString &name)
{
    const auto buttons = widget.findChildren<QToolButton *>();
    const auto found = std::ranges::find(buttons, name, &QToolButton::accessibleName);
    return found == buttons.end() ? nullptr : *found;
}

/// As soon as one asks for a file.
void answerNextDialog(const QString &file)
{
    QTimer::singleShot(0, qApp, [file] {
        auto *dialog = qobject_cast<QFileDialog *>(QApplication::activeModalWidget());
        if (!dialog) {
            answerNextDialog(file);
            return;
        }
        dialog->findChild<QLineEdit *>(u"fileNameEdit"_s)->setText(file);
        QTest::keyClick(dialog, Qt::Key_Return);
    });
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QString CaptureComparisonTest::written(const QByteArray &second)
{
    const QString file = path(u"c%1.curbside"_s.arg(++m_made));
    WrittenCapture capture(file);
    capture.happened("curbside.test.First", R"({"a":1})")
        .requested()
        .happened("curbside.test.Second", second)
        .happened("curbside.test.Third", R"({"text":"a \"quoted\", one"})");
    capture.end();
    return file;
}

void CaptureComparisonTest::whereTwoPartIsShownAndChosen()
{
    CaptureWindow window(written(R"({"kind":"Jammed","robot":"R-1"})"), nullptr);
    window.show();
    waitFor(window);
    window.records().showOnly(u"type LIKE '%First'"_s); // hides where they part
    window.compareWith(written(R"({"kind":"Closed","robot":"R-1","more":true})"));
    QTRY_VERIFY(window.comparison().verdict().contains(u"The first 3 records are the same"_s));
    QTRY_COMPARE(window.records().view().currentIndex().row(), 3);
    QCOMPARE(window.records().capture().entry(3).messageId, "event-2"_ba);
    QVERIFY(window.records().filter().text().isEmpty());
    QVERIFY(!window.working().isVisible());
}

void CaptureComparisonTest::whatDiffersIsSaidByMarkAndWord()
{
    CaptureWindow window(written(R"({"kind":"Jammed","robot":"R-1"})"), nullptr);
    waitFor(window);
    window.compareWith(written(R"({"kind":"Closed","robot":"R-1","more":true})"));
    ComparisonPanel &panel = window.comparison();
    QTRY_VERIFY(panel.list().model()->rowCount() > 0);
    QCOMPARE(cell(panel, 0, 0), u"data.kind"_s);
    QCOMPARE(cell(panel, 0, 1), u"differs"_s);
    QCOMPARE(cell(panel, 0, 2), u"\"Jammed\""_s);
    QCOMPARE(cell(panel, 0, 3), u"\"Closed\""_s);
    QCOMPARE(panel.list().model()->index(0, 1).data(MarkRole).toInt(), int(Mark::Cross));
    QCOMPARE(cell(panel, 1, 0), u"data.more"_s);
    QCOMPARE(cell(panel, 1, 1), u"only there"_s);
    for (int row = 2; row < panel.list().model()->rowCount(); ++row)
        QCOMPARE(cell(panel, row, 1), u"same"_s);
}

void CaptureComparisonTest::theSameCapturesAreSaidToBe()
{
    CaptureWindow window(written("{}"), nullptr);
    waitFor(window);
    window.compareWith(written("{}"));
    QTRY_VERIFY(window.comparison().verdict().contains(u"The two captures are the same: 7 records"_s));
    QCOMPARE(window.comparison().list().model()->rowCount(), 0);
}

void CaptureComparisonTest::oneThatEndsEarlierIsSaidTo()
{
    const QString shorter = path(u"shorter.curbside"_s);
    WrittenCapture(shorter).happened("curbside.test.First", R"({"a":1})").requested().end();
    CaptureWindow window(shorter, nullptr);
    waitFor(window);
    window.compareWith(written("{}"));
    QTRY_VERIFY(window.comparison().verdict().contains(u"This capture ends there"_s));
    QCOMPARE(cell(window.comparison(), 0, 1), u"only there"_s);
}

void CaptureComparisonTest::whatCannotBeComparedIsSaid()
{
    CaptureWindow window(written("{}"), nullptr);
    window.show();
    waitFor(window);
    window.compareWith(path(u"absent.curbside"_s));
    QTRY_VERIFY(window.working().text().contains(u"check that it is there"_s));
    QTest::mouseClick(&window.working().button(), Qt::LeftButton);
    QVERIFY(!window.working().isVisible());
}

void CaptureComparisonTest::cancellingLeavesNothing()
{
    CaptureWindow window(written(R"({"a":1})"), nullptr);
    window.show();
    waitFor(window);
    const QString before = window.comparison().verdict();
    window.compareWith(written(R"({"a":2})"));
    QCOMPARE(window.working().button().text(), u"Cancel"_s);
    window.cancel();
    QVERIFY(!window.working().isVisible());
    const QString target = path(u"cancelled.jsonl"_s);
    window.exportAs(EventFormat::JsonLines, target); // begins when the other has ended
    QTRY_VERIFY(QFile::exists(target));
    QCOMPARE(window.comparison().verdict(), before);
}

void CaptureComparisonTest::whatPassesIsExported_data()
{
    QTest::addColumn<EventFormat>("format");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("lines");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("CloudEvents") << EventFormat::JsonLines << QString() << 3 << R"("type":"curbside.test.First")"_ba;
    QTest::newRow("of handlings, the events")
        << EventFormat::JsonLines << u"outcome = 'handled' AND data.a = 1"_s << 1 << R"("id":"event-1")"_ba;
    QTest::newRow("CSV") << EventFormat::Csv << u"type LIKE '%Third'"_s << 2 << R"("{""text"":""a \""quoted)"_ba;
    QTest::newRow("OTLP") << EventFormat::Otlp << QString() << 1 << R"("name":"handle curbside.test.Second")"_ba;
}

void CaptureComparisonTest::whatPassesIsExported()
{
    QFETCH(const EventFormat, format);
    QFETCH(const QString, filter);
    QFETCH(const int, lines);
    QFETCH(const QByteArray, part);
    CaptureWindow window(written("{}"), nullptr);
    window.show();
    window.records().showOnly(filter);
    waitFor(window);
    const QString target = path(u"exported%1"_s.arg(m_made));
    window.exportAs(format, target);
    QTRY_VERIFY(window.working().text().contains(u"saved as"_s));
    const QByteArray content = contentOf(target);
    QCOMPARE(content.count('\n'), lines);
    QVERIFY2(content.contains(part), content.constData());
}

void CaptureComparisonTest::theButtonsAskAndDoIt()
{
    const QString other = written(R"({"a":2})");
    const QString target = path(u"by-hand.csv"_s);
    QSettings settings(path(u"settings.ini"_s), QSettings::IniFormat);
    Commands commands;
    ScriptedLink link;
    QWidget console;
    Notices notices;
    auto &desk = *new CaptureDesk(console, link, notices, &settings);
    desk.addCommands(commands);
    answerNextDialog(written(R"({"a":1})"));
    commands.entries().front().action->trigger();
    const auto windows = QApplication::topLevelWidgets();
    const auto found = std::ranges::find_if(windows, [](QWidget *one) { return qobject_cast<CaptureWindow *>(one); });
    QVERIFY(found != windows.end());
    auto &window = *qobject_cast<CaptureWindow *>(*found);
    QCOMPARE(settings.value(u"captures/folder"_s).toString(), m_folder.path());
    waitFor(window);
    QToolButton *compare = buttonOf(window, u"Compare with…"_s);
    QToolButton *save = buttonOf(window, u"Export"_s);
    QVERIFY(compare->isEnabled() && save->isEnabled());
    answerNextDialog(other);
    QTest::mouseClick(compare, Qt::LeftButton);
    QTRY_VERIFY(window.comparison().verdict().contains(u"The first 3 records"_s));
    answerNextDialog(target);
    save->menu()->actions().at(1)->trigger();
    QTRY_VERIFY(contentOf(target).startsWith("time,source"));
}

void CaptureComparisonTest::theCaptureItselfIsNotWrittenOver()
{
    const QString file = written("{}");
    const QByteArray before = contentOf(file);
    CaptureWindow window(file, nullptr);
    waitFor(window);
    window.exportAs(EventFormat::Csv, file);
    QVERIFY(window.working().text().contains(u"the capture itself"_s));
    QCOMPARE(contentOf(file), before);
}

void CaptureComparisonTest::whatCannotBeWrittenIsSaid()
{
    CaptureWindow window(written("{}"), nullptr);
    waitFor(window);
    window.exportAs(EventFormat::Csv, path(u"no/such/folder.csv"_s));
    QTRY_VERIFY(window.working().text().contains(u"cannot be written"_s));
}

CURBSIDE_WINDOW_TEST(CaptureComparisonTest)

} // namespace tst_capture_comparison

#include "tst_capture_comparison.moc"
