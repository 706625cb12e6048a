// SPDX-License-Identifier: GPL-3.0-or-later
// What clicks on the time bar ask of the platform, and how it shows what the platform says.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/timebar/rate_histogram.h"
#include "widgets/timebar/time_bar.h"

#include <QApplication>
#include <QLabel>
#include <QLayout>
#include <QTest>
#include <QToolButton>

namespace tst_time_bar {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

QToolButton *buttonOf(const TimeBar &bar, const QString &name)
{
    for (auto *button : bar.findChildren<QToolButton *>()) {
        if (button->accessibleName() == name)
            return button;
    }
    return nullptr;
}

QStringList textsOf(const TimeBar &bar)
{
    QStringList texts;
    for (const QLabel *label : bar.findChildren<QLabel *>())
        texts.append(label->text());
    return texts;
}

} // namespace

class TimeBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aClickAsksThePlatform_data();
    void aClickAsksThePlatform();
    void whatThePlatformSaysIsShown();
    void aWishThatIsNotGrantedIsNotShown();
    void nothingCanBeSteeredBeforeThePlatformIsThere();
    void fasterAndSlowerGoThroughTheSpeeds();
    void aSpeedBesideTheButtonsIsShownBetweenThem_data();
    void aSpeedBesideTheButtonsIsShownBetweenThem();
    void theLagIsToldInWordsAndAsANumber_data();
    void theLagIsToldInWordsAndAsANumber();
    void aBarOfTheHistogramTellsItsMomentAndRate();
    void theRateIsOfTheLastMinute();
    void theHistogramIsBounded();
};

void TimeBarTest::aClickAsksThePlatform_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("wish");
    QTest::newRow("pause") << u"Pause"_s << u"pause"_s;
    QTest::newRow("play") << u"Play"_s << u"resume"_s;
    QTest::newRow("step") << u"Step"_s << u"step"_s;
    QTest::newRow("a tenth") << u"Speed 0.1×"_s << u"speed 0.1"_s;
    QTest::newRow("as it is") << u"Speed 1×"_s << u"speed 1"_s;
    QTest::newRow("ten times") << u"Speed 10×"_s << u"speed 10"_s;
    QTest::newRow("a hundred times") << u"Speed 100×"_s << u"speed 100"_s;
    QTest::newRow("a thousand times") << u"Speed 1000×"_s << u"speed 1000"_s;
    QTest::newRow("as fast as possible") << u"Speed max"_s << u"speed max"_s;
}

void TimeBarTest::aClickAsksThePlatform()
{
    QFETCH(const QString, button);
    QFETCH(const QString, wish);
    ScriptedLink link;
    TimeBar bar(link);
    link.open();
    QVERIFY(buttonOf(bar, button));
    QTest::mouseClick(buttonOf(bar, button), Qt::LeftButton);
    QCOMPARE(link.wishes, QStringList{wish});
}

