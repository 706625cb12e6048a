// SPDX-License-Identifier: GPL-3.0-or-later
// References between State and Operations, as they are, and what becomes of those that name nothing.
#include "services/operations/operations_service.h"
#include "services/state/state_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_clean_up {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

/// Of a list; absent where there is none.
JsonValue first(JsonValue list)
{
    JsonValue item;
    bool isFound = false;
    list.forEachItem([&](JsonValue each) {
        if (!std::exchange(isFound, true))
            item = each;
    });
    return item;
}

const QString nothing = u"0189ffff-0000-7000-8000-000000000001"_s;

} // namespace

class CleanUpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void whatIsReferredToIsTold();
    void anOwnerSaysWhichThereAre();
    void anOwnerTellsOfKeysAlone_data();
    void anOwnerTellsOfKeysAlone();
    void whereNothingDanglesNothingIsFound();
    void anOrphanIsSeenAtOnce();
    void anOwnerThatIsDownIsToldOf();
    void aDryRunChangesNothing();
    void aRunReleasesWhatNamesNothing();
    void whatIsYoungIsLeftAlone();
    void aDeletedRowIsNoOrphan();
    void twoRunsAtOnceAreRefused();
    void undoneItNamesTheSameAgain();
    void whatHasChangedSinceIsNotUndone();
    void whatCannotBeUndone_data();
    void whatCannotBeUndone();
    void onceADayItIsDoneUnasked();
    void moreThanOneQuestionIsAsked();
    void aCrashInBetweenChangesNothing_data();
    void aCrashInBetweenChangesNothing();
    void anOwnerThatComesBackIsAskedAgain();
    void anOwnerThatStaysAwayEndsTheRun();
    void aRunIsNoRowChangeOfItsOwn();

private:
    void addLidEvent(const QString &task)
    {
        JsonWriter json;
        json.beginObject().member("kind", "Opened").member("actor", "Unknown").member("taskId", task).endObject();
        QCOMPARE(m_platform->post(u"/robot/R-1/lid-events"_s, json.take()).status, 201);
        m_platform->settle();
    }
    /// A lid event of a task that there never was, an hour and more ago.
    void addOrphan()
    {
        addLidEvent(nothing);
        m_platform->runFor(CleanUp::grace + 1min);
    }
    QString begin(bool isDryRun)
    {
        const Answer begun = m_platform->post(u"/cleanup"_s, isDryRun ? "{}" : R"({"dryRun":false})");
        if (begun.status != 202)
            return {};
        m_platform->runFor(1s);
        return begun.text("id");
    }
    Answer run(const QString &id) { return m_platform->get(u"/cleanup/"_s + id); }
    /// "outcome value" of all that a run found.
    QStringList found(const QString &id)
    {
        QStringList lines;
        run(id)["orphans"].forEachItem(
            [&](JsonValue orphan) { lines += *orphan["outcome"].toString() + u' ' + *orphan["value"].toString(); });
        return lines;
    }
    QString named() { return m_platform->value("state", u"SELECT coalesce(task_id, 'nothing') FROM lid_event"_s); }
    JsonDocument look(const QString &path)
    {
        Request request;
        request.path = path;
        return *JsonDocument::parse(m_platform->service("state").look(request).body);
    }

    std::unique_ptr<ServiceFixture> m_platform;
};

void CleanUpTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("state", state::makeStateService);
    m_platform->add("operations", operations::makeOperationsService);
    m_platform->addNeighbour("deliveries");
    m_platform->addNeighbour("dispatch");
    m_platform->start();
    m_platform->request("operations", Method::Put, u"/robot/R-1"_s, R"({"name":"Maple","hub":"North"})");
    JsonWriter json;
    json.beginObject().member("driverName", "Maple").member("x", 0).member("y", 0).member("heading", 0);
    json.member("speed", 0).member("battery", 90).member("onDuty", true).endObject();
    m_platform->put(u"/robot/R-1/state"_s, json.take());
    m_platform->settle();
}

