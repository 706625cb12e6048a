// SPDX-License-Identifier: GPL-3.0-or-later
// A capture in a window of its own: listed, filtered, followed while it is written, and what cannot be read.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/written_capture.h"
#include "widgets/captures/activity_line.h"
#include "widgets/captures/capture_desk.h"
#include "widgets/captures/capture_window.h"
#include "widgets/panels/panel.h"
#include "widgets/shell/notices.h"
#include "widgets/traffic/filter_line.h"
#include "widgets/traffic/payload_view.h"
#include "widgets/traffic/traffic_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace tst_capture_window {

using namespace Qt::StringLiterals;
using namespace curbside;

class CaptureWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCaptureIsListedAsTheTrafficIs();
    void whatIsAboutAnEventHasItsPayloadAndLatency();
    void theFilterFinds_data();
    void theFilterFinds();
    void theChosenRecordShowsWhatItCarried();
    void everyRecordCanBeReached();
    void whatIsWrittenMeanwhileAppears();
    void lookingCanBeStoppedAndGoneOnWith();
    void whatCannotBeReadIsSaid_data();
    void whatCannotBeReadIsSaid();
    void whatCouldBeReadStays();
    void aChunkThatClaimsMoreThanItHasIsDamage();
    void anEmptyCaptureSaysSo();
    void aFileThatHasBecomeAnotherIsRefused();
    void aCaptureOpenedTwiceIsOneWindow();
    void closingTheWindowEndsTheReading();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] QString small();
    [[nodiscard]] QString many();

    QTemporaryDir m_folder;
    int m_made = 0;
};

namespace {

constexpr int manyChunks = 300;
constexpr int eventsInChunk = 200;

QString cell(RecordsPanel &panel, int row, TrafficColumn::Kind kind)
{
    const auto &columns = panel.capture().columns();
    const auto column = std::ranges::find(columns, kind, &TrafficColumn::kind) - columns.begin();
    return panel.capture().index(row, static_cast<int>(column)).data().toString();
}

QToolButton *buttonOf(const QWidget &widget, const QString &name)
{
    const auto buttons = widget.findChildren<QToolButton *>();
    const auto found = std::ranges::find(buttons, name, &QToolButton::accessibleName);
    return found == buttons.end() ? nullptr : *found;
}

void waitFor(CaptureWindow &window)
{
    const CaptureRows &rows = window.records().capture();
    QTRY_VERIFY(rows.isOpen() && !rows.isLooking());
}

} // namespace

/// Three events and a request.
QString CaptureWindowTest::small()
{
    const QString file = path(u"small%1.curbside"_s.arg(++m_made));
    WrittenCapture capture(file);
    capture.happened("curbside.state.LidEvent", R"({"kind":"Jammed"})")
        .requested()
        .nextChunk()
        .happened("curbside.state.LidEvent", R"({"kind":"Closed"})")
        .happened("curbside.deliveries.DeliveryCreated", R"({"parcels":3})");
    capture.end();
    return file;
}

/// 120,000 records.
QString CaptureWindowTest::many()
{
    const QString file = path(u"many.curbside"_s);
    if (QFile::exists(file))
        return file;
    WrittenCapture capture(file);
    for (int chunk = 0; chunk < manyChunks; ++chunk) {
        for (int i = 0; i < eventsInChunk; ++i)
            capture.happened("curbside.test.Happened", "{\"chunk\":" + QByteArray::number(chunk) + '}');
        capture.nextChunk();
    }
    capture.end();
    return file;
}

void CaptureWindowTest::aCaptureIsListedAsTheTrafficIs()
{
    CaptureWindow window(small(), nullptr);
    window.show();
    const QAbstractItemModelTester tester(&window.records().capture());
    waitFor(window);
    QCOMPARE(window.windowTitle(), u"small%1.curbside – Capture"_s.arg(m_made));
    QCOMPARE(window.records().capture().rowCount(), 6);
    QCOMPARE(cell(window.records(), 0, TrafficColumn::Type), u"LidEvent"_s);
    QCOMPARE(cell(window.records(), 5, TrafficColumn::Type), u"DeliveryCreated"_s);
    QCOMPARE(cell(window.records(), 5, TrafficColumn::Number), u"7"_s);
    QTest::mouseClick(buttonOf(window, u"Calls and timers too"_s), Qt::LeftButton);
    waitFor(window);
    QCOMPARE(window.records().capture().rowCount(), 7);
    QVERIFY(!window.looking().isVisible());
}

