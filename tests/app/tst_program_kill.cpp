// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/platform_run.h"

#include "services/runtime/json/json_writer.h"
#include "tests/support/test_class.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_program_kill {

using namespace curbside;
using namespace Qt::StringLiterals;

// A run that is killed while people post orders: what was acknowledged is there, once; it goes on; and it can be run again.
class ProgramKillTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acknowledgedOrdersSurviveKills_data();
    void acknowledgedOrdersSurviveKills();
    void aRunKilledWhileItBeginsGoesOn_data();
    void aRunKilledWhileItBeginsGoesOn();
    void aRefusedInputIsRunAgainToo_data();
    void aRefusedInputIsRunAgainToo();
    void anInputThatWasNeverHandledIsStruckOut();
    void aChangedRowIsFound();

private:
    struct Shop
    {
        QByteArray partner;
        QByteArray merchant;
    };
    static Shop shopOf(const PlatformRun &run);
    static QByteArray orderOf(const Shop &shop, const QByteArray &externalId);
    static QList<QByteArray> postUntilKilled(PlatformRun &run, int killedAfter, const QByteArray &prefix);
    static QStringList valuesIn(const QString &workspace, const QString &database, const QString &sql);
    static QByteArray violationsIn(const QByteArray &report);
    static QByteArray replay(const QString &workspace, int status);
};

ProgramKillTest::Shop ProgramKillTest::shopOf(const PlatformRun &run)
{
    HttpTalk talk(run.port(Port::Integrations), run.token());
    for (int asked = 0; asked < 10'000; ++asked) {
        const HttpReply merchants = talk.ask({"GET", "/merchants?limit=1"});
        if (const QStringList ids = merchants.texts("id"); !ids.isEmpty())
            return {merchants.texts("partnerId").first().toUtf8(), ids.first().toUtf8()};
    }
    return {};
}

QByteArray ProgramKillTest::orderOf(const Shop &shop, const QByteArray &externalId)
{
    JsonWriter json;
    json.beginObject().member("partnerId", shop.partner).member("externalId", externalId);
    json.member("merchantId", shop.merchant).rawMember("dropoff", R"({"x":100,"y":100})").endObject();
    return json.take();
}

/// Keeps several requests under way; kills the platform, without a word, once `killedAfter` are answered. Gives the external
/// ids that were acknowledged.
QList<QByteArray> ProgramKillTest::postUntilKilled(PlatformRun &run, int killedAfter, const QByteArray &prefix)
{
    constexpr int width = 3;
    const Shop shop = shopOf(run);
    std::vector<std::unique_ptr<HttpTalk>> talks;
    QList<QByteArray> underWay;
    QList<QByteArray> acknowledged;
    int count = 0;
    const auto send = [&](HttpTalk &talk) {
        const QByteArray id = prefix + QByteArray::number(++count);
        talk.send({"POST", "/orders", orderOf(shop, id), {{"Idempotency-Key", "key-" + id}}});
        return id;
    };
    for (int i = 0; i < width; ++i) {
        talks.push_back(std::make_unique<HttpTalk>(run.port(Port::Integrations), run.token()));
        underWay.push_back(send(*talks.back()));
    }
    for (int i = 0; !talks.empty(); i = (i + 1) % width) {
        const auto place = static_cast<std::size_t>(i);
        const HttpReply reply = talks[place]->receive();
        if (reply.status == 0)
            break;
        if (reply.status == 201)
            acknowledged.push_back(underWay[i]);
        if (acknowledged.size() == killedAfter)
            ::kill(static_cast<pid_t>(run.processId()), SIGKILL);
        underWay[i] = send(*talks[place]);
    }
    run.kill();
    return acknowledged;
}

QStringList ProgramKillTest::valuesIn(const QString &workspace, const QString &database, const QString &sql)
{
    QStringList values;
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"kill-test"_s);
        connection.setDatabaseName(workspace + u'/' + database + u".sqlite"_s);
        if (connection.open()) {
            QSqlQuery query(connection);
            query.exec(sql);
            while (query.next())
                values.push_back(query.value(0).toString());
            if (!query.isSelect() && query.numRowsAffected() > 0)
                values.push_back(QString::number(query.numRowsAffected()));
        }
    }
    QSqlDatabase::removeDatabase(u"kill-test"_s);
    return values;
}

/// What `verify` found wrong, without what is merely under way.
QByteArray ProgramKillTest::violationsIn(const QByteArray &report)
{
    QByteArray violations;
    for (const QByteArray &line : report.split('\n')) {
        if (!line.startsWith("in flight:"))
            violations += line + '\n';
    }
    return violations;
}

