// SPDX-License-Identifier: GPL-3.0-or-later
// A dispatcher's work on a real platform, by clicks, keys and drags: what the window shows is what the services answer.
#include "tests/support/test_class.h"
#include "widgets/actions/candidates_dialog.h"
#include "widgets/actions/contact_card.h"
#include "widgets/actions/many_dialog.h"
#include "widgets/actions/reason_dialog.h"
#include "widgets/deliveries/delivery_board.h"
#include "widgets/inspector/inspector.h"
#include "widgets/panels/list_view.h"
#include "widgets/panels/saved_filters.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/tasks/tasks_panel.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

namespace tst_dispatcher {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;

EmbeddedLink::Options options(const QString &workspace, EmbeddedLink::Moment pauseAt)
{
    EmbeddedLink::Options made;
    made.wishes.workspace = workspace;
    made.wishes.scenario = u"small-busy"_s;
    made.wishes.speed = u"max"_s;
    made.withHttp = false;
    made.pauseAt = pauseAt;
    return made;
}

/// A window on a platform whose time stands at a busy moment.
struct Desk
{
    QTemporaryDir folder;
    EmbeddedLink link;
    QSettings settings;
    MainWindow window;

    explicit Desk(EmbeddedLink::Moment pauseAt = 4min)
        : link(options(folder.filePath(u"w"_s), pauseAt)),
          settings(folder.filePath(u"settings.ini"_s), QSettings::IniFormat), window(link, &settings)
    {
        window.resize(1440, 900);
        window.show();
        QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
        reached.wait(patienceMs);
        settle();
    }

    void settle()
    {
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTRY_VERIFY_WITH_TIMEOUT(window.entities().isCurrent(), patienceMs);
    }

    [[nodiscard]] ChipListPanel &deliveries() { return *window.findChild<ChipListPanel *>(u"deliveries"_s); }
    [[nodiscard]] TasksPanel &tasks() { return *window.findChild<TasksPanel *>(); }
    [[nodiscard]] ListPanel &operators() { return *window.findChild<ListPanel *>(u"operators"_s); }

    template <typename Button = QPushButton>
    [[nodiscard]] static Button *button(const QWidget &in, const QString &text)
    {
        for (auto *made : in.findChildren<Button *>()) {
            if (made->text() == text && made->isVisible())
                return made;
        }
        return nullptr;
    }

    /// Presses one of the inspector's buttons, once they stand where they will stay.
    void press(const QString &action)
    {
        QCoreApplication::processEvents();
        QPushButton *found = button(window.inspector(), action);
        QVERIFY(found);
        QTest::mouseClick(found, Qt::LeftButton);
        QCoreApplication::processEvents(); // the action follows the click
    }

    /// The deliveries of those statuses.
    [[nodiscard]] QStringList deliveriesThatAre(const QStringList &statuses) const
    {
        QStringList ids;
        for (const DeliveryRow &row : window.entities().deliveries.rows()) {
            if (statuses.contains(row.status))
                ids.append(row.id);
        }
        return ids;
    }

    /// What a service answers, in text.
    [[nodiscard]] QByteArray answered(const QString &endpoint, const QString &path)
    {
        QByteArray answer;
        link.get(endpoint, path, [&](int, const QByteArray &body) { answer = body; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(!answer.isEmpty(), patienceMs); }();
        return answer;
    }

    static void click(ListPanel &panel, const QString &key, Qt::KeyboardModifiers modifiers = {})
    {
        ListView &view = panel.view();
        const QModelIndex index = indexOf(panel, key);
        QVERIFY(index.isValid());
        view.scrollTo(index);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, view.visualRect(index).center());
    }

    [[nodiscard]] static QModelIndex indexOf(ListPanel &panel, const QString &key)
    {
        for (int row = 0; row < panel.filter().rowCount(); ++row) {
            if (panel.filter().index(row, 0).data(KeyRole).toString() == key)
                return panel.filter().index(row, 0);
        }
        return {};
    }

