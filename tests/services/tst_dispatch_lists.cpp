// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/dispatch_service.h"
#include "tests/support/service_fixture.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_dispatch_lists {

using namespace Qt::StringLiterals;
using namespace curbside;

/// What Dispatch reads from its neighbours' lists when their events can no longer be had.
class DispatchListsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRobotOfTheListIsKnown();
    void anUnreadableRobotEndsTheReading_data();
    void anUnreadableRobotEndsTheReading();

private:
    void answerWith(const QByteArray &publisher, const QByteArray &item);
    QStringList readLists(const QByteArray &publisher);

    QStringList m_told;
    std::unique_ptr<ServiceFixture> m_platform;
};

void DispatchListsTest::init()
{
    m_told.clear();
    m_platform = std::make_unique<ServiceFixture>();
    m_platform->add("dispatch", [](ServiceContext &context) -> std::unique_ptr<Service> {
        return std::make_unique<dispatch::DispatchService>(context);
    });
    m_platform->addNeighbour("operations");
    m_platform->addNeighbour("state");
    m_platform->start();
}

void DispatchListsTest::answerWith(const QByteArray &publisher, const QByteArray &item)
{
    m_platform->script(publisher).answer = [item](const Request &request) -> Response {
        if (request.path != u"/robots")
            return Problem::notFound(u"script", request.path);
        return Response::json(R"({"items":[)" + item + "]}");
    };
}

/// Lets the publisher's log end before what Dispatch has got; gives what the journal says of the reading.
QStringList DispatchListsTest::readLists(const QByteArray &publisher)
{
    m_platform->environment().journal.addListener([this](const JournalRecord &record) {
        if (record.kind == JournalKind::Job && record.type == "snapshot")
            m_told.append(QString::fromUtf8(record.detail).section(u':', 0, 0));
    });
    m_platform->tellAndSettle(publisher, "Something", "x", "{}");
    m_platform->process(publisher).database().execute(u"DELETE FROM outbox"_s);
    m_platform->crash("dispatch");
    m_platform->runFor(1s);
    return m_told;
}

void DispatchListsTest::aRobotOfTheListIsKnown()
{
    answerWith(
        "operations",
        R"({"serial":"R-1","name":"Maple","inService":true,"held":true,"updatedAt":"2026-03-02T08:59:00.000Z","version":3})");
    QCOMPARE(readLists("operations"), (QStringList{u"begun"_s, u"taken"_s}));
    QCOMPARE(m_platform->value(u"SELECT driver_name || ' ' || held FROM robot_availability"_s), u"Maple 1"_s);
}

void DispatchListsTest::anUnreadableRobotEndsTheReading_data()
{
    QTest::addColumn<QByteArray>("publisher");
    QTest::newRow("of Operations") << QByteArray("operations");
    QTest::newRow("of State") << QByteArray("state");
}

void DispatchListsTest::anUnreadableRobotEndsTheReading()
{
    QFETCH(const QByteArray, publisher);
    answerWith(publisher, R"({"version":"three"})");
    QCOMPARE(readLists(publisher).first(2), (QStringList{u"begun"_s, u"failed"_s}));
}

CURBSIDE_TEST(DispatchListsTest)

} // namespace tst_dispatch_lists

#include "tst_dispatch_lists.moc"
