// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/service_fixture.h"

#include "services/runtime/service.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

JsonDocument parsed(const QByteArray &body)
{
    auto document = JsonDocument::parse(body.isEmpty() ? QByteArrayLiteral("{}") : body);
    Q_ASSERT_X(document, "ServiceFixture", body.constData());
    return std::move(*document);
}

Request requestFor(Method method, const QString &pathAndQuery)
{
    Request request;
    request.method = method;
    request.path = pathAndQuery.section(u'?', 0, 0);
    const auto items = QUrlQuery(pathAndQuery.section(u'?', 1)).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        request.query.emplace_back(name, value);
    return request;
}

} // namespace

QByteArray Answer::header(const QByteArray &name) const
{
    const auto found = std::ranges::find(headers, name, &std::pair<QByteArray, QByteArray>::first);
    return found == headers.end() ? QByteArray() : found->second;
}

ServiceFixture::Program::Program(const FixtureOptions &options, PlatformTime at)
    : scheduler(at), commits(options.mode, scheduler, journal), faults(options.seed),
      environment{options.seed, scheduler, commits, journal, faults, bus, calls, options.bugs}, bus(environment),
      calls(environment)
{
    scheduler.addComponent("outside");
}

ServiceFixture::Program::~Program()
{
    processes.clear(); // services first, then their databases
}

ServiceFixture::ServiceFixture(const FixtureOptions &options) : m_options(options)
{
    begin(options.startsAt);
}

ServiceFixture::~ServiceFixture() = default;

void ServiceFixture::begin(PlatformTime at)
{
    m_program.reset();
    m_program = std::make_unique<Program>(m_options, at);
    if (m_options.keepsRecords)
        m_program->journal.addListener([this](const JournalRecord &record) { m_records.push_back(record); });
    for (const Part &part : m_parts)
        open(part);
}

void ServiceFixture::add(const QByteArray &name, Process::MakeService make, const QByteArray &configuration)
{
    m_parts.push_back({name, std::move(make), configuration});
    open(m_parts.back());
}

void ServiceFixture::open(const Part &part)
{
    const QString name = QString::fromUtf8(part.name);
    std::vector<Migration> migrations = migrationsOf(u"runtime"_s);
    for (Migration &migration : migrationsOf(m_scripts.contains(part.name) ? u"script"_s : name))
        migrations.push_back(std::move(migration));
    auto database =
        Database::open({pathOf(part.name), name, m_options.durability, migrations, m_options.reverseUnordered});
    Q_ASSERT_X(database, "ServiceFixture::open", qPrintable(database ? QString() : database.error().text));
    Program &program = *m_program;
    program.databases.push_back(std::move(*database));
    program.processes.push_back(std::make_unique<Process>(program.environment, part.name, *program.databases.back(),
                                                          part.configuration, part.make));
    program.calls.add(*program.processes.back());
}

NeighbourScript &ServiceFixture::addNeighbour(const QByteArray &name)
{
    const auto script = std::make_shared<NeighbourScript>();
    m_scripts[name] = script;
    add(name, [script](ServiceContext &context) { return std::make_unique<Neighbour>(context, script); });
    return *script;
}

void ServiceFixture::start()
{
    for (const auto &process : m_program->processes)
        process->make();
    for (const auto &process : m_program->processes)
        process->start();
    m_program->commits.closeWindow();
    settle();
}

void ServiceFixture::restart()
{
    m_program->commits.commitAll();
    begin(now());
    start();
}

std::shared_ptr<std::optional<Response>> ServiceFixture::send(const QByteArray &service, Method method,
                                                              const QString &path, const QByteArray &body,
                                                              const QByteArray &idempotencyKey)
{
    IncomingRequest incoming;
    incoming.request = requestFor(method, path);
    incoming.request.body = body;
    incoming.request.contentType = QByteArrayLiteral("application/json");
    incoming.request.idempotencyKey = idempotencyKey;
    incoming.messageId = "request " + QByteArray::number(++m_requests);
    const auto answer = std::make_shared<std::optional<Response>>();
    incoming.answer = [answer](Response response) { *answer = std::move(response); };
    process(service).run([&incoming](Service &target) { target.receive(std::move(incoming)); });
    m_program->commits.closeWindow();
    return answer;
}

