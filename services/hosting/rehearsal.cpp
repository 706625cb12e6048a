// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/rehearsal.h"

#include "services/runtime/json/json.h"
#include "services/runtime/message_effects.h"
#include "services/runtime/service.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 largestCopy = 256LL << 20;
constexpr std::size_t mostShown = 200; ///< events, calls, timers each

/// Keeps what is published and lets none of it go on.
class KeepingBus final : public EventBus
{
public:
    void subscribe(const QByteArray &, Process &) override {}
    [[nodiscard]] std::vector<QByteArray> consumersOf(const QByteArray &) const override { return {}; }
    void publish(const EventPtr &event, ComponentId, PlatformTime) override { published.push_back(event); }
    void redeliver(const EventPtr &, Process &, PlatformTime) override {}

    std::vector<EventPtr> published;
};

/// The same for calls.
class KeepingCalls final : public CallTransport
{
public:
    void send(Process &, OutgoingCall call) override { made.push_back(std::move(call)); }
    [[nodiscard]] Look look(const QByteArray &, const QByteArray &target, const Request &) override
    {
        return {.response = Problem::unavailable(u"%1 is not asked in a rehearsal"_s.arg(QString::fromUtf8(target)))};
    }

    std::vector<OutgoingCall> made;
};

using TimersSet = std::map<std::pair<QString, QString>, PlatformTime>;

TimersSet timersOf(Database &database)
{
    TimersSet timers;
    Statement all(database, u"SELECT kind, subject, due_at FROM timer ORDER BY kind, subject"_s);
    for (Rows rows = all.query(); rows.next();)
        timers.emplace(std::pair(rows.text(0), rows.text(1)), rows.time(2));
    return timers;
}

/// A platform of one service, on a copy of its database.
class Stage
{
public:
    Stage(Platform &platform, Process &original, Database &copy)
        : m_scheduler(platform.now()), m_commits(CommitGroup::Mode::Windowed, m_scheduler, m_journal),
          m_faults(platform.environment().seed),
          m_environment{platform.environment().seed, m_scheduler, m_commits, m_journal, m_faults, m_bus, m_calls, {}},
          m_database(copy), m_process(original.another(m_environment, copy))
    {
        m_journal.addRowChangeListener([this](const RowChangeRecord &record) { m_changes = record.changes; });
    }

    /// The refusal, when the request does not get as far as its handler or is refused there.
    [[nodiscard]] std::expected<void, Response> handle(Request request)
    {
        m_process->make();
        Service &service = m_process->service();
        auto match = service.router().match(request);
        if (auto *refusal = std::get_if<Response>(&match))
            return std::unexpected(std::move(*refusal));
        m_commits.closeWindow();
        m_timersBefore = timersOf(m_database);
        const Router::Route &route = *std::get<const Router::Route *>(match);
        std::optional<Handled> outcome;
        m_process->run([&](Service &) {
            service.runner().run(
                {JournalKind::Requested, "rehearsal", route.name, service.newTrace(), nullptr},
                [&]() -> Handled {
                    const Response response = route.handle(request);
                    return response.problem ? Handled(std::unexpected(*response.problem)) : Handled();
                },
                [&](const Handled &handled) { outcome = handled; });
        });
        m_commits.closeWindow();
        if (!outcome)
            return std::unexpected(Problem::unavailable(u"the copy of the database could not be written"_s));
        m_isRefused = !*outcome;
        return *outcome ? std::expected<void, Response>() : std::unexpected(Response(outcome->error()));
    }
    /// The handler itself has refused it; else something about the wish was wrong.
    [[nodiscard]] bool isRefused() const { return m_isRefused; }

