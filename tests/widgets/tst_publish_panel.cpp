// SPDX-License-Identifier: GPL-3.0-or-later
// Publishing by hand: types and schemas as the platform tells them, what is checked before, and what comes of it.
#include "services/runtime/http/api_description.h"
#include "services/runtime/json/json_writer.h"
#include "tests/support/scripted_link.h"
#include "tests/support/test_class.h"
#include "tests/widgets/paused_run.h"
#include "widgets/editor/code_edit.h"
#include "widgets/platform/embedded_link.h"
#include "widgets/publish/publish_panel.h"
#include "widgets/shell/main_window.h"
#include "widgets/traffic/filter_line.h"
#include "widgets/traffic/traffic_panel.h"
#include "widgets/traffic/traffic_view.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tst_publish_panel {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr int patienceMs = 60'000;
const QString publishing = u"POST operations /events"_s;

QByteArray message(const QByteArray &service, const QByteArray &name, const QByteArray &data)
{
    JsonWriter json;
    json.beginObject().member("name", "curbside." + service + '.' + name).member("summary", "It is so.");
    json.key("payload").beginObject().key("properties").beginObject();
    json.key("source").beginObject().member("const", "/services/" + service).endObject();
    json.rawMember("data", data).endObject().endObject().endObject();
    return json.take();
}

/// As the gateway writes it, with two types.
QByteArray asyncApi()
{
    QByteArray done = objectSchema("taskId:uuid kind:Kind at:time count:integer note?:string");
    done.replace("#/components/schemas/Kind", "#/components/schemas/operations.Kind");
    JsonWriter json;
    json.beginObject().key("components").beginObject().key("messages").beginObject();
    json.rawMember("TaskDone", message("operations", "TaskDone", done));
    json.rawMember("LidMoved", message("state", "LidMoved", objectSchema("open:boolean"))).endObject();
    json.key("schemas").beginObject().rawMember("operations.Kind", schemaOf("Pickup|Dropoff"));
    return json.endObject().endObject().endObject().take();
}

struct Stage
{
    ScriptedLink link;
    PublishPanel panel{link};

    Stage()
    {
        link.setAnswer(u"gateway /asyncapi.json"_s, asyncApi());
        link.open();
        panel.resize(560, 320);
        panel.show();
    }
    QComboBox *type() { return panel.findChild<QComboBox *>(); }
    QLineEdit *subject() { return panel.findChild<QLineEdit *>(); }
    QPushButton *button() { return panel.findChild<QPushButton *>(); }
    bool isReady()
    {
        return QTest::qWaitFor([this] { return type()->count() == 2; });
    }
    void write(const QString &data)
    {
        panel.editor().selectAll();
        QTest::keyClicks(&panel.editor(), data);
    }
};

} // namespace

class PublishPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsWrittenFromTheSchema();
    void anotherTypeReplacesWhatIsUntouched();
    void whatDoesNotFitIsToldWithItsPlace_data();
    void whatDoesNotFitIsToldWithItsPlace();
    void aSubjectIsWanted();
    void itIsPublishedByItsService();
    void aRefusalIsTold();
    void anEarlierOneIsWrittenAgain();
    void aTypeThatNobodyPublishesIsRefused();
    void anEventOfTheTrafficIsPublishedAgain();
};

void PublishPanelTest::itIsWrittenFromTheSchema()
{
    Stage stage;
    QVERIFY(!stage.button()->isEnabled());
    QVERIFY(stage.isReady());
    QCOMPARE(stage.type()->itemText(0), u"TaskDone  (Operations)"_s);
    const auto data = JsonDocument::parse(stage.panel.editor().toPlainText().toUtf8());
    QVERIFY(data);
    QCOMPARE(data->root()["kind"].toString(), u"Pickup"_s);
    QCOMPARE(data->root()["at"].toString(), u"2026-03-02T11:01:00.000Z"_s);
    QCOMPARE(data->root()["count"].toInteger(), 0);
    QVERIFY(data->root()["note"].isAbsent());
    stage.subject()->setText(u"T-1"_s);
    QCOMPARE(stage.panel.told(), u"Fits its schema. It may also have note."_s);
    QVERIFY(stage.button()->isEnabled());
}

