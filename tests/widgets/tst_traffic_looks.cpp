// SPDX-License-Identifier: GPL-3.0-or-later
// What the traffic shows of each entry, and how: columns and colour rules.
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "widgets/entities/cell.h"
#include "widgets/traffic/colour_rules_dialog.h"
#include "widgets/traffic/column_chooser.h"
#include "widgets/traffic/expression_edit.h"
#include "widgets/traffic/traffic_panel.h"
#include "widgets/traffic/traffic_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tst_traffic_looks {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

struct Stage
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(u"s.ini"_s), QSettings::IniFormat};
    ScriptedLink link;
    TrafficPanel panel{link, &settings};

    Stage()
    {
        panel.resize(900, 500);
        panel.show();
    }
    [[nodiscard]] static QStringList titlesOf(TrafficPanel &panel)
    {
        QStringList titles;
        const QAbstractItemModel &model = *panel.view().model();
        for (int column = 0; column < model.columnCount(); ++column)
            titles.append(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        return titles;
    }
    [[nodiscard]] QModelIndex cell(int row, const QString &title)
    {
        return panel.view().model()->index(row, int(titlesOf(panel).indexOf(title)));
    }
};

QPushButton *buttonOf(const QWidget &widget, const QString &text)
{
    for (auto *button : widget.findChildren<QPushButton *>()) {
        if (button->text() == text)
            return button;
    }
    return nullptr;
}

TrafficEntry lidEvent(const QByteArray &kind)
{
    return published("state", "curbside.state.LidEvent", "{\"kind\":\"" + kind + "\",\"at\":{\"x\":7}}");
}

} // namespace

class TrafficLooksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aColumnShowsAValueOfThePayload();
    void aColumnShowsAnyExpression();
    void columnsGoToTheirPlaces();
    void columnsAreRemembered();
    void theLastColumnStays();
    void whatCannotBeReadIsNoColumn_data();
    void whatCannotBeReadIsNoColumn();
    void theMenuTakesColumnsAway();
    void theFirstRuleThatMatchesCounts();
    void rulesCanBeRead();
    void rulesAreRemembered();
    void aRuleThatIsOffIsPassedOver();
    void aRuleIsEdited();
    void aFilterThatCannotBeReadLeavesTheRule();
    void rulesChangePlaces();
};

void TrafficLooksTest::aColumnShowsAValueOfThePayload()
{
    Stage stage;
    stage.link.tell({lidEvent("Jammed"), published("state", "x", "{}")});
    stage.panel.addColumn(u"data.kind"_s);
    QCOMPARE(stage.cell(0, u"kind"_s).data().toString(), u"Jammed"_s);
    QCOMPARE(stage.cell(1, u"kind"_s).data().toString(), QString());
}

void TrafficLooksTest::aColumnShowsAnyExpression()
{
    Stage stage;
    stage.link.tell({lidEvent("Jammed")});
    stage.panel.addColumn(u"data.at.x * 6"_s);
    QCOMPARE(stage.cell(0, u"data.at.x * 6"_s).data().toString(), u"42"_s);
}

void TrafficLooksTest::columnsGoToTheirPlaces()
{
    Stage stage;
    stage.panel.addColumn(u"data.kind"_s);
    stage.panel.addColumn(u"trace"_s);
    QCOMPARE(Stage::titlesOf(stage.panel),
             QStringList({u"No."_s, u"Time"_s, u"What"_s, u"Where"_s, u"Type"_s, u"Subject"_s, u"Latency"_s, u"Trace"_s,
                          u"kind"_s}));
}

void TrafficLooksTest::columnsAreRemembered()
{
    Stage stage;
    stage.panel.addColumn(u"data.kind"_s);
    TrafficPanel next(stage.link, &stage.settings);
    QCOMPARE(Stage::titlesOf(next).last(), u"kind"_s);
}

void TrafficLooksTest::theLastColumnStays()
{
    Stage stage;
    auto *chooser = stage.panel.findChild<ColumnChooser *>();
    for (const QString &key : firstTrafficColumns())
        chooser->show(key, false);
    QCOMPARE(Stage::titlesOf(stage.panel), QStringList{u"Latency"_s});
    chooser->showFirst();
    QCOMPARE(Stage::titlesOf(stage.panel).size(), 7);
}

void TrafficLooksTest::whatCannotBeReadIsNoColumn_data()
{
    QTest::addColumn<QString>("expression");
    QTest::newRow("nothing") << QString();
    QTest::newRow("half of one") << u"data."_s;
    QTest::newRow("an unknown function") << u"NONE(type)"_s;
    QTest::newRow("a very long one") << u"type = '"_s + QString(300, u'x') + u'\'';
}