    void write(JsonWriter &json)
    {
        json.key("rows");
        const qint64 leftOut = writeChangedRows(json, m_database, m_changes);
        json.member("leftOut", leftOut).key("events").beginArray();
        for (std::size_t i = 0; i < std::min(mostShown, m_bus.published.size()); ++i)
            m_bus.published[i]->writeTo(json);
        json.endArray();
        writeCalls(json);
        writeTimers(json);
    }

private:
    void writeCalls(JsonWriter &json) const
    {
        json.key("calls").beginArray();
        for (std::size_t i = 0; i < std::min(mostShown, m_calls.made.size()); ++i) {
            const OutgoingCall &call = m_calls.made[i];
            json.beginObject().member("service", call.target).member("method", call.request.method);
            json.member("path", call.request.path);
            if (JsonDocument::parse(call.request.body))
                json.rawMember("body", call.request.body);
            json.endObject();
        }
        json.endArray();
    }

    /// Those that were set, and without a time those that were called off.
    void writeTimers(JsonWriter &json)
    {
        const TimersSet after = timersOf(m_database);
        std::map<std::pair<QString, QString>, std::optional<PlatformTime>> moved;
        for (const auto &[key, dueAt] : after) {
            const auto before = m_timersBefore.find(key);
            if (before == m_timersBefore.end() || before->second != dueAt)
                moved[key] = dueAt;
        }
        for (const auto &[key, dueAt] : m_timersBefore) {
            if (!after.contains(key))
                moved[key] = std::nullopt;
        }
        std::size_t count = 0;
        json.key("timers").beginArray();
        for (const auto &[key, dueAt] : moved) {
            if (++count > mostShown)
                break;
            json.beginObject().member("kind", key.first).member("subject", key.second);
            json.member("dueAt", dueAt).endObject();
        }
        json.endArray();
    }

    Scheduler m_scheduler;
    Journal m_journal;
    CommitGroup m_commits;
    FaultPlan m_faults;
    KeepingBus m_bus;
    KeepingCalls m_calls;
    Environment m_environment;
    Database &m_database;
    QByteArray m_changes;
    TimersSet m_timersBefore;
    bool m_isRefused = false;
    std::unique_ptr<Process> m_process;
};

Response rehearse(Platform &platform, Process &original, Database &copy, const QString &eventId, Request request)
{
    Stage stage(platform, original, copy);
    const auto handled = stage.handle(std::move(request));
    if (!handled && (!stage.isRefused() || handled.error().status != 409))
        return handled.error();
    JsonWriter json;
    json.beginObject().member("consumer", original.name()).member("eventId", eventId);
    json.member("outcome", handled ? "Handled" : "Refused");
    if (!handled && handled.error().problem)
        json.rawMember("problem", handled.error().problem->toJson({}, {}));
    stage.write(json);
    json.endObject();
    return Response::json(json.take());
}

} // namespace

Response rehearseReplay(Platform &platform, const QByteArray &consumer, const QString &eventId, const QByteArray &body)
{
    Process &original = platform.process(consumer);
    if (original.database().sizeInBytes() > largestCopy)
        return Problem::unavailable(
            u"the database of %1 is larger than 256 MiB: too large to be copied for a rehearsal"_s.arg(
                QString::fromUtf8(consumer)));
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"copy.sqlite"_s);
    const auto unavailable = [](const QString &why) { return Response(Problem::unavailable(why)); };
    if (!folder.isValid())
        return unavailable(u"no folder can be made for the copy: %1"_s.arg(folder.errorString()));
    Request request;
    request.method = Method::Post;
    request.path = u"/dead-letter/%1/replay"_s.arg(eventId);
    request.body = body;
    request.contentType = body.isEmpty() ? QByteArray() : QByteArrayLiteral("application/json");
    try {
        if (const auto copied = original.database().copyTo(path); !copied)
            return unavailable(copied.error().text);
        const auto copy = Database::open({path, original.database().name() + u"-rehearsal"_s, Database::Durability::Off,
                                          platform.migrationsOfPart(consumer), false});
        if (!copy)
            return unavailable(copy.error().text);
        return rehearse(platform, original, **copy, eventId, std::move(request));
    } catch (const StorageFault &fault) {
        return unavailable(QString::fromUtf8(fault.what()));
    }
}

} // namespace curbside
