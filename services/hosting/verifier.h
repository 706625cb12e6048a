// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/audit_database.h"
#include "services/hosting/verification.h"
#include "services/runtime/time/platform_time.h"

#include <QHash>

#include <map>
#include <set>

namespace curbside {

/// Carries out the checks of one verification. A failure to read stops it.
class Verifier
{
public:
    [[nodiscard]] static std::expected<Verification, Failure> run(const QString &folder);

private:
    using Row = AuditDatabase::Row;

    /// Thrown when a database cannot be read; caught in run().
    struct Unreadable
    {
        Failure failure;
    };

    void open(const QString &folder);
    std::vector<Row> rows(const QString &database, const QString &sql, const QVariantList &values = {});
    [[nodiscard]] bool has(const QString &database) const { return m_databases.contains(database); }
    void add(Finding::Kind kind, const QString &where, const QString &what)
    {
        m_result.findings.push_back({kind, where, what});
    }

    void checkIntegrity();
    void checkOutboxes();
    void checkInboxes();
    void checkParkedAndDead();
    void checkCallsAndTimers();
    void checkSagas();
    void checkDeliveries();
    void checkTasks();
    void checkLeftOvers();
    void checkNotifications();
    void checkReferences();
    void checkReference(const QString &database, const QString &column, const QString &target);
    void checkCopies();
    void checkCopy(const QString &database, const Row &declared);
    void checkRobots();
    void noteUnsettled();
    /// What explains that something of `owner` about `subject` is not yet, or never was, known to `holder`.
    [[nodiscard]] Finding::Kind explain(const QString &holder, const QString &owner, const QString &subject) const;
    /// What explains that `holder` has not done what others' news should make it do.
    [[nodiscard]] Finding::Kind explainAny(const QString &holder) const;

    /// When the database's service took in its last message.
    [[nodiscard]] PlatformTime lastTakenIn(const QString &database);

    std::map<QString, std::unique_ptr<AuditDatabase>> m_databases;
    Verification m_result;
    PlatformTime m_latest;
    std::set<std::tuple<QString, QString, QString>> m_onTheWay; ///< (consumer, publisher, subject)
    std::set<std::tuple<QString, QString, QString>> m_dead; ///< likewise
    std::set<std::pair<QString, QString>> m_expired; ///< (consumer, publisher)
};

} // namespace curbside
