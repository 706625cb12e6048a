// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <sqlite3.h>

namespace tst_message_runner {

using namespace Qt::StringLiterals;
using namespace curbside;

// One message is handled in a savepoint of its own: all of it is kept or nothing, and what it sends leaves after the commit.
// While the disk cannot be written, messages wait in their order, and nothing is lost.
class MessageRunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void aMessageIsKeptWholeOrNotAtAll_data();
    void aMessageIsKeptWholeOrNotAtAll();
    void messagesOfOneGroupFailAlone();
    void nothingIsSeenBeforeTheCommit();
    void rowChangesNameTheMessageThatCausedThem();
    void theRowsOfTheMachineryAreNoRowChanges();
    void theFeedIsReadInPages();
    void theFeedDoesNotDependOnTheGroups_data();
    void theFeedDoesNotDependOnTheGroups();
    void theFeedSaysWhatChanged();
    void whatWasReachedForIsRefusedAndVisible_data();
    void whatWasReachedForIsRefusedAndVisible();
    void whatAHandlerReachedForIsInItsDeadLetter();
    void whileTheDiskIsFullMessagesWaitInOrder();
    void whileTheDiskIsFullItCanBeLookedAt();
    void eventsWaitForTheDiskToo();
    void waitingMessagesAreCounted();
    void whenTooMuchWaitsRequestsAreRefused_data();
    void whenTooMuchWaitsRequestsAreRefused();
    void aDiskThatIsReallyFullLosesNothing();
    void aGroupThatIsLostIsHandledAgain();
    void aLostGroupHasBeenSeenByNobody();
    void deferredAFullDiskEndsTheRun();

private:
    Answer write(const QString &id) { return m_platform->post(u"/note/"_s + id); }
    std::shared_ptr<std::optional<Response>> send(const QString &id)
    {
        return m_platform->send("desk", Method::Post, u"/note/"_s + id);
    }
    QString value(const QString &sql) { return m_platform->value(sql); }
    QStringList heard() { return m_platform->column("listener", u"SELECT subject FROM heard ORDER BY position"_s); }
    std::int64_t fillDisk(const QByteArray &service = "desk");
    void refuseCommits(bool refuse);

    std::unique_ptr<ServiceFixture> m_platform;
    std::function<Response(Neighbour &, const Request &)> m_act;
};

void MessageRunnerTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".?"_s));
    m_act = [](Neighbour &desk, const Request &request) {
        desk.note(request.pathValue(u"b"), u"text"_s);
        return Response::json("{}");
    };
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->addNeighbour("desk").act = [this](Neighbour &desk, const Request &request) {
        return m_act(desk, request);
    };
    m_platform->addNeighbour("listener").made = [](Neighbour &listener) { listener.hearFrom("desk"); };
    m_platform->start();
}

std::int64_t MessageRunnerTest::fillDisk(const QByteArray &service)
{
    FaultRule rule;
    rule.kind = FaultKind::DiskFull;
    rule.from = service;
    return m_platform->faults().add(rule);
}

/// As a disk does that fails when the group is written.
void MessageRunnerTest::refuseCommits(bool refuse)
{
    sqlite3_commit_hook(m_platform->database("desk").handle(), refuse ? +[](void *) { return 1; } : nullptr, nullptr);
}

void MessageRunnerTest::aMessageIsKeptWholeOrNotAtAll_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kept");
    QTest::newRow("done") << 200 << u"1"_s;
    QTest::newRow("refused") << 409 << u"0"_s;
    QTest::newRow("failed") << 503 << u"0"_s;
    QTest::newRow("a statement failed") << 500 << u"0"_s;
}

