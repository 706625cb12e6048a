// SPDX-License-Identifier: GPL-3.0-or-later
// The copies that Operations keeps of what State says, compared with State: which agree, which lag, and which will never be
// right by themselves.
#include "services/operations/operations_service.h"
#include "services/state/state_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_copies {

using namespace Qt::StringLiterals;
using namespace curbside;

class CopiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_platform.reset(); }

    void aCopyThatIsAsItsOwnerSaysAgrees();
    void aCopyWhoseEventIsUnderWayLags();
    void aCopyWhoseEventIsParkedLags();
    void aCopyWhoseEventWasGivenUpHasDiverged();
    void aCopyChangedByHandHasDiverged();
    void anOwnerThatIsDownIsToldOf();
    void lookingChangesNothing();
    void anOwnerTellsValuesByKey_data();
    void anOwnerTellsValuesByKey();

private:
    void openLid()
    {
        QCOMPARE(m_platform->post(u"/robot/R-1/lid-events"_s, R"({"kind":"Opened","actor":"Unknown"})").status, 201);
    }
    void addFault(FaultKind kind, Duration delay = 0s)
    {
        FaultRule rule;
        rule.kind = kind;
        rule.from = kind == FaultKind::HandlerFailing ? "operations" : "state";
        rule.delay = delay;
        m_platform->faults().add(rule);
    }
    JsonDocument look(const QByteArray &service, const QString &path)
    {
        Request request;
        request.path = path;
        return *JsonDocument::parse(m_platform->service(service).look(request).body);
    }
    /// "agree lagging diverged" of the copy of a robot's lid, and how each row differs.
    QStringList lid()
    {
        const JsonDocument copies = look("operations", u"/copies"_s);
        QStringList lines;
        copies.root()["items"].forEachItem([&](JsonValue copy) {
            if (copy["column"].toString() != u"robot_condition.lid"_s)
                return;
            lines += u"%1 %2 %3"_s.arg(*copy["agree"].toInteger())
                         .arg(*copy["lagging"].toInteger())
                         .arg(*copy["diverged"].toInteger());
            copy["rows"].forEachItem([&](JsonValue row) {
                lines += u"%1: %2 here, %3 there, %4"_s.arg(*row["rowKey"].toString(), *row["here"].toString(),
                                                            *row["there"].toString(), *row["cause"].toString());
            });
        });
        return lines;
    }

    std::unique_ptr<ServiceFixture> m_platform;
};

void CopiesTest::init()
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
    openLid();
    m_platform->settle();
}

void CopiesTest::aCopyThatIsAsItsOwnerSaysAgrees()
{
    QCOMPARE(lid(), QStringList{u"1 0 0"_s});
}

void CopiesTest::aCopyWhoseEventIsUnderWayLags()
{
    addFault(FaultKind::EventDelayed, 10s);
    m_platform->post(u"/robot/R-1/lid-events"_s, R"({"kind":"Jammed","actor":"Unknown"})");
    m_platform->runFor(1s);
    QCOMPARE(lid(), (QStringList{u"0 1 0"_s, u"R-1: Open here, Jammed there, OnTheWay"_s}));
    m_platform->runFor(20s);
    QCOMPARE(lid(), QStringList{u"1 0 0"_s});
}

void CopiesTest::aCopyWhoseEventIsParkedLags()
{
    addFault(FaultKind::HandlerFailing);
    m_platform->post(u"/robot/R-1/lid-events"_s, R"({"kind":"Jammed","actor":"Unknown"})");
    m_platform->runFor(5s);
    QCOMPARE(lid(), (QStringList{u"0 1 0"_s, u"R-1: Open here, Jammed there, Parked"_s}));
}

void CopiesTest::aCopyWhoseEventWasGivenUpHasDiverged()
{
    m_platform->database("operations").execute(u"UPDATE robot_condition SET lid = 'Closed'"_s);
    m_platform->database("operations")
        .execute(
            u"INSERT INTO dead_letter VALUES ('e', 'state', 7, 'curbside.state.LidEvent', 'R-1', '{}', 'broken', 8, "
            "1772442000000000, 1772442000000000, '[]')"_s);
    QCOMPARE(lid(), (QStringList{u"0 0 1"_s, u"R-1: Closed here, Open there, Dead"_s}));
}

void CopiesTest::aCopyChangedByHandHasDiverged()
{
    m_platform->database("operations").execute(u"UPDATE robot_condition SET lid = 'Jammed'"_s);
    QCOMPARE(lid(), (QStringList{u"0 0 1"_s, u"R-1: Jammed here, Open there, Unexplained"_s}));
}

void CopiesTest::anOwnerThatIsDownIsToldOf()
{
    FaultRule rule;
    rule.kind = FaultKind::CutOff;
    rule.from = "state";
    m_platform->faults().add(rule);
    const JsonDocument copies = look("operations", u"/copies"_s);
    int problems = 0;
    copies.root()["items"].forEachItem([&](JsonValue copy) {
        problems += copy["problem"].isString() ? 1 : 0;
        QCOMPARE(copy["compared"].toInteger(), 0);
    });
    QCOMPARE(problems, 2);
}

void CopiesTest::lookingChangesNothing()
{
    const auto rows = [this] { return m_platform->value("operations", u"SELECT max(sequence) FROM row_change"_s); };
    const QString before = rows();
    const auto records = m_platform->records().size();
    const JsonDocument copies = look("operations", u"/copies"_s);
    QCOMPARE(copies.root()["items"].size(), 2U);
    QCOMPARE(rows(), before);
    QCOMPARE(m_platform->records().size(), records);
}

void CopiesTest::anOwnerTellsValuesByKey_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<int>("status");
    QTest::newRow("by the key") << u"/values/robot_state/robot_serial/lid?with=R-1"_s << 200;
    QTest::newRow("by what tells rows apart") << u"/values/robot_state/driver_name/lid?with=Maple"_s << 200;
    QTest::newRow("by any other column") << u"/values/robot_state/lid/battery?with=Open"_s << 404;
    QTest::newRow("no such column") << u"/values/robot_state/robot_serial/colour?with=R-1"_s << 404;
    QTest::newRow("the service's own business") << u"/values/outbox/sequence/data?with=1"_s << 404;
    QTest::newRow("not a name at all") << u"/values/robot_state/robot_serial/lid%20FROM%20meta--?with=R-1"_s << 404;
}

void CopiesTest::anOwnerTellsValuesByKey()
{
    QFETCH(const QString, path);
    QFETCH(const int, status);
    const Answer answer = m_platform->request("state", Method::Get, path);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.body.contains(R"("subject":"R-1","value":"Open")"), status == 200);
}

CURBSIDE_TEST(CopiesTest)

} // namespace tst_copies

#include "tst_copies.moc"