QByteArray ProgramKillTest::replay(const QString &workspace, int status)
{
    const Outcome outcome = curbsidectl({u"simulate"_s, u"--replay"_s, workspace});
    return outcome.status == status ? QByteArray() : outcome.out + outcome.err;
}

void ProgramKillTest::acknowledgedOrdersSurviveKills_data()
{
    QTest::addColumn<QString>("speed");
    QTest::newRow("at full speed") << u"max"_s;
    QTest::newRow("at fifty times the wall's speed") << u"50"_s;
}

void ProgramKillTest::acknowledgedOrdersSurviveKills()
{
    QFETCH(QString, speed);
    const QTemporaryDir place;
    const QString workspace = place.filePath(u"w"_s);
    const QStringList options{u"--scenario"_s, u"small-busy"_s, u"--speed"_s, speed};
    QList<QByteArray> acknowledged;
    for (const int killedAfter : {1, 25, 7, 60}) {
        PlatformRun run(workspace, options);
        QVERIFY(run.isServing());
        const QList<QByteArray> more = postUntilKilled(run, killedAfter, "R" + QByteArray::number(killedAfter) + '-');
        QVERIFY(more.size() >= killedAfter);
        acknowledged += more;
        const Outcome verified = curbsidectl({u"verify"_s, workspace});
        QVERIFY2(verified.status == 0, violationsIn(verified.out).constData());
    }
    const QStringList stored = valuesIn(workspace, u"integrations"_s, u"SELECT external_id FROM partner_order"_s);
    QCOMPARE(QSet<QString>(stored.begin(), stored.end()).size(), stored.size());
    for (const QByteArray &id : std::as_const(acknowledged))
        QVERIFY2(stored.contains(QString::fromUtf8(id)), id.constData());

    const QByteArray again = acknowledged.first();
    const auto storedOf = [&](const QString &column) {
        return valuesIn(
                   workspace, u"integrations"_s,
                   u"SELECT %1 FROM partner_order WHERE external_id = '%2'"_s.arg(column, QString::fromUtf8(again)))
            .value(0)
            .toUtf8();
    };
    const Shop shop{storedOf(u"partner_id"_s), storedOf(u"merchant_id"_s)};
    PlatformRun last(workspace, options);
    QVERIFY(last.isServing());
    const HttpReply repeated =
        last.post(Port::Integrations, "/orders", orderOf(shop, again), {{"Idempotency-Key", "key-" + again}});
    QCOMPARE(repeated.status, 201);
    QCOMPARE(last.stop(SIGTERM).status, 0);
    const QByteArray told = replay(workspace, 0);
    QVERIFY2(told.isEmpty(), told.constData());
}