    /// Drags a row of one list onto a row of another.
    static void drag(ListPanel &from, const QModelIndexList &rows, ListPanel &onto, const QModelIndex &target)
    {
        const std::unique_ptr<QMimeData> data(from.filter().mimeData(rows));
        const QPoint place = onto.view().visualRect(target).center();
        QWidget *viewport = onto.view().viewport();
        QDragEnterEvent enter(place, Qt::CopyAction, data.get(), Qt::LeftButton, {});
        QCoreApplication::sendEvent(viewport, &enter);
        QVERIFY(enter.isAccepted());
        QDragMoveEvent move(place, Qt::CopyAction, data.get(), Qt::LeftButton, {});
        QCoreApplication::sendEvent(viewport, &move);
        QVERIFY(move.isAccepted());
        QDropEvent drop(QPointF(place), Qt::CopyAction, data.get(), Qt::LeftButton, {});
        QCoreApplication::sendEvent(viewport, &drop);
        QVERIFY(drop.isAccepted());
    }

    /// The entry of a menu that is filled as it opens.
    [[nodiscard]] static QAction *entry(QMenu &menu, const QString &beginning)
    {
        Q_EMIT menu.aboutToShow();
        for (QAction *action : menu.actions()) {
            if (QString(action->text()).remove(u'&').startsWith(beginning))
                return action;
        }
        return nullptr;
    }
};

/// Does something to the next modal dialog of that kind.
template <typename Dialog>
void onNext(std::function<void(Dialog &)> act)
{
    QTimer::singleShot(0, qApp, [act = std::move(act)] {
        auto *dialog = qobject_cast<Dialog *>(QApplication::activeModalWidget());
        dialog ? act(*dialog) : onNext<Dialog>(act);
    });
}

} // namespace

class DispatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ThemeChoice::Light); }

    void theBoardShowsEveryOpenDeliveryInTheLaneOfItsStatus();
    void theBoardIsWalkedByKeys();
    void aClickOnACardChoosesInTheWholeWindow();
    void theChosenLookIsRemembered();
    void aSavedFilterComesBack();
    void aSavedFilterOfTasksRemembersWhose();
    void severalAreCancelledAfterAPreview();
    void whatCannotBeDoneIsSaidInThePreview();
    void stoppingLeavesTheRest();
    void aDeliveryIsGivenToAnotherRobot();
    void aRobotThatIsHeldMeanwhileIsRefused();
    void whyNotAssignedIsAnsweredForEveryRobot();
    void aTaskDraggedOntoAnOperatorIsTheirs();
    void anOperatorDraggedOntoATaskGetsIt();
    void aTaskIsAssignedByKey();
    void callsForAPersonComeFirst();
    void tasksAreNarrowedToAnOperatorAndAnAge();
    void theContactCardTellsWhomAndWhat();

private:
    static void openMany(Desk &desk, ListPanel &panel, const QString &action);
    static ManyDialog *manyDialog(Desk &desk) { return desk.window.findChild<ManyDialog *>(); }
    static QString callForHelp(Desk &desk);
};

// The board.

void DispatcherTest::theBoardShowsEveryOpenDeliveryInTheLaneOfItsStatus()
{
    Desk desk;
    QTest::mouseClick(Desk::button<QToolButton>(desk.deliveries(), u"Board"_s), Qt::LeftButton);
    const auto *board = desk.window.findChild<DeliveryBoard *>();
    QVERIFY(board->isVisible());
    QMap<QString, int> shown;
    for (const DeliveryBoard::Lane &lane : board->lanes())
        shown[lane.status] = static_cast<int>(lane.rows.size());
    QMap<QString, int> expected{
        {u"Pending"_s, 0}, {u"Assigned"_s, 0}, {u"PickingUp"_s, 0}, {u"InTransit"_s, 0}, {u"Arrived"_s, 0}};
    const auto answer = JsonDocument::parse(desk.answered(u"gateway"_s, u"/deliveries?limit=1000"_s));
    answer->root()["items"].forEachItem([&](JsonValue item) {
        if (expected.contains(textIn(item, "status")))
            ++expected[textIn(item, "status")];
    });
    QCOMPARE(shown, expected);
}

