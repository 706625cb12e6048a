// SPDX-License-Identifier: GPL-3.0-or-later
// What experts would notice in the traffic, and its figures.
#include "services/cesql/program.h"
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/panels/list_view.h"
#include "widgets/traffic/expert_panel.h"
#include "widgets/traffic/traffic_panel.h"
#include "widgets/traffic/traffic_view.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace tst_traffic_hints {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr qint64 second = 1'000'000;

TrafficEntry entry(JournalKind kind, int event, qint64 at, qint64 latency = 10'000)
{
    TrafficEntry made = published("state", "curbside.state.LidEvent", "{}");
    made.kind = kind;
    made.at += at;
    made.messageId = "e-" + QByteArray::number(event);
    made.sequence = event;
    if (kind != JournalKind::Published) {
        made.peer = "state";
        made.service = "deliveries";
        made.latency = latency;
    }
    return made;
}

TrafficEntry published(int event, qint64 at)
{
    return entry(JournalKind::Published, event, at);
}

TrafficEntry handled(int event, qint64 at, qint64 latency = 10'000)
{
    return entry(JournalKind::Handled, event, at, latency);
}

std::vector<TrafficEntry> parked(int times)
{
    return std::vector<TrafficEntry>(std::size_t(times), entry(JournalKind::Parked, 1, 0));
}

/// "kind consumer type ×count" each.
QByteArray told(const std::vector<TrafficEntry> &entries)
{
    static const QByteArrayList kinds{"never", "dead", "lost", "storm", "order", "slow", "late", "duplicate"};
    TrafficHints hints;
    hints.take({entries, 0});
    QByteArrayList all;
    for (const TrafficHint &hint : hints.hints())
        all.append(kinds[int(hint.kind)] + ' ' + hint.service + " ×" + QByteArray::number(hint.count));
    return all.join(", ");
}

} // namespace

class TrafficHintsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void trafficHasItsHints_data();
    void trafficHasItsHints();
    void everyHintFindsWhatItIsAbout_data();
    void everyHintFindsWhatItIsAbout();
    void whatIsHandledAtLastIsNoLongerMissed();
    void figuresAreCounted();
    void whatMayHaveBeenDroppedIsNotMissed();
    void aListOfFindingsStaysSound();
    void theChosenFindingStaysChosen();
    void aHintShowsItsEntries();
};

