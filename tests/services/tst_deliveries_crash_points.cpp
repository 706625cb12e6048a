// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/services/deliveries_stage.h"
#include "tests/support/test_class.h"

#include <QTest>

namespace tst_deliveries_crash_points {

using namespace Qt::StringLiterals;
using namespace curbside;

namespace {

/// Longer than what goes wrong lasts, and than the retries wait afterwards; not a whole number of any job's intervals.
constexpr Duration longEnough = 7min + 13s;
constexpr Duration troubleLasts = 2min;

/// A stretch of a delivery's life, and what it has to come to whatever happens on the way.
struct Act
{
    const char *name;
    QString from; ///< the delivery's status before; empty: there is none
    std::function<void(Stage &)> prepare; ///< may be empty
    std::vector<std::function<void(Stage &)>> facts;
    QList<QByteArray> boundaries; ///< the messages between which a saga of it moves
    QString status;
    QString sagas; ///< "FulfilDelivery Completed"
    QStringList requests; ///< that neighbours handle, each once, sorted
};

const QByteArray taskChanged = "curbside.operations.TaskStatusChanged";

void post(Stage &stage, const QString &action)
{
    stage.platform.send("deliveries", Method::Post, u"/delivery/%1/%2"_s.arg(stage.deliveryId(), action), "{}",
                        "key-" + action.toUtf8());
}

std::function<void(Stage &)> asking(const QString &action)
{
    return [action](Stage &stage) { post(stage, action); };
}

std::function<void(Stage &)> ended(const QByteArray &task, const QByteArray &status)
{
    return [task, status](Stage &stage) { stage.taskStatus[stage.taskId(task)] = status; };
}

Act brought()
{
    return {"brought",
            {},
            {},
            {[](Stage &stage) { stage.receiveOrder(); }, [](Stage &stage) { stage.planTrip(); },
             [](Stage &stage) { stage.changeTask("Pickup", "InProgress"); },
             [](Stage &stage) { stage.completeTask("Pickup"); },
             [](Stage &stage) { stage.arriveFor(stage.taskId("Dropoff")); },
             [](Stage &stage) { stage.completeTask("Dropoff"); }},
            {"curbside.integrations.OrderReceived", "FulfilDelivery reserve-demand", "curbside.dispatch.TripPlanned",
             "FulfilDelivery create-pickup-task", "FulfilDelivery create-dropoff-task", taskChanged,
             "curbside.operations.TaskCompleted", "curbside.state.RobotStateChanged"},
            u"Delivered"_s,
            u"FulfilDelivery Completed"_s,
            {u"POST /demands"_s, u"POST /tasks"_s, u"POST /tasks"_s}};
}

Act attemptFails()
{
    return {"an attempt fails",
            u"PickingUp"_s,
            {},
            {[](Stage &stage) { stage.failAttempt("LidJammed"); }},
            {taskChanged, "FulfilDelivery cancel-dropoff-task", "FulfilDelivery cancel-pickup-task",
             "FulfilDelivery cancel-demand", "FulfilDelivery reserve-demand"},
            u"Pending"_s,
            u"FulfilDelivery Running"_s,
            {u"POST /demand/cancel"_s, u"POST /demands"_s, u"POST /task/cancel"_s, u"POST /task/cancel"_s}};
}

Act cancelled()
{
    return {"cancelled",
            u"PickingUp"_s,
            {},
            {[](Stage &stage) { stage.cancelOrder(stage.delivery("orderId").toUtf8()); }},
            {"curbside.integrations.OrderCancelled", "CancelDelivery cancel-pickup-task",
             "FulfilDelivery cancel-dropoff-task", "FulfilDelivery cancel-demand"},
            u"Cancelled"_s,
            u"CancelDelivery Completed, FulfilDelivery Compensated"_s,
            {u"POST /demand/cancel"_s, u"POST /task/cancel"_s, u"POST /task/cancel"_s}};
}

Act cancelledTooLate()
{
    return {"cancelled too late",
            u"PickingUp"_s,
            ended("Pickup", "Completed"),
            {[](Stage &stage) { stage.cancelOrder(stage.delivery("orderId").toUtf8()); },
             [](Stage &stage) { stage.completeTask("Pickup"); }, [](Stage &stage) { stage.completeTask("Return"); }},
            {"curbside.integrations.OrderCancelled", "CancelDelivery cancel-pickup-task",
             "CancelDelivery look-at-pickup-task", "ReturnToMerchant cancel-dropoff-task",
             "ReturnToMerchant create-return-task", "FulfilDelivery cancel-demand"},
            u"Returned"_s,
            u"CancelDelivery Compensated, FulfilDelivery Compensated, ReturnToMerchant Completed"_s,
            {u"POST /demand/cancel"_s, u"POST /task/cancel"_s, u"POST /task/cancel"_s, u"POST /task/cancel"_s,
             u"POST /task/cancel"_s, u"POST /tasks"_s}};
}

Act reassigned()
{
    return {"reassigned",
            u"PickingUp"_s,
            {},
            {asking(u"reassign"_s)},
            {"ReassignRobot cancel-pickup-task", "FulfilDelivery cancel-dropoff-task", "FulfilDelivery cancel-demand",
             "FulfilDelivery reserve-demand"},
            u"Pending"_s,
            u"FulfilDelivery Running, ReassignRobot Completed"_s,
            {u"POST /demand/cancel"_s, u"POST /demands"_s, u"POST /task/cancel"_s, u"POST /task/cancel"_s}};
}

Act reassignedTooLate()
{
    return {"reassigned too late",
            u"PickingUp"_s,
            ended("Pickup", "Completed"),
            {asking(u"reassign"_s), [](Stage &stage) { stage.completeTask("Pickup"); },
             [](Stage &stage) { stage.completeTask("Dropoff"); }},
            {"ReassignRobot cancel-pickup-task", "ReassignRobot look-at-pickup-task"},
            u"Delivered"_s,
            u"FulfilDelivery Completed, ReassignRobot Compensated"_s,
            {u"POST /task/cancel"_s}};
}

Act nobodyComes()
{
    return {"nobody comes",
            u"Arrived"_s,
            {},
            {[](Stage &stage) { stage.changeTask("Dropoff", "Failed", "CustomerAbsent"); },
             [](Stage &stage) { stage.changeTask("Return", "InProgress"); },
             [](Stage &stage) { stage.completeTask("Return"); }},
            {taskChanged, "ReturnToMerchant create-return-task", "FulfilDelivery cancel-pickup-task",
             "FulfilDelivery cancel-dropoff-task", "FulfilDelivery cancel-demand", "curbside.operations.TaskCompleted"},
            u"Returned"_s,
            u"FulfilDelivery Compensated, ReturnToMerchant Completed"_s,
            {u"POST /demand/cancel"_s, u"POST /task/cancel"_s, u"POST /task/cancel"_s, u"POST /tasks"_s}};
}

Act calledOffAboard()
{
    return {"called off with the goods aboard",
            u"InTransit"_s,
            {},
            {[](Stage &stage) { stage.cancelOrder(stage.delivery("orderId").toUtf8()); },
             [](Stage &stage) { stage.completeTask("Return"); }},
            {"curbside.integrations.OrderCancelled", "ReturnToMerchant cancel-dropoff-task",
             "ReturnToMerchant create-return-task", "FulfilDelivery cancel-demand", taskChanged},
            u"Returned"_s,
            u"FulfilDelivery Compensated, ReturnToMerchant Completed"_s,
            {u"POST /demand/cancel"_s, u"POST /task/cancel"_s, u"POST /task/cancel"_s, u"POST /task/cancel"_s,
             u"POST /tasks"_s}};
}

Act handedOverFirst()
{
    return {"called off, but handed over first",
            u"Arrived"_s,
            ended("Dropoff", "Completed"),
            {[](Stage &stage) { stage.cancelOrder(stage.delivery("orderId").toUtf8()); },
             [](Stage &stage) { stage.completeTask("Dropoff"); }},
            {"curbside.integrations.OrderCancelled", "ReturnToMerchant cancel-dropoff-task",
             "ReturnToMerchant look-at-dropoff-task"},
            u"Delivered"_s,
            u"FulfilDelivery Completed, ReturnToMerchant Compensated"_s,
            {u"POST /task/cancel"_s}};
}

Act returnRefused()
{
    return {"the return task is refused",
            u"Arrived"_s,
            [](Stage &stage) { stage.refusals[u"POST /tasks"_s] = 422; },
            {[](Stage &stage) { stage.changeTask("Dropoff", "Failed", "CustomerAbsent"); }},
            {taskChanged, "ReturnToMerchant create-return-task", "FulfilDelivery cancel-demand"},
            u"Failed"_s,
            u"FulfilDelivery Compensated, ReturnToMerchant Compensated"_s,
            {u"POST /demand/cancel"_s, u"POST /task/cancel"_s, u"POST /task/cancel"_s, u"POST /tasks"_s}};
}

Act robotLostOnTheWayBack()
{
    return {"the robot is lost on the way back",
            u"Returning"_s,
            {},
            {[](Stage &stage) { stage.changeTask("Return", "Failed", "RobotLost"); }},
            {taskChanged, "ReturnToMerchant cancel-return-task"},
            u"Failed"_s,
            u"FulfilDelivery Compensated, ReturnToMerchant Compensated"_s,
            {u"POST /task/cancel"_s}};
}

const std::vector<Act> &acts()
{
    static const std::vector<Act> all{brought(),          attemptFails(),         cancelled(),
                                      cancelledTooLate(), reassigned(),           reassignedTooLate(),
                                      nobodyComes(),      calledOffAboard(),      handedOverFirst(),
                                      returnRefused(),    robotLostOnTheWayBack()};
    return all;
}

FaultRule rule(FaultKind kind, const QByteArray &from, const QByteArray &type = {}, Duration delay = 5s)
{
    FaultRule made;
    made.kind = kind;
    made.from = from;
    made.type = type;
    made.delay = delay;
    return made;
}

/// From either neighbour; what their routes are called in a script.
std::vector<FaultRule> answersLost()
{
    std::vector<FaultRule> rules;
    for (const QByteArray &neighbour : {"dispatch"_ba, "operations"_ba}) {
        for (const QByteArray &route : {"POST /{a}"_ba, "POST /{a}/{b}/{c}"_ba, "GET /{a}/{b}"_ba}) {
            rules.push_back(rule(FaultKind::CrashBeforeAcknowledge, neighbour, route));
            rules.back().ratePerMillion = 600'000;
        }
    }
    return rules;
}

} // namespace

// Every boundary between the steps of every saga, forward and back, and everything that may happen at it: the saga ends
// completed or fully compensated, what it asked of its neighbours has taken effect once, and nothing is left under way.
class DeliveriesCrashPointsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_stage.reset(); }

    void aCrashAtAnyBoundary_data();
    void aCrashAtAnyBoundary();
    void theNetworksFaults_data();
    void theNetworksFaults();

