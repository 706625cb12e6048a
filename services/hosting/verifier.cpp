// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/verifier.h"

#include "services/hosting/row_comparison.h"
#include "services/runtime/json/json_writer.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr Duration latestDelay = 60s; ///< a row that is due longer than this has been forgotten

QString kindText(Finding::Kind kind)
{
    switch (kind) {
    case Finding::Kind::InFlight: return u"in flight"_s;
    case Finding::Kind::ForAPerson: return u"for a person"_s;
    case Finding::Kind::Breach: return u"breach"_s;
    }
    return {};
}

} // namespace

std::expected<Verification, Failure> Verifier::run(const QString &folder)
{
    Verifier verifier;
    try {
        verifier.open(folder);
        verifier.checkIntegrity();
        verifier.noteUnsettled();
        verifier.checkOutboxes();
        verifier.checkInboxes();
        verifier.checkParkedAndDead();
        verifier.checkCallsAndTimers();
        verifier.checkSagas();
        verifier.checkDeliveries();
        verifier.checkNotifications();
        verifier.checkReferences();
        verifier.checkCopies();
        verifier.checkRobots();
    } catch (const Unreadable &unreadable) {
        return std::unexpected(unreadable.failure);
    }
    return std::move(verifier.m_result);
}

void Verifier::open(const QString &folder)
{
    for (const QString &name : AuditDatabase::namesIn(folder)) {
        auto database = AuditDatabase::open(folder, name);
        if (!database)
            throw Unreadable{database.error()};
        m_databases[name] = std::move(*database);
    }
    const auto standing = whereDatabasesStand(folder);
    if (!standing)
        throw Unreadable{standing.error()};
    m_latest = standing->lastCommitted;
}

std::vector<Verifier::Row> Verifier::rows(const QString &database, const QString &sql, const QVariantList &values)
{
    auto found = m_databases.at(database)->rows(sql, values);
    if (!found)
        throw Unreadable{found.error()};
    return std::move(*found);
}

void Verifier::checkIntegrity()
{
    for (const auto &[name, database] : m_databases) {
        const auto result = rows(name, u"PRAGMA integrity_check(1)"_s);
        if (!result.empty() && result.front().front() != u"ok")
            throw Unreadable{{ExitStatus::Machine,
                              u"%1.sqlite: the database is damaged (%2): restore it from a copy"_s.arg(
                                  name, result.front().front())}};
    }
}

/// Reads what is on its way between services, for explain().
void Verifier::noteUnsettled()
{
    for (const auto &[consumer, database] : m_databases) {
        for (const Row &inbox : rows(consumer, u"SELECT source, position FROM inbox"_s)) {
            if (!has(inbox[0]))
                continue;
            for (const Row &event :
                 rows(inbox[0], u"SELECT DISTINCT subject FROM outbox WHERE sequence > ?"_s, {inbox[1].toLongLong()}))
                m_onTheWay.insert({consumer, inbox[0], event[0]});
        }
        for (const Row &parked : rows(consumer, u"SELECT DISTINCT source, subject FROM inbox_parked"_s))
            m_onTheWay.insert({consumer, parked[0], parked[1]});
        for (const Row &dead : rows(consumer, u"SELECT DISTINCT source, subject FROM dead_letter"_s))
            m_dead.insert({consumer, dead[0], dead[1]});
        for (const Row &expired : rows(consumer, u"SELECT name FROM outbox_consumer WHERE expired_at IS NOT NULL"_s))
            m_expired.insert({expired[0], consumer});
    }
}

Finding::Kind Verifier::explain(const QString &holder, const QString &owner, const QString &subject) const
{
    if (m_onTheWay.contains({holder, owner, subject}))
        return Finding::Kind::InFlight;
    if (m_dead.contains({holder, owner, subject}) || m_expired.contains({holder, owner}))
        return Finding::Kind::ForAPerson;
    return Finding::Kind::Breach;
}

Finding::Kind Verifier::explainAny(const QString &holder) const
{
    const auto isHolders = [&](const auto &entry) { return std::get<0>(entry) == holder; };
    if (std::ranges::any_of(m_onTheWay, isHolders))
        return Finding::Kind::InFlight;
    if (std::ranges::any_of(m_dead, isHolders) || std::ranges::any_of(m_expired, isHolders))
        return Finding::Kind::ForAPerson;
    return Finding::Kind::Breach;
}

void Verifier::checkOutboxes()
{
    for (const auto &[name, database] : m_databases) {
        const auto range =
            rows(name, u"SELECT count(*), coalesce(min(sequence), 0), coalesce(max(sequence), 0) FROM outbox"_s)
                .front();
        const qint64 count = range[0].toLongLong();
        if (count > 0 && range[2].toLongLong() - range[1].toLongLong() + 1 != count)
            add(Finding::Kind::Breach, name + u".outbox"_s,
                u"the log has a gap between %1 and %2: %3 rows"_s.arg(range[1], range[2], range[0]));
        for (const Row &expired :
             rows(name, u"SELECT name, position FROM outbox_consumer WHERE expired_at IS NOT NULL ORDER BY name"_s))
            add(Finding::Kind::ForAPerson, name + u".outbox"_s,
                u"the consumer %1 has expired at %2"_s.arg(expired[0], expired[1]));
    }
}

