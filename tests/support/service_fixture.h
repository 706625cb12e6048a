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

struct FixtureOptions
{
    static constexpr PlatformTime usualStart{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 9h};

    CommitGroup::Mode mode = CommitGroup::Mode::Windowed;
    PlatformTime startsAt = usualStart;
    std::uint64_t seed = 1;
    PlantedBugs bugs{};
    bool reverseUnordered = true;
    Database::Durability durability = Database::Durability::Off;
    bool keepsRecords = true; ///< records() has the journal
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
    explicit ServiceFixture(const FixtureOptions &options = {});
    ~ServiceFixture();

    void add(const QByteArray &name, Process::MakeService make, const QByteArray &configuration = {});
    /// A stand-in; what it answers and has been asked is in the script.
    NeighbourScript &addNeighbour(const QByteArray &name);
    [[nodiscard]] NeighbourScript &script(const QByteArray &neighbour) { return *m_scripts.at(neighbour); }
    void start();
    /// Ends the program in order and starts it again on the same files, at the same time.
    void restart();

    /// Requests from outside to the service that was added first, or to `service`; the path may have a query.
    Answer get(const QString &path) { return request(m_parts.front().name, Method::Get, path); }
    Answer put(const QString &path, const QByteArray &body)
    {
        return request(m_parts.front().name, Method::Put, path, body);
    }
    Answer post(const QString &path, const QByteArray &body = {})
    {
        return request(m_parts.front().name, Method::Post, path, body);
    }
    Answer remove(const QString &path) { return request(m_parts.front().name, Method::Delete, path); }
    Answer request(const QByteArray &service, Method method, const QString &path, const QByteArray &body = {},
                   const QByteArray &idempotencyKey = {});
    /// The same without insisting on an answer: it is filled in when it comes, if it does.
    std::shared_ptr<std::optional<Response>> send(const QByteArray &service, Method method, const QString &path,
                                                  const QByteArray &body = {}, const QByteArray &idempotencyKey = {});

    /// Lets the neighbour `publisher` publish `curbside.<publisher>.<name>`, once it is up.
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
    QString value(const QString &sql) { return value(m_parts.front().name, sql); }
    QString value(const QByteArray &service, const QString &sql);
    /// The first column of all rows.
    QStringList column(const QByteArray &service, const QString &sql);

    /// The journal since the fixture was made, over restarts.
    [[nodiscard]] const std::vector<JournalRecord> &records() const { return m_records; }
    /// Those of one kind at one service.
    [[nodiscard]] std::vector<JournalRecord> records(JournalKind kind, const QByteArray &service) const;
    [[nodiscard]] qsizetype count(JournalKind kind, const QByteArray &service) const
    {
        return qsizetype(records(kind, service).size());
    }

    [[nodiscard]] PlatformTime now() const { return m_program->scheduler.now(); }
    [[nodiscard]] Environment &environment() { return m_program->environment; }
    [[nodiscard]] FaultPlan &faults() { return m_program->faults; }
    [[nodiscard]] Process &process(const QByteArray &name) { return *m_program->calls.find(name); }
    [[nodiscard]] Service &service(const QByteArray &name) { return process(name).service(); }
    [[nodiscard]] Database &database(const QByteArray &name) { return process(name).database(); }
    [[nodiscard]] QString pathOf(const QByteArray &service) const
    {
        return m_folder.filePath(QString::fromUtf8(service) + QStringLiteral(".sqlite"));
    }

private:
    struct Part
    {
        QByteArray name;
        Process::MakeService make;
        QByteArray configuration;
    };
    /// One run of the program.
    struct Program
    {
        Program(const FixtureOptions &options, PlatformTime startsAt);
        ~Program();

        Scheduler scheduler;
        CommitGroup commits;
        Journal journal;
        FaultPlan faults;
        Environment environment;
        EmbeddedBus bus;
        LocalTransport calls;
        std::vector<std::unique_ptr<Database>> databases;
        std::vector<std::unique_ptr<Process>> processes;
    };

    void begin(PlatformTime at);
    void open(const Part &part);

    FixtureOptions m_options;
    QTemporaryDir m_folder;
    std::vector<Part> m_parts;
    std::unique_ptr<Program> m_program;
    std::map<QByteArray, std::shared_ptr<NeighbourScript>> m_scripts;
    std::vector<JournalRecord> m_records;
    std::size_t m_taken = 0;
    int m_requests = 0;
};

} // namespace curbside