private:
    void play(const Act &act, const std::function<void()> &trouble);
    void check(const Act &act);

    std::unique_ptr<Stage> m_stage;
};

void DeliveriesCrashPointsTest::init()
{
    QTest::failOnWarning(QRegularExpression(u".*"_s));
    m_stage = std::make_unique<Stage>();
}

void DeliveriesCrashPointsTest::play(const Act &act, const std::function<void()> &trouble)
{
    if (!act.from.isEmpty())
        m_stage->bringTo(act.from);
    m_stage->platform.runFor(1s);
    m_stage->clearRequests();
    if (act.prepare)
        act.prepare(*m_stage);
    trouble();
    for (const auto &fact : act.facts) {
        fact(*m_stage);
        m_stage->platform.runFor(longEnough);
    }
    m_stage->platform.environment().faults.clear();
    m_stage->platform.runFor(longEnough);
}

void DeliveriesCrashPointsTest::check(const Act &act)
{
    QCOMPARE(m_stage->status(), act.status);
    QCOMPARE(m_stage->platform
                 .column("deliveries", u"SELECT DISTINCT type || ' ' || state FROM v_saga ORDER BY type, state"_s)
                 .join(u", "_s),
             act.sagas);
    QStringList requests =
        (m_stage->requestsTo("operations") + m_stage->requestsTo("dispatch")).filter(QRegularExpression(u"^POST"_s));
    requests.sort();
    QCOMPARE(requests, act.requests);
    QCOMPARE(m_stage->platform.value(u"SELECT (SELECT count(*) FROM call_intent) + (SELECT count(*) FROM v_parked) + "
                                     "(SELECT count(*) FROM v_dead_letter) + "
                                     "(SELECT count(*) FROM saga_step WHERE call_id IS NOT NULL)"_s),
             u"0"_s);
}

