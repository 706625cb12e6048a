// SPDX-License-Identifier: GPL-3.0-or-later
// Faults from the window: each kind is set there, strikes on the real platform, and what made it good is told.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/paused_run.h"
#include "widgets/faults/fault_form.h"
#include "widgets/faults/faults_panel.h"
#include "widgets/panels/entity_list.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/shell/main_window.h"
#include "widgets/topology/topology_panel.h"
#include "widgets/topology/topology_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tst_faults {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 120'000;
constexpr Duration start = 2min;

QPushButton *buttonOf(QWidget &parent, const QString &text)
{
    for (auto *found : parent.findChildren<QPushButton *>()) {
        if (found->text().remove(u'&') == text && found->isVisible())
            return found;
    }
    return nullptr;
}

void click(QWidget &parent, const QString &text)
{
    QPushButton *button = buttonOf(parent, text);
    QVERIFY2(button && button->isEnabled(), qPrintable(text));
    QTest::mouseClick(button, Qt::LeftButton);
}

/// As a person chooses: by typing its first letters until it is the one.
void choose(QComboBox &box, const QString &text)
{
    box.setFocus();
    for (int i = 0; i < box.count() && box.currentText() != text; ++i)
        QTest::keyClick(&box, i == 0 ? Qt::Key_Home : Qt::Key_Down);
    QCOMPARE(box.currentText(), text);
}

template <typename Spin>
void type(Spin &box, const QString &value)
{
    box.setFocus();
    box.selectAll();
    QTest::keyClicks(&box, value);
}

/// The window in mode Events, on a platform that stands still.
struct Stage
{
    QTemporaryDir folder;
    std::unique_ptr<EmbeddedLink> link;
    std::unique_ptr<MainWindow> window;
    FaultsPanel *panel = nullptr;
    FaultDesk *desk = nullptr;

    void open()
    {
        link = std::make_unique<EmbeddedLink>(pausedRun(folder, start));
        window = std::make_unique<MainWindow>(*link);
        window->resize(1440, 900);
        window->show();
        window->showMode(u"events"_s);
        QSignalSpy reached(link.get(), &EmbeddedLink::pauseReached);
        QVERIFY(reached.wait(patienceMs));
        panel = window->findChild<FaultsPanel *>();
        desk = window->findChild<FaultDesk *>();
        QVERIFY(panel && desk);
        panel->raise();
        QCoreApplication::processEvents();
    }
    void goOnFor(Duration length)
    {
        m_at += length;
        QSignalSpy reached(link.get(), &EmbeddedLink::pauseReached);
        link->runUntil(m_at);
        QVERIFY(reached.wait(patienceMs));
        QTRY_COMPARE_WITH_TIMEOUT(link->pendingAnswers(), 0, patienceMs);
    }
    FaultForm *form() { return panel->findChild<FaultForm *>(); }

private:
    Duration m_at = start;
};

} // namespace

class FaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsSetInTheWindowStrikesAndIsMadeGood_data();
    void whatIsSetInTheWindowStrikesAndIsMadeGood();
    void aLineAndAPartOfferWhatFitsThem();
    void rulesAreTakenBack();
    void aBuiltInPlanIsPosted_data();
    void aBuiltInPlanIsPosted();
    void aRefusalIsToldInPlace();
    void aRuleIsWrittenAsThePlanReadsIt_data();
    void aRuleIsWrittenAsThePlanReadsIt();
    void hostileAnswersDoNoHarm();
};

void FaultsTest::whatIsSetInTheWindowStrikesAndIsMadeGood_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("percent");
    QTest::addColumn<QString>("delayMs");
    QTest::addColumn<QList<int>>("mechanisms"); // one of them has mended something
    const auto row = [](const char *name, FaultKind kind, const char *service, const char *percent, const char *delayMs,
                        std::initializer_list<Absorption> mechanisms) {
        QList<int> numbers;
        for (const Absorption mechanism : mechanisms)
            numbers.append(int(mechanism));
        QTest::newRow(name) << kind << QString::fromLatin1(service) << QString::fromLatin1(percent)
                            << QString::fromLatin1(delayMs) << numbers;
    };
    using K = FaultKind;
    using A = Absorption;
    row("events lost", K::EventDropped, "", "20", "", {A::Fetched});
    row("events twice", K::EventDuplicated, "", "20", "500", {A::Recognised});
    row("events late", K::EventDelayed, "", "10", "2000", {A::WaitedFor});
    row("events overtaken", K::EventReordered, "", "10", "1500", {A::WaitedFor, A::Fetched});
    row("calls refused", K::CallFailing, "", "30", "", {A::SameKey});
    row("calls not answered", K::CallHanging, "", "20", "", {A::SameKey});
    row("calls late", K::CallSlow, "", "50", "400", {A::WaitedFor});
    row("a handler that fails", K::HandlerFailing, "Deliveries", "20", "", {A::Retried});
    row("crashes before the commit", K::CrashBeforeCommit, "Deliveries", "2", "1000",
        {A::Fetched, A::SameKey, A::Restarted});
    row("crashes before publishing", K::CrashBeforePublish, "Deliveries", "2", "1000",
        {A::Fetched, A::SameKey, A::Restarted});
    row("crashes before acknowledging", K::CrashBeforeAcknowledge, "Deliveries", "2", "1000",
        {A::Recognised, A::SameKey, A::Restarted});
    row("a full disk", K::DiskFull, "Operations", "5", "", {A::DiskWaited});
    row("a service cut off", K::CutOff, "Deliveries", "", "", {A::Fetched});
}