void DispatcherTest::theBoardIsWalkedByKeys()
{
    Desk desk;
    QTest::mouseClick(Desk::button<QToolButton>(desk.deliveries(), u"Board"_s), Qt::LeftButton);
    auto *board = desk.window.findChild<DeliveryBoard *>();
    board->setFocus();
    std::vector<DeliveryBoard::Lane> filled;
    std::ranges::copy_if(board->lanes(), std::back_inserter(filled),
                         [](const auto &lane) { return !lane.rows.empty(); });
    QVERIFY(filled.size() >= 2);
    const auto current = [&] { return board->currentIndex().row(); };
    QCOMPARE(current(), -1);
    QTest::keyClick(board, Qt::Key_Down);
    QCOMPARE(current(), filled[0].rows[0]);
    QTest::keyClick(board, Qt::Key_End);
    QCOMPARE(current(), filled[0].rows.back());
    QTest::keyClick(board, Qt::Key_Home);
    QTest::keyClick(board, Qt::Key_Right);
    QCOMPARE(current(), filled[1].rows[0]);
    QCOMPARE(desk.window.selection().current().key, board->currentIndex().data(KeyRole).toString());
    QTest::keyClick(board, Qt::Key_Left);
    QCOMPARE(current(), filled[0].rows[0]);
}

void DispatcherTest::aClickOnACardChoosesInTheWholeWindow()
{
    Desk desk;
    QTest::mouseClick(Desk::button<QToolButton>(desk.deliveries(), u"Board"_s), Qt::LeftButton);
    auto *board = desk.window.findChild<DeliveryBoard *>();
    const QModelIndex card = desk.deliveries().filter().index(2, 0);
    board->scrollTo(card);
    QTest::mouseClick(board->viewport(), Qt::LeftButton, {}, board->visualRect(card).center());
    const EntityRef chosen{EntityKind::Delivery, card.data(KeyRole).toString()};
    QCOMPARE(desk.window.selection().current(), chosen);
    QCOMPARE(desk.deliveries().chosenKeys(), QStringList{chosen.key});
}

void DispatcherTest::theChosenLookIsRemembered()
{
    Desk desk;
    QTest::mouseClick(Desk::button<QToolButton>(desk.deliveries(), u"Board"_s), Qt::LeftButton);
    MainWindow next(desk.link, &desk.settings);
    QVERIFY(next.findChild<ChipListPanel *>(u"deliveries"_s)->showsOtherLook());
}

// Filters.

void DispatcherTest::aSavedFilterComesBack()
{
    Desk desk;
    auto *line = desk.deliveries().findChild<QLineEdit *>();
    QTest::keyClicks(line, u"10"_s);
    desk.deliveries().chips().choose(6);
    QMenu &menu = *desk.deliveries().findChild<SavedFilters *>()->button().menu();
    onNext<QInputDialog>([](QInputDialog &dialog) {
        dialog.setTextValue(u"All with 10 & more"_s);
        dialog.accept();
    });
    Desk::entry(menu, u"Save this filter"_s)->trigger();
    QTest::keyClick(line, Qt::Key_Escape);
    line->clear();
    desk.deliveries().chips().choose(0);

    MainWindow next(desk.link, &desk.settings);
    auto *panel = next.findChild<ChipListPanel *>(u"deliveries"_s);
    auto *saved = panel->findChild<SavedFilters *>();
    QCOMPARE(saved->all().size(), 1U);
    Desk::entry(*saved->button().menu(), u"All with 10"_s)->trigger();
    QCOMPARE(panel->searchText(), u"10"_s);
    QCOMPARE(panel->chosenFilter(), u"all"_s);
    QVERIFY(saved->rename(u"All with 10 & more"_s, u"Tens"_s));
    saved->remove(u"Tens"_s);
    QVERIFY(saved->all().empty());
}

void DispatcherTest::aSavedFilterOfTasksRemembersWhose()
{
    Desk desk;
    auto *tasks = desk.window.findChild<TasksPanel *>();
    auto *saved = tasks->findChild<SavedFilters *>();
    tasks->showTasksOf(u"OP-7"_s);
    tasks->showTasksOfRobot(u"CR-2"_s);
    tasks->showTasksOlderThan(15);
    const QStringList narrowing = tasks->savedNarrowing();
    saved->save(u"Mine"_s);
    tasks->narrowAsSaved({});
    QCOMPARE(tasks->savedNarrowing(), QStringList());

    MainWindow next(desk.link, &desk.settings);
    auto *others = next.findChild<TasksPanel *>();
    others->findChild<SavedFilters *>()->apply(u"Mine"_s);
    QCOMPARE(others->savedNarrowing(), narrowing);
}

// Many at once.

void DispatcherTest::openMany(Desk &desk, ListPanel &panel, const QString &action)
{
    auto *bar = panel.findChild<QFrame *>(u"chosen"_s);
    QVERIFY(bar->isVisible());
    QAction *entry = Desk::entry(*bar->findChild<QToolButton *>()->menu(), action);
    QVERIFY(entry);
    entry->trigger();
    QVERIFY(manyDialog(desk));
}

