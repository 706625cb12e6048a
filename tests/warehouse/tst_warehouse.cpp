// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/quiet_platform.h"
#include "services/hosting/run_settings.h"
#include "services/hosting/simulation.h"
#include "services/hosting/warehouse_feed.h"
#include "services/warehouse/charts.h"
#include "services/warehouse/sql_query.h"
#include "services/warehouse/store/sqlite_store.h"
#include "tests/support/test_class.h"
#include "tests/warehouse/postgres_server.h"

#include <QDir>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

namespace tst_warehouse {

using namespace curbside;
using namespace Qt::StringLiterals;

// A real run, and what the warehouse has made of it.
class WarehouseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addBackends(); }
    void initTestCase();
    void init();

    void theRunIsTheSameWithAndWithout();
    void everyRowIsThere();
    void factsAgreeWithTheServices_data();
    void factsAgreeWithTheServices();
    void aggregatesAddUpToTheFacts_data();
    void aggregatesAddUpToTheFacts();
    void versionsOfAMemberFollowEachOther_data();
    void versionsOfAMemberFollowEachOther();
    void aFactNamesTheVersionOfItsTime();
    void everyChartHasRows_data();
    void everyChartHasRows();
    void chartsOfAStretchAgreeWithTheFacts_data();
    void chartsOfAStretchAgreeWithTheFacts();
    void anotherEtlStepChangesNothing();
    void anOlderWarehouseGetsItsSlices();
    void aLidEventLearnsOfATaskThatComesLater();
    void anAttemptLearnsOfARobotThatComesLater();
    void ofAMemberThatWasRolledBackThePresentIsWhatItsSourceSays();
    void whatIsDeletedIsNoFactAnyMore();

private:
    static std::unique_ptr<Simulation> simulate(bool hasWarehouse, const QString &folder);
    static void deleteFirst(const QString &path, const QString &table);
    [[nodiscard]] QStringList column(const QString &sql) const;
    [[nodiscard]] QStringList rows(const QString &sql) const;

    QTemporaryDir m_folder;
    QByteArray m_digest;
    QString m_file;
    QString m_remote; ///< filled with the same
    QString m_address; ///< of the row that is being tested
};

std::unique_ptr<Simulation> WarehouseTest::simulate(bool hasWarehouse, const QString &folder)
{
    const auto settings = RunSettings::from(
        {.workspace = u"."_s, .scenario = u"lunch-rush"_s, .seed = u"1"_s, .runFor = {}, .faults = {}});
    if (!settings)
        qFatal("%s", qPrintable(settings.error().text));
    Simulation::Options options;
    options.scenario = settings->scenario;
    options.folder = folder;
    options.hasWarehouse = hasWarehouse;
    auto simulation = Simulation::open(std::move(options));
    if (!simulation || !(*simulation)->run())
        qFatal("it cannot be run");
    return std::move(*simulation);
}

void WarehouseTest::initTestCase()
{
    QDir(m_folder.path()).mkdir(u"made"_s);
    const auto simulation = simulate(true, m_folder.filePath(u"made"_s));
    m_digest = simulation->platform().environment().journal.digest();
    QVERIFY(simulation->keepAs(m_folder.filePath(u"w"_s), u"lunch-rush"_s));
    m_file = m_folder.filePath(u"w/warehouse.sqlite"_s);
    if (!postgresServer().missing().isEmpty())
        return;
    m_remote = postgresServer().newAddress();
    qputenv("CURBSIDE_WAREHOUSE", m_remote.toUtf8());
    const auto filled = ensureWarehouse(m_folder.filePath(u"w"_s));
    QVERIFY2(filled, filled ? "" : qPrintable(filled.error().text));
}

void WarehouseTest::init()
{
    QFETCH_GLOBAL(const bool, isRemote);
    m_address = isRemote ? m_remote : m_file;
    if (m_address.isEmpty())
        QSKIP(qPrintable(postgresServer().missing()));
    qputenv("CURBSIDE_WAREHOUSE", isRemote ? m_remote.toUtf8() : QByteArray("sqlite"));
}