void FaultsTest::whatIsSetInTheWindowStrikesAndIsMadeGood()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const QString, service);
    QFETCH(const QString, percent);
    QFETCH(const QString, delayMs);
    QFETCH(const QList<int>, mechanisms);
    Stage stage;
    stage.open();
    click(*stage.panel, u"Make something go wrong…"_s);
    FaultForm *form = stage.form();
    QVERIFY(form);
    choose(*form->findChild<QComboBox *>(u"kind"_s), faultKindText(kind));
    if (!service.isEmpty())
        choose(*form->findChild<QComboBox *>(u"service"_s), service);
    if (!percent.isEmpty())
        type(*form->findChild<QDoubleSpinBox *>(u"rate"_s), percent);
    if (!delayMs.isEmpty())
        type(*form->findChild<QSpinBox *>(u"delay"_s), delayMs);
    type(*form->findChild<QSpinBox *>(u"seconds"_s), u"60"_s);
    click(*form, u"Make it go wrong"_s);
    QTRY_COMPARE_WITH_TIMEOUT(stage.panel->rules().rowCount(), 1, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!stage.form(), patienceMs);
    const FaultFact asSet = stage.desk->faults().front();
    QCOMPARE(asSet.kind, kind);
    QCOMPARE(asSet.until - asSet.since, 60'000'000);
    stage.goOnFor(5min);
    QTRY_VERIFY_WITH_TIMEOUT(stage.desk->faults().front().hits > 0, patienceMs);
    const RuleOutcome &outcome = stage.desk->outcomes().rules().at(asSet.id);
    quint64 mended = 0;
    for (const int mechanism : mechanisms)
        mended += outcome.tallies[std::size_t(mechanism)].count;
    QVERIFY2(mended > 0, "no mechanism has mended anything");
    QTRY_COMPARE_WITH_TIMEOUT(outcome.hits(), stage.desk->faults().front().hits, patienceMs);
    stage.panel->refresh();
    QCOMPARE(stage.panel->rules().text(0, 5), u"ended"_s);
    stage.panel->showAbsorbed(true);
    QVERIFY(stage.panel->absorbed().rowCount() > 0);
    QVERIFY2(outcome.of(Absorption::UnderWay) * 20 <= outcome.hits(),
             qPrintable(u"%1 of %2 are not settled"_s.arg(outcome.of(Absorption::UnderWay)).arg(outcome.hits())));
}

void FaultsTest::aLineAndAPartOfferWhatFitsThem()
{
    Stage stage;
    stage.open();
    auto *topology = stage.window->findChild<TopologyPanel *>();
    QVERIFY(topology);
    topology->raise();
    topology->refresh();
    const QString line = FlowKey{FlowKind::Events, "state", "deliveries"}.name();
    QVERIFY2(topology->view().names().contains(line), "State tells Deliveries");
    TopologyView &view = topology->view();
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.placeOf(line).toPoint());
    QCOMPARE(view.chosen(), line);
    click(*topology, u"Make this go wrong…"_s);
    QVERIFY(stage.form());
    QCOMPARE(stage.form()->wish().toJson(),
             R"({"kind":"EventDropped","from":"state","to":"deliveries","ratePerMillion":1000000,"for":"120s"})");
    click(*stage.form(), u"Leave it"_s);
    QTRY_VERIFY(!stage.form());
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.placeOf(u"operations"_s).toPoint());
    click(*topology, u"Make this go wrong…"_s);
    click(*stage.form(), u"Make it go wrong"_s);
    QTRY_VERIFY_WITH_TIMEOUT(stage.desk->isCutOff("operations"), patienceMs);
    topology->refresh();
    QVERIFY(view.wordsOf(u"operations"_s).contains(u"cut off"));
}