Answer ServiceFixture::request(const QByteArray &service, Method method, const QString &path, const QByteArray &body,
                               const QByteArray &idempotencyKey)
{
    const std::optional<Response> answer = *send(service, method, path, body, idempotencyKey);
    Q_ASSERT_X(answer, "ServiceFixture::request", qPrintable(path));
    return {answer->status, answer->body, parsed(answer->body), answer->headers};
}

void ServiceFixture::tell(const QByteArray &publisher, const QByteArray &name, const QByteArray &subject,
                          const QByteArray &data)
{
    while (!process(publisher).hasStarted())
        runFor(100ms);
    process(publisher).run([&](Service &service) {
        static_cast<Neighbour &>(service).tell({"curbside." + publisher + '.' + name, subject, data});
    });
    m_program->commits.closeWindow();
}

void ServiceFixture::tellAndSettle(const QByteArray &publisher, const QByteArray &name, const QByteArray &subject,
                                   const QByteArray &data)
{
    tell(publisher, name, subject, data);
    settle();
}

void ServiceFixture::runFor(Duration duration)
{
    Scheduler &scheduler = m_program->scheduler;
    const PlatformTime end = scheduler.now() + duration;
    for (auto next = scheduler.nextAt(); next && *next < end; next = scheduler.nextAt()) {
        const PlatformTime windowEnd = std::min(end, *next + leastLatency);
        for (; next && *next < windowEnd; next = scheduler.nextAt())
            scheduler.runNext();
        m_program->commits.closeWindow();
    }
    scheduler.advanceTo(end);
}

void ServiceFixture::crash(const QByteArray &service)
{
    process(service).run([](Service &) { throw SimulatedCrash{leastLatency, nullptr}; });
    settle();
}

QStringList ServiceFixture::takePublished()
{
    QStringList published;
    for (; m_taken < m_records.size(); ++m_taken) {
        const JournalRecord &record = m_records[m_taken];
        if (record.kind == JournalKind::Published && record.service == m_parts.front().name)
            published += QString::fromUtf8(record.type.mid(record.type.lastIndexOf('.') + 1) + ' ' + record.subject);
    }
    return published;
}

std::vector<EventPtr> ServiceFixture::published(const QByteArray &service, const QByteArray &name) const
{
    const QByteArray type = "curbside." + service + '.' + name;
    std::vector<EventPtr> events;
    for (const JournalRecord &record : m_records) {
        if (record.kind == JournalKind::Published && record.type == type)
            events.push_back(record.event);
    }
    return events;
}

QByteArray ServiceFixture::lastPublished(const QByteArray &name) const
{
    const std::vector<EventPtr> events = published(m_parts.front().name, name);
    Q_ASSERT_X(!events.empty(), "ServiceFixture::lastPublished", name.constData());
    return events.back()->data;
}

QString ServiceFixture::value(const QByteArray &service, const QString &sql)
{
    return column(service, sql).value(0);
}

QStringList ServiceFixture::column(const QByteArray &service, const QString &sql)
{
    QStringList values;
    Statement statement(database(service), sql);
    for (Rows rows = statement.query(); rows.next();)
        values += rows.text(0);
    return values;
}

std::vector<JournalRecord> ServiceFixture::records(JournalKind kind, const QByteArray &service) const
{
    std::vector<JournalRecord> found;
    std::ranges::copy_if(m_records, std::back_inserter(found),
                         [&](const JournalRecord &record) { return record.kind == kind && record.service == service; });
    return found;
}

} // namespace curbside
