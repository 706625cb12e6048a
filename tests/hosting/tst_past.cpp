// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/run_settings.h"
#include "services/hosting/simulation.h"
#include "services/hosting/workspace_past.h"
#include "services/runtime/service.h"
#include "tests/hosting/table_copies.h"
#include "tests/support/test_class.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace tst_past {

using namespace curbside;
using namespace Qt::StringLiterals;

// The state of every service at many moments of a run that crashes and restarts its services, put together again from the
// capture and from the workspace, against copies that were taken at those moments.
class PastTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyStateIsRebuilt_data();
    void everyStateIsRebuilt();
    void theRunIsTheSame();
    void theJournalIsWhole();
    void noMomentIsInvented_data();
    void noMomentIsInvented();

private:
    struct Moment
    {
        PlatformTime at;
        std::map<QByteArray, TableCopies> services;
    };

    [[nodiscard]] QString sourceNamed(const QString &name) const
    {
        return m_folder.filePath(name == u"capture" ? u"run.curbside"_s : u"w"_s);
    }

    QTemporaryDir m_folder;
    std::vector<Moment> m_moments;
    std::map<JournalKind, qint64> m_counts;
    QByteArray m_digest;
    qint64 m_restarts = 0;
};

namespace {

Simulation::Options optionsOf(const RunSettings &settings)
{
    Simulation::Options options;
    options.scenario = settings.scenario;
    options.runFor = settings.runFor;
    options.faults = settings.faults;
    return options;
}

} // namespace

void PastTest::initTestCase()
{
    const auto settings = RunSettings::from(
        {.workspace = {}, .scenario = u"small-busy"_s, .seed = u"3"_s, .runFor = u"14m"_s, .faults = u"mixed"_s});
    QVERIFY2(settings, settings ? "" : qUtf8Printable(settings.error().text));
    Simulation::Options options = optionsOf(*settings);
    options.folder = m_folder.filePath(u"making"_s);
    options.capture = PlatformCapture::Options{.path = sourceNamed(u"capture"_s),
                                               .description = settings->captureDescription(),
                                               .checkpointAfter = 20'000,
                                               .pageRows = 7};
    Simulation *running = nullptr;
    PlatformTime next = settings->scenario->startsAt;
    options.isInterrupted = [&] { // between two messages
        Platform &platform = running->platform();
        const auto pending = platform.environment().scheduler.nextAt();
        while (pending && *pending > next) { // all work up to and including that moment is done
            Moment &moment = m_moments.emplace_back();
            moment.at = next;
            for (const auto &process : platform.processes())
                moment.services[process->name()] = copiesOf(process->database());
            next += 7311ms;
        }
        return false;
    };
    auto simulation = Simulation::open(std::move(options));
    QVERIFY2(simulation, simulation ? "" : qUtf8Printable(simulation.error().text));
    running = simulation->get();
    running->platform().environment().journal.addListener([this](const JournalRecord &record) {
        ++m_counts[record.kind];
        m_restarts += record.kind == JournalKind::Crashed ? 1 : 0;
    });
    const auto ran = running->run();
    QVERIFY2(ran, ran ? "" : qUtf8Printable(ran.error().text));
    QCOMPARE(running->captureTrouble(), QString());
    m_digest = running->platform().environment().journal.digest();
    QVERIFY(running->keepAs(sourceNamed(u"workspace"_s), u"small-busy"_s));
    QVERIFY(m_moments.size() > 100);
    QVERIFY(m_restarts > 0);
    const auto file = ReadOnlyDatabase::open(sourceNamed(u"capture"_s));
    QVERIFY(file);
    // Checkpoints that were read while changes went on, or the test is none of them.
    QVERIFY((*file)->number(u"SELECT count(*) FROM checkpoint WHERE through_sequence > from_sequence"_s).value_or(0)
            > 10);
}

void PastTest::everyStateIsRebuilt_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<QByteArray>("service");
    for (const QString &source : {u"capture"_s, u"workspace"_s}) {
        for (const char *service : {"integrations", "deliveries", "dispatch", "operations", "state", "world"})
            QTest::addRow("%s of the %s", service, qPrintable(source)) << source << QByteArray(service);
    }
}

void PastTest::everyStateIsRebuilt()
{
    QFETCH(const QString, source);
    QFETCH(const QByteArray, service);
    qsizetype rows = 0;
    for (const Moment &moment : m_moments) {
        const auto tables = tablesAt(sourceNamed(source), QString::fromUtf8(service), moment.at);
        QVERIFY2(tables, tables ? "" : qUtf8Printable(tables.error().text));
        const TableCopies rebuilt = copiesOf(*tables);
        const TableCopies &copies = moment.services.at(service);
        for (const auto &[table, expected] : copies) {
            QVERIFY2(rebuilt.contains(table), qPrintable(table));
            QVERIFY2(rebuilt.at(table) == expected,
                     qPrintable(u"%1 at %2"_s.arg(table, QString::fromLatin1(toRfc3339(moment.at)))));
            rows += expected.size();
        }
        QCOMPARE(rebuilt.size(), copies.size());
    }
    QVERIFY(rows > 0);
}

void PastTest::theRunIsTheSame()
{
    const auto settings = RunSettings::from(
        {.workspace = {}, .scenario = u"small-busy"_s, .seed = u"3"_s, .runFor = u"14m"_s, .faults = u"mixed"_s});
    QVERIFY(settings);
    auto simulation = Simulation::open(optionsOf(*settings));
    QVERIFY(simulation);
    QVERIFY((*simulation)->run());
    QCOMPARE((*simulation)->platform().environment().journal.digest(), m_digest);
}

void PastTest::theJournalIsWhole()
{
    const auto capture = CaptureReader::open(sourceNamed(u"capture"_s));
    QVERIFY(capture);
    std::map<JournalKind, qint64> counts;
    QVERIFY((*capture)->forEachRecord([&](const CapturedRecord &record) {
        ++counts[record.kind];
        return true;
    }));
    for (const auto &[kind, count] : m_counts)
        QCOMPARE(counts[kind], count);
    QCOMPARE((*capture)->segments().size(), std::size_t(1));
    QVERIFY((*capture)->segments().front().isEnded);
}

void PastTest::noMomentIsInvented_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<qint64>("secondsFromEnd");
    QTest::addColumn<QString>("said");
    QTest::newRow("before the capture") << u"capture"_s << -86'400LL << u"begins at"_s;
    QTest::newRow("after the capture") << u"capture"_s << 3600LL << u"ends at"_s;
    QTest::newRow("before the workspace") << u"workspace"_s << -86'400LL << u"has seen the time from"_s;
    QTest::newRow("after the workspace") << u"workspace"_s << 3600LL << u"has seen the time from"_s;
}

void PastTest::noMomentIsInvented()
{
    QFETCH(const QString, source);
    QFETCH(const qint64, secondsFromEnd);
    QFETCH(const QString, said);
    const auto tables =
        tablesAt(sourceNamed(source), u"state"_s, m_moments.back().at + std::chrono::seconds(secondsFromEnd));
    QVERIFY(!tables);
    QCOMPARE(tables.error().status, ExitStatus::DoesNotHold);
    QVERIFY2(tables.error().text.contains(said), qUtf8Printable(tables.error().text));
}

CURBSIDE_TEST(PastTest)

} // namespace tst_past

#include "tst_past.moc"