void DispatcherTest::severalAreCancelledAfterAPreview()
{
    Desk desk;
    const QStringList early = desk.deliveriesThatAre({u"Pending"_s, u"Assigned"_s}).mid(0, 3);
    QCOMPARE(early.size(), 3);
    for (const QString &id : early)
        Desk::click(desk.deliveries(), id, Qt::ControlModifier);
    openMany(desk, desk.deliveries(), u"Cancel delivery (3 of 3)"_s);
    QPointer dialog = manyDialog(desk);
    QTest::mouseClick(Desk::button(*dialog, u"Cancel delivery (3)"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(Desk::button(*dialog, u"Close"_s), patienceMs);
    for (int row = 0; row < 3; ++row)
        QCOMPARE(dialog->table().item(row, 1)->text(), u"accepted"_s);
    QTest::mouseClick(Desk::button(*dialog, u"Close"_s), Qt::LeftButton);
    desk.link.setPaused(false);
    for (const QString &id : early)
        QTRY_COMPARE_WITH_TIMEOUT(desk.window.entities().deliveries.find(id)->status, u"Cancelled"_s, patienceMs);
}

void DispatcherTest::whatCannotBeDoneIsSaidInThePreview()
{
    Desk desk;
    const QString early = desk.deliveriesThatAre({u"Pending"_s}).value(0);
    const QString late = desk.deliveriesThatAre({u"InTransit"_s, u"Arrived"_s}).value(0);
    QVERIFY(!early.isEmpty() && !late.isEmpty());
    Desk::click(desk.deliveries(), early, Qt::ControlModifier);
    Desk::click(desk.deliveries(), late, Qt::ControlModifier);
    openMany(desk, desk.deliveries(), u"Call operator (1 of 2)"_s);
    QStringList texts;
    for (int row = 0; row < 2; ++row)
        texts.append(manyDialog(desk)->table().item(row, 1)->text());
    texts.sort();
    QCOMPARE(texts, (QStringList{u"cannot: no robot is on it"_s, u"will be done"_s}));
}

void DispatcherTest::stoppingLeavesTheRest()
{
    Desk desk;
    const QStringList early = desk.deliveriesThatAre({u"Pending"_s, u"Assigned"_s}).mid(0, 3);
    for (const QString &id : early)
        Desk::click(desk.deliveries(), id, Qt::ControlModifier);
    openMany(desk, desk.deliveries(), u"Cancel delivery"_s);
    QPointer dialog = manyDialog(desk);
    QTest::mouseClick(Desk::button(*dialog, u"Cancel delivery (3)"_s), Qt::LeftButton);
    QTest::mouseClick(Desk::button(*dialog, u"Stop"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(Desk::button(*dialog, u"Close"_s), patienceMs);
    QCOMPARE(dialog->table().item(0, 1)->text(), u"accepted"_s);
    QCOMPARE(dialog->table().item(2, 1)->text(), u"not done: stopped"_s);
}

// Another robot.

void DispatcherTest::aDeliveryIsGivenToAnotherRobot()
{
    Desk desk;
    const QString id = desk.deliveriesThatAre({u"Assigned"_s, u"PickingUp"_s}).value(0);
    QVERIFY(!id.isEmpty());
    Desk::click(desk.deliveries(), id);
    desk.press(u"Reassign robot…"_s);
    auto *dialog = desk.window.findChild<CandidatesDialog *>();
    QVERIFY(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(dialog->view().model()->rowCount(), desk.window.entities().robots.rowCount(), patienceMs);
    QPushButton *unchosen = Desk::button(*dialog, u"&Give it to this robot"_s);
    QVERIFY(unchosen && !unchosen->isEnabled());
    QModelIndex able;
    for (int row = 0; row < dialog->view().model()->rowCount() && !able.isValid(); ++row) {
        const QModelIndex answer = dialog->view().model()->index(row, 1);
        QVERIFY2(!answer.data().toString().startsWith(u"planned"), "its present robot is the one that is planned");
        if (answer.data().toString().startsWith(u"could"))
            able = answer;
    }
    QVERIFY(able.isValid());
    const QString serial = able.data(KeyRole).toString();
    QTest::mouseClick(dialog->view().viewport(), Qt::LeftButton, {}, dialog->view().visualRect(able).center());
    const QString name = desk.window.entities().robotName(serial);
    QPushButton *give = Desk::button(*dialog, u"&Give it to "_s + name);
    QVERIFY(give && give->isEnabled());
    QTest::mouseClick(give, Qt::LeftButton);
    desk.link.setPaused(false);
    QTRY_COMPARE_WITH_TIMEOUT(desk.window.entities().deliveries.find(id)->driverName, name, patienceMs);
    const QByteArray attempts = desk.answered(u"deliveries"_s, u"/attempts?delivery="_s + id);
    QVERIFY2(attempts.contains(R"("failureReason":"Reassigned")"), attempts);
}

void DispatcherTest::aRobotThatIsHeldMeanwhileIsRefused()
{
    Desk desk;
    const QString id = desk.deliveriesThatAre({u"Assigned"_s, u"PickingUp"_s}).value(0);
    const QString present = desk.window.entities().deliveries.find(id)->driverName;
    const auto &robots = desk.window.entities().robots.rows();
    const auto other = std::ranges::find_if(robots, [&](const RobotRow &row) { return row.name != present; });
    QVERIFY(other != robots.end());
    const QString serial = other->serial;
    desk.link.post(u"gateway"_s, u"/robots/%1/hold"_s.arg(serial), "{}", [](int, const QByteArray &) {});
    const QString candidates = u"/demand/%1/candidates"_s.arg(desk.window.entities().deliveries.find(id)->demandId);
    QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                 desk.link.step(); // until Dispatch has heard of it
                                 return desk.answered(u"dispatch"_s, candidates).contains("\"Held\"");
                             }()),
                             patienceMs);
    int status = 0;
    QByteArray answer;
    desk.link.post(u"gateway"_s, u"/deliveries/%1/reassign"_s.arg(id), "{\"robotSerial\":\"" + serial.toUtf8() + "\"}",
                   [&](int code, const QByteArray &body) {
                       status = code;
                       answer = body;
                   });
    QTRY_VERIFY_WITH_TIMEOUT(status != 0, patienceMs);
    QCOMPARE(status, 409);
    QVERIFY2(answer.contains("is held"), answer);
}

void DispatcherTest::whyNotAssignedIsAnsweredForEveryRobot()
{
    Desk desk;
    const QString id = desk.deliveriesThatAre({u"Pending"_s}).value(0);
    QVERIFY(!id.isEmpty());
    Desk::click(desk.deliveries(), id);
    desk.press(u"Why is it not assigned?…"_s);
    auto *dialog = desk.window.findChild<CandidatesDialog *>();
    QAbstractItemModel &shown = *dialog->view().model();
    QTRY_COMPARE_WITH_TIMEOUT(shown.rowCount(), desk.window.entities().robots.rowCount(), patienceMs);
    const QString demand = desk.window.entities().deliveries.find(id)->demandId;
    QMap<QString, QString> expected;
    const auto answer = JsonDocument::parse(desk.answered(u"dispatch"_s, u"/demand/%1/candidates"_s.arg(demand)));
    answer->root()["candidates"].forEachItem([&](JsonValue candidate) {
        expected[textIn(candidate, "robotSerial")] = candidateCell(textIn(candidate, "reason")).text;
    });
    QMap<QString, QString> texts;
    for (int row = 0; row < shown.rowCount(); ++row)
        texts[shown.index(row, 1).data(KeyRole).toString()] = shown.index(row, 1).data().toString();
    QCOMPARE(texts, expected);
}

// Tasks and operators.

/// Calls an operator for a delivery with a robot; gives the task's id.
QString DispatcherTest::callForHelp(Desk &desk)
{
    const QString id = desk.deliveriesThatAre({u"InTransit"_s, u"PickingUp"_s, u"Assigned"_s}).value(0);
    desk.link.post(u"gateway"_s, u"/deliveries/%1/call-operator"_s.arg(id), {}, [](int, const QByteArray &) {});
    QString task;
    [&] {
        QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                     for (const TaskRow &row : desk.window.entities().tasks.rows())
                                         task = row.type == u"Rescue" && !row.hasEnded() ? row.id : task;
                                     return !task.isEmpty();
                                 }()),
                                 patienceMs);
    }();
    return task;
}

