// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QLocale>
#include <QTest>

#include <clocale>
#include <ctime>

namespace tst_digest {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

constexpr Duration trialLength = 20s;

/// Three services that publish, hear, call, set timers, run jobs and draw, with all that can go wrong going wrong.
class Bustle
{
public:
    explicit Bustle(const FixtureOptions &options = {}) : m_platform(options)
    {
        for (const QByteArray &name : {QByteArray("north"), QByteArray("east"), QByteArray("west")})
            add(name);
        m_platform.start();
        const auto fault = [this](FaultKind kind, std::uint32_t percent, const QByteArray &from = {}) {
            FaultRule rule;
            rule.kind = kind;
            rule.from = from;
            rule.ratePerMillion = percent * 10'000;
            rule.delay = 700ms;
            m_platform.faults().add(rule);
        };
        for (const FaultKind kind :
             {FaultKind::EventDropped, FaultKind::EventDuplicated, FaultKind::EventDelayed, FaultKind::EventReordered,
              FaultKind::CallFailing, FaultKind::CallHanging, FaultKind::HandlerFailing})
            fault(kind, 10);
        fault(FaultKind::CrashBeforeCommit, 1, "east");
        fault(FaultKind::CrashBeforePublish, 1, "west");
    }

    QByteArray digestAfter(Duration duration)
    {
        m_platform.runFor(duration);
        return digest();
    }
    QByteArray digest() { return m_platform.environment().journal.digest(); }
    [[nodiscard]] ServiceFixture &platform() { return m_platform; }

private:
    void add(const QByteArray &name)
    {
        NeighbourScript &script = m_platform.addNeighbour(name);
        script.tickInterval = 300ms;
        script.tick = [](Neighbour &service) -> Handled {
            const qint64 number = service.nextNumber(u"note"_s);
            service.note(u"N-%1"_s.arg(service.random().below(7)), QString::number(number));
            if (number % 3 == 0)
                service.setTimer("ring", u"T-%1"_s.arg(number % 5), service.now() + 1s);
            return {};
        };
        script.answer = [](const Request &) { return Response::json("{}"); };
        script.made = [name](Neighbour &service) {
            for (const QByteArray &publisher : {QByteArray("north"), QByteArray("east"), QByteArray("west")}) {
                if (publisher != name)
                    service.hearFrom(publisher);
            }
            service.onTimer("ring", [&service, name](const QString &subject) -> Handled {
                CallIntent call;
                call.kind = "errand";
                call.subject = subject;
                call.service = name == "north" ? "east" : "north";
                call.path = u"/errand"_s;
                service.callLater(std::move(call));
                return {};
            });
            service.onAnswer("errand", [&service](const CallIntent &call, const Response &) -> Handled {
                service.note(call.subject, u"answered"_s);
                return {};
            });
        };
    }

    ServiceFixture m_platform;
};

FixtureOptions optionsOf(CommitGroup::Mode mode, bool reverse = true, std::uint64_t seed = 1)
{
    FixtureOptions options;
    options.mode = mode;
    options.reverseUnordered = reverse;
    options.seed = seed;
    return options;
}

const QByteArray &usualDigest()
{
    static const QByteArray digest = Bustle().digestAfter(trialLength);
    return digest;
}

} // namespace

// The same scenario, seed and inputs give the same canonical journal, however it is run; and anything else another.
class DigestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".?"_s)); }
    void cleanup();

    void theTrialIsABusyOne();
    void theSameRunHasTheSameDigest();
    void groupingIsNotInIt_data();
    void groupingIsNotInIt();
    void theSeedIsInIt();
    void howFarItRanIsInIt();
    void theOrderOfUnorderedRowsIsNotInIt();
    void timeZoneAndLocaleAreNotInIt_data();
    void timeZoneAndLocaleAreNotInIt();
    void lookingIsNotInIt();
    void slicesOfTimeAreNotInIt();
    void whatIsInTheDigest_data();
    void whatIsInTheDigest();
};

void DigestTest::cleanup()
{
    qunsetenv("TZ");
    tzset();
    std::setlocale(LC_ALL, "C"); // NOLINT(concurrency-mt-unsafe): there is one thread
    QLocale::setDefault(QLocale::c());
}

void DigestTest::theTrialIsABusyOne()
{
    Bustle bustle;
    QCOMPARE(bustle.digestAfter(trialLength), usualDigest());
    const Journal &journal = bustle.platform().environment().journal;
    for (const JournalKind kind :
         {JournalKind::Published, JournalKind::Handled, JournalKind::Duplicate, JournalKind::Parked, JournalKind::Lost,
          JournalKind::Called, JournalKind::Answered, JournalKind::Timer, JournalKind::Job, JournalKind::Fault,
          JournalKind::Crashed, JournalKind::Started})
        QVERIFY2(journal.count(kind) > 0, nameOf(kind).data());
}

void DigestTest::theSameRunHasTheSameDigest()
{
    QCOMPARE(usualDigest().size(), 64);
    QCOMPARE(Bustle().digestAfter(trialLength), usualDigest());
}

