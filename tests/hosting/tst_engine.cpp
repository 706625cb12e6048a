// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/engine.h"
#include "services/hosting/replay.h"
#include "services/hosting/run_settings.h"
#include "tests/hosting/made_workspace.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_engine {

using namespace curbside;
using namespace Qt::StringLiterals;

// A session on a thread of its own: how it ends, and what it answers when it does not take requests any more.
class EngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDamagedRowIsAFailureThatNamesIt_data();
    void aDamagedRowIsAFailureThatNamesIt();
    void whenItHasStoppedRequestsAreRefused();
    void itNotesItsEnd();
    void anEndThatCannotBeNotedIsAFailure();
    void whatIsDoneWhilePausedIsReplayed();
    void aCapturesNameIsPlain();

private:
    /// As fast as possible, for a minute.
    std::expected<std::unique_ptr<Engine>, Failure> start(const QString &folder, std::promise<void> &ended,
                                                          bool isPaused = false);
    /// Until it has ended.
    std::expected<WorkspaceDescription::Incarnation, Failure> runToTheEnd(const MadeWorkspace &made);
    /// The status of the gateway's answer.
    static int ask(Engine &engine, Method method, const QString &path, const QByteArray &body = {});

    std::unique_ptr<Workspace> m_workspace;
    std::function<std::expected<void, Failure>(const WorkspaceDescription::Incarnation &)> m_noteEnded;
};

std::expected<std::unique_ptr<Engine>, Failure> EngineTest::start(const QString &folder, std::promise<void> &ended,
                                                                  bool isPaused)
{
    const auto settings = RunSettings::from(
        {.workspace = folder, .scenario = {}, .seed = {}, .speed = u"max"_s, .runFor = u"1m"_s, .faults = {}});
    if (!settings)
        return std::unexpected(settings.error());
    m_workspace.reset(); // one at a time holds a folder
    auto workspace = Workspace::open(folder, settings->description);
    if (!workspace)
        return std::unexpected(workspace.error());
    m_workspace = std::move(*workspace);
    Engine::Options options = settings->engineOptions(*m_workspace);
    if (m_noteEnded)
        options.noteEnded = m_noteEnded;
    options.onEnded = [&ended] { ended.set_value(); };
    options.startsPaused = isPaused;
    return Engine::start(std::move(options));
}

void EngineTest::aDamagedRowIsAFailureThatNamesIt_data()
{
    QTest::addColumn<QString>("damage");
    QTest::addColumn<QString>("named");
    QTest::newRow("a saga of no known type")
        << u"UPDATE saga SET type = 'Dance' WHERE state = 'Running'"_s << u"\"Dance\""_s;
    QTest::newRow("a context that is no JSON")
        << u"UPDATE saga SET context = '{' WHERE state = 'Running'"_s << u"the context of"_s;
    QTest::newRow("a context without its members")
        << u"UPDATE saga SET context = '{}' WHERE state = 'Running'"_s << u"/attemptId is missing"_s;
    QTest::newRow("a call to no service")
        << u"INSERT INTO call_intent (id, kind, subject, service, method, path, body, traceparent, causation_id, "
           "attempts, made_at, next_at) VALUES ('c-1', 'k', 's', 'nowhere', 'POST', '/', '', '', '', 0, 0, 0)"_s
        << u"\"nowhere\""_s;
}

void EngineTest::aDamagedRowIsAFailureThatNamesIt()
{
    QFETCH(const QString, damage);
    QFETCH(const QString, named);
    const MadeWorkspace made;
    made.execute(u"deliveries"_s, damage);
    std::promise<void> ended;
    auto engine = start(made.folder(), ended);
    std::optional<Failure> failure;
    if (engine) {
        ended.get_future().wait();
        if (const auto end = (*engine)->stop(); !end)
            failure = end.error();
    } else {
        failure = engine.error();
    }
    QVERIFY(failure);
    QCOMPARE(failure->status, ExitStatus::Machine);
    QVERIFY2(failure->text.contains(named), qPrintable(failure->text));
    QVERIFY2(!failure->text.contains(u'\n'), qPrintable(failure->text));
}