void TrafficHintsTest::trafficHasItsHints_data()
{
    QTest::addColumn<std::vector<TrafficEntry>>("entries");
    QTest::addColumn<QByteArray>("hints");
    const auto row = [](const char *name, std::vector<TrafficEntry> entries, const char *hints) {
        QTest::newRow(name) << std::move(entries) << QByteArray(hints);
    };
    row("all is well", {published(1, 0), handled(1, 9'000), published(2, 10'000), handled(2, 19'000)}, "");
    row("given up", {entry(JournalKind::DeadLettered, 1, 0)}, "dead deliveries ×1");
    row("lost", {entry(JournalKind::Lost, 1, 0), entry(JournalKind::Lost, 2, 0)}, "lost deliveries ×2");
    row("twice", {handled(1, 0), entry(JournalKind::Duplicate, 1, 5)}, "duplicate deliveries ×1");
    row("late", {handled(1, 0, 3 * second)}, "late deliveries ×1");
    row("just in time", {handled(1, 0, 2 * second)}, "");
    row("an earlier one after a later one", {handled(2, 0), handled(1, 5)}, "order deliveries ×1");
    row("tried four times", parked(4), "storm deliveries ×1");
    row("tried eight times is still one storm", parked(8), "storm deliveries ×1");
    row("tried three times", parked(3), "");
    row("never handled, though the one before was", {handled(1, 0), published(2, 1), published(3, 61 * second)},
        "never deliveries ×1");
    row("not handled yet", {handled(1, 0), published(2, 1), published(3, 59 * second)}, "");
    row("parked is not never",
        {handled(1, 0), published(2, 1), entry(JournalKind::Parked, 2, 5), handled(3, 61 * second)}, "");
    row("the worst first",
        {entry(JournalKind::Duplicate, 1, 0), entry(JournalKind::Lost, 1, 0), entry(JournalKind::DeadLettered, 1, 0)},
        "dead deliveries ×1, lost deliveries ×1, duplicate deliveries ×1");
    TrafficEntry slow = handled(1, 0);
    slow.workNanoseconds = 120'000'000;
    row("slow", {slow}, "slow deliveries ×1");
    TrafficEntry waits = entry(JournalKind::Parked, 1, 0);
    waits.detail = "waits behind an earlier one of its subject";
    row("one that only waits is not tried", std::vector<TrafficEntry>(9, waits), "");
}

void TrafficHintsTest::trafficHasItsHints()
{
    QFETCH(const std::vector<TrafficEntry>, entries);
    QFETCH(const QByteArray, hints);
    QCOMPARE(told(entries), hints);
}

void TrafficHintsTest::everyHintFindsWhatItIsAbout_data()
{
    QTest::addColumn<std::vector<TrafficEntry>>("entries");
    QTest::addColumn<int>("rows");
    QTest::newRow("given up") << std::vector{handled(1, 0), entry(JournalKind::DeadLettered, 2, 0)} << 1;
    QTest::newRow("late") << std::vector{handled(1, 0), handled(2, 0, 3 * second)} << 1;
    QTest::newRow("out of order") << std::vector{published(1, 0), handled(2, 0), handled(1, 5)} << 2;
    QTest::newRow("never handled") << std::vector{handled(1, 0), published(2, 1), published(3, 61 * second)} << 1;
    QTest::newRow("two never handled") << std::vector{handled(1, 0), published(2, 1), published(3, 2),
                                                      published(4, 62 * second)}
                                       << 2;
}

void TrafficHintsTest::everyHintFindsWhatItIsAbout()
{
    QFETCH(const std::vector<TrafficEntry>, entries);
    QFETCH(const int, rows);
    TrafficHints hints;
    hints.take({entries, 0});
    QCOMPARE(hints.hints().size(), std::size_t(1));
    TrafficModel model(100);
    model.take({entries, 0});
    const auto filter = cesql::Program::compile(hints.hints().front().filter().toStdString());
    QVERIFY(filter && filter->remarks().empty());
    model.setFilter(*filter);
    QCOMPARE(model.rowCount(), rows);
}

void TrafficHintsTest::whatIsHandledAtLastIsNoLongerMissed()
{
    TrafficHints hints;
    hints.take({{handled(1, 0), published(2, 1), published(3, 61 * second)}, 0});
    QCOMPARE(hints.hints().size(), std::size_t(1));
    hints.take({{handled(2, 62 * second)}, 0});
    QCOMPARE(hints.hints().size(), std::size_t(0));
}

void TrafficHintsTest::figuresAreCounted()
{
    TrafficHints hints;
    std::vector<TrafficEntry> entries;
    for (int i = 1; i <= 120; ++i)
        entries.push_back(handled(i, (i - 1) * second / 2, i * 1000));
    entries.push_back(published(200, 60 * second));
    hints.take({entries, 0});
    const auto figures = hints.figures();
    QCOMPARE(figures.size(), std::size_t(2));
    QCOMPARE(figures[0].service, "deliveries"_ba);
    QCOMPARE(figures[0].count, 120U);
    QCOMPARE(figures[0].perSecond, 2.0);
    QCOMPARE(figures[0].median, 61'000);
    QCOMPARE(figures[0].slowest, 115'000);
    QCOMPARE(figures[1].service, QByteArray());
    QCOMPARE(figures[1].median, -1);
}

void TrafficHintsTest::whatMayHaveBeenDroppedIsNotMissed()
{
    TrafficHints hints;
    hints.take({{handled(1, 0), published(2, 1)}, 0});
    hints.take({{published(3, 61 * second)}, 5});
    QVERIFY(hints.hints().empty());
}

void TrafficHintsTest::aListOfFindingsStaysSound()
{
    FindingsModel model({{u"a"_s, u"A"_s}}, 1);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto rows = [](int count, const QString &text) {
        Cell cell;
        cell.text = text;
        return std::vector<FindingsModel::Row>(std::size_t(count), {{cell}, {}});
    };
    for (const int count : {0, 3, 3, 1, 5, 0})
        model.setRows(rows(count, QString::number(count)));
    QCOMPARE(model.rowCount(), 0);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setRows(rows(2, u"same"_s));
    model.setRows(rows(2, u"same"_s));
    QCOMPARE(changed.size(), 0);
}

void TrafficHintsTest::theChosenFindingStaysChosen()
{
    FindingsModel model({{u"a"_s, u"A"_s}, {u"n"_s, u"N"_s}}, 1);
    const auto row = [](const QString &what, const QString &times) {
        Cell word;
        word.text = what;
        Cell figure;
        figure.text = times;
        return FindingsModel::Row{{word, figure}, {}};
    };
    model.setRows({row(u"late"_s, u"1"_s), row(u"lost"_s, u"2"_s)});
    const QPersistentModelIndex late = model.index(0, 0);
    model.setRows({row(u"dead"_s, u"1"_s), row(u"lost"_s, u"2"_s), row(u"late"_s, u"9"_s)});
    QCOMPARE(late.row(), 2);
}

void TrafficHintsTest::aHintShowsItsEntries()
{
    ScriptedLink link;
    TrafficPanel traffic(link);
    ExpertPanel expert(link);
    connect(&expert, &ExpertPanel::filterWished, &traffic, &TrafficPanel::showOnly);
    link.tell({published(1, 0), handled(1, 5), entry(JournalKind::Duplicate, 1, 9)});
    expert.show();
    const auto lists = expert.findChildren<ListView *>();
    const auto found = std::ranges::find(lists, u"Hints"_s, &QWidget::accessibleName);
    QVERIFY(found != lists.end());
    ListView *list = *found;
    QVERIFY(list->isVisible());
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"Duplicate"_s);
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(traffic.view().model()->rowCount(), 1);
}

CURBSIDE_WINDOW_TEST(TrafficHintsTest)

} // namespace tst_traffic_hints

#include "tst_traffic_hints.moc"