void TrafficLooksTest::whatCannotBeReadIsNoColumn()
{
    QFETCH(const QString, expression);
    QVERIFY(!trafficColumn(expression));
}

void TrafficLooksTest::theMenuTakesColumnsAway()
{
    Stage stage;
    QMenu *menu = stage.panel.findChild<ColumnChooser *>()->menu();
    Q_EMIT menu->aboutToShow();
    const auto actions = menu->actions();
    const auto where = std::ranges::find(actions, u"Where"_s, &QAction::text);
    QVERIFY(where != actions.end());
    QVERIFY((*where)->isChecked());
    (*where)->trigger();
    QVERIFY(!Stage::titlesOf(stage.panel).contains(u"Where"_s));
}

void TrafficLooksTest::theFirstRuleThatMatchesCounts()
{
    Stage stage;
    stage.link.tell({lidEvent("Jammed"), lidEvent("Opened"), published("state", "x", "{}")});
    QCOMPARE(stage.cell(0, u"Type"_s).data(ToneRole).toInt(), int(Tone::Bad));
    QCOMPARE(stage.cell(1, u"Type"_s).data(ToneRole).toInt(), int(Tone::Warning));
    QVERIFY(stage.cell(1, u"Type"_s).data(MarkRole).isValid());
    QVERIFY(!stage.cell(2, u"Type"_s).data(ToneRole).isValid());
}

void TrafficLooksTest::rulesCanBeRead()
{
    for (const ColourRule &rule : firstColourRules()) {
        const auto program = cesql::Program::compile(rule.filter.toStdString());
        QVERIFY2(program && program->remarks().empty(), qPrintable(rule.filter));
    }
}

void TrafficLooksTest::rulesAreRemembered()
{
    Stage stage;
    const std::vector<ColourRule> rules{{u"mine"_s, u"number = 1"_s, Tone::Idle, Mark::Pause, false, true}};
    keepColourRules(&stage.settings, rules);
    QCOMPARE(readColourRules(&stage.settings), rules);
    keepColourRules(&stage.settings, {});
    QVERIFY(readColourRules(&stage.settings).empty());
}

void TrafficLooksTest::aRuleThatIsOffIsPassedOver()
{
    TrafficModel model(10);
    model.take({{lidEvent("Opened")}, 0});
    const QModelIndex type = model.index(0, 4);
    model.setRules(
        {{u"off"_s, u"TRUE"_s, Tone::Bad, Mark::Cross, false}, {u"on"_s, u"TRUE"_s, Tone::Good, Mark::Check}});
    QCOMPARE(type.data(ToneRole).toInt(), int(Tone::Good));
}

void TrafficLooksTest::aRuleIsEdited()
{
    const TrafficVocabulary vocabulary;
    ColourRulesDialog dialog(firstColourRules(), vocabulary);
    dialog.show();
    QSignalSpy changed(&dialog, &ColourRulesDialog::rulesChanged);
    QTest::mouseClick(buttonOf(dialog, u"&Add"_s), Qt::LeftButton);
    QCOMPARE(dialog.rules().size(), firstColourRules().size() + 1);
    auto *filter = dialog.findChild<ExpressionEdit *>();
    filter->clear();
    QTest::keyClicks(filter, u"number = 1"_s);
    QCOMPARE(dialog.rules().front().filter, u"number = 1"_s);
    QVERIFY(!dialog.rules().front().isOn);
    QTest::keyClick(dialog.findChildren<QCheckBox *>().last(), Qt::Key_Space);
    QVERIFY(dialog.rules().front().raisesAlert);
    QVERIFY(changed.size() > 1);
}

void TrafficLooksTest::aFilterThatCannotBeReadLeavesTheRule()
{
    const TrafficVocabulary vocabulary;
    ColourRulesDialog dialog(firstColourRules(), vocabulary);
    dialog.show();
    dialog.findChild<ExpressionEdit *>()->setText(u"type = "_s);
    QCOMPARE(dialog.rules().front().filter, firstColourRules().front().filter);
}

void TrafficLooksTest::rulesChangePlaces()
{
    const TrafficVocabulary vocabulary;
    ColourRulesDialog dialog(firstColourRules(), vocabulary);
    dialog.show();
    QVERIFY(!buttonOf(dialog, u"&Up"_s)->isEnabled());
    QTest::mouseClick(buttonOf(dialog, u"&Down"_s), Qt::LeftButton);
    QCOMPARE(dialog.rules()[1], firstColourRules()[0]);
    QCOMPARE(dialog.findChild<QListWidget *>()->currentRow(), 1);
}

CURBSIDE_WINDOW_TEST(TrafficLooksTest)

} // namespace tst_traffic_looks

#include "tst_traffic_looks.moc"