void CleanUpTest::whatIsReferredToIsTold()
{
    const Answer references = m_platform->get(u"/references"_s);
    QStringList lines;
    references["items"].forEachItem([&](JsonValue item) {
        lines += *item["column"].toString() + u' ' + *item["target"].toString() + u' ' + *item["remedy"].toString();
    });
    QCOMPARE(lines,
             (QStringList{u"robot_state.task_id operations:task.id Release"_s,
                          u"lid_event.task_id operations:task.id Release"_s}));
}

void CleanUpTest::anOwnerSaysWhichThereAre()
{
    const Answer existing = m_platform->request("operations", Method::Get, u"/existing/robot/serial?key=R-1&key=R-9"_s);
    QCOMPARE(existing.status, 200);
    QCOMPARE(existing.body, R"({"items":[{"key":"R-1","deleted":false}]})");
}

void CleanUpTest::anOwnerTellsOfKeysAlone_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("the key") << u"/existing/robot/serial"_s << 200;
    QTest::newRow("a column that tells rows apart") << u"/existing/robot/name"_s << 200;
    QTest::newRow("any other column") << u"/existing/robot/hub"_s << 404;
    QTest::newRow("no column") << u"/existing/robot/colour"_s << 404;
    QTest::newRow("no table") << u"/existing/rowboat/id"_s << 404;
    QTest::newRow("the service's own business") << u"/existing/outbox/event_id"_s << 404;
    QTest::newRow("not a name at all") << u"/existing/robot/serial%20OR%201"_s << 404;
}

void CleanUpTest::anOwnerTellsOfKeysAlone()
{
    QFETCH(const QString, path);
    QFETCH(const int, status);
    QCOMPARE(m_platform->request("operations", Method::Get, path).status, status);
}

void CleanUpTest::whereNothingDanglesNothingIsFound()
{
    const QString task =
        m_platform->request("operations", Method::Post, u"/tasks"_s, R"({"type":"Reposition","robotSerial":"R-1"})")
            .text("id");
    addLidEvent(task);
    m_platform->runFor(CleanUp::grace + 1min);
    const QString id = begin(false);
    QCOMPARE(run(id).text("state"), u"Done"_s);
    QCOMPARE(run(id)["asked"].toInteger(), 1);
    QCOMPARE(found(id), QStringList());
    QCOMPARE(named(), task);
}

void CleanUpTest::anOrphanIsSeenAtOnce()
{
    addOrphan();
    const JsonDocument orphans = look(u"/orphans"_s);
    QCOMPARE(orphans.root()["items"].size(), 1U);
    QCOMPARE(first(orphans.root()["items"])["column"].toString(), u"lid_event.task_id"_s);
    QCOMPARE(first(orphans.root()["items"])["value"].toString(), nothing);
    QCOMPARE(first(orphans.root()["items"])["remedy"].toString(), u"Release"_s);
    QCOMPARE(orphans.root()["problems"].size(), 0U);
    QCOMPARE(named(), nothing);
}

void CleanUpTest::anOwnerThatIsDownIsToldOf()
{
    addOrphan();
    FaultRule rule;
    rule.kind = FaultKind::CutOff;
    rule.from = "operations";
    m_platform->faults().add(rule);
    const JsonDocument orphans = look(u"/orphans"_s);
    QCOMPARE(orphans.root()["items"].size(), 0U);
    QCOMPARE(orphans.root()["problems"].size(), 1U);
}

void CleanUpTest::aDryRunChangesNothing()
{
    addOrphan();
    const QString id = begin(true);
    QCOMPARE(run(id).text("state"), u"Done"_s);
    QCOMPARE(found(id), QStringList{u"Found "_s + nothing});
    QCOMPARE(named(), nothing);
    QCOMPARE(m_platform->get(u"/cleanups"_s)["items"].size(), 1U);
}

void CleanUpTest::aRunReleasesWhatNamesNothing()
{
    addOrphan();
    const QString before = m_platform->value("state", u"SELECT version FROM lid_event"_s);
    const QString id = begin(false);
    QCOMPARE(found(id), QStringList{u"Released "_s + nothing});
    QCOMPARE(named(), u"nothing"_s);
    QCOMPARE(m_platform->value("state", u"SELECT version FROM lid_event"_s).toInt(), before.toInt() + 1);
    QCOMPARE(look(u"/orphans"_s).root()["items"].size(), 0U);
}