QStringList WarehouseTest::column(const QString &sql) const
{
    const auto result = SqlQuery{.path = m_address, .sql = sql, .mostRows = 10'000}.run();
    if (!result)
        qFatal(
            "%s: %s", qPrintable(sql),
            qPrintable(result.error().errors.empty() ? result.error().detail : result.error().errors.front().detail));
    QStringList values;
    for (const std::vector<SqlView> &row : result->rows)
        values.push_back(row.front().toText());
    return values;
}

QStringList WarehouseTest::rows(const QString &sql) const
{
    const auto result =
        SqlQuery{.path = m_folder.filePath(u"w/warehouse.sqlite"_s), .sql = sql, .mostRows = 10'000}.run();
    if (!result)
        qFatal("%s", qPrintable(sql));
    QStringList texts;
    for (const std::vector<SqlView> &row : result->rows) {
        QStringList values;
        for (const SqlView &value : row)
            values.push_back(value.toText());
        texts.push_back(values.join(u' '));
    }
    return texts;
}

void WarehouseTest::theRunIsTheSameWithAndWithout()
{
    QCOMPARE(simulate(false, {})->platform().environment().journal.digest(), m_digest);
}

void WarehouseTest::everyRowIsThere()
{
    const auto result = reconcileWorkspace(m_folder.filePath(u"w"_s));
    QVERIFY(result);
    QVERIFY2(result->isSame() && result->isWhole(), qPrintable(result->toText()));
    QCOMPARE(result->sources.size(), 5U);
    for (const SourceReconciliation &source : result->sources)
        QVERIFY(std::any_of(source.tables.begin(), source.tables.end(),
                            [](const auto &table) { return table.sourceRows > 0; }));
}

void WarehouseTest::factsAgreeWithTheServices_data()
{
    QTest::addColumn<QString>("fact");
    QTest::addColumn<QString>("copy");
    const auto row = [](const char *name, const QString &fact, const QString &copy) {
        QTest::newRow(name) << fact << copy;
    };
    row("deliveries", u"SELECT delivery_id || status FROM fact_delivery"_s,
        u"SELECT id || status FROM deliveries_delivery"_s);
    row("attempts", u"SELECT attempt_id || status FROM fact_attempt"_s,
        u"SELECT id || status FROM deliveries_attempt"_s);
    row("tasks", u"SELECT task_id || status FROM fact_task"_s, u"SELECT id || status FROM operations_task"_s);
    row("trips", u"SELECT trip_id || status FROM fact_trip"_s, u"SELECT id || status FROM dispatch_trip"_s);
    row("lid events", u"SELECT lid_event_id || at FROM fact_lid_event"_s, u"SELECT id || at FROM state_lid_event"_s);
    row("attempts a delivery", u"SELECT delivery_id || attempts FROM fact_delivery"_s,
        u"SELECT delivery_id || count(*) FROM deliveries_attempt GROUP BY delivery_id"_s);
    row("the robots of deliveries",
        u"SELECT delivery_id || r.name FROM fact_delivery JOIN dim_robot r USING (robot_key)"_s,
        u"SELECT d.id || a.driver_name FROM deliveries_delivery d JOIN deliveries_attempt a ON a.id = "
        u"d.latest_attempt_id "
        "WHERE a.driver_name IS NOT NULL"_s);
    row("the merchants of deliveries",
        u"SELECT delivery_id || m.name FROM fact_delivery JOIN dim_merchant m USING (merchant_key)"_s,
        u"SELECT d.id || m.name FROM deliveries_delivery d JOIN integrations_merchant m ON m.id = d.merchant_id"_s);
    row("order to door", u"SELECT delivery_id || order_to_door_seconds FROM fact_delivery WHERE status = 'Delivered'"_s,
        u"SELECT d.id || ((t.ended_at - o.placed_at) / 1000000) FROM deliveries_delivery d "
        "JOIN deliveries_attempt t ON t.id = d.latest_attempt_id JOIN integrations_partner_order o ON o.id = "
        "d.order_id "
        "WHERE d.status = 'Delivered'"_s);
}

void WarehouseTest::factsAgreeWithTheServices()
{
    QFETCH(const QString, fact);
    QFETCH(const QString, copy);
    QStringList facts = column(fact);
    QStringList copies = column(copy);
    facts.sort();
    copies.sort();
    QVERIFY(!copies.isEmpty());
    QCOMPARE(facts, copies);
}

void WarehouseTest::aggregatesAddUpToTheFacts_data()
{
    QTest::addColumn<QString>("aggregate");
    QTest::addColumn<QString>("facts");
    const auto row = [](const char *name, const QString &aggregate, const QString &facts) {
        QTest::newRow(name) << aggregate << facts;
    };
    const QString delivered = u"SELECT count(*) FROM fact_delivery WHERE status = 'Delivered'"_s;
    const QString placed = u"SELECT count(*) FROM fact_delivery"_s;
    row("placed by hour", u"SELECT sum(placed) FROM agg_delivery_hour"_s, placed);
    row("delivered by hour", u"SELECT sum(delivered) FROM agg_delivery_hour"_s, delivered);
    row("door times", u"SELECT sum(deliveries) FROM agg_door_time"_s, delivered);
    row("attempts", u"SELECT sum(attempts * deliveries) FROM agg_attempts"_s, u"SELECT count(*) FROM fact_attempt"_s);
    row("merchants", u"SELECT sum(placed) FROM agg_merchant"_s, placed);
    row("partners", u"SELECT sum(delivered) FROM agg_partner"_s, delivered);
    row("promises", u"SELECT sum(promises_kept) FROM agg_delivery_hour"_s,
        u"SELECT count(*) FROM fact_delivery WHERE is_promise_kept = 1"_s);
    row("lids", u"SELECT sum(openings) FROM agg_lid_open"_s,
        u"SELECT count(*) FROM state_lid_event c WHERE kind = 'Closed' AND EXISTS (SELECT 1 FROM state_lid_event o "
        "WHERE o.robot_serial = c.robot_serial AND o.kind = 'Opened' AND o.at <= c.at)"_s);
    row("robots", u"SELECT sum(trips) FROM agg_robot_use"_s, u"SELECT count(*) FROM fact_trip"_s);
    row("hours", u"SELECT count(*) FROM dim_time"_s, u"SELECT count(DISTINCT hour) FROM fact_delivery"_s);
}

void WarehouseTest::aggregatesAddUpToTheFacts()
{
    QFETCH(const QString, aggregate);
    QFETCH(const QString, facts);
    QVERIFY(column(facts).front().toLongLong() > 0);
    QCOMPARE(column(aggregate), column(facts));
}

void WarehouseTest::versionsOfAMemberFollowEachOther_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("member");
    QTest::newRow("robots") << u"dim_robot"_s << u"robot_serial"_s;
    QTest::newRow("merchants") << u"dim_merchant"_s << u"merchant_id"_s;
    QTest::newRow("partners") << u"dim_partner"_s << u"partner_id"_s;
}

void WarehouseTest::versionsOfAMemberFollowEachOther()
{
    QFETCH(const QString, table);
    QFETCH(const QString, member);
    QCOMPARE(
        column(
            u"SELECT count(*) FROM (SELECT %2 FROM %1 WHERE valid_to IS NULL GROUP BY %2 HAVING count(*) = 1) v"_s.arg(
                table, member)),
        column(u"SELECT count(DISTINCT %2) FROM %1"_s.arg(table, member)));
    QCOMPARE(column(u"SELECT count(*) FROM %1 a WHERE valid_to IS NOT NULL AND NOT EXISTS "
                    "(SELECT 1 FROM %1 b WHERE b.%2 = a.%2 AND b.valid_from = a.valid_to)"_s.arg(table, member)),
             QStringList{u"0"_s});
}

void WarehouseTest::aFactNamesTheVersionOfItsTime()
{
    QCOMPARE(column(u"SELECT count(*) FROM fact_task f JOIN dim_robot r USING (robot_key) WHERE r.robot_serial <> "
                    u"f.robot_serial "
                    "OR f.created_at < r.valid_from OR f.created_at >= coalesce(r.valid_to, f.created_at + 1)"_s),
             QStringList{u"0"_s});
    QCOMPARE(column(u"SELECT count(*) FROM fact_task WHERE robot_key IS NULL"_s), QStringList{u"0"_s});
}

void WarehouseTest::everyChartHasRows_data()
{
    QTest::addColumn<QString>("sql");
    for (const Chart &chart : charts())
        QTest::newRow(qPrintable(chart.name)) << chart.sql({});
}

void WarehouseTest::everyChartHasRows()
{
    QFETCH(const QString, sql);
    QVERIFY(!column(sql).isEmpty());
}

void WarehouseTest::chartsOfAStretchAgreeWithTheFacts_data()
{
    QTest::addColumn<QString>("chart");
    QTest::addColumn<QString>("narrowed");
    QTest::addColumn<QString>("facts");
    const auto row = [](const char *name, const QString &chart, const QString &narrowed, const QString &facts) {
        QTest::newRow(name) << chart << narrowed << facts;
    };
    const QString counts = u"count(*), sum(status = 'Delivered'), sum(status = 'Failed'), sum(status = 'Cancelled'), "
                           u"sum(status = 'Returned')"_s;
    const QString fine = u"SELECT strftime('%Y-%m-%dT%H:%MZ', (placed_at - placed_at % 300000000) / 1000000, "
                         u"'unixepoch'), %1 FROM fact_delivery WHERE %2 GROUP BY 1 ORDER BY 1 DESC"_s;
    row("deliveries by five minutes", u"deliveries-by-hour"_s, u""_s, QString(fine).replace(u"%1"_s, counts));
    row("deliveries of a merchant", u"deliveries-by-hour"_s, u"merchant"_s, QString(fine).replace(u"%1"_s, counts));
    row("deliveries of a partner", u"deliveries-by-hour"_s, u"partner"_s, QString(fine).replace(u"%1"_s, counts));
    row("promise", u"promise-kept"_s, u""_s,
        QString(fine).replace(u"%1"_s,
                              u"coalesce(sum(is_promise_kept = 1), 0), coalesce(sum(is_promise_kept = 0), 0), "
                              "round(100.0 * sum(is_promise_kept = 1) / nullif(count(is_promise_kept), 0), 1)"_s));
    const QString doors = u"SELECT order_to_door_seconds / 60, count(*) FROM fact_delivery "
                          u"WHERE order_to_door_seconds IS NOT NULL AND %2 GROUP BY 1 ORDER BY 1"_s;
    row("to the door", u"order-to-door"_s, u""_s, doors);
    row("to the door, of a merchant", u"order-to-door"_s, u"merchant"_s, doors);
    const QString attempts = u"SELECT attempts, count(*) FROM fact_delivery WHERE %2 GROUP BY 1 ORDER BY 1"_s;
    row("attempts", u"attempts-per-delivery"_s, u""_s, attempts);
    row("attempts, of a partner", u"attempts-per-delivery"_s, u"partner"_s, attempts);
    row("lids", u"lid-open-time"_s, u""_s,
        u"SELECT coalesce(stop, 'None'), open_seconds - open_seconds % 10, count(*), round(avg(open_seconds), 1) "
        "FROM fact_lid_event WHERE open_seconds IS NOT NULL AND %2 GROUP BY 1, 2 ORDER BY 1, 2"_s);
    row("robots", u"robot-use"_s, u""_s,
        u"SELECT f.robot_serial, r.name, r.hub, count(*), sum(f.deliveries), coalesce(sum(f.busy_seconds), 0) "
        "FROM fact_trip f JOIN dim_robot r ON r.robot_serial = f.robot_serial AND r.valid_to IS NULL WHERE %2 "
        "GROUP BY 1 ORDER BY 6 DESC, 1"_s);
    const QString members = u"SELECT m.name, f.%1_id, count(*), sum(f.status = 'Delivered'), sum(f.status = 'Failed'), "
                            u"coalesce(sum(is_promise_kept = 1), 0), coalesce(sum(is_promise_kept = 0), 0), "
                            "round(sum(order_to_door_seconds) / 60.0 / nullif(sum(f.status = 'Delivered'), 0), 1) "
                            "FROM fact_delivery f JOIN dim_%1 m ON m.%1_id = f.%1_id AND m.valid_to IS NULL WHERE %2 "
                            "GROUP BY 2 ORDER BY 3 DESC, 2"_s;
    row("merchants", u"by-merchant"_s, u""_s, QString(members).replace(u"%1"_s, u"merchant"_s));
    row("merchants of a partner", u"by-merchant"_s, u"partner"_s, QString(members).replace(u"%1"_s, u"merchant"_s));
    row("partners", u"by-partner"_s, u""_s, QString(members).replace(u"%1"_s, u"partner"_s));
}

/// Over the whole run, from a moment on, up to a moment, between two, and of a stretch that has nothing.
void WarehouseTest::chartsOfAStretchAgreeWithTheFacts()
{
    QFETCH(const QString, chart);
    QFETCH(const QString, narrowed);
    QFETCH(const QString, facts);
    const auto found = std::ranges::find(charts(), chart, &Chart::name);
    QVERIFY(found != charts().end());
    const qint64 first = column(u"SELECT min(hour) FROM fact_delivery"_s).front().toLongLong();
    const PlatformTime early = fromMicroseconds(first) + 25min;
    const PlatformTime late = fromMicroseconds(first) + 95min;
    const QString time = facts.contains(u"fact_trip"_s) ? u"planned_at"_s
        : facts.contains(u"fact_lid_event"_s)           ? u"at"_s
                                                        : u"placed_at"_s;
    const QString member = narrowed.isEmpty()
        ? QString()
        : column(u"SELECT %1_id FROM fact_delivery GROUP BY 1 ORDER BY count(*) DESC"_s.arg(narrowed)).front();
    int withRows = 0;
    for (const auto &[from, to] : {std::pair<std::optional<PlatformTime>, std::optional<PlatformTime>>{},
                                   {early, {}},
                                   {{}, late},
                                   {early, late},
                                   {early, early},
                                   {early + 1h * 24 * 40, {}}}) {
        ChartQuestion question{from, to, {}, {}, found->grain > 0 ? 5 : 0};
        QStringList conditions{u"1"_s};
        if (from)
            conditions += u"%1 >= %2"_s.arg(time).arg(toMicroseconds(*from));
        if (to)
            conditions += u"%1 < %2"_s.arg(time).arg(toMicroseconds(*to));
        if (!narrowed.isEmpty()) {
            (narrowed == u"merchant" ? question.merchant : question.partner) = member;
            conditions += u"%1%2_id = '%3'"_s.arg(chart == u"by-merchant" ? u"f."_s : QString(), narrowed, member);
        }
        const QStringList expected = rows(QString(facts).replace(u"%2"_s, conditions.join(u" AND "_s)));
        QCOMPARE(rows(found->sql(question)), expected);
        withRows += expected.isEmpty() ? 0 : 1;
    }
    QVERIFY(withRows >= 3);
}

/// All is made anew, and is what it was.
void WarehouseTest::anotherEtlStepChangesNothing()
{
    const QStringList tables{u"dim_time"_s,          u"dim_robot"_s,     u"dim_merchant"_s, u"dim_partner"_s,
                             u"fact_delivery"_s,     u"fact_attempt"_s,  u"fact_task"_s,    u"fact_lid_event"_s,
                             u"fact_trip"_s,         u"agg_attempts"_s,  u"agg_merchant"_s, u"agg_partner"_s,
                             u"agg_delivery_hour"_s, u"agg_door_time"_s, u"agg_lid_open"_s, u"agg_robot_use"_s};
    const auto all = [&] {
        QStringList texts;
        for (const QString &table : tables) {
            const auto result =
                SqlQuery{.path = m_address, .sql = u"SELECT * FROM "_s + table, .mostRows = 10'000}.run();
            for (const std::vector<SqlView> &row : result->rows) {
                QStringList values{table};
                for (const SqlView &value : row)
                    values.push_back(value.toText());
                texts.push_back(values.join(u' '));
            }
        }
        texts.sort();
        return texts;
    };
    const QStringList before = all();
    QVERIFY(before.size() > 1000);
    {
        const auto store =
            Store::open({.address = m_address, .name = u"again"_s, .migrations = migrationsOf(u"warehouse"_s)});
        QVERIFY2(store, store ? "" : qPrintable(store.error().text));
        for (const auto &[kind, from] : {std::pair(u"delivery"_s, u"id FROM deliveries_delivery"_s),
                                         std::pair(u"attempt"_s, u"id FROM deliveries_attempt"_s),
                                         std::pair(u"task"_s, u"id FROM operations_task"_s),
                                         std::pair(u"robot"_s, u"serial FROM operations_robot"_s),
                                         std::pair(u"trip"_s, u"id FROM dispatch_trip"_s),
                                         std::pair(u"lid_event"_s, u"id FROM state_lid_event"_s)})
            (*store)->execute(u"INSERT INTO etl_pending SELECT '%1', %2"_s.arg(
                kind, QString(from).replace(u" FROM"_s, u", 0 FROM"_s)));
        QVERIFY(StarSchema(**store).run(PlatformTime{}));
    }
    QCOMPARE(all(), before);
}

/// What was filled before there were slices: the migration notes all of it as pending.
void WarehouseTest::anOlderWarehouseGetsItsSlices()
{
    QFETCH_GLOBAL(const bool, isRemote);
    if (isRemote)
        QSKIP("it is of a file that an older version has made");
    const QString path = m_folder.filePath(u"older.sqlite"_s);
    const QString sql = u"SELECT grain || scope || member || start || placed FROM agg_delivery_slice ORDER BY 1"_s;
    const QStringList before = column(sql);
    QVERIFY(before.size() > 100);
    QVERIFY(QFile::copy(m_folder.filePath(u"w/warehouse.sqlite"_s), path));
    const auto open = [&path] {
        return Database::open({.path = path,
                               .name = u"older"_s,
                               .migrations = migrationsOf(u"warehouse"_s),
                               .kind = DatabaseKind::Warehouse});
    };
    {
        const auto older = open();
        QVERIFY(older);
        for (const auto *statement :
             {"DROP TABLE agg_delivery_slice", "DROP TABLE agg_door_time_slice", "DROP TABLE agg_attempts_slice",
              "DROP TABLE agg_lid_open_slice", "DROP TABLE agg_robot_use_slice", "DROP INDEX fact_delivery_by_time",
              "DROP INDEX fact_lid_event_by_time", "DROP INDEX fact_trip_by_time",
              "DELETE FROM schema_migration WHERE number = 2"})
            (*older)->execute(QString::fromLatin1(statement));
    }
    const auto present =
        SqliteStore::open({.address = path, .name = u"older"_s, .migrations = migrationsOf(u"warehouse"_s)});
    QVERIFY(present);
    QVERIFY(StarSchema(**present).run(PlatformTime{}));
    Statement all((*present)->database(), sql);
    QStringList after;
    for (Rows made = all.query(); made.next();)
        after.push_back(made.text(0));
    QCOMPARE(after, before);
}

void WarehouseTest::aLidEventLearnsOfATaskThatComesLater()
{
    const QString sql = u"SELECT lid_event_id || coalesce(stop, 'None') FROM fact_lid_event ORDER BY 1"_s;
    const QStringList before = column(sql);
    QVERIFY(column(u"SELECT count(stop) FROM fact_lid_event"_s).front().toInt() > 10);
    {
        const auto store =
            Store::open({.address = m_address, .name = u"later"_s, .migrations = migrationsOf(u"warehouse"_s)});
        QVERIFY2(store, store ? "" : qPrintable(store.error().text));
        (*store)->execute(u"UPDATE fact_lid_event SET stop = NULL"_s);
        (*store)->execute(u"INSERT INTO etl_pending SELECT 'task', id, 0 FROM operations_task"_s);
        QVERIFY(StarSchema(**store).run(PlatformTime{}));
    }
    QCOMPARE(column(sql), before);
}

void WarehouseTest::anAttemptLearnsOfARobotThatComesLater()
{
    const QString sql =
        u"SELECT attempt_id || coalesce(robot_serial, 'None') || coalesce(robot_key, 0) FROM fact_attempt ORDER BY 1"_s;
    const QStringList before = column(sql);
    QVERIFY(column(u"SELECT count(robot_key) FROM fact_attempt"_s).front().toInt() > 10);
    {
        const auto store =
            Store::open({.address = m_address, .name = u"later"_s, .migrations = migrationsOf(u"warehouse"_s)});
        QVERIFY2(store, store ? "" : qPrintable(store.error().text));
        (*store)->execute(u"UPDATE fact_attempt SET robot_serial = NULL, robot_key = NULL"_s);
        (*store)->execute(u"INSERT INTO etl_pending SELECT 'robot', serial, 0 FROM operations_robot"_s);
        QVERIFY(StarSchema(**store).run(PlatformTime{}));
    }
    QCOMPARE(column(sql), before);
}

/// Its row is older than the time that was lost.
void WarehouseTest::ofAMemberThatWasRolledBackThePresentIsWhatItsSourceSays()
{
    QFETCH_GLOBAL(const bool, isRemote);
    if (isRemote)
        QSKIP("it is about a file of its own");
    const QString path = m_folder.filePath(u"rolled-back.sqlite"_s);
    QVERIFY(QFile::copy(m_folder.filePath(u"w/warehouse.sqlite"_s), path));
    const auto store = Store::open({.address = path, .name = u"back"_s, .migrations = migrationsOf(u"warehouse"_s)});
    QVERIFY2(store, store ? "" : qPrintable(store.error().text));
    const auto textColumn = [](const QString &name) { return ColumnDescription{name, u"TEXT"_s, 0, {}, false}; };
    TableDescription robot{u"robot"_s, {textColumn(u"serial"_s), textColumn(u"hub"_s), textColumn(u"updated_at"_s)}};
    HistoryKeeper history(**store, u"operations"_s);
    history.keep({robot});
    const auto text = [](const char *value) { return SqlView{SqlView::Type::Text, 0, 0, value}; };
    const std::vector<SqlView> first{text("CR-new"), text("hub-a"), SqlView::ofInteger(100)};
    const std::vector<SqlView> lost{text("CR-new"), text("hub-b"), SqlView::ofInteger(200)};
    history.begin();
    history.noteChange(0, {}, first, 1'000'001, fromMicroseconds(100));
    history.noteChange(0, first, lost, 1'000'002, fromMicroseconds(200));
    history.write();
    const QString present = u"SELECT hub FROM dim_robot WHERE robot_serial = 'CR-new' AND valid_to IS NULL"_s;
    const auto hubs = [&] {
        QStringList values;
        (*store)->query(present, [&](std::span<const SqlView> row) { values += row[0].toText(); });
        return values;
    };
    QVERIFY(StarSchema(**store).run(PlatformTime{}));
    QCOMPARE(hubs(), QStringList{u"hub-b"_s});
    for (int times = 0; times < 2; ++times) {
        history.noteRow(0, first, 1'000'001);
        QVERIFY(StarSchema(**store).run(PlatformTime{}));
        QCOMPARE(hubs(), QStringList{u"hub-a"_s});
    }
}

/// Rows of each kind, deleted from outside; a snapshot finds that they are gone.
void WarehouseTest::whatIsDeletedIsNoFactAnyMore()
{
    QFETCH_GLOBAL(const bool, isRemote);
    if (isRemote)
        QSKIP("it is about a workspace of its own");
    const QString folder = m_folder.filePath(u"deleted"_s);
    QCOMPARE(QProcess::execute(u"cp"_s, {u"-r"_s, m_folder.filePath(u"w"_s), folder}), 0);
    const QString warehouse = folder + u"/warehouse.sqlite"_s;
    const auto count = [&](const QString &from) {
        const auto result = SqlQuery{.path = warehouse, .sql = u"SELECT count(*) FROM "_s + from}.run();
        return result ? result->rows.front().front().integer : -1;
    };
    struct Deleted
    {
        QString service;
        QString table;
        QString fact;
        qint64 before = 0;
    };
    std::vector<Deleted> all{
        {u"deliveries"_s, u"delivery"_s, u"fact_delivery"_s},
        {u"deliveries"_s, u"attempt"_s, u"fact_attempt"_s},
        {u"operations"_s, u"task"_s, u"fact_task"_s},
        {u"state"_s, u"lid_event"_s, u"fact_lid_event"_s},
        {u"dispatch"_s, u"trip"_s, u"fact_trip"_s},
        {u"integrations"_s, u"merchant"_s, u"dim_merchant WHERE valid_to IS NULL AND is_deleted = 0"_s},
        {u"integrations"_s, u"partner"_s, u"dim_partner WHERE valid_to IS NULL AND is_deleted = 0"_s},
        {u"operations"_s, u"robot"_s, u"dim_robot WHERE valid_to IS NULL AND is_deleted = 0"_s}};
    for (Deleted &deleted : all) {
        deleted.before = count(deleted.fact);
        deleteFirst(folder + u'/' + deleted.service + u".sqlite"_s, deleted.table);
    }
    auto quiet = QuietPlatform::open(folder);
    QVERIFY2(quiet, quiet ? "" : qPrintable(quiet.error().text));
    {
        Warehouse renewed({folder, Warehouse::sourceNames(), Database::Durability::Off});
        for (const QString &source : Warehouse::sourceNames()) {
            Request request;
            request.method = Method::Post;
            request.path = u"/sources/%1/renew"_s.arg(source);
            renewed.request(request, [](const Response &response) { QCOMPARE(response.status, 202); });
        }
        renewed.catchUp(askOf(quiet->platform()), quiet->platform().now());
        QCOMPARE(renewed.error(), QString());
    }
    for (const Deleted &deleted : all)
        QVERIFY2(deleted.before > 1 && count(deleted.fact) == deleted.before - 1, qPrintable(deleted.fact));
    QCOMPARE(count(u"(SELECT sum(placed) AS n FROM agg_delivery_slice WHERE scope = 'all' AND grain = 1440) v "
                   "WHERE v.n = (SELECT count(*) FROM fact_delivery)"_s),
             1);
}

/// Behind the service's back.
void WarehouseTest::deleteFirst(const QString &path, const QString &table)
{
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"by-hand"_s);
        connection.setDatabaseName(path);
        QSqlQuery query(connection.open() ? connection : QSqlDatabase());
        if (!query.exec(u"DELETE FROM %1 WHERE rowid = (SELECT min(rowid) FROM %1)"_s.arg(table)))
            qFatal("%s", qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(u"by-hand"_s);
}

CURBSIDE_TEST(WarehouseTest)

} // namespace tst_warehouse

#include "tst_warehouse.moc"
