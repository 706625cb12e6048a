// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/platform/embedded_link.h"

#include "services/hosting/row_comparison.h"
#include "services/runtime/messaging/event.h"

#include <QCoreApplication>
#include <QEvent>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t tapCapacity = 60'000;
constexpr int pollIntervalMs = 50;

TrafficEntry entryOf(const JournalRecord &record)
{
    TrafficEntry entry;
    entry.at = toMicroseconds(record.at);
    entry.kind = record.kind;
    entry.service = record.service;
    entry.peer = record.peer;
    entry.type = record.type;
    entry.subject = record.subject;
    entry.detail = record.detail;
    entry.messageId = record.messageId;
    entry.causationId = record.causationId;
    entry.sequence = record.sequence;
    entry.trace = record.trace;
    entry.workNanoseconds = record.wallNanoseconds;
    entry.handler = record.handler;
    entry.status = record.status;
    entry.faultRule = record.faultRule;
    if (record.event) {
        entry.payload = record.event->data;
        entry.latency = record.kind == JournalKind::Published ? -1 : entry.at - toMicroseconds(record.event->time);
    }
    return entry;
}

std::optional<PlatformStop> stopOf(const std::optional<Stop> &stop)
{
    if (!stop)
        return std::nullopt;
    PlatformStop shown;
    shown.reason = stop->reason;
    shown.at = toMicroseconds(stop->at);
    shown.breakpoint = stop->breakpoint;
    if (stop->event) {
        shown.messageId = QString::fromUtf8(stop->event->id);
        shown.type = QString::fromUtf8(stop->event->type);
        shown.consumer = QString::fromUtf8(stop->consumer);
    }
    if (stop->row) {
        shown.messageId = QString::fromUtf8(stop->row->messageId);
        shown.service = QString::fromUtf8(stop->row->service);
        shown.table = stop->row->table;
        shown.key = stop->row->key.join(u", "_s);
    }
    return shown;
}

PlatformStatus statusOf(const Engine::Status &engine)
{
    return {engine.trouble.isEmpty(), toMicroseconds(engine.now), engine.speed,
            engine.isPaused,          qint64(engine.lag / 1ms),   engine.trouble,
            stopOf(engine.stop)};
}

PlatformDescription describe(const RunSettings &settings)
{
    const Scenario &scenario = *settings.scenario;
    PlatformDescription description;
    description.scenario = scenario.name;
    description.title = scenario.title;
    description.seed = settings.description.seed;
    description.startsAt = toMicroseconds(scenario.startsAt);
    description.streets = scenario.streets;
    for (const ScenarioHub &hub : scenario.hubs)
        description.hubs.push_back({hub.name, QPointF(double(hub.place.x) / 1000, double(hub.place.y) / 1000)});
    return description;
}

/// Before anything of the workspace is opened for writing.
std::optional<Failure> refusePassed(const RunSettings &settings, PlatformTime pauseAt)
{
    const auto standing = whereDatabasesStand(settings.workspace);
    if (!standing)
        return std::nullopt; // whoever opens it says why it cannot be read
    const PlatformTime standsAt = std::max(settings.scenario->startsAt, standing->lastCommitted);
    if (standsAt <= pauseAt)
        return std::nullopt;
    return Failure{
        ExitStatus::WrongUsage,
        EmbeddedLink::tr("%1 has passed: the workspace %2 stands at %3; name a later time or another workspace")
            .arg(QString::fromLatin1(toRfc3339(pauseAt)), settings.workspace,
                 QString::fromLatin1(toRfc3339(standsAt)))};
}

} // namespace

EmbeddedLink::EmbeddedLink(Options options, QObject *parent)
    : PlatformLink(parent), m_options(std::move(options)), m_tap(std::make_shared<JournalTap>(tapCapacity))
{
    connect(&m_timer, &QTimer::timeout, this, &EmbeddedLink::poll);
    m_timer.setInterval(pollIntervalMs);
    const auto onPaused = [this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_isPauseReached = true;
                if (m_engine)
                    poll();
            },
            Qt::QueuedConnection);
    };
    m_opener = std::thread([this, onPaused, opening = m_options, tap = m_tap] {
        auto result = std::make_shared<std::expected<Opened, Failure>>(open(opening, tap, onPaused));
        QMetaObject::invokeMethod(this, [this, result] { takeOver(std::move(*result)); }, Qt::QueuedConnection);
    });
}

EmbeddedLink::~EmbeddedLink()
{
    m_opener.join();
    if (!m_isOpen)
        QCoreApplication::sendPostedEvents(this, QEvent::MetaCall); // what was opened meanwhile ends in order too
    m_timer.stop();
    if (m_front)
        m_front->close();
    if (m_engine)
        static_cast<void>(m_engine->stop());
}

