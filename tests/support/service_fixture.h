// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/local_transport.h"
#include "services/runtime/json/json.h"
#include "services/runtime/messaging/embedded_bus.h"
#include "services/runtime/process.h"
#include "services/runtime/storage/database.h"
#include "tests/support/neighbour.h"

#include <QStringList>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <vector>

namespace curbside {

/// An answer with its body read.
struct Answer
{
    int status = 0;
    QByteArray body;
    JsonDocument document;
    std::vector<std::pair<QByteArray, QByteArray>> headers;

    [[nodiscard]] JsonValue operator[](std::string_view member) const { return document.root()[member]; }
    /// A text member; empty when there is none.
    [[nodiscard]] QString text(std::string_view member) const { return (*this)[member].toString().value_or(QString()); }
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

/// Real services on a platform of their own: a scheduler, a bus, a network, and a database each in a temporary folder.
/// Add the service under test first, then its neighbours, then start(). Time moves only in runFor().
///
///     ServiceFixture platform;
///     platform.add("state", makeStateService);
///     platform.addNeighbour("operations");
///     platform.start();
///     QCOMPARE(platform.put(u"/robot/R-1/state"_s, "{…}").status, 201);
class ServiceFixture
{
public:
    explicit ServiceFixture(CommitGroup::Mode mode = CommitGroup::Mode::Windowed);
    ~ServiceFixture();

    void add(const QByteArray &name, Process::MakeService make, const QByteArray &configuration = {});
    /// A stand-in; what it answers and has been asked is in the script.
    NeighbourScript &addNeighbour(const QByteArray &name);
    [[nodiscard]] NeighbourScript &script(const QByteArray &neighbour) { return *m_scripts.at(neighbour); }
    void start();

    /// Requests from outside to the service that was added first, or to `service`; the path may have a query.
    Answer get(const QString &path) { return request(m_names.front(), Method::Get, path); }
    Answer put(const QString &path, const QByteArray &body)
    {
        return request(m_names.front(), Method::Put, path, body);
    }
    Answer post(const QString &path, const QByteArray &body = {})
    {
        return request(m_names.front(), Method::Post, path, body);
    }
    Answer remove(const QString &path) { return request(m_names.front(), Method::Delete, path); }
    Answer request(const QByteArray &service, Method method, const QString &path, const QByteArray &body = {},
                   const QByteArray &idempotencyKey = {});

    /// Lets the neighbour `publisher` publish `curbside.<publisher>.<name>`.
    void tell(const QByteArray &publisher, const QByteArray &name, const QByteArray &subject, const QByteArray &data);
    /// The same, and then enough time for every consumer to handle it.
    void tellAndSettle(const QByteArray &publisher, const QByteArray &name, const QByteArray &subject,
                       const QByteArray &data);

    void runFor(Duration duration);
    /// Enough time for what is under way on the network to arrive and be answered.
    void settle() { runFor(100ms); }
    /// Loses the service's memory; it is up again after a moment.
    void crash(const QByteArray &service);

    /// What the first service has published since the last call, as "Name subject".
    QStringList takePublished();
    /// Everything that `service` has published under that name (without "curbside.<service>.").
    [[nodiscard]] std::vector<EventPtr> published(const QByteArray &service, const QByteArray &name) const;
    /// The data of the last event of that name of the first service; asserts that there is one.
    [[nodiscard]] QByteArray lastPublished(const QByteArray &name) const;

    /// The first column of the first row of a query of the first service's database; empty when there is none.
    QString value(const QString &sql);
    [[nodiscard]] PlatformTime now() const { return m_scheduler.now(); }
    [[nodiscard]] Environment &environment() { return m_environment; }
    [[nodiscard]] Process &process(const QByteArray &name) { return *m_calls.find(name); }

private:
    QTemporaryDir m_folder;
    Scheduler m_scheduler;
    CommitGroup m_commits;
    Journal m_journal;
    FaultPlan m_faults{1};
    Environment m_environment;
    EmbeddedBus m_bus;
    LocalTransport m_calls;
    std::vector<QByteArray> m_names;
    std::vector<std::unique_ptr<Database>> m_databases;
    std::vector<std::unique_ptr<Process>> m_processes;
    std::map<QByteArray, std::shared_ptr<NeighbourScript>> m_scripts;
    std::vector<EventPtr> m_published;
    std::size_t m_taken = 0;
    int m_requests = 0;
};

} // namespace curbside
