// SPDX-License-Identifier: GPL-3.0-or-later
// The traffic as a list, and what an entry carried.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/traffic/traffic_panel.h"
#include "widgets/traffic/traffic_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace tst_event_traffic {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

TrafficEntry entry(JournalKind kind, const QByteArray &subject)
{
    TrafficEntry made = published("state");
    made.kind = kind;
    made.subject = subject;
    return made;
}

std::vector<TrafficEntry> entries(int count)
{
    std::vector<TrafficEntry> made;
    for (int i = 0; i < count; ++i)
        made.push_back(entry(JournalKind::Published, QByteArray::number(i)));
    return made;
}

QToolButton *buttonOf(const QWidget &widget, const QString &name)
{
    for (auto *button : widget.findChildren<QToolButton *>()) {
        if (button->accessibleName() == name)
            return button;
    }
    return nullptr;
}

} // namespace

class EventTrafficTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void batchesOfAnySizeKeepTheModelSound();
    void theModelIsBounded();
    void whileItHoldsStillNothingIsLost();
    void whatWaitsIsBoundedToo();
    void onlyWhatIsAboutEventsIsListedAtFirst();
    void clickingARowHoldsTheList();
    void followingShowsWhatCameMeanwhile();
    void theFocusChoosesNothing();
    void whenTheChosenEntryGoesNoOtherIsChosen();
    void theChosenEntryShowsItsPayload();
    void hostilePayloadIsShownAsText_data();
    void hostilePayloadIsShownAsText();
    void jsonIsIndented_data();
    void jsonIsIndented();
};

void EventTrafficTest::batchesOfAnySizeKeepTheModelSound()
{
    TrafficModel model(20);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const int size : {0, 1, 19, 1, 5, 20, 3, 21, 100, 7})
        model.take({entries(size), 0});
    QCOMPARE(model.rowCount(), 20);
}

void EventTrafficTest::theModelIsBounded()
{
    TrafficModel model(10);
    model.take({entries(25), 4});
    QCOMPARE(model.rowCount(), 10);
    QCOMPARE(model.entry(0).subject, "15"_ba);
    QCOMPARE(model.seen(), 29U);
    QCOMPARE(model.dropped(), 4U);
}

void EventTrafficTest::whileItHoldsStillNothingIsLost()
{
    TrafficModel model(100);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.take({entries(3), 0});
    model.setHolding(true);
    model.take({entries(5), 0});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.waiting(), 5U);
    model.setHolding(false);
    QCOMPARE(model.rowCount(), 8);
    QCOMPARE(model.waiting(), 0U);
}

void EventTrafficTest::whatWaitsIsBoundedToo()
{
    TrafficModel model(10);
    model.setHolding(true);
    for (int i = 0; i < 100; ++i)
        model.take({entries(3), 0});
    QCOMPARE(model.waiting(), 10U);
}

void EventTrafficTest::onlyWhatIsAboutEventsIsListedAtFirst()
{
    ScriptedLink link;
    TrafficPanel panel(link);
    link.tell({entry(JournalKind::Published, "a"), entry(JournalKind::Requested, "b"), entry(JournalKind::Lost, "c")});
    QCOMPARE(panel.view().model()->rowCount(), 2);
    QTest::mouseClick(buttonOf(panel, u"Calls and timers too"_s), Qt::LeftButton);
    QCOMPARE(panel.view().model()->rowCount(), 3);
}

void EventTrafficTest::clickingARowHoldsTheList()
{
    ScriptedLink link;
    TrafficPanel panel(link);
    panel.show();
    link.tell(entries(3));
    QVERIFY(buttonOf(panel, u"Follow"_s)->isChecked());
    const QRect row = panel.view().visualRect(panel.view().model()->index(1, 0));
    QTest::mouseClick(panel.view().viewport(), Qt::LeftButton, {}, row.center());
    QVERIFY(buttonOf(panel, u"Hold"_s)->isChecked());
    link.tell(entries(2));
    QCOMPARE(panel.view().model()->rowCount(), 3);
}

