// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/workspace_clean_up.h"

#include "services/hosting/quiet_platform.h"
#include "services/hosting/run_settings.h"
#include "services/hosting/warehouse_feed.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"

#include <future>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr auto askedAgainAfter = 20ms;
constexpr auto patience = 60s; ///< with the runs of all services

QStringList services()
{
    return {u"integrations"_s, u"deliveries"_s, u"dispatch"_s, u"operations"_s, u"state"_s};
}

Request requestOf(Method method, const QString &path, const QByteArray &body = {})
{
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.contentType = body.isEmpty() ? QByteArray() : QByteArrayLiteral("application/json");
    return request;
}

/// Takes over what a service answers, with its orphans in `member`, each with `what`.
void take(WorkspaceCleanUp &result, const QString &service, const Response &answer, std::string_view member,
          std::string_view what)
{
    const auto document = JsonDocument::parse(answer.body);
    if (!document && answer.isSuccess()) {
        result.problems += u"%1 has answered nothing that can be read"_s.arg(service);
        return;
    }
    if (!answer.isSuccess()) {
        const auto detail = document ? document->root()["detail"].toString() : std::nullopt;
        result.problems +=
            u"%1 cannot be asked: %2 %3"_s.arg(service, QString::number(answer.status), detail.value_or(QString()))
                .trimmed();
        return;
    }
    result.asked += document->root()["asked"].toInteger().value_or(0);
    document->root()[member].forEachItem([&](JsonValue item) {
        const auto text = [&](std::string_view name) { return item[name].toString().value_or(QString()); };
        result.orphans.push_back(
            {service, text("column"), text("target"), text("rowKey"), text("value"), text(what), text("newValue")});
    });
    document->root()["problems"].forEachItem(
        [&](JsonValue problem) { result.problems += problem.toString().value_or(QString()); });
    if (const auto problem = document->root()["problem"].toString())
        result.problems += *problem;
    if (document->root()["state"].toString() == u"Running"_s)
        result.problems += u"%1 has not ended its clean-up yet, and goes on with it when it runs"_s.arg(service);
}

std::expected<WorkspaceCleanUp, Failure> lookForOrphans(const QString &folder)
{
    auto quiet = QuietPlatform::open(folder);
    if (!quiet)
        return std::unexpected(quiet.error());
    const AskSource ask = askOf(quiet->platform());
    WorkspaceCleanUp result;
    for (const QString &service : services())
        take(result, service, ask(service, requestOf(Method::Get, u"/orphans"_s)), "items", "remedy");
    return result;
}

/// Waits for the answer, which is given on the engine's thread.
Response ask(Engine &engine, const QString &service, Request request)
{
    auto answer = std::make_shared<std::promise<Response>>();
    std::future<Response> future = answer->get_future();
    engine.submit(service, std::move(request), [answer](Response response) { answer->set_value(std::move(response)); });
    if (future.wait_for(patience) != std::future_status::ready)
        return Problem::unavailable(u"%1 does not answer"_s.arg(service));
    return future.get();
}

/// The run of a service, when it has ended; what it says of itself last when it does not.
Response ended(Engine &engine, const QString &service, const QString &id)
{
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const Response run = ask(engine, service, requestOf(Method::Get, u"/cleanup/"_s + id));
        const auto document = JsonDocument::parse(run.body);
        const bool isRunning = document && document->root()["state"].toString() == u"Running"_s;
        const bool isAway = run.status == 503;
        if ((!isRunning && !isAway) || std::chrono::steady_clock::now() >= deadline)
            return run;
        std::this_thread::sleep_for(askedAgainAfter);
    }
}