void MessageRunnerTest::aMessageIsKeptWholeOrNotAtAll()
{
    QFETCH(const int, status);
    QFETCH(const QString, kept);
    m_act = [status](Neighbour &desk, const Request &) -> Response {
        desk.note(u"N"_s, u"text"_s);
        desk.setTimer("ring", u"N"_s, desk.now() + 1h);
        CallIntent call;
        call.service = "listener";
        call.path = u"/errand"_s;
        desk.callLater(std::move(call));
        std::ignore = desk.nextNumber(u"thing"_s);
        if (status == 500)
            desk.database().execute(u"INSERT INTO note (id) VALUES (NULL)"_s);
        return status == 200 ? Response::json("{}") : Response(Problem{status, u"as the test says"_s, {}});
    };
    QCOMPARE(write(u"N"_s).status, status);
    for (const QString &table : {u"note"_s, u"outbox"_s, u"timer"_s, u"call_intent"_s, u"counter"_s, u"row_change"_s})
        QCOMPARE(table + u' ' + value(u"SELECT count(*) FROM "_s + table), table + u' ' + kept);
    m_platform->settle();
    QCOMPARE(QString::number(heard().size()), kept);
    QCOMPARE(QString::number(m_platform->script("listener").requests.size()), kept);
}

void MessageRunnerTest::messagesOfOneGroupFailAlone()
{
    m_act = [](Neighbour &desk, const Request &request) -> Response {
        desk.note(request.pathValue(u"b"), u"text"_s);
        return request.path.endsWith(u"bad") ? Response(Problem::conflict(u"bad"_s)) : Response::json("{}");
    };
    const std::uint64_t commits = m_platform->environment().commits.commits();
    for (const QString &id : {u"a"_s, u"bad"_s, u"b"_s}) {
        IncomingRequest incoming;
        incoming.request.method = Method::Post;
        incoming.request.path = u"/note/"_s + id;
        incoming.messageId = "request " + id.toLatin1();
        m_platform->service("desk").receive(std::move(incoming));
    }
    m_platform->environment().commits.closeWindow();
    QCOMPARE(m_platform->environment().commits.commits(), commits + 1);
    QCOMPARE(m_platform->column("desk", u"SELECT id FROM note ORDER BY id"_s), (QStringList{u"a"_s, u"b"_s}));
    m_platform->settle();
    QCOMPARE(heard(), (QStringList{u"a"_s, u"b"_s}));
}

void MessageRunnerTest::nothingIsSeenBeforeTheCommit()
{
    bool isAnswered = false;
    IncomingRequest incoming;
    incoming.request.method = Method::Post;
    incoming.request.path = u"/note/N"_s;
    incoming.messageId = "request";
    incoming.answer = [&isAnswered](const Response &) { isAnswered = true; };
    const std::size_t records = m_platform->records().size();
    m_platform->service("desk").receive(std::move(incoming));
    QVERIFY(!isAnswered);
    QCOMPARE(m_platform->records().size(), records);
    m_platform->environment().commits.closeWindow();
    QVERIFY(isAnswered);
    QVERIFY(m_platform->records().size() > records);
}

void MessageRunnerTest::rowChangesNameTheMessageThatCausedThem()
{
    write(u"N"_s);
    m_platform->settle();
    const JournalRecord requested = m_platform->records(JournalKind::Requested, "desk").back();
    QCOMPARE(value(u"SELECT message_id || ' ' || tables FROM v_row_change"_s),
             QString::fromLatin1(requested.messageId) + u" note"_s);
    const EventPtr event = m_platform->published("desk", "Noted").at(0);
    QCOMPARE(event->causationId, requested.messageId);
    QCOMPARE(m_platform->value("listener", u"SELECT message_id || ' ' || tables FROM v_row_change"_s),
             QString::fromLatin1(event->id) + u" heard"_s);
    const auto changes = decodeRowChanges(*requested.rowChanges);
    QVERIFY(changes);
    QCOMPARE(changes->size(), std::size_t(1));
    QCOMPARE(changes->front().table, u"note"_s);
}

void MessageRunnerTest::theRowsOfTheMachineryAreNoRowChanges()
{
    m_act = [](Neighbour &desk, const Request &) {
        desk.publish({"curbside.desk.Noted", "S-1", R"({"version":1})"});
        desk.setTimer("ring", u"N"_s, desk.now() + 1h);
        std::ignore = desk.nextNumber(u"thing"_s);
        return Response::json("{}");
    };
    QCOMPARE(write(u"N"_s).status, 200);
    QCOMPARE(value(u"SELECT count(*) FROM row_change"_s), u"0"_s);
}

