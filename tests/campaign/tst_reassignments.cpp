// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/platform.h"
#include "services/runtime/messaging/event.h"
#include "services/runtime/process.h"
#include "tests/campaign/ordeal.h"
#include "tests/support/test_class.h"

#include <QTest>

#include <deque>

namespace tst_reassignments {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

/// A restless dispatcher: asks, again and again, for another robot for what has just got one, or has just left with it.
class Restlessness
{
public:
    void operator()(Platform &platform)
    {
        if (!std::exchange(m_isListening, true))
            platform.environment().journal.addListener([this](const JournalRecord &record) { take(record); },
                                                       Journal::Detail::Brief);
        while (!m_wanted.empty()) {
            const auto [delivery, robot] = m_wanted.front();
            m_wanted.pop_front();
            OutgoingCall call;
            call.id = "restless-" + QByteArray::number(++m_asked);
            call.target = "deliveries";
            call.request.method = Method::Post;
            call.request.path = u"/delivery/%1/reassign"_s.arg(QString::fromUtf8(delivery));
            call.request.body = robot.isEmpty() ? QByteArray("{}") : "{\"robotSerial\":\"" + robot + "\"}";
            call.request.contentType = "application/json";
            call.at = platform.now();
            platform.environment().calls.send(platform.process("world"), std::move(call));
        }
    }
    int answered = 0; ///< how many were accepted

private:
    void take(const JournalRecord &record)
    {
        if (record.kind == JournalKind::Requested && record.type == "POST /delivery/{id}/reassign")
            answered += record.status == 202 ? 1 : 0;
        if (record.kind != JournalKind::Published || record.type != "curbside.deliveries.DeliveryStatusChanged"
            || !record.event)
            return;
        const bool isTheMoment =
            record.event->data.contains(R"("to":"Assigned")") || record.event->data.contains(R"("to":"PickingUp")");
        constexpr int most = 60;
        if (isTheMoment && ++m_seen % 3 != 0 && m_seen < most)
            m_wanted.emplace_back(record.subject, m_seen % 2 == 0 ? QByteArray() : QByteArray("CR-0003"));
    }

    std::deque<std::pair<QByteArray, QByteArray>> m_wanted;
    int m_seen = 0;
    int m_asked = 0;
    bool m_isListening = false;
};

} // namespace

// Robots changed again and again on a morning on which everything goes wrong: nothing is lost, and everything ends.
class ReassignmentsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingSettles_data();
    void everythingSettles();
};

void ReassignmentsTest::everythingSettles_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

void ReassignmentsTest::everythingSettles()
{
    QFETCH(const quint64, seed);
    Restlessness dispatcher;
    const auto outcome = runUnderFaults(seed, {}, [&](Platform &platform) { dispatcher(platform); });
    if (!outcome)
        QFAIL(qPrintable(outcome.error().text));
    QVERIFY2(dispatcher.answered >= 5, qPrintable(QString::number(dispatcher.answered)));
    QCOMPARE(outcome->journalBreaches, QStringList());
    QVERIFY2(outcome->verification.findings.empty(), qPrintable(outcome->verification.toText()));
    QCOMPARE(outcome->open, qint64(0));
}

CURBSIDE_TEST(ReassignmentsTest)

} // namespace tst_reassignments

#include "tst_reassignments.moc"
