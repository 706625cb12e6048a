// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/api_description.h"
#include "services/runtime/http/router.h"
#include "services/runtime/references/referring_rows.h"

#include <functional>
#include <optional>
#include <set>

namespace curbside {

class Process;

/// A column of this service that repeats a value which another service owns, kept by events.
struct Copy
{
    QString column; ///< "delivery.task_status"
    QString keyColumn; ///< "delivery.task_id": which row of the owner's
    QString source; ///< "operations:task.status"
    QString sourceKey; ///< "task.id"
};

/// Compares a service's copies with what their owners say now, by the owners' APIs alone. A copy that differs lags while an
/// event about it is on its way: in the owner's outbox and not taken over, or parked here. Else it has diverged: nothing will
/// make it right. Changes nothing; everything is answered from committed state.
class CopyComparison
{
public:
    static constexpr qint64 batch = 1000; ///< keys asked about at once
    static constexpr qint64 mostCompared = 10'000; ///< rows a copy, the newest ones
    static constexpr std::size_t mostTold = 200; ///< rows that differ, a copy

    /// `copies` outlive this.
    CopyComparison(Environment &environment, Process &process, Database &database, const std::vector<Copy> &copies);

    /// GET /copies, and /values/{table}/{key}/{column} by GET and POST.
    void addRoutes(Router &router);
    [[nodiscard]] static ApiDescription api();

private:
    /// A row that has a copy, and what it says.
    struct Held
    {
        QString rowKey;
        QString key; ///< of the owner's row
        QString value;
        std::optional<qint64> version;
        std::optional<PlatformTime> asOf;
    };
    struct Owned
    {
        QString subject; ///< the owner's row as its events call it
        std::optional<QString> value;
        PlatformTime changedAt;
    };
    /// Why a row differs, and since when.
    struct Cause
    {
        std::string_view name; ///< "OnTheWay", "Parked", "Dead" or "Unexplained"
        PlatformTime since;
        QString detail;
    };
    /// What of an owner's is not taken over here yet.
    struct OnTheWay
    {
        std::map<QString, PlatformTime> subjects; ///< with the time of the first event about each
    };
    using Values = std::map<QString, Owned>;

    Response getCopies(const Request &request);
    Response getValues(const Request &request);
    void compare(JsonWriter &json, const Copy &copy);
    [[nodiscard]] std::vector<Held> held(const Copy &copy);
    /// What the owner says of the keys; or why it cannot be told.
    [[nodiscard]] std::expected<Values, QString> ask(const Copy &copy, const QStringList &keys);
    [[nodiscard]] std::expected<Values, QString> askAll(const Copy &copy, const std::vector<Held> &rows);
    [[nodiscard]] OnTheWay onTheWay(const QString &owner);
    [[nodiscard]] Cause causeOf(const QString &owner, const Owned &owned, const OnTheWay &coming);
    [[nodiscard]] QStringList columnsOf(const QString &table);

    [[nodiscard]] PlatformTime now() const { return m_environment.scheduler.now(); }

    Environment &m_environment;
    Process &m_process;
    Database &m_database;
    const std::vector<Copy> &m_copies;
    ReferringRows m_rows;
};

} // namespace curbside