void MessageRunnerTest::theFeedIsReadInPages()
{
    for (const QString &id : {u"a"_s, u"b"_s, u"c"_s})
        write(id);
    const Answer page = m_platform->get(u"/row-changes?after=1&limit=1"_s);
    QCOMPARE(page["first"].toInteger(), 1);
    QCOMPARE(page["last"].toInteger(), 3);
    QCOMPARE(page["items"].size(), std::size_t(1));
    QCOMPARE(page.text("epoch"), m_platform->get(u"/outbox"_s).text("epoch"));
    QCOMPARE(m_platform->get(u"/row-changes?after=4"_s).status, 409);
    QCOMPARE(m_platform->get(u"/row-changes?after=0&epoch=other"_s).status, 409);
    m_platform->database("desk").execute(u"DELETE FROM row_change WHERE sequence < 3"_s);
    QCOMPARE(m_platform->get(u"/row-changes?after=1"_s).status, 410);
    QCOMPARE(m_platform->get(u"/row-changes?after=2"_s).status, 200);
}

void MessageRunnerTest::theFeedDoesNotDependOnTheGroups_data()
{
    QTest::addColumn<bool>("isDeferred");
    QTest::newRow("a commit for each window") << false;
    QTest::newRow("commits now and then") << true;
}

void MessageRunnerTest::theFeedDoesNotDependOnTheGroups()
{
    QFETCH(bool, isDeferred);
    FixtureOptions options;
    options.mode = isDeferred ? CommitGroup::Mode::Deferred : CommitGroup::Mode::Windowed;
    m_platform = std::make_unique<ServiceFixture>(options);
    m_platform->addNeighbour("desk").act = [this](Neighbour &desk, const Request &request) {
        return m_act(desk, request);
    };
    m_platform->start();
    write(u"a"_s);
    QCOMPARE(m_platform->get(u"/row-changes"_s)["items"].size(), std::size_t(1));
    write(u"b"_s);
    QCOMPARE(m_platform->get(u"/row-changes?after=9"_s).status,
             409); // rolled back, and what it had stored for itself too
    write(u"c"_s);
    QCOMPARE(m_platform->get(u"/row-changes"_s)["last"].toInteger(), 3);
    m_platform->restart();
    QCOMPARE(m_platform->column("desk", u"SELECT sequence FROM row_change ORDER BY sequence"_s),
             (QStringList{u"1"_s, u"2"_s, u"3"_s}));
}

void MessageRunnerTest::theFeedSaysWhatChanged()
{
    write(u"a"_s);
    write(u"a"_s);
    QByteArrayList changes;
    m_platform->get(u"/row-changes"_s)["items"].forEachItem(
        [&](JsonValue item) { changes += item["changes"].toJson(); });
    QCOMPARE(
        changes,
        (QByteArrayList{
            R"([{"table":"note","kind":"insert","after":{"id":"a","text":"text","changes":1}}])",
            R"([{"table":"note","kind":"update","before":{"id":"a","text":"text","changes":1},"after":{"id":"a","text":"text","changes":2}}])"}));
}

void MessageRunnerTest::whatWasReachedForIsRefusedAndVisible_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("attaching a neighbour's file") << u"ATTACH DATABASE '%1' AS neighbour"_s;
    QTest::newRow("less durability") << u"PRAGMA synchronous = OFF"_s;
}