void ProgramKillTest::aRunKilledWhileItBeginsGoesOn_data()
{
    QTest::addColumn<QString>("file"); // the first sign of it ends the run
    for (const char *file : {"lock", "workspace.json", "token", "integrations.sqlite", "operations.sqlite",
                             "world.sqlite", "world.sqlite-wal", "inputs.log"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void ProgramKillTest::aRunKilledWhileItBeginsGoesOn()
{
    QFETCH(QString, file);
    const QTemporaryDir place;
    const QString workspace = place.filePath(u"w"_s);
    const QStringList options{u"run"_s,        u"--no-http"_s,  u"--workspace"_s, workspace,
                              u"--scenario"_s, u"small-busy"_s, u"--speed"_s,     u"max"_s};
    for (int start = 0; start < 2; ++start) {
        QProcess run;
        run.start(QStringLiteral(CURBSIDECTL), options, QIODevice::ReadOnly);
        QVERIFY(run.waitForStarted(patienceMs));
        const QDeadlineTimer deadline(patienceMs);
        while (!QFile::exists(workspace + u'/' + file) && !deadline.hasExpired()) {
        }
        ::kill(static_cast<pid_t>(run.processId()), SIGKILL);
        QVERIFY(run.waitForFinished(patienceMs));
        QCOMPARE(run.readAllStandardError(), QByteArray());
    }
    const Outcome goesOn = curbsidectl(options + QStringList{u"--for"_s, u"30s"_s});
    QVERIFY2(goesOn.status == 0, goesOn.err.constData());
    const Outcome verified = curbsidectl({u"verify"_s, workspace});
    QVERIFY2(verified.status == 0, verified.out.constData());
    const QByteArray told = replay(workspace, 0);
    QVERIFY2(told.isEmpty(), told.constData());
}

void ProgramKillTest::aRefusedInputIsRunAgainToo_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("in a run that ended in order") << SIGTERM;
    QTest::newRow("in a run that was killed") << SIGKILL;
}

// Refused without a key, it leaves no row: only what came after tells that it was there.
void ProgramKillTest::aRefusedInputIsRunAgainToo()
{
    QFETCH(int, signal);
    const QTemporaryDir place;
    const QString workspace = place.filePath(u"w"_s);
    const QStringList options{u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"max"_s};
    {
        PlatformRun run(workspace, options);
        QVERIFY(run.isServing());
        const Shop shop = shopOf(run);
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(run.post(Port::Integrations, "/orders", "{}").status, 422);
            QCOMPARE(run.post(Port::Integrations, "/orders", orderOf(shop, "E-" + QByteArray::number(i))).status, 201);
        }
        QCOMPARE(run.post(Port::Integrations, "/orders", "{}").status, 422);
        if (signal == SIGKILL)
            QVERIFY(run.hasComeToRest());
        static_cast<void>(run.stop(signal));
    }
    PlatformRun next(workspace, options);
    QVERIFY(next.isServing());
    QCOMPARE(next.stop(SIGTERM).status, 0);
    QFile log(workspace + u"/inputs.log"_s);
    QVERIFY(log.open(QFile::ReadOnly));
    QVERIFY(!log.readAll().contains("struckOut"));
    const QByteArray told = replay(workspace, 0);
    QVERIFY2(told.isEmpty(), told.constData());
}

void ProgramKillTest::anInputThatWasNeverHandledIsStruckOut()
{
    const QTemporaryDir place;
    const QString workspace = place.filePath(u"w"_s);
    const QStringList options{u"--scenario"_s, u"small-busy"_s, u"--speed"_s, u"max"_s};
    QByteArray logged;
    {
        PlatformRun run(workspace, options);
        QVERIFY(run.isServing());
        QVERIFY(run.hasComeToRest());
        QCOMPARE(run.post(Port::Integrations, "/orders", orderOf(shopOf(run), "E-1")).status, 201);
        run.kill();
    }
    QFile log(workspace + u"/inputs.log"_s);
    QVERIFY(log.open(QFile::ReadWrite));
    logged = log.readAll();
    // As if the process had died between the log and the commit of a second order, and in the middle of writing a third.
    QByteArray second = logged.mid(logged.lastIndexOf("{\"input\""));
    const qint64 late = second.mid(second.indexOf("\"at\":") + 5).split(',').first().toLongLong()
        + 86'400'000'000; // later than anything that was done
    second.replace("input-1-1", "input-1-2").replace("E-1", "E-2");
    second.replace(second.indexOf("\"at\":"), second.indexOf(",\"service\"") - second.indexOf("\"at\":"),
                   "\"at\":" + QByteArray::number(late));
    log.write(second + second.first(40));
    log.close();
    PlatformRun run(workspace, options);
    QVERIFY(run.isServing());
    QVERIFY(run.hasComeToRest());
    QCOMPARE(run.get(Port::Integrations, "/orders?limit=1000").texts("externalId").count(u"E-1"_s), 1);
    QVERIFY(!run.get(Port::Integrations, "/orders?limit=1000").texts("externalId").contains(u"E-2"_s));
    QCOMPARE(run.stop(SIGTERM).status, 0);
    QVERIFY(log.open(QFile::ReadOnly));
    QVERIFY(log.readAll().contains(R"({"struckOut":"input-1-2"})"));
    const QByteArray told = replay(workspace, 0);
    QVERIFY2(told.isEmpty(), told.constData());
}

void ProgramKillTest::aChangedRowIsFound()
{
    const QTemporaryDir place;
    const QString workspace = place.filePath(u"w"_s);
    QCOMPARE(
        curbsidectl({u"simulate"_s, u"--scenario"_s, u"small-busy"_s, u"--for"_s, u"5m"_s, u"--workspace"_s, workspace})
            .status,
        0);
    QByteArray told = replay(workspace, 0);
    QVERIFY2(told.isEmpty(), told.constData());
    QCOMPARE(valuesIn(workspace, u"state"_s,
                      u"UPDATE robot_state SET battery = battery - 1 WHERE robot_serial = 'CR-0003'"_s),
             {u"1"_s});
    told = replay(workspace, 1);
    QVERIFY2(told.isEmpty(), told.constData());
    const Outcome outcome = curbsidectl({u"simulate"_s, u"--replay"_s, workspace, u"--json"_s});
    QVERIFY2(outcome.out.contains("\"same\":false") && outcome.out.contains("state.robot_state"),
             outcome.out.constData());
}

CURBSIDE_TEST(ProgramKillTest)

} // namespace tst_program_kill

#include "tst_program_kill.moc"