void Verifier::checkInboxes()
{
    for (const auto &[name, database] : m_databases) {
        for (const Row &inbox : rows(name, u"SELECT source, epoch, position FROM inbox ORDER BY source"_s)) {
            if (!has(inbox[0]))
                continue;
            const auto epoch = rows(inbox[0], u"SELECT value FROM meta WHERE key = 'epoch'"_s);
            const qint64 last =
                rows(
                    inbox[0],
                    u"SELECT max(coalesce((SELECT max(sequence) FROM outbox), 0), coalesce((SELECT max(position) FROM outbox_consumer), 0))"_s)
                    .front()
                    .front()
                    .toLongLong();
            const qint64 position = inbox[2].toLongLong();
            if (!inbox[1].isEmpty() && !epoch.empty() && epoch.front().front() != inbox[1])
                add(Finding::Kind::InFlight, name + u".inbox"_s,
                    u"%1 has a new epoch: its lists are to be read"_s.arg(inbox[0]));
            else if (position > last)
                add(Finding::Kind::Breach, name + u".inbox"_s,
                    u"has taken over %1 events of %2, which has published %3"_s.arg(position).arg(inbox[0]).arg(last));
            else if (position < last)
                add(Finding::Kind::InFlight, name + u".inbox"_s,
                    u"%1 events of %2 are still to come"_s.arg(last - position).arg(inbox[0]));
        }
    }
}

void Verifier::checkParkedAndDead()
{
    for (const auto &[name, database] : m_databases) {
        for (
            const Row &parked : rows(
                name,
                u"SELECT source, sequence, type, subject, next_at, reason FROM inbox_parked ORDER BY source, sequence"_s))
            add(Finding::Kind::InFlight, name + u".inbox_parked"_s,
                u"%1 %2 about %3: %4"_s.arg(parked[2], parked[1], parked[3],
                                            parked[5].isEmpty() ? u"waits behind an earlier one"_s : parked[5]));
        for (
            const Row &stranded : rows(
                name,
                u"SELECT source, subject FROM inbox_parked GROUP BY source, subject HAVING max(next_at) IS NULL ORDER BY source, subject"_s))
            add(Finding::Kind::Breach, name + u".inbox_parked"_s,
                u"events of %1 about %2 are parked and none of them is to be tried again"_s.arg(stranded[0],
                                                                                                stranded[1]));
        for (const Row &dead :
             rows(name, u"SELECT type, subject, reason, attempts FROM dead_letter ORDER BY event_id"_s))
            add(Finding::Kind::ForAPerson, name + u".dead_letter"_s,
                u"%1 about %2 was given up after %3 attempts: %4"_s.arg(dead[0], dead[1], dead[3], dead[2]));
    }
}

PlatformTime Verifier::lastTakenIn(const QString &database)
{
    const std::vector<Row> last = rows(database, u"SELECT at FROM message_count"_s);
    return last.empty() ? m_latest : fromMicroseconds(last.front()[0].toLongLong());
}

void Verifier::checkCallsAndTimers()
{
    for (const auto &[name, database] : m_databases) {
        const qint64 overdue = toMicroseconds(m_latest - latestDelay);
        // A service that has taken in nothing since is down: the row waits for it.
        const qint64 forgotten = toMicroseconds(lastTakenIn(name) - latestDelay);
        for (const Row &call :
             rows(name, u"SELECT method, path, service, attempts, next_at FROM call_intent ORDER BY id"_s)) {
            const bool isForgotten = call[4].toLongLong() < forgotten;
            add(isForgotten ? Finding::Kind::Breach : Finding::Kind::InFlight, name + u".call_intent"_s,
                u"%1 %2 at %3 is not answered after %4 attempts"_s.arg(call[0], call[1], call[2], call[3]));
        }
        for (const Row &timer :
             rows(name, u"SELECT kind, subject, due_at FROM timer WHERE due_at < ? ORDER BY due_at, kind, subject"_s,
                  {overdue}))
            add(timer[2].toLongLong() < forgotten ? Finding::Kind::Breach : Finding::Kind::InFlight, name + u".timer"_s,
                u"%1 of %2 was due at %3"_s.arg(
                    timer[0], timer[1], QString::fromLatin1(toRfc3339(fromMicroseconds(timer[2].toLongLong())))));
    }
}

std::expected<Verification, Failure> verifyDatabases(const QString &folder)
{
    return Verifier::run(folder);
}

std::size_t Verification::count(Finding::Kind kind) const
{
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(),
                                                  [kind](const Finding &finding) { return finding.kind == kind; }));
}

QByteArray Verification::toJson() const
{
    JsonWriter json;
    json.beginObject().member("clean", isClean());
    json.member("inFlight", qint64(count(Finding::Kind::InFlight)))
        .member("forAPerson", qint64(count(Finding::Kind::ForAPerson)));
    json.member("breaches", qint64(count(Finding::Kind::Breach))).key("findings").beginArray();
    for (const Finding &finding : findings)
        json.beginObject()
            .member("kind", kindText(finding.kind))
            .member("where", finding.where)
            .member("what", finding.what)
            .endObject();
    json.endArray().endObject();
    return json.take();
}

QString Verification::toText() const
{
    QString text;
    for (const Finding &finding : findings)
        text += u"%1: %2: %3\n"_s.arg(kindText(finding.kind), finding.where, finding.what);
    return text
        + u"%1 in flight, %2 for a person, %3 breaches\n"_s.arg(count(Finding::Kind::InFlight))
              .arg(count(Finding::Kind::ForAPerson))
              .arg(count(Finding::Kind::Breach));
}

} // namespace curbside
