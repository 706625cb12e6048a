// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/platform.h"

#include "services/runtime/service.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace curbside {

std::vector<Migration> Platform::schemaOf(const Part &part)
{
    std::vector<Migration> migrations = migrationsOf(u"runtime"_s);
    for (Migration &migration : migrationsOf(part.schema.isEmpty() ? QString::fromUtf8(part.name) : part.schema))
        migrations.push_back(std::move(migration));
    return migrations;
}

std::expected<std::vector<std::unique_ptr<Database>>, StorageError>
Platform::openDatabases(const Options &options, const std::vector<Part> &parts)
{
    if (!QDir().mkpath(options.folder))
        return std::unexpected(StorageError{StorageError::Kind::Machine,
                                            u"%1: cannot be made: check the permissions of the folder above"_s.arg(
                                                QDir::toNativeSeparators(options.folder))});
    std::vector<std::unique_ptr<Database>> databases;
    for (const Part &part : parts) {
        const QString name = QString::fromUtf8(part.name);
        auto database = Database::open({QDir(options.folder).filePath(name + u".sqlite"_s), name, options.durability,
                                        schemaOf(part), options.reverseUnordered});
        if (!database)
            return std::unexpected(database.error());
        databases.push_back(std::move(*database));
    }
    return databases;
}

Platform::Platform(const Options &options, PlatformTime start)
    : m_scheduler(start), m_commits(options.mode, m_scheduler, m_journal), m_faults(options.seed),
      m_environment{options.seed, m_scheduler, m_commits, m_journal, m_faults, m_bus, m_calls, options.bugs},
      m_bus(m_environment), m_calls(m_environment), m_outside(m_scheduler.addComponent("outside"))
{}

Platform::~Platform()
{
    m_processes.clear(); // services first, then their databases
}

std::expected<std::unique_ptr<Platform>, StorageError> Platform::open(const Options &options, std::vector<Part> parts)
{
    auto databases = openDatabases(options, parts);
    if (!databases)
        return std::unexpected(databases.error());
    PlatformTime start = options.startsAt;
    try {
        for (const auto &database : *databases)
            start = std::max(start, database->progress().at);
        std::unique_ptr<Platform> platform(new Platform(options, start));
        platform->m_databases = std::move(*databases);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            platform->m_schemas[parts[i].name] = schemaOf(parts[i]);
            platform->m_processes.push_back(
                std::make_unique<Process>(platform->m_environment, parts[i].name, *platform->m_databases[i],
                                          std::move(parts[i].configuration), std::move(parts[i].make)));
            platform->m_calls.add(*platform->m_processes.back());
        }
        for (const auto &process : platform->m_processes) {
            if (const auto named = options.incarnations.find(process->name()); named != options.incarnations.end())
                process->countFrom(static_cast<std::uint64_t>(named->second) - 1);
            process->make();
        }
        return platform;
    } catch (const StorageFault &fault) {
        if (fault.isMachineFault())
            return std::unexpected(StorageError{
                StorageError::Kind::Machine,
                u"%1: a database cannot be used (%2): make room, or end what holds it, and start again"_s.arg(
                    QDir::toNativeSeparators(options.folder), QString::fromUtf8(fault.what()))});
        return std::unexpected(
            StorageError{StorageError::Kind::Corrupt,
                         u"%1: a database cannot be read (%2): restore it from a copy, or start a new workspace"_s.arg(
                             QDir::toNativeSeparators(options.folder), QString::fromUtf8(fault.what()))});
    }
}

void Platform::start()
{
    for (const auto &process : m_processes)
        process->start();
    m_commits.closeWindow();
}

bool Platform::runWindow(PlatformTime before)
{
    m_isHalted = false;
    const auto first = m_scheduler.nextAt();
    if (!first || *first >= before)
        return false;
    const PlatformTime end = std::min(before, *first + leastLatency);
    for (auto next = first; next && *next < end && !m_isHalted; next = m_scheduler.nextAt())
        m_isHalted = !m_scheduler.runNext() || m_isHalted;
    m_commits.closeWindow();
    return !m_isHalted;
}

bool Platform::runNext()
{
    const bool didSomething = m_scheduler.runNext();
    m_commits.closeWindow();
    return didSomething;
}

bool Platform::isAtRest()
{
    if (m_scheduler.pendingOrdinary() > 0)
        return false;
    if (!std::all_of(m_processes.begin(), m_processes.end(), [](const auto &process) { return process->hasStarted(); }))
        return false;
    for (const auto &process : m_processes) {
        if (process->service().awaitsFacts())
            return false;
        Consumer &consumer = process->service().consumer();
        for (const QByteArray &publisher : consumer.publishers()) {
            if (consumer.storedPosition(publisher) < this->process(publisher).service().outbox().last())
                return false;
        }
    }
    return true;
}

Process &Platform::process(const QByteArray &name)
{
    Process *process = m_calls.find(name);
    Q_ASSERT_X(process, "Platform::process", name.constData());
    return *process;
}

std::vector<Migration> Platform::migrationsOfPart(const QByteArray &name) const
{
    return m_schemas.at(name);
}

std::map<QByteArray, std::int64_t> Platform::messagesHandled() const
{
    std::map<QByteArray, std::int64_t> messages;
    for (const auto &process : m_processes)
        messages[process->name()] = process->database().progress().messages;
    return messages;
}

std::map<QByteArray, std::int64_t> Platform::incarnations() const
{
    std::map<QByteArray, std::int64_t> numbers;
    for (const auto &process : m_processes)
        numbers[process->name()] = static_cast<std::int64_t>(process->incarnation());
    return numbers;
}

} // namespace curbside