std::expected<EmbeddedLink::Opened, Failure> EmbeddedLink::open(const Options &options, std::shared_ptr<JournalTap> tap,
                                                                std::function<void()> onPaused)
{
    auto settings = RunSettings::from(options.wishes);
    if (!settings)
        return std::unexpected(settings.error());
    if (options.isAtFullSpeed)
        settings->speed.reset();
    std::optional<PlatformTime> pauseAt;
    if (options.pauseAt) {
        const auto *fromStart = std::get_if<Duration>(&*options.pauseAt);
        pauseAt = fromStart ? settings->scenario->startsAt + *fromStart : std::get<PlatformTime>(*options.pauseAt);
        if (auto refusal = refusePassed(*settings, *pauseAt))
            return std::unexpected(std::move(*refusal));
    }
    Opened opened;
    opened.description = describe(*settings);
    auto workspace = Workspace::open(settings->workspace, settings->description);
    if (!workspace)
        return std::unexpected(workspace.error());
    opened.workspace = std::move(*workspace);
    if (options.withHttp) {
        if (auto front = HttpFront::open(options.httpBase, opened.workspace->token()))
            opened.front = std::move(*front);
        else
            opened.description.note = tr("Other programs cannot reach this platform: %1 To let them in, "
                                         "end the program that has it, and start this one again.")
                                          .arg(front.error().text);
    }
    Engine::Options engineOptions = settings->engineOptions(*opened.workspace);
    engineOptions.tap = std::move(tap);
    engineOptions.onPaused = std::move(onPaused);
    engineOptions.pauseAt = pauseAt;
    auto engine = Engine::start(std::move(engineOptions));
    if (!engine)
        return std::unexpected(engine.error());
    opened.engine = std::move(*engine);
    if (opened.front) {
        opened.front->serve(*opened.engine);
        opened.workspace->noteServing(opened.front->ports());
    }
    return opened;
}

void EmbeddedLink::takeOver(std::expected<Opened, Failure> result)
{
    m_isOpen = true;
    if (!result) {
        fail(result.error());
        return;
    }
    m_workspace = std::move(result->workspace);
    m_front = std::move(result->front);
    m_engine = std::move(result->engine);
    m_description = std::move(result->description);
    m_status = statusOf(m_engine->status());
    Q_EMIT described(m_description);
    m_timer.start();
    poll();
    Q_EMIT opened();
}

void EmbeddedLink::fail(Failure failure)
{
    m_failure = std::move(failure);
    m_status.trouble = m_failure->text;
    m_status.isRunning = false;
    Q_EMIT statusChanged(m_status);
    Q_EMIT failed();
}

void EmbeddedLink::poll()
{
    const Engine::Status engine = m_engine->status();
    if (!engine.trouble.isEmpty() && !m_failure) {
        m_timer.stop();
        fail({ExitStatus::Machine, engine.trouble});
        return;
    }
    m_status = statusOf(engine);
    JournalTap::Batch taken = m_tap->take();
    if (!taken.records.empty() || taken.dropped > 0) {
        JournalBatch batch;
        batch.dropped = taken.dropped;
        batch.entries.reserve(taken.records.size());
        for (const JournalRecord &record : taken.records)
            batch.entries.push_back(entryOf(record));
        Q_EMIT journalArrived(batch);
    }
    Q_EMIT statusChanged(m_status);
    if (std::exchange(m_isPauseReached, false))
        Q_EMIT pauseReached();
}

void EmbeddedLink::get(const QString &endpoint, const QString &path, Answered answered)
{
    submit(endpoint, Method::Get, path, {}, std::move(answered));
}

void EmbeddedLink::ask(const QString &endpoint, const QString &path, const QByteArray &question, Answered answered)
{
    submit(endpoint, Method::Post, path, question, std::move(answered));
}

void EmbeddedLink::post(const QString &endpoint, const QString &path, const QByteArray &body, Answered answered)
{
    submit(endpoint, Method::Post, path, body,
           [this, endpoint, path, body, answered = std::move(answered)](int status, const QByteArray &answer) {
               Q_EMIT acted({endpoint, path, body, status, answer});
               answered(status, answer);
           });
}

void EmbeddedLink::remove(const QString &endpoint, const QString &path, Answered answered)
{
    submit(endpoint, Method::Delete, path, {},
           [this, endpoint, path, answered = std::move(answered)](int status, const QByteArray &answer) {
               Q_EMIT acted({endpoint, path, {}, status, answer, true});
               answered(status, answer);
           });
}

void EmbeddedLink::submit(const QString &endpoint, Method method, const QString &path, const QByteArray &body,
                          Answered answered)
{
    if (!m_engine)
        return;
    Request request;
    request.method = method;
    request.path = path.section(u'?', 0, 0);
    const auto items = QUrlQuery(path.section(u'?', 1)).queryItems(QUrl::FullyDecoded);
    for (const auto &[name, value] : items)
        request.query.emplace_back(name, value);
    request.body = body;
    request.contentType = body.isEmpty() ? QByteArray() : QByteArrayLiteral("application/json");
    ++m_pendingAnswers;
    m_engine->submit(endpoint, std::move(request), [this, answered = std::move(answered)](const Response &response) {
        {
            const std::scoped_lock lock(m_answersMutex);
            m_answers.push_back({answered, response.status, response.body});
        }
        QMetaObject::invokeMethod(this, &EmbeddedLink::takeAnswer, Qt::QueuedConnection);
    });
}

/// One for each that was announced: the next ones are taken also while this one's taker waits for a person.
void EmbeddedLink::takeAnswer()
{
    Arrived arrived;
    {
        const std::scoped_lock lock(m_answersMutex);
        arrived = std::move(m_answers.front());
        m_answers.pop_front();
    }
    --m_pendingAnswers;
    arrived.answered(arrived.status, arrived.body);
}

void EmbeddedLink::setPaused(bool isPaused)
{
    if (m_engine)
        m_engine->setPaused(isPaused);
}

void EmbeddedLink::setSpeed(std::optional<double> speed)
{
    if (m_engine)
        m_engine->setPace(speed);
}

void EmbeddedLink::runUntil(Duration sinceStart)
{
    if (m_engine)
        m_engine->runUntil(fromMicroseconds(m_description.startsAt) + sinceStart);
}

void EmbeddedLink::step()
{
    if (m_engine)
        m_engine->stepOnce();
}

} // namespace curbside