void EngineTest::whenItHasStoppedRequestsAreRefused()
{
    const MadeWorkspace made;
    std::promise<void> ended;
    auto engine = start(made.folder(), ended);
    QVERIFY2(engine, engine ? "" : qPrintable(engine.error().text));
    QVERIFY((*engine)->stop());
    std::optional<Response> answer;
    (*engine)->submit(u"integrations"_s, {}, [&](Response response) {
        QVERIFY((*engine)->status().trouble.isEmpty()); // the engine can be asked from within an answer
        answer = std::move(response);
    });
    QVERIFY(answer);
    QCOMPARE(answer->status, 503);
    QCOMPARE(answer->headers, (std::vector<std::pair<QByteArray, QByteArray>>{{"Retry-After", "1"}}));
}

std::expected<WorkspaceDescription::Incarnation, Failure> EngineTest::runToTheEnd(const MadeWorkspace &made)
{
    std::promise<void> ended;
    auto engine = start(made.folder(), ended);
    if (!engine)
        return std::unexpected(engine.error());
    ended.get_future().wait();
    return (*engine)->stop();
}

void EngineTest::itNotesItsEnd()
{
    const MadeWorkspace made;
    const auto ended = runToTheEnd(made);
    QVERIFY2(ended, ended ? "" : qPrintable(ended.error().text));
    const auto description = WorkspaceDescription::read(made.folder());
    QVERIFY(description);
    QCOMPARE(description->ended.back().number, ended->number);
    QCOMPARE(description->ended.back().digest, ended->digest);
    QCOMPARE(description->ended.back().endedAt, ended->endedAt);
}

void EngineTest::anEndThatCannotBeNotedIsAFailure()
{
    const MadeWorkspace made;
    m_noteEnded = [](const auto &) { return std::unexpected(Failure{ExitStatus::Machine, u"no room"_s}); };
    const auto ended = runToTheEnd(made);
    m_noteEnded = {};
    QVERIFY(!ended);
    QCOMPARE(ended.error().text, u"no room"_s);
}

int EngineTest::ask(Engine &engine, Method method, const QString &path, const QByteArray &body)
{
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.contentType = "application/json";
    std::promise<int> answered;
    engine.submit(u"gateway"_s, request, [&](const Response &response) { answered.set_value(response.status); });
    return answered.get_future().get();
}

void EngineTest::whatIsDoneWhilePausedIsReplayed()
{
    const QTemporaryDir place;
    const QString folder = place.filePath(u"w"_s);
    const auto settings = RunSettings::from({.workspace = folder,
                                             .scenario = u"small-busy"_s,
                                             .seed = u"1"_s,
                                             .speed = u"max"_s,
                                             .runFor = u"2m"_s,
                                             .faults = {}});
    QVERIFY(settings);
    auto workspace = Workspace::open(folder, settings->description);
    QVERIFY(workspace);
    std::promise<void> paused;
    std::promise<void> ended;
    Engine::Options options = settings->engineOptions(**workspace);
    options.pauseAt = settings->scenario->startsAt + 1min; // jobs are due at that very moment
    options.onPaused = [&paused] { paused.set_value(); };
    options.onEnded = [&ended] { ended.set_value(); };
    auto engine = Engine::start(std::move(options));
    QVERIFY(engine);
    paused.get_future().wait();
    const auto act = [&] { QCOMPARE(ask(**engine, Method::Delete, u"/control/faults"_s), 200); };
    act();
    (*engine)->stepOnce(); // does what is due then
    act();
    act();
    (*engine)->stepOnce();
    act();
    (*engine)->setPaused(false);
    ended.get_future().wait();
    const auto end = (*engine)->stop();
    QVERIFY(end && (*workspace)->noteEnded(*end));
    engine->reset();
    workspace->reset();
    const auto replay = replayWorkspace(folder);
    QVERIFY2(replay, replay ? "" : qPrintable(replay.error().text));
    QVERIFY2(replay->isSame(), qPrintable(replay->toText()));
}

void EngineTest::aCapturesNameIsPlain()
{
    const MadeWorkspace made;
    std::promise<void> ended;
    const auto engine = start(made.folder(), ended, true);
    QVERIFY2(engine, engine ? "" : qPrintable(engine.error().text));
    QCOMPARE(ask(**engine, Method::Post, u"/control/capture"_s, R"({"name":"a\n"})"), 422);
}

CURBSIDE_TEST(EngineTest)

} // namespace tst_engine

#include "tst_engine.moc"
