// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/router.h"
#include "services/warehouse/cancelled_tags.h"
#include "services/warehouse/capture_worker.h"
#include "services/warehouse/reader.h"

namespace curbside {

class JsonWriter;

/// Asks a source, on the thread that may.
using AskSource = std::function<Response(const QString &source, const Request &)>;

/// The analytics warehouse as its neighbours reach it: it copies the services' rows by their feeds, arranges them for
/// questions, and answers those. Belongs to no run: whether it is there changes nothing of what the platform does.
///
/// Lives on the thread that may ask the services; writes on a thread of its own, and answers questions on another.
class Warehouse
{
public:
    using Answer = std::function<void(Response)>; ///< called from any thread

    explicit Warehouse(CaptureWorker::Options options);

    /// Fetches what the capture wants to know next, of at most so many sources. Never waits; call it often.
    void poll(const AskSource &ask, PlatformTime now, std::size_t mostSources = 100);
    /// Whether somebody waits for a comparison, which goes on with each poll().
    [[nodiscard]] bool isComparing() const { return m_worker.isComparing(); }
    /// Whether poll() has more to fetch at once.
    [[nodiscard]] bool isBehind() const { return m_worker.isBehind(); }
    /// Fetches until there is nothing more to know, and waits until it is written and aggregated; or until so much time has
    /// passed, then the rest comes later. error() tells when it cannot be.
    void catchUp(const AskSource &ask, PlatformTime now, std::optional<std::chrono::milliseconds> most = {});
    /// Catches up and compares.
    [[nodiscard]] Reconciliation reconcileNow(const AskSource &ask, PlatformTime now);

    void request(Request request, const Answer &answer);

    /// Why it cannot be filled; empty while it can.
    [[nodiscard]] QString error() const { return m_worker.error(); }
    /// What people should be told of it, one line: error(), or that of a replica; empty while all is well.
    [[nodiscard]] QString trouble() const;
    /// Of its file, or postgresql://…
    [[nodiscard]] QString address() const { return m_worker.address(); }
    [[nodiscard]] std::vector<SourceStatus> sources() const { return m_worker.status(); }
    /// The services that it copies.
    [[nodiscard]] static const QStringList &sourceNames();
    [[nodiscard]] const Router &router() const { return m_router; }

private:
    void addRoutes();
    void answerReconciliation(const Answer &answer);
    void answerRenewal(const QString &source, const Answer &answer);
    void writeSource(JsonWriter &json, const SourceStatus &status) const;
    [[nodiscard]] static ApiDescription api();
    void addRoute(Method method, const QString &path, Response (Warehouse::*handler)(const Request &));
    [[nodiscard]] Response getHealth(const Request &request);
    [[nodiscard]] Response getOpenApi(const Request &request);
    [[nodiscard]] Response getMetrics(const Request &request);
    [[nodiscard]] Response getSources(const Request &request);
    [[nodiscard]] Response answerLater(const Request &request); // instead of it answerReconciliation(), answerRenewal()
    [[nodiscard]] Response getCharts(const Request &request);
    [[nodiscard]] Response getChart(const Request &request);
    void writeAsOf(JsonWriter &json) const;
    [[nodiscard]] Response query(const Request &request);
    [[nodiscard]] Response cancelQuery(const Request &request);
    /// Of a question of our own; none where it cannot be answered.
    [[nodiscard]] std::vector<std::vector<QString>> rowsOf(const QString &sql) const;

    CaptureWorker m_worker;
    CancelledTags m_cancelled;
    Router m_router;
    Reader m_reader; ///< last: it uses the others
};

} // namespace curbside
