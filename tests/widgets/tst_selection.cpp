// SPDX-License-Identifier: GPL-3.0-or-later
// What is chosen, and the way back.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/commands/fuzzy_match.h"
#include "widgets/selection/selected_trip.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

namespace tst_selection {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

EntityRef robot(const QString &key)
{
    return {EntityKind::Robot, key};
}

} // namespace

class SelectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backAndForwardWalkThroughWhatWasChosen();
    void choosingAnewForgetsWhatLayAhead();
    void choosingTheSameAgainChangesNothing();
    void whatIsRememberedIsBounded();
    void theTripOfTheChosenDeliveryIsRead();
    void anAnswerThatCameTooLateIsNotShown();
    void whatAnEventIsAbout_data();
    void whatAnEventIsAbout();
    void lettersInTheirOrderFit_data();
    void lettersInTheirOrderFit();
    void aWholeWordFitsBetterThanScatteredLetters();
};

void SelectionTest::backAndForwardWalkThroughWhatWasChosen()
{
    Selection selection;
    selection.select(robot(u"a"_s));
    selection.select(robot(u"b"_s));
    QSignalSpy changed(&selection, &Selection::changed);
    selection.goBack();
    QCOMPARE(selection.current(), robot(u"a"_s));
    QVERIFY(!selection.canGoBack());
    selection.goForward();
    QCOMPARE(selection.current(), robot(u"b"_s));
    QVERIFY(!selection.canGoForward());
    QCOMPARE(changed.count(), 2);
}

void SelectionTest::choosingAnewForgetsWhatLayAhead()
{
    Selection selection;
    for (const QString &key : {u"a"_s, u"b"_s, u"c"_s})
        selection.select(robot(key));
    selection.goBack();
    selection.goBack();
    selection.select(robot(u"d"_s));
    QVERIFY(!selection.canGoForward());
    selection.goBack();
    QCOMPARE(selection.current(), robot(u"a"_s));
}

void SelectionTest::choosingTheSameAgainChangesNothing()
{
    Selection selection;
    selection.select(robot(u"a"_s));
    QSignalSpy changed(&selection, &Selection::changed);
    selection.select(robot(u"a"_s));
    selection.select({});
    QCOMPARE(changed.count(), 0);
    QVERIFY(!selection.canGoBack());
}

void SelectionTest::whatIsRememberedIsBounded()
{
    Selection selection;
    for (int i = 0; i < 1000; ++i)
        selection.select(robot(QString::number(i)));
    std::size_t steps = 0;
    for (; selection.canGoBack(); ++steps)
        selection.goBack();
    QCOMPARE(steps, Selection::mostRemembered - 1);
}

namespace {

struct Stage
{
    ScriptedLink link;
    Entities entities{link};
    Selection selection;
    SelectedTrip trip{link, entities, selection};

    Stage()
    {
        link.setItems(u"gateway /deliveries"_s,
                      {R"({"id":"d1","number":"D-1","status":"Assigned","taskId":"t1"})",
                       R"({"id":"d2","number":"D-2","status":"Assigned","taskId":"t2"})"});
        link.setItems(u"gateway /tasks"_s,
                      {R"({"id":"t1","tripId":"trip1","status":"Assigned"})",
                       R"({"id":"t2","tripId":"trip2","status":"Assigned"})"});
        for (const QString &id : {u"trip1"_s, u"trip2"_s})
            link.setAnswer(
                u"dispatch /trip/"_s + id,
                "{\"id\":\"" + id.toUtf8()
                    + R"(","stops":[{"kind":"Pickup","x":1,"y":2},)"
                      R"({"kind":"Dropoff","x":3,"y":4,"attemptIds":["a1"],"arriveAt":"2026-03-02T11:30:00.000Z"}]})");
        link.open();
    }
};

} // namespace

void SelectionTest::theTripOfTheChosenDeliveryIsRead()
{
    Stage stage;
    QTRY_VERIFY(stage.entities.isCurrent());
    stage.selection.select({EntityKind::Delivery, u"d1"_s});
    QTRY_VERIFY(stage.trip.trip().has_value());
    QCOMPARE(stage.trip.trip()->id, u"trip1"_s);
    QCOMPARE(stage.trip.trip()->stops.size(), 2U);
    QCOMPARE(stage.trip.trip()->stops[1].place, QPointF(3, 4));
    QCOMPARE(stage.trip.trip()->stops[1].attemptIds, QStringList{u"a1"_s});
    stage.selection.select({EntityKind::Robot, u"nobody"_s});
    QVERIFY(!stage.trip.trip());
}

void SelectionTest::anAnswerThatCameTooLateIsNotShown()
{
    Stage stage;
    QTRY_VERIFY(stage.entities.isCurrent());
    stage.link.holdAnswers();
    stage.selection.select({EntityKind::Delivery, u"d1"_s});
    stage.selection.select({EntityKind::Delivery, u"d2"_s});
    stage.link.answerNext();
    QVERIFY(!stage.trip.trip());
    stage.link.answerNext();
    QCOMPARE(stage.trip.trip()->id, u"trip2"_s);
}

void SelectionTest::whatAnEventIsAbout_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("key");
    QTest::newRow("its subject") << u"t1"_s << QByteArray(R"({"deliveryId":"d2"})") << u"t1"_s;
    QTest::newRow("the delivery of an attempt")
        << u"a1"_s << QByteArray(R"({"attemptId":"a1","deliveryId":"d2"})") << u"d2"_s;
    QTest::newRow("a delivery that is not known here, with its task")
        << u"a1"_s << QByteArray(R"({"deliveryId":"gone","taskId":"t2"})") << u"t2"_s;
    QTest::newRow("nothing known") << u"a1"_s << QByteArray(R"({"deliveryId":7})") << QString();
    QTest::newRow("no JSON") << u"a1"_s << QByteArray("{") << QString();
    QTest::newRow("no data") << u"a1"_s << QByteArray() << QString();
}

void SelectionTest::whatAnEventIsAbout()
{
    QFETCH(const QString, subject);
    QFETCH(const QByteArray, data);
    Stage stage;
    QTRY_VERIFY(stage.entities.isCurrent());
    QTEST(stage.entities.refOfEvent(subject, data).key, "key");
}

void SelectionTest::lettersInTheirOrderFit_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("fits");
    QTest::newRow("a part") << u"oak"_s << u"Green Bowl → Oak Ave 7"_s << true;
    QTest::newRow("first letters") << u"gb"_s << u"Green Bowl"_s << true;
    QTest::newRow("letters in their order") << u"d44"_s << u"D-1044"_s << true;
    QTest::newRow("another case") << u"BASIL"_s << u"basil"_s << true;
    QTest::newRow("another order") << u"lisab"_s << u"basil"_s << false;
    QTest::newRow("nothing typed fits all") << QString() << u"anything"_s << true;
    QTest::newRow("longer than the text") << u"basilisk"_s << u"basil"_s << false;
}

void SelectionTest::lettersInTheirOrderFit()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, text);
    QFETCH(const bool, fits);
    QCOMPARE(fuzzyMatch(typed, text).has_value(), fits);
}

void SelectionTest::aWholeWordFitsBetterThanScatteredLetters()
{
    QVERIFY(*fuzzyMatch(u"dill", u"Dill") > *fuzzyMatch(u"dill", u"Deli 44, Hill Rd"));
}

CURBSIDE_WINDOW_TEST(SelectionTest)

} // namespace tst_selection

#include "tst_selection.moc"