void DeliveriesCrashPointsTest::aCrashAtAnyBoundary_data()
{
    QTest::addColumn<std::size_t>("act");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<FaultKind>("kind");
    for (std::size_t i = 0; i < acts().size(); ++i) {
        for (const QByteArray &message : acts()[i].boundaries) {
            for (const FaultKind kind :
                 {FaultKind::CrashBeforeCommit, FaultKind::CrashBeforePublish, FaultKind::CrashBeforeAcknowledge})
                QTest::addRow("%s: %s at %s", acts()[i].name, qPrintable(toText(kind)), message.constData())
                    << i << message << kind;
        }
    }
}

void DeliveriesCrashPointsTest::aCrashAtAnyBoundary()
{
    QFETCH(const std::size_t, act);
    QFETCH(const QByteArray, message);
    QFETCH(const FaultKind, kind);
    Environment &environment = m_stage->platform.environment();
    play(acts()[act], [&] {
        environment.faults.add(rule(kind, "deliveries", message));
        environment.journal.addListener([&environment](const JournalRecord &record) {
            if (record.kind == JournalKind::Crashed)
                environment.faults.clear();
        });
    });
    QCOMPARE(environment.journal.count(JournalKind::Crashed), std::uint64_t(1));
    check(acts()[act]);
}

