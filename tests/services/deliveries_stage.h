// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/deliveries/deliveries_service.h"
#include "tests/support/service_fixture.h"

#include <map>

namespace curbside {

/// Deliveries with stand-ins for its neighbours: Dispatch and Operations answer as they do in life, and every fact can be
/// told in any order.
class Stage
{
public:
    /// A neighbour's refusal or failure, for every request whose method and path begin with the key ("POST /demands").
    using Refusals = std::map<QString, int>;

    explicit Stage(CommitGroup::Mode mode = CommitGroup::Mode::Windowed);

    // Facts.
    /// An order, promised 40 minutes from now; gives its id.
    QByteArray receiveOrder();
    void cancelOrder(const QByteArray &orderId);
    void planTrip(const QByteArray &robot = "R-1", const QByteArray &driver = "Maple");
    void planTripFor(const QString &attemptId, const QByteArray &robot = "R-1", const QByteArray &driver = "Maple");
    void abortTrip(const QByteArray &reason);
    void changeTask(const QByteArray &type, const QByteArray &to, const QByteArray &failureReason = {});
    void completeTask(const QByteArray &type);
    void arriveFor(const QByteArray &taskId, const QByteArray &driver = "Maple");
    void moveLid(const QByteArray &kind, int version, const QByteArray &driver = "Maple");

    /// From the order to the status, by the facts that lead there in life: Pending, Assigned, PickingUp, InTransit, Arrived,
    /// Delivered, Returning, Returned, Failed or Cancelled.
    void bringTo(const QString &to);
    void failAttempt(const QByteArray &reason);

    // What there is now, of the first delivery.
    QString delivery(std::string_view member)
    {
        return platform.get(QStringLiteral("/delivery/") + deliveryId()).text(member);
    }
    QString deliveryId() { return platform.value(QStringLiteral("SELECT id FROM delivery ORDER BY id LIMIT 1")); }
    QString attemptId()
    {
        return platform.value(QStringLiteral("SELECT latest_attempt_id FROM delivery ORDER BY id LIMIT 1"));
    }
    QString attempt(std::string_view member)
    {
        return platform.get(QStringLiteral("/attempt/") + attemptId()).text(member);
    }
    QString status() { return platform.value(QStringLiteral("SELECT status FROM delivery ORDER BY id LIMIT 1")); }
    QString attemptStatus()
    {
        return platform.value(QStringLiteral("SELECT status FROM attempt ORDER BY id DESC LIMIT 1"));
    }
    /// "reserve-demand Done, await-trip Awaiting"
    QString steps(const QString &sagaType = QStringLiteral("FulfilDelivery"));
    QString sagaState(const QString &sagaType = QStringLiteral("FulfilDelivery"));
    QByteArray sagaId(const QString &sagaType = QStringLiteral("FulfilDelivery"));
    [[nodiscard]] const QByteArray &tripId() const { return m_tripId; }
    /// The id that the task will have which Operations is asked for later.
    QByteArray foreseeTask(const QByteArray &type);
    QByteArray taskId(const QByteArray &type) { return m_tasks[{attemptId().toUtf8(), type}]; }
    /// The requests that a neighbour has had, as "POST /tasks"; ids in paths are left out.
    [[nodiscard]] QStringList requestsTo(const QByteArray &neighbour);
    /// The body of the last such request.
    [[nodiscard]] QByteArray lastBodyTo(const QByteArray &neighbour, const QString &path);
    /// Forgets them.
    void clearRequests();
    /// What someone outside sees who only looks.
    [[nodiscard]] Response look(const QString &path, std::vector<std::pair<QString, QString>> query = {});
    /// The data of what Deliveries has published last under that name.
    [[nodiscard]] QByteArray lastEvent(const QByteArray &name) { return platform.lastPublished(name); }
    [[nodiscard]] static QByteArray merchant();
    /// The body of an order event, which POST /deliveries takes too.
    [[nodiscard]] QByteArray orderJson(const QByteArray &orderId) const;
    QByteArray newUuid();

    ServiceFixture platform;
    Refusals refusals;
    std::map<QString, QByteArray> lists; ///< what neighbours answer to GET, by path
    std::map<QByteArray, QByteArray> taskStatus; ///< by task id, as Operations has it

private:
    Response answerAsDispatch(const Request &request);
    Response answerAsOperations(const Request &request);
    Response createTask(const Request &request);
    [[nodiscard]] std::optional<Response> scripted(const Request &request) const;
    void tellTask(const QByteArray &event, const QByteArray &type, const QByteArray &to,
                  const QByteArray &failureReason);

    std::map<QByteArray, NeighbourScript *> m_scripts;
    std::map<std::pair<QByteArray, QByteArray>, QByteArray> m_tasks; ///< by attempt and type
    std::map<QByteArray, int> m_taskVersions;
    QByteArray m_tripId;
    int m_uuids = 0;
};

} // namespace curbside