void EventTrafficTest::followingShowsWhatCameMeanwhile()
{
    ScriptedLink link;
    TrafficPanel panel(link);
    link.tell(entries(3));
    QTest::mouseClick(buttonOf(panel, u"Hold"_s), Qt::LeftButton);
    link.tell(entries(2));
    QTest::mouseClick(buttonOf(panel, u"Follow"_s), Qt::LeftButton);
    QCOMPARE(panel.view().model()->rowCount(), 5);
}

void EventTrafficTest::theFocusChoosesNothing()
{
    ScriptedLink link;
    TrafficPanel panel(link);
    link.tell(entries(3));
    QFocusEvent focus(QEvent::FocusIn, Qt::TabFocusReason);
    QApplication::sendEvent(&panel.view(), &focus);
    QVERIFY(!panel.view().currentIndex().isValid());
}

void EventTrafficTest::whenTheChosenEntryGoesNoOtherIsChosen()
{
    ScriptedLink link;
    TrafficPanel panel(link);
    link.tell(entries(3));
    panel.view().setCurrentIndex(panel.view().model()->index(0, 0));
    const QSignalSpy chosen(&panel, &TrafficPanel::entryChosen);
    link.tell(entries(100'000));
    QCOMPARE(panel.model().entry(0).subject, "0"_ba); // those before have gone
    QCOMPARE(chosen.size(), 0);
    QVERIFY(!panel.view().currentIndex().isValid());
}

void EventTrafficTest::theChosenEntryShowsItsPayload()
{
    ScriptedLink link;
    TrafficPanel panel(link);
    PayloadPanel payload;
    connect(&panel, &TrafficPanel::entryChosen, &payload, &PayloadPanel::show);
    link.tell({published("state", "curbside.state.LidEvent", R"({"kind":"Jammed"})")});
    panel.view().setCurrentIndex(panel.view().model()->index(0, 0));
    QCOMPARE(payload.findChild<QPlainTextEdit *>()->toPlainText(), u"{\n  \"kind\": \"Jammed\"\n}"_s);
}

void EventTrafficTest::hostilePayloadIsShownAsText_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("shown");
    QTest::newRow("rich text") << QByteArray(R"("<img src=/etc/passwd><b>x</b>")")
                               << u"\"<img src=/etc/passwd><b>x</b>\""_s;
    QTest::newRow("a right-to-left override") << QByteArray("\"a\u202eb\"") << u"\"a\\u202eb\""_s;
    QTest::newRow("a control character") << QByteArray(R"("a\u0007b")") << u"\"a\\u0007b\""_s;
    QTest::newRow("what is no JSON") << QByteArray("plain\x01text") << u"plain\\u0001text"_s;
    QTest::newRow("a NUL") << QByteArray("a\0b", 3) << u"a\\u0000b"_s;
}

void EventTrafficTest::hostilePayloadIsShownAsText()
{
    QFETCH(const QByteArray, payload);
    QFETCH(const QString, shown);
    PayloadPanel panel;
    const TrafficEntry carrying = published("state", "x", payload);
    panel.show(&carrying);
    QCOMPARE(panel.findChild<QPlainTextEdit *>()->toPlainText(), shown);
}

void EventTrafficTest::jsonIsIndented_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("a member a line") << QByteArray(R"({"a":1,"b":[true,null]})")
                                     << u"{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}"_s;
    QTest::newRow("empty stays together") << QByteArray(R"({"a":{},"b":[]})") << u"{\n  \"a\": {},\n  \"b\": []\n}"_s;
    QTest::newRow("brackets in a text are text") << QByteArray(R"(["{,:\"]"])") << u"[\n  \"{,:\\\"]\"\n]"_s;
    QTest::newRow("a large whole number is exact") << QByteArray("9007199254740993") << u"9007199254740993"_s;
}

void EventTrafficTest::jsonIsIndented()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, text);
    QCOMPARE(indentedJson(json), text);
}

CURBSIDE_WINDOW_TEST(EventTrafficTest)

} // namespace tst_event_traffic

#include "tst_event_traffic.moc"