void DigestTest::groupingIsNotInIt_data()
{
    QTest::addColumn<CommitGroup::Mode>("mode");
    QTest::newRow("a window a commit") << CommitGroup::Mode::Windowed;
    QTest::newRow("thousands of messages a commit") << CommitGroup::Mode::Deferred;
}

void DigestTest::groupingIsNotInIt()
{
    QFETCH(const CommitGroup::Mode, mode);
    QCOMPARE(Bustle(optionsOf(mode)).digestAfter(trialLength), usualDigest());
}

void DigestTest::theSeedIsInIt()
{
    QVERIFY(Bustle(optionsOf(CommitGroup::Mode::Windowed, true, 2)).digestAfter(trialLength) != usualDigest());
}

void DigestTest::howFarItRanIsInIt()
{
    QVERIFY(Bustle().digestAfter(trialLength - 1s) != usualDigest());
}

void DigestTest::theOrderOfUnorderedRowsIsNotInIt()
{
    QCOMPARE(Bustle(optionsOf(CommitGroup::Mode::Windowed, false)).digestAfter(trialLength), usualDigest());
}

void DigestTest::timeZoneAndLocaleAreNotInIt_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("locale");
    QTest::newRow("east of UTC, by a half hour") << QByteArray("Asia/Kolkata") << u"hi_IN"_s;
    QTest::newRow("west of UTC, commas in numbers") << QByteArray("America/Sao_Paulo") << u"pt_BR"_s;
    QTest::newRow("a far side of the date line, other digits") << QByteArray("Pacific/Kiritimati") << u"ar_EG"_s;
    QTest::newRow("a dotless i") << QByteArray("Europe/Istanbul") << u"tr_TR"_s;
}

void DigestTest::timeZoneAndLocaleAreNotInIt()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const QString, locale);
    qputenv("TZ", zone);
    tzset();
    QLocale::setDefault(QLocale(locale));
    // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread
    std::setlocale(LC_ALL, (locale + u".UTF-8"_s).toLatin1().constData());
    QCOMPARE(Bustle().digestAfter(trialLength), usualDigest());
}

void DigestTest::lookingIsNotInIt()
{
    Bustle bustle;
    for (Duration gone{0}; gone < trialLength; gone += 1s) {
        bustle.platform().runFor(1s);
        for (const QByteArray &name : {QByteArray("north"), QByteArray("east"), QByteArray("west")}) {
            if (!bustle.platform().process(name).isUp())
                continue;
            for (const QString &path : {u"/outbox"_s, u"/metrics"_s, u"/row-changes"_s, u"/nowhere"_s}) {
                Request request;
                request.path = path;
                std::ignore = bustle.platform().service(name).look(request);
                std::ignore = bustle.platform().environment().calls.look("outside", name, request);
            }
        }
    }
    QCOMPARE(bustle.digest(), usualDigest());
}

void DigestTest::slicesOfTimeAreNotInIt()
{
    Bustle bustle;
    for (Duration gone{0}; gone < trialLength; gone += 10ms)
        bustle.platform().runFor(10ms);
    QCOMPARE(bustle.digest(), usualDigest());
}

void DigestTest::whatIsInTheDigest_data()
{
    QTest::addColumn<JournalRecord>("record");
    QTest::addColumn<bool>("isInIt");
    const auto row = [](const char *name, bool isInIt, const std::function<void(JournalRecord &)> &change) {
        JournalRecord record;
        record.kind = JournalKind::Handled;
        change(record);
        QTest::newRow(name) << record << isInIt;
    };
    row("the time", true, [](JournalRecord &record) { record.at += 1us; });
    row("the kind", true, [](JournalRecord &record) { record.kind = JournalKind::PassedOver; });
    row("the service", true, [](JournalRecord &record) { record.service = "north"; });
    row("the other party", true, [](JournalRecord &record) { record.peer = "north"; });
    row("the type", true, [](JournalRecord &record) { record.type = "t"; });
    row("the subject", true, [](JournalRecord &record) { record.subject = "s"; });
    row("the message", true, [](JournalRecord &record) { record.messageId = "m"; });
    row("the cause", true, [](JournalRecord &record) { record.causationId = "c"; });
    row("the sequence", true, [](JournalRecord &record) { record.sequence = 1; });
    row("the status", true, [](JournalRecord &record) { record.status = 200; });
    row("the detail", true, [](JournalRecord &record) { record.detail = "d"; });
    row("no wall time", false, [](JournalRecord &record) { record.wallNanoseconds = 17; });
    row("no line of source", false, [](JournalRecord &record) { record.handler = std::source_location::current(); });
    row("no row changes, which only a listener asks for", false,
        [](JournalRecord &record) { record.rowChanges = std::make_shared<const QByteArray>("changes"); });
}

void DigestTest::whatIsInTheDigest()
{
    QFETCH(const JournalRecord, record);
    Journal plain;
    JournalRecord usual;
    usual.kind = JournalKind::Handled;
    plain.add(usual);
    Journal changed;
    changed.add(record);
    JournalRecord line;
    line.kind = JournalKind::Note;
    line.detail = "a line of log";
    changed.add(line);
    QTEST(changed.digest() != plain.digest(), "isInIt");
}

CURBSIDE_TEST(DigestTest)

} // namespace tst_digest

#include "tst_digest.moc"