void FaultsTest::rulesAreTakenBack()
{
    Stage stage;
    stage.open();
    for (int i = 0; i < 3; ++i)
        stage.desk->add(FaultWish{FaultKind::EventDropped, "state", {}, {}, 10'000, 0, 0}.toJson());
    QTRY_COMPARE_WITH_TIMEOUT(stage.panel->rules().rowCount(), 3, patienceMs);
    const auto takenBack = [&] {
        return std::ranges::count_if(stage.desk->faults(), [](const FaultFact &fault) { return fault.isTakenBack; });
    };
    stage.panel->rules().choose(u"2"_s);
    click(*stage.panel, u"Take back"_s);
    QTRY_COMPARE_WITH_TIMEOUT(takenBack(), 1, patienceMs);
    QVERIFY(stage.desk->find(2)->isTakenBack);
    click(*stage.panel, u"Take all back"_s);
    QTRY_COMPARE_WITH_TIMEOUT(takenBack(), 3, patienceMs);
    QCOMPARE(stage.panel->rules().text(0, 5), u"taken back"_s);
    QVERIFY(!buttonOf(*stage.panel, u"Take all back"_s)->isEnabled());
}

void FaultsTest::aBuiltInPlanIsPosted_data()
{
    QTest::addColumn<int>("rules");
    QTest::newRow("lossy") << 4;
    QTest::newRow("crashes") << 3;
    QTest::newRow("mixed") << 12;
}

void FaultsTest::aBuiltInPlanIsPosted()
{
    QFETCH(const int, rules);
    QCOMPARE(FaultDesk::builtIn(), (QStringList{u"crashes"_s, u"lossy"_s, u"mixed"_s}));
    Stage stage;
    stage.open();
    const auto actions = stage.panel->findChildren<QAction *>();
    const auto plan = std::ranges::find(actions, QString::fromLatin1(QTest::currentDataTag()), &QAction::text);
    QVERIFY(plan != actions.end());
    (*plan)->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(int(stage.desk->faults().size()), rules, patienceMs);
}

void FaultsTest::aRefusalIsToldInPlace()
{
    ScriptedLink link;
    link.setAnswer(u"POST gateway /control/faults"_s, R"({"status":422,"detail":"/kind: is odd"})", 422);
    link.open();
    FaultDesk desk(link);
    FaultForm form(desk);
    form.show();
    click(form, u"Make it go wrong"_s);
    const auto refusal = [&] {
        const auto labels = form.findChildren<QLabel *>();
        return std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible() && label->text() == u"The platform refused it: /kind: is odd";
        });
    };
    QTRY_VERIFY(refusal());
    QVERIFY(form.isVisible());
    QVERIFY(buttonOf(form, u"Make it go wrong"_s)->isEnabled());
}

void FaultsTest::aRuleIsWrittenAsThePlanReadsIt_data()
{
    QTest::addColumn<FaultKind>("kind");
    for (std::size_t i = 0; i < EnumNames<FaultKind>::names.size(); ++i)
        QTest::newRow(EnumNames<FaultKind>::names[i].data()) << static_cast<FaultKind>(i);
}

void FaultsTest::aRuleIsWrittenAsThePlanReadsIt()
{
    QFETCH(const FaultKind, kind);
    const FaultWish wish{kind, "state", "deliveries", u"it's \"odd\""_s, 5, 700, 90};
    const auto document = JsonDocument::parse('[' + wish.toJson() + ']');
    QVERIFY(document.has_value());
    const auto rules = FaultPlan::read(document->root(), PlatformTime{});
    QVERIFY2(rules.has_value(), rules ? "" : qPrintable(rules.error().pointer + rules.error().detail));
    QCOMPARE(rules->front().kind, kind);
    QCOMPARE(rules->front().from, "state");
    QVERIFY(rules->front().until == PlatformTime{} + 90s);
    QVERIFY(!faultKindText(kind).isEmpty() && !faultKindSentence(kind).isEmpty());
}

void FaultsTest::hostileAnswersDoNoHarm()
{
    ScriptedLink link;
    for (const char *answer :
         {"", "[]", "{", R"({"items":[{"id":"x","kind":"EventDropped"},{"id":"1"},7,null]})",
          R"({"items":[{"id":"1","kind":"EventDropped","hits":-5,"since":"never","type":"<b>x</b>"}]})"}) {
        link.setAnswer(u"gateway /control/faults"_s, answer);
        link.open();
        QCoreApplication::processEvents();
    }
    FaultDesk desk(link);
    FaultsPanel panel(desk);
    panel.show();
    QTRY_COMPARE(panel.rules().rowCount(), 1);
    QCOMPARE(desk.faults().front().hits, 0U);
    QVERIFY(panel.rules().text(0, 1).contains(u"<b>x</b>"));
}

CURBSIDE_WINDOW_TEST(FaultsTest)

} // namespace tst_faults

#include "tst_faults.moc"