void CleanUpTest::whatIsYoungIsLeftAlone()
{
    addLidEvent(nothing);
    const QString id = begin(false);
    QCOMPARE(found(id), QStringList{u"Young "_s + nothing});
    QCOMPARE(named(), nothing);
    QCOMPARE(first(look(u"/orphans"_s).root()["items"])["remedy"].toString(), u"Wait"_s);
}

void CleanUpTest::aDeletedRowIsNoOrphan()
{
    const QString task =
        m_platform->request("operations", Method::Post, u"/tasks"_s, R"({"type":"Reposition","robotSerial":"R-1"})")
            .text("id");
    addLidEvent(task);
    Statement(m_platform->database("operations"), u"UPDATE task SET deleted_at = 1"_s).run();
    m_platform->runFor(CleanUp::grace + 1min);
    QCOMPARE(m_platform->request("operations", Method::Get, u"/existing/task/id?key="_s + task).body,
             QByteArray(R"({"items":[{"key":")" + task.toUtf8() + R"(","deleted":true}]})"));
    QCOMPARE(found(begin(false)), QStringList());
    QCOMPARE(named(), task);
}

void CleanUpTest::twoRunsAtOnceAreRefused()
{
    addOrphan();
    QCOMPARE(m_platform->post(u"/cleanup"_s).status, 202);
    QCOMPARE(m_platform->post(u"/cleanup"_s).status, 409);
    m_platform->runFor(1s);
    QCOMPARE(m_platform->post(u"/cleanup"_s).status, 202);
}

void CleanUpTest::undoneItNamesTheSameAgain()
{
    addOrphan();
    const QString id = begin(false);
    const Answer undone = m_platform->post(u"/cleanup/%1/undo"_s.arg(id));
    QCOMPARE(undone.status, 200);
    QCOMPARE(undone.text("state"), u"Undone"_s);
    QCOMPARE(named(), nothing);
    QVERIFY(first(run(id)["orphans"])["undoneAt"].toString().has_value());
}

void CleanUpTest::whatHasChangedSinceIsNotUndone()
{
    addOrphan();
    const QString id = begin(false);
    Statement(m_platform->database("state"), u"UPDATE lid_event SET task_id = 'another'"_s).run();
    QCOMPARE(m_platform->post(u"/cleanup/%1/undo"_s.arg(id)).status, 200);
    QCOMPARE(named(), u"another"_s);
    QVERIFY(first(run(id)["orphans"])["undoneAt"].isAbsent());
}

void CleanUpTest::whatCannotBeUndone_data()
{
    QTest::addColumn<bool>("isDryRun");
    QTest::addColumn<bool>("isUndone");
    QTest::newRow("a dry run") << true << false;
    QTest::newRow("what is undone already") << false << true;
}

void CleanUpTest::whatCannotBeUndone()
{
    QFETCH(const bool, isDryRun);
    QFETCH(const bool, isUndone);
    addOrphan();
    const QString undo = u"/cleanup/%1/undo"_s.arg(begin(isDryRun));
    if (isUndone)
        QCOMPARE(m_platform->post(undo).status, 200);
    QCOMPARE(m_platform->post(undo).status, 409);
    QCOMPARE(m_platform->post(u"/cleanup/%1/undo"_s.arg(nothing)).status, 404);
}

void CleanUpTest::onceADayItIsDoneUnasked()
{
    addOrphan();
    QCOMPARE(named(), nothing);
    m_platform->runFor(24h);
    QCOMPARE(named(), u"nothing"_s);
    QCOMPARE(m_platform->get(u"/cleanups"_s)["items"].size(), 1U);
}