void MessageRunnerTest::whatWasReachedForIsRefusedAndVisible()
{
    QFETCH(const QString, sql);
    m_act = [this, sql](Neighbour &desk, const Request &) {
        desk.note(u"N"_s, u"text"_s);
        desk.database().execute(sql.contains(u"%1") ? sql.arg(m_platform->pathOf("listener")) : sql);
        return Response::json("{}");
    };
    const Answer answer = write(u"N"_s);
    QCOMPARE(answer.status, 500);
    QVERIFY2(answer.text("detail").contains(u"not authorized"), answer.body.constData());
    QCOMPARE(m_platform->records(JournalKind::Requested, "desk").back().status, 500);
    QCOMPARE(value(u"SELECT count(*) FROM note"_s), u"0"_s);
    m_act = [](Neighbour &, const Request &) { return Response::json("{}"); };
    QCOMPARE(write(u"N"_s).status, 200);
}

void MessageRunnerTest::whatAHandlerReachedForIsInItsDeadLetter()
{
    m_platform->script("listener").made = [this](Neighbour &listener) {
        listener.on("desk", "curbside.desk.Noted", [this, &listener](const IncomingEvent &event) -> Handled {
            listener.hear(event);
            listener.database().execute(u"ATTACH DATABASE '%1' AS neighbour"_s.arg(m_platform->pathOf("desk")));
            return {};
        });
    };
    m_platform->crash("listener");
    write(u"N"_s);
    m_platform->settle();
    const QString reason = m_platform->value("listener", u"SELECT reason FROM v_parked"_s);
    QVERIFY2(reason.contains(u"not authorized"), qPrintable(reason));
    QCOMPARE(heard(), QStringList());
}

void MessageRunnerTest::whileTheDiskIsFullMessagesWaitInOrder()
{
    const std::int64_t fault = fillDisk();
    std::vector<std::shared_ptr<std::optional<Response>>> answers;
    for (const QString &id : {u"c"_s, u"a"_s, u"b"_s})
        answers.push_back(send(id));
    m_platform->runFor(1min);
    QCOMPARE(value(u"SELECT count(*) FROM note"_s), u"0"_s);
    for (const auto &answer : answers)
        QVERIFY(!answer->has_value());
    m_platform->faults().remove(fault);
    m_platform->runFor(2s);
    for (const auto &answer : answers)
        QCOMPARE((*answer)->status, 200);
    QCOMPARE(heard(), (QStringList{u"c"_s, u"a"_s, u"b"_s}));
}

void MessageRunnerTest::whileTheDiskIsFullItCanBeLookedAt()
{
    write(u"N"_s);
    fillDisk();
    send(u"M"_s);
    Request request;
    request.path = u"/health"_s;
    QCOMPARE(m_platform->service("desk").look(request).status, 200);
}

void MessageRunnerTest::eventsWaitForTheDiskToo()
{
    const std::int64_t fault = fillDisk("listener");
    write(u"a"_s);
    write(u"b"_s);
    m_platform->runFor(10s);
    QCOMPARE(heard(), QStringList());
    m_platform->faults().remove(fault);
    m_platform->runFor(2min);
    QCOMPARE(heard(), (QStringList{u"a"_s, u"b"_s}));
    QCOMPARE(m_platform->value("listener", u"SELECT count(*) FROM inbox_parked"_s), u"0"_s);
}

void MessageRunnerTest::waitingMessagesAreCounted()
{
    fillDisk();
    send(u"a"_s);
    send(u"b"_s);
    QCOMPARE(m_platform->service("desk").runner().waiting(), std::size_t(2));
    Request request;
    request.path = u"/metrics"_s;
    QVERIFY(m_platform->service("desk").look(request).body.contains("curbside_messages_waiting_for_disk 2\n"));
}

void MessageRunnerTest::whenTooMuchWaitsRequestsAreRefused_data()
{
    QTest::addColumn<bool>("isGroupLost");
    QTest::newRow("the disk is full") << false;
    QTest::newRow("the disk took a group with it") << true;
}