void PublishPanelTest::anotherTypeReplacesWhatIsUntouched()
{
    Stage stage;
    QVERIFY(stage.isReady());
    stage.type()->setCurrentIndex(1);
    QVERIFY(stage.panel.editor().toPlainText().contains(u"\"open\": false"));
    stage.write(u"{\"open\": true}"_s);
    stage.type()->setCurrentIndex(0);
    QCOMPARE(stage.panel.editor().toPlainText(), u"{\"open\": true}"_s);
}

void PublishPanelTest::whatDoesNotFitIsToldWithItsPlace_data()
{
    QTest::addColumn<QString>("data");
    QTest::addColumn<QString>("told");
    const QString good = u"{\"taskId\":\"019cae34-7b86-7000-b4b9-5ebac16a66d7\",\"kind\":\"Pickup\","
                         "\"at\":\"2026-03-02T11:00:00Z\",\"count\":1}"_s;
    const auto with = [&](const QString &from, const QString &to) { return QString(good).replace(from, to); };
    QTest::newRow("a missing member") << with(u",\"count\":1"_s, QString()) << u"/data/count is missing"_s;
    QTest::newRow("no number") << with(u":1}"_s, u":\"x\"}"_s) << u"/data/count is not a whole number"_s;
    QTest::newRow("no such word") << with(u"Pickup"_s, u"Dance"_s) << u"/data/kind is none of Pickup, Dropoff"_s;
    QTest::newRow("no time") << with(u"2026-03-02T"_s, u"noon"_s) << u"/data/at is not a time"_s;
    QTest::newRow("no id") << with(u"019cae34"_s, u"x"_s) << u"/data/taskId is not a UUID"_s;
    QTest::newRow("an optional one") << with(u":1}"_s, u":1,\"note\":7}"_s) << u"/data/note is not a text"_s;
    QTest::newRow("no object") << u"[]"_s << u"/data is not an object"_s;
    QTest::newRow("no JSON") << u"{\"count\":}"_s << u"JSON"_s;
    QTest::newRow("nothing") << QString() << u"JSON"_s;
}

