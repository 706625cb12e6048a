// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/platform/embedded_link.h"

#include "services/runtime/messaging/event.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t tapCapacity = 200'000;
constexpr int pollIntervalMs = 50;

TrafficEntry entryOf(const JournalRecord &record)
{
    TrafficEntry entry;
    entry.at = toMicroseconds(record.at);
    entry.kind = toText(record.kind);
    entry.service = QString::fromUtf8(record.service);
    entry.peer = QString::fromUtf8(record.peer);
    entry.type = QString::fromUtf8(record.type);
    entry.subject = QString::fromUtf8(record.subject);
    if (record.event)
        entry.payload = record.event->data;
    return entry;
}

} // namespace

EmbeddedLink::EmbeddedLink(Options options, QObject *parent)
    : PlatformLink(parent), m_options(std::move(options)), m_tap(std::make_shared<JournalTap>(tapCapacity))
{
    connect(&m_timer, &QTimer::timeout, this, &EmbeddedLink::poll);
    m_timer.setInterval(pollIntervalMs);
    const auto onPaused = [this] {
        QMetaObject::invokeMethod(this, &EmbeddedLink::pauseReached, Qt::QueuedConnection);
    };
    m_opener = std::thread([this, onPaused, opening = m_options, tap = m_tap] {
        auto result = std::make_shared<std::expected<Opened, Failure>>(open(opening, tap, onPaused));
        QMetaObject::invokeMethod(this, [this, result] { takeOver(std::move(*result)); }, Qt::QueuedConnection);
    });
}

EmbeddedLink::~EmbeddedLink()
{
    m_opener.join();
    if (m_front)
        m_front->close();
    if (m_engine && m_workspace) {
        const auto ended = m_engine->stop();
        static_cast<void>(m_workspace->noteEnded(ended));
    }
}

std::expected<EmbeddedLink::Opened, Failure> EmbeddedLink::open(const Options &options, std::shared_ptr<JournalTap> tap,
                                                                std::function<void()> onPaused)
{
    auto settings = RunSettings::from(options.wishes);
    if (!settings)
        return std::unexpected(settings.error());
    Opened opened;
    auto workspace = Workspace::open(settings->workspace, settings->description);
    if (!workspace)
        return std::unexpected(workspace.error());
    opened.workspace = std::move(*workspace);
    if (options.withHttp) {
        if (auto front = HttpFront::open(options.httpBase, opened.workspace->token()))
            opened.front = std::move(*front);
        else
            opened.httpNote = tr("No HTTP: %1").arg(front.error().text);
    }
    Engine::Options engineOptions = settings->engineOptions(opened.workspace->folder());
    engineOptions.tap = std::move(tap);
    engineOptions.onPaused = std::move(onPaused);
    engineOptions.pauseAfter = options.pauseAfter;
    auto engine = Engine::start(std::move(engineOptions));
    if (!engine)
        return std::unexpected(engine.error());
    opened.engine = std::move(*engine);
    if (opened.front)
        opened.front->serve(*opened.engine);
    return opened;
}

void EmbeddedLink::takeOver(std::expected<Opened, Failure> result)
{
    if (!result) {
        m_failure = result.error();
        m_status.trouble = m_failure->text;
        Q_EMIT statusChanged(m_status);
        Q_EMIT failed();
        return;
    }
    m_workspace = std::move(result->workspace);
    m_front = std::move(result->front);
    m_engine = std::move(result->engine);
    m_httpNote = result->httpNote;
    m_timer.start();
    poll();
    Q_EMIT opened();
}

void EmbeddedLink::poll()
{
    const Engine::Status engine = m_engine->status();
    m_status = {engine.trouble.isEmpty(), toMicroseconds(engine.now), engine.speed,
                engine.isPaused,          qint64(engine.lag / 1ms),   engine.trouble};
    Q_EMIT statusChanged(m_status);
    JournalTap::Batch taken = m_tap->take();
    if (taken.records.empty() && taken.dropped == 0)
        return;
    JournalBatch batch;
    batch.dropped = taken.dropped;
    batch.entries.reserve(taken.records.size());
    for (const JournalRecord &record : taken.records)
        batch.entries.push_back(entryOf(record));
    Q_EMIT journalArrived(batch);
}

void EmbeddedLink::get(const QString &endpoint, const QString &path, Answered answered)
{
    submit(endpoint, Method::Get, path, {}, std::move(answered));
}

void EmbeddedLink::post(const QString &endpoint, const QString &path, const QByteArray &body, Answered answered)
{
    submit(endpoint, Method::Post, path, body, std::move(answered));
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
    m_engine->submit(endpoint, std::move(request), [this, answered = std::move(answered)](const Response &response) {
        QMetaObject::invokeMethod(
            this, [answered, status = response.status, content = response.body] { answered(status, content); },
            Qt::QueuedConnection);
    });
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

void EmbeddedLink::step()
{
    if (m_engine)
        m_engine->stepOnce();
}

} // namespace curbside