void MessageRunnerTest::whenTooMuchWaitsRequestsAreRefused()
{
    QFETCH(const bool, isGroupLost);
    if (isGroupLost)
        refuseCommits(true);
    else
        fillDisk();
    std::shared_ptr<std::optional<Response>> answer;
    for (int i = 0; i < 10'000; ++i)
        answer = send(u"N"_s);
    QVERIFY(!answer->has_value());
    answer = send(u"N"_s);
    QVERIFY(answer->has_value());
    QCOMPARE((*answer)->status, 503);
    QCOMPARE((*answer)->headers, (std::vector<std::pair<QByteArray, QByteArray>>{{"Retry-After", "1"}}));
}

void MessageRunnerTest::aDiskThatIsReallyFullLosesNothing()
{
    m_act = [](Neighbour &desk, const Request &request) {
        desk.note(request.pathValue(u"b"), QString(100'000, u'x'));
        return Response::json("{}");
    };
    sqlite3 *handle = m_platform->database("desk").handle();
    sqlite3_set_authorizer(handle, nullptr, nullptr);
    const QString pages = value(u"PRAGMA page_count"_s);
    m_platform->database("desk").execute(u"PRAGMA max_page_count = "_s + QString::number(pages.toInt() + 10));
    const auto answer = send(u"large"_s);
    m_platform->runFor(10s);
    QVERIFY(!answer->has_value());
    QCOMPARE(value(u"SELECT count(*) FROM note"_s), u"0"_s);
    const std::vector<JournalRecord> notes = m_platform->records(JournalKind::Note, "desk");
    QVERIFY(!notes.empty());
    QVERIFY2(notes.front().detail.contains(m_platform->pathOf("desk").toUtf8()), notes.front().detail.constData());
    m_platform->database("desk").execute(u"PRAGMA max_page_count = 1000000"_s);
    m_platform->runFor(5s);
    QVERIFY(answer->has_value());
    QCOMPARE((*answer)->status, 200);
    QCOMPARE(value(u"SELECT count(*) || ' ' || max(changes) FROM note"_s), u"1 1"_s);
    QCOMPARE(heard(), QStringList{u"large"_s});
}

void MessageRunnerTest::aGroupThatIsLostIsHandledAgain()
{
    refuseCommits(true);
    const auto first = send(u"a"_s);
    const auto second = send(u"b"_s);
    m_platform->runFor(10s);
    QVERIFY(!first->has_value() && !second->has_value());
    refuseCommits(false);
    m_platform->runFor(5s);
    QVERIFY(first->has_value() && second->has_value());
    QCOMPARE((*first)->status, 200);
    QCOMPARE((*second)->status, 200);
    QCOMPARE(value(u"SELECT count(*) || ' ' || max(changes) FROM note"_s), u"2 1"_s);
    QCOMPARE(heard(), (QStringList{u"a"_s, u"b"_s}));
}

void MessageRunnerTest::aLostGroupHasBeenSeenByNobody()
{
    refuseCommits(true);
    send(u"a"_s);
    m_platform->runFor(3s);
    QCOMPARE(heard(), QStringList());
    QVERIFY(m_platform->published("desk", "Noted").empty());
    QCOMPARE(value(u"SELECT count(*) FROM outbox"_s), u"0"_s);
    refuseCommits(false);
    m_platform->runFor(5s);
    QCOMPARE(m_platform->published("desk", "Noted").size(), std::size_t(1));
}

void MessageRunnerTest::deferredAFullDiskEndsTheRun()
{
    FixtureOptions options;
    options.mode = CommitGroup::Mode::Deferred;
    ServiceFixture platform(options);
    platform.addNeighbour("desk").act = [](Neighbour &desk, const Request &) {
        desk.note(u"N"_s, QString(1'000'000, u'x'));
        return Response::json("{}");
    };
    platform.start();
    platform.environment().commits.commitAll();
    sqlite3_set_authorizer(platform.database("desk").handle(), nullptr, nullptr);
    platform.database("desk").execute(u"PRAGMA max_page_count = 60"_s);
    try {
        platform.send("desk", Method::Post, u"/things"_s);
        QFAIL("the run went on");
    } catch (const StorageFault &fault) {
        QVERIFY2(QByteArray(fault.what()).contains(platform.pathOf("desk").toUtf8()), fault.what());
    }
}

CURBSIDE_TEST(MessageRunnerTest)

} // namespace tst_message_runner

#include "tst_message_runner.moc"