void CaptureWindowTest::whatIsAboutAnEventHasItsPayloadAndLatency()
{
    CaptureWindow window(small(), nullptr);
    waitFor(window);
    const TrafficEntry &handled = window.records().capture().entry(1);
    QCOMPARE(handled.kind, JournalKind::Handled);
    QCOMPARE(handled.payload, R"({"kind":"Jammed"})"_ba);
    QCOMPARE(handled.latency, 20'000);
}

void CaptureWindowTest::theFilterFinds_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("rows");
    QTest::newRow("a payload, also where it was handled") << u"data.kind = 'Jammed'"_s << 2;
    QTest::newRow("a consumer") << u"handledBy = 'operations'"_s << 3;
    QTest::newRow("a publisher") << u"source = '/services/deliveries'"_s << 6;
    QTest::newRow("a latency") << u"latency > 19"_s << 3;
    QTest::newRow("a number") << u"number >= 6"_s << 2;
    QTest::newRow("nothing") << u"subject = 'D-9'"_s << 0;
    QTest::newRow("everything") << QString() << 6;
}

void CaptureWindowTest::theFilterFinds()
{
    QFETCH(const QString, filter);
    QFETCH(const int, rows);
    CaptureWindow window(small(), nullptr);
    window.records().showOnly(filter);
    waitFor(window);
    QCOMPARE(window.records().capture().rowCount(), rows);
    window.records().showOnly(u"TRUE"_s);
    waitFor(window);
    QCOMPARE(window.records().capture().rowCount(), 6);
}

void CaptureWindowTest::theChosenRecordShowsWhatItCarried()
{
    CaptureWindow window(small(), nullptr);
    window.show();
    waitFor(window);
    TrafficView &view = window.records().view();
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                      view.visualRect(window.records().capture().index(3, 1)).center());
    const auto *payload = window.findChild<PayloadView *>();
    QVERIFY(payload->toPlainText().contains(u"\"kind\": \"Closed\""_s));
    const auto labels = window.findChildren<ElidedLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const ElidedLabel *label) {
        return label->text().contains(u"LidEvent, handler at tests/widgets/written_capture.h:"_s);
    }));
    QTest::keyClick(&view, Qt::Key_Equal);
    QVERIFY(!window.records().filter().text().isEmpty());
}

void CaptureWindowTest::everyRecordCanBeReached()
{
    CaptureWindow window(many(), nullptr);
    waitFor(window);
    CaptureRows &rows = window.records().capture();
    QCOMPARE(rows.rowCount(), 2 * manyChunks * eventsInChunk);
    for (const int row : {0, rows.rowCount() - 1, rows.rowCount() / 2, 1, rows.rowCount() - 2}) {
        QCOMPARE(rows.numberOf(row), static_cast<quint64>(row) + 1);
        QCOMPARE(rows.entry(row).subject, "D-" + QByteArray::number(row / 2 + 1));
        QVERIFY(rows.entry(row).payload.contains(QByteArray::number(row / 2 / eventsInChunk)));
    }
    QGuiApplication::clipboard()->setText(u"before"_s);
    window.records().view().selectAll();
    window.records().view().copy(ListView::CopyFormat::Text);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s); // so many rows are not copied
    window.records().showOnly(u"data.chunk = 299"_s);
    waitFor(window);
    QCOMPARE(rows.rowCount(), 2 * eventsInChunk);
}

void CaptureWindowTest::whatIsWrittenMeanwhileAppears()
{
    const QString file = path(u"growing.curbside"_s);
    WrittenCapture capture(file);
    capture.happened("curbside.test.First", "{}").commit();
    CaptureWindow window(file, nullptr);
    CaptureRows &rows = window.records().capture();
    QTRY_COMPARE(rows.rowCount(), 2);
    QVERIFY(!rows.facts().isEnded);
    capture.happened("curbside.test.SameChunk", "{}").commit();
    rows.lookForMore();
    QTRY_COMPARE(rows.rowCount(), 4);
    QCOMPARE(rows.entry(2).type, "curbside.test.SameChunk"_ba);
    capture.nextChunk().happened("curbside.test.NextChunk", R"({"a":1})").commit();
    QTRY_COMPARE(rows.rowCount(), 6); // by itself
    QCOMPARE(rows.entry(5).payload, R"({"a":1})"_ba);
    window.records().showOnly(u"type LIKE '%Chunk'"_s);
    QTRY_COMPARE(rows.rowCount(), 4);
    capture.happened("curbside.test.LastChunk", "{}").end();
    rows.lookForMore();
    QTRY_COMPARE(rows.rowCount(), 6);
    QTRY_VERIFY(rows.facts().isEnded);
}

void CaptureWindowTest::lookingCanBeStoppedAndGoneOnWith()
{
    CaptureWindow window(many(), nullptr);
    window.show();
    CaptureRows &rows = window.records().capture();
    rows.stop(); // long before it is done
    QTRY_VERIFY(rows.isStopped());
    QVERIFY(rows.rowCount() < 2 * manyChunks * eventsInChunk);
    QCOMPARE(window.looking().button().text(), u"Go on"_s);
    QTest::mouseClick(&window.looking().button(), Qt::LeftButton);
    QTRY_COMPARE(rows.rowCount(), 2 * manyChunks * eventsInChunk);
    QTRY_VERIFY(!window.looking().isVisible());
}