void TimeBarTest::whatThePlatformSaysIsShown()
{
    ScriptedLink link;
    TimeBar bar(link);
    link.open();
    link.setStatus({true, 1'772'451'727'318'000, 10.0, false, 12, {}});
    QVERIFY2(textsOf(bar).contains(u"11:42:07.318"_s), qPrintable(textsOf(bar).join(u'|')));
    QVERIFY(textsOf(bar).contains(u"on time, lag 12 ms"_s));
    QVERIFY(buttonOf(bar, u"Speed 10×"_s)->isChecked());
    QVERIFY(buttonOf(bar, u"Play"_s)->isChecked());
    link.setStatus({true, 1'772'451'727'318'000, std::nullopt, true, 0, {}});
    QVERIFY(!buttonOf(bar, u"Speed 10×"_s)->isChecked());
    QVERIFY(buttonOf(bar, u"Speed max"_s)->isChecked());
    QVERIFY(buttonOf(bar, u"Pause"_s)->isChecked());
    QVERIFY(!buttonOf(bar, u"Play"_s)->isChecked());
}

void TimeBarTest::aWishThatIsNotGrantedIsNotShown()
{
    ScriptedLink link;
    link.obeys = false;
    TimeBar bar(link);
    link.open();
    QTest::mouseClick(buttonOf(bar, u"Pause"_s), Qt::LeftButton);
    QTest::mouseClick(buttonOf(bar, u"Speed 100×"_s), Qt::LeftButton);
    QVERIFY(!buttonOf(bar, u"Pause"_s)->isChecked());
    QVERIFY(!buttonOf(bar, u"Speed 100×"_s)->isChecked());
    QVERIFY(buttonOf(bar, u"Speed 1×"_s)->isChecked());
}

void TimeBarTest::nothingCanBeSteeredBeforeThePlatformIsThere()
{
    ScriptedLink link;
    TimeBar bar(link);
    for (const auto *button : bar.findChildren<QToolButton *>())
        QVERIFY2(!button->isEnabled(), qPrintable(button->accessibleName()));
}

void TimeBarTest::fasterAndSlowerGoThroughTheSpeeds()
{
    ScriptedLink link;
    TimeBar bar(link);
    link.open();
    for (int i = 0; i < 5; ++i)
        bar.changeSpeed(1);
    bar.changeSpeed(-1);
    QCOMPARE(
        link.wishes,
        (QStringList{u"speed 10"_s, u"speed 100"_s, u"speed 1000"_s, u"speed max"_s, u"speed max"_s, u"speed 1000"_s}));
}

void TimeBarTest::aSpeedBesideTheButtonsIsShownBetweenThem_data()
{
    QTest::addColumn<double>("speed");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("before");
    QTest::newRow("the slowest") << 0.01 << u"Speed 0.01×"_s << u"Step"_s << u"Speed 0.1×"_s;
    QTest::newRow("a half") << 0.5 << u"Speed 0.5×"_s << u"Speed 0.1×"_s << u"Speed 1×"_s;
    QTest::newRow("twenty") << 20.0 << u"Speed 20×"_s << u"Speed 10×"_s << u"Speed 100×"_s;
    QTest::newRow("above all") << 5000.0 << u"Speed 5000×"_s << u"Speed 1000×"_s << u"Speed max"_s;
}

void TimeBarTest::aSpeedBesideTheButtonsIsShownBetweenThem()
{
    QFETCH(const double, speed);
    QFETCH(const QString, name);
    QFETCH(const QString, after);
    QFETCH(const QString, before);
    ScriptedLink link;
    TimeBar bar(link);
    bar.resize(1400, 41);
    bar.setVisible(true);
    link.open();
    link.setStatus({true, 1'772'451'727'318'000, speed, false, 12, {}});
    QToolButton *shown = buttonOf(bar, name);
    QVERIFY(shown && shown->isVisible() && shown->isChecked());
    QTest::mouseClick(shown, Qt::LeftButton);
    QVERIFY(shown->isChecked());
    QCOMPARE(link.wishes, QStringList());
    bar.layout()->activate();
    QVERIFY(buttonOf(bar, after)->x() < shown->x() && shown->x() < buttonOf(bar, before)->x());
    link.setStatus({true, 1'772'451'727'318'000, 10.0, false, 12, {}});
    QVERIFY(!shown->isVisible());
    QVERIFY(buttonOf(bar, u"Speed 10×"_s)->isChecked());
}

void TimeBarTest::theLagIsToldInWordsAndAsANumber_data()
{
    QTest::addColumn<qint64>("lagMs");
    QTest::addColumn<bool>("isPaused");
    QTest::addColumn<bool>("isAtMax");
    QTest::addColumn<QString>("text");
    QTest::newRow("none to speak of") << qint64(12) << false << false << u"on time, lag 12 ms"_s;
    QTest::newRow("some") << qint64(340) << false << false << u"nearly, lag 340 ms"_s;
    QTest::newRow("much") << qint64(2'440) << false << false << u"too slow, lag 2.4 s"_s;
    QTest::newRow("as fast as possible there is none") << qint64(9'000) << false << true << u"as fast as it can"_s;
    QTest::newRow("nor when time stands still") << qint64(9'000) << true << false << u"paused"_s;
}

void TimeBarTest::theLagIsToldInWordsAndAsANumber()
{
    QFETCH(const qint64, lagMs);
    QFETCH(const bool, isPaused);
    QFETCH(const bool, isAtMax);
    QFETCH(const QString, text);
    ScriptedLink link;
    TimeBar bar(link);
    link.open();
    link.setStatus({true, 1'772'451'727'318'000, isAtMax ? std::nullopt : std::optional(1.0), isPaused, lagMs, {}});
    QVERIFY2(textsOf(bar).contains(text), qPrintable(textsOf(bar).join(u'|')));
}

void TimeBarTest::aBarOfTheHistogramTellsItsMomentAndRate()
{
    RateHistogram histogram;
    histogram.resize(240, 24);
    constexpr qint64 start = 1'772'449'200'000'000; // 11:00:00
    JournalBatch batch;
    TrafficEntry entry = published("state");
    entry.at = start;
    batch.entries.assign(12, entry);
    entry.kind = JournalKind::Lost;
    batch.entries.push_back(entry);
    histogram.take(batch);
    histogram.advance(start + 2 * RateHistogram::stretch);
    QCOMPARE(histogram.tellAt(237), u"11:00:10, 0.0 events/s"_s);
    QCOMPARE(histogram.tellAt(229), u"11:00:00, 2.4 events/s, 1 lost, given up or crashed"_s);
    QCOMPARE(histogram.tellAt(100), QString());
    QCOMPARE(histogram.tellAt(239), QString());
}

void TimeBarTest::theRateIsOfTheLastMinute()
{
    RateHistogram histogram;
    JournalBatch batch;
    constexpr qint64 second = 1'000'000;
    constexpr qint64 start = 1'772'449'200 * second;
    for (qint64 i = 0; i < 600; ++i) {
        TrafficEntry entry = published("state");
        entry.at = start + i * second;
        batch.entries.insert(batch.entries.end(), i < 540 ? 1U : 3U, entry);
    }
    histogram.take(batch);
    histogram.advance(start + 600 * second);
    QCOMPARE(histogram.perSecond(), 3.0);
    histogram.advance(start + 660 * second);
    QCOMPARE(histogram.perSecond(), 0.0);
}

void TimeBarTest::theHistogramIsBounded()
{
    RateHistogram histogram;
    histogram.advance(1);
    histogram.advance(std::numeric_limits<qint64>::max());
    histogram.take({{published("state")}, 0}); // long gone
    QCOMPARE(histogram.perSecond(), 0.0);
    QCOMPARE(histogram.grab().isNull(), false);
}

CURBSIDE_WINDOW_TEST(TimeBarTest)

} // namespace tst_time_bar

#include "tst_time_bar.moc"