void PublishPanelTest::whatDoesNotFitIsToldWithItsPlace()
{
    QFETCH(const QString, data);
    QFETCH(const QString, told);
    Stage stage;
    QVERIFY(stage.isReady());
    stage.subject()->setText(u"T-1"_s);
    stage.panel.editor().setPlainText(data);
    QVERIFY2(stage.panel.told().contains(told), qPrintable(stage.panel.told()));
    QVERIFY(!stage.button()->isEnabled());
    QTest::keyClick(&stage.panel.editor(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!stage.link.asked.constLast().startsWith(u"POST"));
}

void PublishPanelTest::aSubjectIsWanted()
{
    Stage stage;
    QVERIFY(stage.isReady());
    stage.subject()->setText(u"  "_s);
    QVERIFY(!stage.button()->isEnabled());
    QCOMPARE(stage.panel.told(), u"A subject is missing: what the event is about."_s);
}

void PublishPanelTest::itIsPublishedByItsService()
{
    Stage stage;
    QVERIFY(stage.isReady());
    stage.link.setAnswer(u"POST state /events"_s, R"({"id":"e-1","type":"t","subject":"R-1","sequence":7})", 201);
    stage.type()->setCurrentIndex(1);
    QTest::keyClicks(stage.subject(), u"R-1"_s);
    QSignalSpy done(&stage.panel, &PublishPanel::published);
    QTest::mouseClick(stage.button(), Qt::LeftButton);
    QVERIFY(!stage.button()->isEnabled()); // not twice
    QCOMPARE(
        stage.link.asked.constLast(),
        u"POST state /events {\"type\":\"curbside.state.LidMoved\",\"subject\":\"R-1\",\"data\":{\"open\":false}}"_s);
    QTRY_COMPARE(done.count(), 1);
    QCOMPARE(done.front().front().toString(), u"e-1"_s);
    QCOMPARE(stage.panel.told(), u"Published as e-1."_s);
    QVERIFY(stage.button()->isEnabled());
}

void PublishPanelTest::aRefusalIsTold()
{
    Stage stage;
    QVERIFY(stage.isReady());
    stage.link.setAnswer(publishing, R"({"errors":[{"pointer":"/data/taskId","detail":"is not a UUID"}]})", 422);
    stage.subject()->setText(u"T-1"_s);
    QTest::mouseClick(stage.button(), Qt::LeftButton);
    QTRY_COMPARE(stage.panel.told(), u"Not published: /data/taskId is not a UUID"_s);
}

void PublishPanelTest::anEarlierOneIsWrittenAgain()
{
    Stage stage;
    stage.panel.writeAgain(u"curbside.state.LidMoved"_s, u"R-2"_s, "{\"open\":true}"); // before the types have come
    QVERIFY(stage.isReady());
    QCOMPARE(stage.type()->currentIndex(), 1);
    QCOMPARE(stage.subject()->text(), u"R-2"_s);
    QVERIFY(stage.panel.editor().toPlainText().contains(u"\"open\": true"));
    QVERIFY(stage.button()->isEnabled());
}

void PublishPanelTest::aTypeThatNobodyPublishesIsRefused()
{
    Stage stage;
    QVERIFY(stage.isReady());
    stage.panel.writeAgain(u"curbside.moon.Landed"_s, u"R-2"_s, "{}");
    QCOMPARE(stage.panel.told(), u"No service publishes curbside.moon.Landed any more."_s);
}

void PublishPanelTest::anEventOfTheTrafficIsPublishedAgain()
{
    QTemporaryDir folder;
    EmbeddedLink link(pausedRun(folder, 30s));
    MainWindow window(link);
    window.resize(1440, 900);
    window.showMode(u"events"_s);
    window.show();
    QSignalSpy reached(&link, &EmbeddedLink::pauseReached);
    QVERIFY(reached.wait(patienceMs));
    auto *traffic = window.findChild<TrafficPanel *>();
    traffic->filter().setFilter(u"outcome = 'published' AND type LIKE '%.OrderReceived'"_s);
    QTRY_VERIFY_WITH_TIMEOUT(traffic->model().rowCount() > 0, patienceMs);
    const TrafficEntry earlier = traffic->model().entry(0);
    QMenu menu;
    Q_EMIT traffic->view().menuOpening(menu, traffic->model().index(0, 0));
    const auto actions = menu.actions();
    const auto found = std::ranges::find(actions, u"&Publish again…"_s, &QAction::text);
    QVERIFY(found != actions.end());
    (*found)->trigger();
    auto *panel = window.findChild<PublishPanel *>();
    auto *button = panel->findChild<QPushButton *>();
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), patienceMs);
    QSignalSpy done(panel, &PublishPanel::published);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY2(done.wait(patienceMs), qPrintable(panel->told()));
    const QString id = done.front().front().toString();
    QVERIFY(id.toUtf8() != earlier.messageId);
    QTRY_VERIFY_WITH_TIMEOUT(traffic->showMessage(id.toUtf8()), patienceMs);
    const TrafficEntry &again = traffic->model().entry(traffic->view().currentIndex().row());
    QCOMPARE(again.type, earlier.type);
    QCOMPARE(again.subject, earlier.subject);
    QCOMPARE(again.payload, earlier.payload);
}

CURBSIDE_WINDOW_TEST(PublishPanelTest)

} // namespace tst_publish_panel

#include "tst_publish_panel.moc"