void CaptureWindowTest::whatCannotBeReadIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("said");
    QTest::newRow("no file") << QByteArray() << u"check that it is there"_s;
    QTest::newRow("text") << QByteArray("this is no capture\n").repeated(100) << u"is not a capture"_s;
    QFile file(small());
    QVERIFY(file.open(QFile::ReadOnly));
    const QByteArray whole = file.readAll();
    QTest::newRow("cut off") << whole.first(whole.size() / 2) << u"is damaged"_s;
    QByteArray torn = whole;
    const qsizetype frame = torn.lastIndexOf("\x28\xb5\x2f\xfd"_ba);
    torn.replace(frame, 12, QByteArray(12, '\x01'));
    QTest::newRow("a chunk that is none") << torn << u"is damaged"_s;
    QByteArray other = whole;
    other.replace(68, 4, "NOPE");
    QTest::newRow("another program's database") << other << u"is not a capture"_s;
}

void CaptureWindowTest::whatCannotBeReadIsSaid()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, said);
    const QString name = path(u"bad%1.curbside"_s.arg(++m_made));
    if (!bytes.isEmpty()) {
        QFile file(name);
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(bytes);
    }
    CaptureWindow window(name, nullptr);
    window.show();
    const CaptureRows &rows = window.records().capture();
    QTRY_VERIFY(!rows.trouble().isEmpty());
    QVERIFY2(rows.trouble().contains(said), qPrintable(rows.trouble()));
    QVERIFY(window.looking().text().contains(name));
    QCOMPARE(window.looking().button().text(), u"Try again"_s);
}

void CaptureWindowTest::whatCouldBeReadStays()
{
    const QString name = path(u"torn.curbside"_s);
    QVERIFY(QFile::copy(many(), name));
    QFile file(name);
    QVERIFY(file.open(QFile::ReadWrite));
    const QByteArray whole = file.readAll();
    file.seek(whole.lastIndexOf("\x28\xb5\x2f\xfd"_ba));
    file.write(QByteArray(12, '\x01'));
    file.close();
    CaptureWindow window(name, nullptr);
    CaptureRows &rows = window.records().capture();
    QTRY_VERIFY(rows.trouble().contains(u"is damaged"_s));
    QVERIFY(rows.rowCount() > 0);
    QCOMPARE(rows.entry(1).subject, "D-1"_ba);
}

void CaptureWindowTest::aChunkThatClaimsMoreThanItHasIsDamage()
{
    const QString name = path(u"claim.curbside"_s);
    {
        auto file = CaptureFile::open(name, {u"scripted"_s, "digest", 1, WrittenCapture::start});
        QVERIFY(file);
        (*file)->beginSegment({1, WrittenCapture::start, {}});
        RecordEncoder encoder;
        JournalRecord record;
        record.service = "state";
        encoder.add(record);
        (*file)->put({1, {}, 0, 5, WrittenCapture::start, WrittenCapture::start, encoder.bytes().toByteArray()});
        (*file)->cover(WrittenCapture::start, true);
        (*file)->commit();
    }
    CaptureWindow window(name, nullptr);
    QTRY_VERIFY(window.records().capture().trouble().contains(u"is damaged"_s));
}

void CaptureWindowTest::anEmptyCaptureSaysSo()
{
    const QString file = path(u"empty.curbside"_s);
    WrittenCapture(file).end();
    CaptureWindow window(file, nullptr);
    window.show();
    waitFor(window);
    const auto labels = window.records().findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->isVisible() && label->text().contains(u"This capture is empty: nothing happened"_s);
    }));
}

void CaptureWindowTest::aFileThatHasBecomeAnotherIsRefused()
{
    const QString file = small();
    CaptureWindow window(file, nullptr);
    waitFor(window);
    QVERIFY(QFile::remove(file));
    WrittenCapture(file, 2).happened("curbside.test.Other", "{}").end();
    window.records().capture().lookForMore();
    QTRY_VERIFY(window.records().capture().trouble().contains(u"open it again"_s));
}

void CaptureWindowTest::aCaptureOpenedTwiceIsOneWindow()
{
    ScriptedLink link;
    QWidget main;
    Notices notices;
    auto &desk = *new CaptureDesk(main, link, notices, nullptr);
    const QString file = small();
    CaptureWindow *window = desk.open(file);
    QCOMPARE(desk.open(file), window);
    QVERIFY(desk.open(small()) != window);
}

void CaptureWindowTest::closingTheWindowEndsTheReading()
{
    auto window = std::make_unique<CaptureWindow>(many(), nullptr);
    QTRY_VERIFY(window->records().capture().rowCount() > 0);
    window.reset();
}

CURBSIDE_WINDOW_TEST(CaptureWindowTest)

} // namespace tst_capture_window

#include "tst_capture_window.moc"