void DispatcherTest::aTaskDraggedOntoAnOperatorIsTheirs()
{
    Desk desk;
    const QString task = callForHelp(desk);
    QCOMPARE(desk.operators().filter().rowCount(), 1);
    const QModelIndex person = desk.operators().filter().index(0, 0);
    Desk::drag(desk.tasks(), {Desk::indexOf(desk.tasks(), task)}, desk.operators(), person);
    const QString id = person.data(KeyRole).toString();
    QTRY_COMPARE_WITH_TIMEOUT(desk.window.entities().tasks.find(task)->operatorId, id, patienceMs);
    QVERIFY(desk.answered(u"operations"_s, u"/task/"_s + task).contains(id.toUtf8()));
    QTRY_COMPARE(desk.operators().filter().index(0, 2).data().toString(), u"1"_s);
}

void DispatcherTest::anOperatorDraggedOntoATaskGetsIt()
{
    Desk desk;
    const QString task = callForHelp(desk);
    const QModelIndex person = desk.operators().filter().index(0, 0);
    Desk::drag(desk.operators(), {person}, desk.tasks(), Desk::indexOf(desk.tasks(), task));
    QTRY_COMPARE_WITH_TIMEOUT(desk.window.entities().tasks.find(task)->operatorId, person.data(KeyRole).toString(),
                              patienceMs);
}