void CleanUpTest::moreThanOneQuestionIsAsked()
{
    const int many = int(CleanUp::batch) * 2 + 7;
    for (int i = 0; i < many; ++i)
        addLidEvent(u"0189ffff-0000-7000-8000-"_s + QString::number(i).rightJustified(12, u'0'));
    m_platform->runFor(CleanUp::grace + 1min);
    const QString id = begin(false);
    QCOMPARE(run(id)["asked"].toInteger(), many);
    QCOMPARE(found(id).size(), many);
    QCOMPARE(m_platform->value("state", u"SELECT count(*) FROM lid_event WHERE task_id IS NOT NULL"_s), u"0"_s);
}

void CleanUpTest::aCrashInBetweenChangesNothing_data()
{
    QTest::addColumn<FaultKind>("kind");
    QTest::addColumn<QByteArray>("message");
    for (const FaultKind kind :
         {FaultKind::CrashBeforeCommit, FaultKind::CrashBeforePublish, FaultKind::CrashBeforeAcknowledge}) {
        for (const QByteArray &message : {"POST /cleanup"_ba, "clean-up"_ba})
            QTest::addRow("%s at %s", qPrintable(toText(kind)), message.constData()) << kind << message;
    }
}

void CleanUpTest::aCrashInBetweenChangesNothing()
{
    QFETCH(const FaultKind, kind);
    QFETCH(const QByteArray, message);
    addOrphan();
    FaultRule rule;
    rule.kind = kind;
    rule.from = "state";
    rule.type = message;
    rule.delay = 5s;
    m_platform->faults().add(rule);
    m_platform->environment().journal.addListener([this](const JournalRecord &record) {
        if (record.kind == JournalKind::Crashed)
            m_platform->faults().clear();
    });
    m_platform->send("state", Method::Post, u"/cleanup"_s, R"({"dryRun":false})");
    m_platform->runFor(2min);
    QCOMPARE(m_platform->environment().journal.count(JournalKind::Crashed), std::uint64_t(1));
    if (m_platform->get(u"/cleanups"_s)["items"].size() == 0) // the request went with the crash
        begin(false);
    QCOMPARE(first(m_platform->get(u"/cleanups"_s)["items"])["state"].toString(), u"Done"_s);
    QCOMPARE(named(), u"nothing"_s);
    QCOMPARE(m_platform->value("state", u"SELECT count(*) FROM clean_up_orphan"_s), u"1"_s);
}

void CleanUpTest::anOwnerThatComesBackIsAskedAgain()
{
    addOrphan();
    FaultRule rule;
    rule.kind = FaultKind::CutOff;
    rule.from = "operations";
    rule.until = m_platform->now() + 5min;
    m_platform->faults().add(rule);
    const QString id = begin(false);
    QCOMPARE(run(id).text("state"), u"Running"_s);
    m_platform->runFor(15min);
    QCOMPARE(run(id).text("state"), u"Done"_s);
    QCOMPARE(named(), u"nothing"_s);
}

void CleanUpTest::anOwnerThatStaysAwayEndsTheRun()
{
    addOrphan();
    FaultRule rule;
    rule.kind = FaultKind::CutOff;
    rule.from = "operations";
    m_platform->faults().add(rule);
    const QString id = begin(false);
    m_platform->runFor(2h);
    QCOMPARE(run(id).text("state"), u"Failed"_s);
    QVERIFY2(run(id).text("problem").startsWith(u"operations"), qPrintable(run(id).text("problem")));
    QCOMPARE(named(), nothing);
    QCOMPARE(m_platform->post(u"/cleanup/%1/undo"_s.arg(id)).status, 200); // what it changed before it failed
}

void CleanUpTest::aRunIsNoRowChangeOfItsOwn()
{
    const QString before = m_platform->value("state", u"SELECT count(*) FROM row_change"_s);
    addOrphan();
    const int withOrphan = m_platform->value("state", u"SELECT count(*) FROM row_change"_s).toInt();
    QVERIFY(withOrphan > before.toInt());
    begin(true);
    QCOMPARE(m_platform->value("state", u"SELECT count(*) FROM row_change"_s).toInt(), withOrphan);
    begin(false);
    QCOMPARE(m_platform->value("state", u"SELECT count(*) FROM row_change"_s).toInt(), withOrphan + 1);
}

CURBSIDE_TEST(CleanUpTest)

} // namespace tst_clean_up

#include "tst_clean_up.moc"
