// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/service_fixture.h"

#include "services/runtime/service.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr PlatformTime startsAt{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 9h};

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

ServiceFixture::ServiceFixture(CommitGroup::Mode mode)
    : m_scheduler(startsAt), m_commits(mode, m_scheduler, m_journal),
      m_environment{1, m_scheduler, m_commits, m_journal, m_faults, m_bus, m_calls, {}}, m_bus(m_environment),
      m_calls(m_environment)
{
    m_scheduler.addComponent("outside");
    m_journal.addListener([this](const JournalRecord &record) {
        if (record.kind == JournalKind::Published)
            m_published.push_back(record.event);
    });
}

ServiceFixture::~ServiceFixture()
{
    m_processes.clear(); // services first, then their databases
}

void ServiceFixture::add(const QByteArray &name, Process::MakeService make, const QByteArray &configuration)
{
    const QString text = QString::fromUtf8(name);
    std::vector<Migration> migrations = migrationsOf(u"runtime"_s);
    if (!m_scripts.contains(name)) {
        for (Migration &migration : migrationsOf(text))
            migrations.push_back(std::move(migration));
    }
    Database::Options options;
    options.path = m_folder.filePath(text + u".sqlite"_s);
    options.name = text;
    options.durability = Database::Durability::Off;
    options.migrations = std::move(migrations);
    options.reverseUnordered = true;
    auto database = Database::open(options);
    Q_ASSERT_X(database, "ServiceFixture::add", qPrintable(database ? QString() : database.error().text));
    m_names.push_back(name);
    m_databases.push_back(std::move(*database));
    m_processes.push_back(
        std::make_unique<Process>(m_environment, name, *m_databases.back(), configuration, std::move(make)));
    m_calls.add(*m_processes.back());
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
    for (const auto &process : m_processes)
        process->make();
    for (const auto &process : m_processes)
        process->start();
    m_commits.closeWindow();
    settle();
}

Answer ServiceFixture::request(const QByteArray &service, Method method, const QString &path, const QByteArray &body,
                               const QByteArray &idempotencyKey)
{
    IncomingRequest incoming;
    incoming.request = requestFor(method, path);
    incoming.request.body = body;
    incoming.request.contentType = QByteArrayLiteral("application/json");
    incoming.request.idempotencyKey = idempotencyKey;
    incoming.messageId = "request " + QByteArray::number(++m_requests);
    std::optional<Response> answer;
    incoming.answer = [&answer](Response response) { answer = std::move(response); };
    process(service).run([&incoming](Service &target) { target.receive(std::move(incoming)); });
    m_commits.closeWindow();
    Q_ASSERT_X(answer, "ServiceFixture::request", qPrintable(path));
    return {answer->status, answer->body, parsed(answer->body), answer->headers};
}

void ServiceFixture::tell(const QByteArray &publisher, const QByteArray &name, const QByteArray &subject,
                          const QByteArray &data)
{
    while (!process(publisher).isUp()) // a fault took it down: it tells when it is back
        runFor(1s);
    process(publisher).run([&](Service &service) {
        static_cast<Neighbour &>(service).tell({"curbside." + publisher + '.' + name, subject, data});
    });
    m_commits.closeWindow();
}

void ServiceFixture::tellAndSettle(const QByteArray &publisher, const QByteArray &name, const QByteArray &subject,
                                   const QByteArray &data)
{
    tell(publisher, name, subject, data);
    settle();
}

void ServiceFixture::runFor(Duration duration)
{
    const PlatformTime end = m_scheduler.now() + duration;
    for (auto next = m_scheduler.nextAt(); next && *next < end; next = m_scheduler.nextAt()) {
        const PlatformTime windowEnd = std::min(end, *next + leastLatency);
        for (; next && *next < windowEnd; next = m_scheduler.nextAt())
            m_scheduler.runNext();
        m_commits.closeWindow();
    }
    m_scheduler.advanceTo(end);
}

void ServiceFixture::crash(const QByteArray &service)
{
    process(service).run([](Service &) { throw SimulatedCrash{leastLatency, nullptr}; });
    settle();
}

QStringList ServiceFixture::takePublished()
{
    QStringList published;
    for (; m_taken < m_published.size(); ++m_taken) {
        const Event &event = *m_published[m_taken];
        if (event.source == m_names.front())
            published += QString::fromUtf8(event.type.mid(event.type.lastIndexOf('.') + 1) + ' ' + event.subject);
    }
    return published;
}

std::vector<EventPtr> ServiceFixture::published(const QByteArray &service, const QByteArray &name) const
{
    const QByteArray type = "curbside." + service + '.' + name;
    std::vector<EventPtr> events;
    std::ranges::copy_if(m_published, std::back_inserter(events),
                         [&](const EventPtr &event) { return event->type == type; });
    return events;
}

QByteArray ServiceFixture::lastPublished(const QByteArray &name) const
{
    const std::vector<EventPtr> events = published(m_names.front(), name);
    Q_ASSERT_X(!events.empty(), "ServiceFixture::lastPublished", name.constData());
    return events.back()->data;
}

QString ServiceFixture::value(const QString &sql)
{
    Statement statement(*m_databases.front(), sql);
    Rows rows = statement.query();
    return rows.next() ? rows.text(0) : QString();
}

} // namespace curbside
