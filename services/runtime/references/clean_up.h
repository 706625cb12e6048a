// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/api_description.h"
#include "services/runtime/http/durable_calls.h"
#include "services/runtime/http/router.h"
#include "services/runtime/references/clean_up_store.h"
#include "services/runtime/references/referring_rows.h"

#include <functional>

namespace curbside {

class Process;

/// Looks after a service's references to others: asks their owners, in batches and by their API alone, which of the rows
/// named there are, and settles those of its own that name nothing. Each run is a row, and so is each row it found; what a
/// run did can be undone. Everything that runs() or answers is to be called inside a message.
class CleanUp
{
public:
    static constexpr Duration grace = 1h; ///< a row that has changed since is not judged
    static constexpr qint64 batch = 100; ///< values asked about at once

    /// `references` outlive this.
    CleanUp(Environment &environment, Process &process, Database &database, DurableCalls &calls,
            const std::vector<Reference> &references, std::function<Uuid()> newUuid);

    /// GET /references, /orphans, /existing/{table}/{column}, /cleanups, /cleanup/{id}; POST /cleanup, /cleanup/{id}/undo.
    void addRoutes(Router &router);
    [[nodiscard]] static ApiDescription api();
    /// A run that settles what it finds, unless one is under way.
    Handled run();

private:
    /// What is to be done about a row that names nothing.
    enum class Remedy { Wait, Repair, Release, Person };
    struct Found
    {
        const Reference &reference;
        ReferringRow row;
        Remedy remedy;
    };

    // Asking and settling.
    CleanUpRun begin(bool isDryRun);
    void askNext(CleanUpRun run);
    void ask(const CleanUpRun &run, const Reference &reference, const QStringList &values);
    Handled answered(const CallIntent &call, const Response &response);
    Handled repairAnswered(const CallIntent &call, const Response &response);
    void settle(const CleanUpRun &run, const Reference &reference, const QString &value);
    void settle(const CleanUpRun &run, const Found &found);
    void release(Orphan &orphan);
    void endIfDone(CleanUpRun run);
    void fail(CleanUpRun run, const QString &problem);
    [[nodiscard]] std::vector<Found> find(const Reference &reference, const QString &value);
    [[nodiscard]] static QByteArray questionOf(const QStringList &values);

    // Routes.
    Response getReferences(const Request &request);
    Response getExisting(const Request &request);
    Response getOrphans(const Request &request);
    Response getCleanUps(const Request &request);
    Response getCleanUp(const Request &request);
    Response postCleanUp(const Request &request);
    Response undo(const Request &request);
    [[nodiscard]] std::expected<CleanUpRun, Problem> named(const Request &request);
    [[nodiscard]] QByteArray describe(const CleanUpRun &run);
    /// The values that the owner does not know; or why it cannot be told.
    [[nodiscard]] std::expected<QStringList, QString> lookForUnknown(const Reference &reference,
                                                                     const QStringList &values);
    static QString nameOf(Remedy remedy);

    [[nodiscard]] PlatformTime now() const { return m_environment.scheduler.now(); }

    Environment &m_environment;
    Process &m_process;
    DurableCalls &m_calls;
    const std::vector<Reference> &m_references;
    std::function<Uuid()> m_newUuid;
    ReferringRows m_rows;
    CleanUpStore m_store;
};

} // namespace curbside
