// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/gateway/asyncapi.h"
#include "services/gateway/event_feed.h"
#include "services/gateway/event_story.h"
#include "services/gateway/graph_gateway.h"
#include "services/gateway/strategies.h"
#include "services/runtime/http/call_transport.h"
#include "services/runtime/http/router.h"

#include <functional>
#include <map>
#include <variant>

namespace curbside {

/// What the gateway can do to the run itself. Implemented by who hosts the platform; called on the engine thread.
class PlatformControl
{
public:
    virtual ~PlatformControl() = default;
    [[nodiscard]] virtual QByteArray describe() const = 0; ///< JSON of GET /control
    [[nodiscard]] virtual QByteArray describeFaults() const = 0; ///< JSON of GET /control/faults
    virtual void pause() = 0;
    virtual void resume() = 0;
    /// Goes on until a moment, or until an event that matches the filter is to be delivered, whichever comes first.
    [[nodiscard]] virtual std::expected<void, Problem> runUntil(std::optional<PlatformTime> time, const QString &filter)
    {
        Q_UNUSED(time)
        Q_UNUSED(filter)
        return std::unexpected(Problem::unavailable(QStringLiteral("nothing runs here that could be stopped")));
    }
    virtual void step(int count) = 0;
    virtual void stepEvents(int count) { step(count); } ///< the same, by deliveries of events
    /// GET, POST and DELETE of /control/breakpoints.
    [[nodiscard]] virtual Response breakpoints(const Request &request)
    {
        Q_UNUSED(request)
        return Problem::unavailable(QStringLiteral("nothing runs here that could be stopped"));
    }
    virtual void setSpeed(std::optional<double> speed) = 0;
    [[nodiscard]] virtual QByteArray describeCapture() const { return "{}"; } ///< JSON of GET /control/capture
    /// Captures what happens from now on into the file of that name in the workspace; empty: one that tells the time.
    [[nodiscard]] virtual std::expected<void, Problem> startCapture(const QString &name)
    {
        Q_UNUSED(name)
        return std::unexpected(Problem::unavailable(QStringLiteral("nothing runs here that could be captured")));
    }
    virtual void stopCapture() {}
};

/// The backend for frontends: owns no data, joins in memory what the services answer, and passes wishes on to the service
/// that owns the thing. Lives on the engine thread.
class Gateway
{
public:
    /// A request that changes something, and the service that it is for ("control": the fault plan).
    struct Forward
    {
        QByteArray service;
        Request request;
    };
    using Outcome = std::variant<Response, Forward>;

    using Clock = std::function<PlatformTime()>;

    Gateway(CallTransport &calls, PlatformControl &control, Clock now);

    /// Streams and describes the events of one more service, from the one after `last` of its outbox.
    void follow(PublishedEvents published, std::int64_t last);
    /// One more that takes over events.
    void listenedToBy(const QByteArray &consumer);
    /// What would come of a replay of a dead letter, with the body of the wish for it.
    using Rehearsal =
        std::function<Response(const QByteArray &consumer, const QString &eventId, const QByteArray &body)>;
    void rehearseBy(Rehearsal rehearsal) { m_rehearsal = std::move(rehearsal); }
    [[nodiscard]] EventFeed &feed() { return m_feed; }
    [[nodiscard]] const Router &router() const { return m_router; }

    /// Answers what only looks; says of anything else where it goes, or why not.
    [[nodiscard]] Outcome handle(Request request);
    /// What a service answered, as it is from outside: places and problems name the gateway's own paths.
    static void translate(Response &response, const Request &asked);

private:
    using Act = std::function<Outcome(const Request &)>;

    void look(const QString &path, Response (Gateway::*handler)(const Request &));
    void pass(const QString &path, const QByteArray &service, const QString &servicePath);
    void act(const QString &path, Act act, Method method = Method::Post);
    void passAction(const QString &path, const QByteArray &service, const QString &servicePath);
    void addControl();
    void addCapture();
    void addLetters();
    Response resume(const Request &request);
    Response step(const Request &request);

    [[nodiscard]] Response get(const Request &asked, const QByteArray &service, const QString &path,
                               std::vector<std::pair<QString, QString>> query = {});
    Response getHealth(const Request &request);
    Response getOpenApi(const Request &request);
    Response getAsyncApi(const Request &request);
    Response getMetrics(const Request &request);
    Response streamEvents(const Request &request);
    Response getRobotsGeoJson(const Request &request);
    Response getDelivery(const Request &request);
    void writeLidEvents(JsonWriter &json, const Request &request, const Response &tasks, const QString &since);
    Response getRobots(const Request &request);
    Response getEventStory(const Request &request);
    Response getConsumers(const Request &request);
    Response rehearse(const Request &request);
    Outcome reassign(const Request &request);
    Outcome callOperator(const Request &request);

    CallTransport &m_calls;
    PlatformControl &m_control;
    Clock m_now;
    Strategies m_strategies;
    EventFeed m_feed;
    EventStory m_story;
    Rehearsal m_rehearsal;
    std::vector<PublishedEvents> m_published;
    Router m_router;
    GraphGateway m_graph{m_calls};
    std::map<QByteArray, Act> m_acts;
    std::uint64_t m_looks = 0;
    std::uint64_t m_forwards = 0;
};

} // namespace curbside
