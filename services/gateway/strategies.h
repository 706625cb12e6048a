// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/call_transport.h"
#include "services/runtime/json/json.h"

#include <map>
#include <set>

namespace curbside {

/// One view of a delivery (with attempt, task and robot), read in three ways, each with what it cost and how far what it read
/// is behind its owners: by asking Deliveries, which asks the owners; from the copies that Deliveries keeps by events; by
/// identifiers from each service, joined here. Lives on the engine thread.
class Strategies
{
public:
    explicit Strategies(CallTransport &calls) : m_calls(calls) {}

    /// Words that read() knows.
    [[nodiscard]] static const QStringList &names();
    [[nodiscard]] Response read(const QString &deliveryId, const QString &strategy, PlatformTime now,
                                const QByteArray &traceparent);

private:
    struct CopyMark
    {
        std::optional<qint64> version;
        std::optional<PlatformTime> asOf;
    };

    /// What a strategy has read, and how. Fields are named "task.status"; one that has no value is absent.
    struct Reading
    {
        std::map<QByteArray, QString> values;
        std::map<QByteArray, QByteArray> problems; ///< by part ("task"): why it could not be read
        std::map<QByteArray, QByteArray> asked; ///< by part: who could not tell it
        std::map<QByteArray, CopyMark> copies;
        std::optional<Response> refusal; ///< nothing could be read
        Duration cost{0};
        int calls = 0;
        std::set<QByteArray> services;
    };

    /// How far each field is behind its owner; where nobody can tell, why.
    struct Staleness
    {
        std::map<QByteArray, Duration> behind;
        std::map<QByteArray, QString> unknown;
        std::set<QByteArray> ended; ///< copies that are followed no longer
    };

    [[nodiscard]] Response get(const QByteArray &service, const QString &path,
                               std::vector<std::pair<QString, QString>> query = {});
    [[nodiscard]] CallTransport::Look look(const QByteArray &service, const QString &path,
                                           std::vector<std::pair<QString, QString>> query = {});
    static void count(Reading &reading, std::initializer_list<const CallTransport::Look *> atOnce);
    [[nodiscard]] Reading readByApi(const QString &id);
    [[nodiscard]] Reading readCopies(const QString &id);
    [[nodiscard]] Reading readAndJoin(const QString &id);
    void joinTask(Reading &reading, const Response &tasks);
    void joinRobot(Reading &reading, const Response &tasks);

    [[nodiscard]] Staleness measure(const QString &id, const Reading &reading, PlatformTime now);
    void measureAttempt(Staleness &staleness, const QString &id, const Reading &reading, PlatformTime now);
    void measureTask(Staleness &staleness, const QString &id, const Reading &reading, PlatformTime now);
    void measureLid(Staleness &staleness, const Reading &reading, PlatformTime now);

    CallTransport &m_calls;
    QByteArray m_traceparent; ///< of the one who reads
};

} // namespace curbside