void DeliveriesCrashPointsTest::theNetworksFaults_data()
{
    QTest::addColumn<std::size_t>("act");
    QTest::addColumn<std::vector<FaultRule>>("rules");
    QTest::addColumn<bool>("isPassing");
    for (std::size_t i = 0; i < acts().size(); ++i) {
        const auto add = [i](const char *what, std::vector<FaultRule> rules, bool isPassing) {
            QTest::addRow("%s: %s", acts()[i].name, what) << i << std::move(rules) << isPassing;
        };
        add("facts come twice", {rule(FaultKind::EventDuplicated, {})}, false);
        add("facts are late", {rule(FaultKind::EventDelayed, {}, {}, 30s)}, false);
        add("facts are lost on the way", {rule(FaultKind::EventDropped, {})}, false);
        add("requests are lost", {rule(FaultKind::CallHanging, "deliveries")}, true);
        add("requests are refused for now", {rule(FaultKind::CallFailing, "deliveries")}, true);
        add("answers are lost", answersLost(), false);
    }
}

void DeliveriesCrashPointsTest::theNetworksFaults()
{
    QFETCH(const std::size_t, act);
    QFETCH(const std::vector<FaultRule>, rules);
    QFETCH(const bool, isPassing);
    play(acts()[act], [&] {
        for (FaultRule made : rules) {
            if (isPassing)
                made.until = m_stage->platform.now() + troubleLasts;
            m_stage->platform.environment().faults.add(made);
        }
    });
    check(acts()[act]);
}

CURBSIDE_TEST(DeliveriesCrashPointsTest)

} // namespace tst_deliveries_crash_points

#include "tst_deliveries_crash_points.moc"