void DispatcherTest::aTaskIsAssignedByKey()
{
    Desk desk;
    const QString task = callForHelp(desk);
    Desk::click(desk.tasks(), task);
    onNext<ReasonDialog>([](ReasonDialog &dialog) { QTest::keyClick(&dialog, Qt::Key_Return); });
    QTest::keyClick(&desk.window, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.entities().tasks.find(task)->operatorId.isEmpty(), patienceMs);
}

void DispatcherTest::callsForAPersonComeFirst()
{
    Desk desk;
    const QString task = callForHelp(desk);
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        desk.tasks().sortBy(0, order);
        QCOMPARE(desk.tasks().filter().index(0, 0).data(KeyRole).toString(), task);
    }
}

void DispatcherTest::tasksAreNarrowedToAnOperatorAndAnAge()
{
    Desk desk;
    const QString task = callForHelp(desk);
    const QModelIndex person = desk.operators().filter().index(0, 0);
    Desk::drag(desk.tasks(), {Desk::indexOf(desk.tasks(), task)}, desk.operators(), person);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.window.entities().tasks.find(task)->operatorId.isEmpty(), patienceMs);
    Q_EMIT desk.operators().activated(person.data(KeyRole).toString());
    QTRY_COMPARE(desk.tasks().filter().rowCount(), 1);
    QCOMPARE(desk.tasks().filter().index(0, 0).data(KeyRole).toString(), task);
    desk.tasks().showTasksOlderThan(5);
    QCOMPARE(desk.tasks().filter().rowCount(), 0);
}

void DispatcherTest::theContactCardTellsWhomAndWhat()
{
    Desk desk;
    const QString id = desk.deliveriesThatAre({u"Assigned"_s, u"PickingUp"_s, u"InTransit"_s}).value(0);
    const DeliveryRow delivery = *desk.window.entities().deliveries.find(id);
    Desk::click(desk.deliveries(), id);
    desk.press(u"Contact…"_s);
    auto *card = desk.window.findChild<ContactCard *>();
    QVERIFY(card);
    const auto says = [&](const QString &text) {
        return std::ranges::any_of(card->findChildren<QLabel *>(),
                                   [&](const QLabel *label) { return label->text().contains(text); });
    };
    QVERIFY(says(desk.window.entities().merchantName(delivery.merchantId)));
    QVERIFY(says(delivery.number + u" is "_s));
    QTest::mouseClick(Desk::button<QToolButton>(*card, u"Customer"_s), Qt::LeftButton);
    QVERIFY(says(u"Customer of "_s + delivery.number));
    QVERIFY(says(desk.window.entities().addressAt(delivery.dropoff)));
    const auto order = JsonDocument::parse(desk.answered(
        u"integrations"_s,
        u"/order/"_s
            + textIn(JsonDocument::parse(desk.answered(u"deliveries"_s, u"/delivery/"_s + id))->root(), "orderId")));
    QTRY_VERIFY_WITH_TIMEOUT(says(textIn(order->root(), "externalId")), patienceMs);
}

CURBSIDE_WINDOW_TEST(DispatcherTest)

} // namespace tst_dispatcher

#include "tst_dispatcher.moc"