void settle(Engine &engine, WorkspaceCleanUp &result)
{
    for (const QString &service : services()) {
        const Response begun =
            ask(engine, service, requestOf(Method::Post, u"/cleanup"_s, QByteArrayLiteral("{\"dryRun\":false}")));
        const auto document = JsonDocument::parse(begun.body);
        const auto id = document && begun.isSuccess() ? document->root()["id"].toString() : std::nullopt;
        if (id)
            take(result, service, ended(engine, service, *id), "orphans", "outcome");
        else
            result.problems += u"%1 has begun no clean-up: %2"_s.arg(service).arg(begun.status);
    }
}

} // namespace

std::expected<WorkspaceCleanUp, Failure> cleanUpWorkspace(const QString &folder, bool apply)
{
    if (!apply)
        return lookForOrphans(folder);
    RunWishes wishes;
    wishes.workspace = folder;
    const auto settings = RunSettings::from(wishes);
    if (!settings)
        return std::unexpected(settings.error());
    auto workspace = Workspace::open(settings->workspace, settings->description);
    if (!workspace)
        return std::unexpected(workspace.error());
    auto engine = Engine::start(settings->engineOptions(**workspace));
    if (!engine)
        return std::unexpected(engine.error());
    WorkspaceCleanUp result;
    result.isApplied = true;
    settle(**engine, result);
    if (const auto stopped = (*engine)->stop(); !stopped)
        return std::unexpected(stopped.error());
    return result;
}

bool WorkspaceCleanUp::isClean() const
{
    const auto isSettled = [](const Orphan &orphan) {
        return orphan.what == u"Released"_s || orphan.what == u"Repaired"_s;
    };
    return problems.isEmpty() && std::ranges::all_of(orphans, isSettled);
}

QByteArray WorkspaceCleanUp::toJson() const
{
    JsonWriter json;
    json.beginObject().member("applied", isApplied).member("clean", isClean()).member("asked", asked);
    json.key("orphans").beginArray();
    for (const Orphan &orphan : orphans)
        json.beginObject()
            .member("service", orphan.service)
            .member("column", orphan.column)
            .member("target", orphan.target)
            .member("rowKey", orphan.rowKey)
            .member("value", orphan.value)
            .member(isApplied ? "outcome" : "remedy", orphan.what)
            .member("newValue", orphan.newValue.isEmpty() ? std::nullopt : std::optional(orphan.newValue))
            .endObject();
    json.endArray().key("problems").beginArray();
    for (const QString &problem : problems)
        json.value(problem);
    json.endArray().endObject();
    return json.take();
}

QString WorkspaceCleanUp::toText() const
{
    static const std::map<QString, QString> words{{u"Wait"_s, u"too young to be judged"_s},
                                                  {u"Young"_s, u"too young to be judged"_s},
                                                  {u"Repair"_s, u"would be repaired"_s},
                                                  {u"Release"_s, u"would be released"_s},
                                                  {u"Person"_s, u"for a person: the row cannot do without"_s},
                                                  {u"Left"_s, u"for a person: the row cannot do without"_s},
                                                  {u"Released"_s, u"released"_s},
                                                  {u"Repaired"_s, u"repaired"_s}};
    QString text;
    for (const Orphan &orphan : orphans) {
        const auto word = words.find(orphan.what);
        const QString end = orphan.newValue.isEmpty() ? QString() : u", now "_s + orphan.newValue;
        text += u"%1.%2 of %3 names %4, which is nothing in %5: %6%7\n"_s.arg(
            orphan.service, orphan.column, orphan.rowKey, orphan.value, orphan.target,
            word == words.end() ? orphan.what : word->second, end);
    }
    for (const QString &problem : problems)
        text += problem + u'\n';
    text += u"%1 references asked about, %2 dangling\n"_s.arg(asked).arg(orphans.size());
    const auto canBeSettled = [](const Orphan &orphan) {
        return orphan.what == u"Repair"_s || orphan.what == u"Release"_s;
    };
    if (!isApplied && std::ranges::any_of(orphans, canBeSettled))
        text += u"Nothing has been changed: --apply settles those that would be.\n"_s;
    return text;
}

} // namespace curbside
