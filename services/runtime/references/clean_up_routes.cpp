// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked of a service's references, and of the runs over them.
#include "services/runtime/http/call_transport.h"
#include "services/runtime/http/list_page.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/process.h"
#include "services/runtime/references/clean_up.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::size_t mostOrphans = 1000; ///< told at once
constexpr qint64 mostAsked = 100'000; ///< at once
constexpr qsizetype mostKeys = 1000; ///< asked at once

void writeRun(JsonWriter &json, const CleanUpRun &run)
{
    json.member("id", run.id)
        .member("dryRun", run.isDryRun)
        .member("state", run.state)
        .member("asked", run.asked)
        .member("problem", run.problem.isEmpty() ? std::nullopt : std::optional(run.problem))
        .member("startedAt", run.startedAt)
        .member("endedAt", run.endedAt)
        .member("version", run.version);
}

void writeTo(JsonWriter &json, const CleanUpRun &run)
{
    json.beginObject();
    writeRun(json, run);
    json.endObject();
}

void writeTo(JsonWriter &json, const Orphan &orphan)
{
    json.beginObject()
        .member("column", orphan.column)
        .member("target", orphan.target)
        .member("rowKey", orphan.rowKey)
        .member("value", orphan.value)
        .member("rowUpdatedAt", orphan.rowUpdatedAt)
        .member("outcome", orphan.outcome)
        .member("newValue", orphan.newValue.isEmpty() ? std::nullopt : std::optional(orphan.newValue))
        .member("undoneAt", orphan.undoneAt)
        .endObject();
}

} // namespace

void CleanUp::addRoutes(Router &router)
{
    const auto add = [&](Method method, const QString &path, Response (CleanUp::*handler)(const Request &)) {
        router.add(
            method, path, [this, handler](const Request &request) { return (this->*handler)(request); },
            std::source_location::current());
    };
    add(Method::Get, u"/references"_s, &CleanUp::getReferences);
    add(Method::Get, u"/existing/{table}/{column}"_s, &CleanUp::getExisting);
    add(Method::Get, u"/orphans"_s, &CleanUp::getOrphans);
    add(Method::Get, u"/cleanups"_s, &CleanUp::getCleanUps);
    add(Method::Post, u"/cleanup"_s, &CleanUp::postCleanUp);
    add(Method::Get, u"/cleanup/{id}"_s, &CleanUp::getCleanUp);
    add(Method::Post, u"/cleanup/{id}/undo"_s, &CleanUp::undo);
}

ApiDescription CleanUp::api()
{
    ApiDescription api;
    api.names<CleanUpState>("CleanUpState");
    api.names<OrphanOutcome>("OrphanOutcome");
    api.object("Reference", "column:string target:string remedy:Repair|Release|Person");
    api.object("References", "items:Reference[]");
    api.object("ExistingKey", "key:string deleted:boolean");
    api.object("ExistingKeys", "items:ExistingKey[]");
    api.object("Dangling",
               "column:string target:string rowKey:string value:string rowUpdatedAt:time "
               "remedy:Wait|Repair|Release|Person");
    api.object("DanglingNow", "at:time asked:integer items:Dangling[] isCut:boolean problems:string[]");
    api.object("Orphan",
               "column:string target:string rowKey:string value:string rowUpdatedAt:time outcome:OrphanOutcome "
               "newValue?:string undoneAt?:time");
    api.object("CleanUp",
               "id:uuid dryRun:boolean state:CleanUpState asked:integer problem?:string startedAt:time endedAt?:time "
               "version:integer orphans?:Orphan[]");
    api.get("/references", "What of this service names what another one owns.", "References");
    api.get("/existing/{table}/{column}", "Which of these keys there are, deleted ones too.", "ExistingKeys")
        .asks("key", "string", "A key; may be repeated, up to 1000 times.")
        .mayTake("keys:string[]");
    api.get("/orphans", "What names nothing now, by asking the owners.", "DanglingNow");
    api.list("/cleanups", "The runs over the references, in the order of their ids.", "CleanUp");
    api.get("/cleanup/{id}", "One run with what it found.", "CleanUp");
    api.post("/cleanup", "Looks for what names nothing, and settles it unless the run is dry.")
        .mayTake("dryRun?:boolean")
        .answersWith(202, "CleanUp")
        .refuses({409});
    api.post("/cleanup/{id}/undo", "Gives back what a run took, where nothing has changed it since.")
        .answersWith(200, "CleanUp")
        .refuses({409});
    return api;
}

QString CleanUp::nameOf(Remedy remedy)
{
    switch (remedy) {
    case Remedy::Wait: return u"Wait"_s;
    case Remedy::Repair: return u"Repair"_s;
    case Remedy::Release: return u"Release"_s;
    case Remedy::Person: return u"Person"_s;
    }
    return {};
}

Response CleanUp::getReferences(const Request &)
{
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const Reference &reference : m_references) {
        const bool isRepaired = !reference.repairFrom.isEmpty();
        const bool isReleased = m_rows.isNullable(ColumnPath::from(reference.column));
        json.beginObject()
            .member("column", reference.column)
            .member("target", reference.target)
            .member("remedy",
                    nameOf(isRepaired       ? Remedy::Repair
                               : isReleased ? Remedy::Release
                                            : Remedy::Person))
            .endObject();
    }
    json.endArray().endObject();
    return Response::json(json.take());
}

/// Of the keys named in the query (key=…, repeated) or in the body ({keys}), those that are there, deleted ones too.
Response CleanUp::getExisting(const Request &request)
{
    QStringList keys;
    for (const auto &[name, value] : request.query) {
        if (name == u"key"_s)
            keys += value;
    }
    if (!request.body.isEmpty()) {
        const auto document = JsonDocument::parse(request.body);
        Fields fields(document ? document->root() : JsonValue());
        for (const QString &key : fields.list<QString>("keys"))
            keys += key;
        if (const auto problem = fields.problem())
            return *problem;
    }
    if (keys.size() > mostKeys)
        return Problem::unprocessable(u"/keys"_s, u"are more than %1"_s.arg(mostKeys));
    const ColumnPath column{{}, request.pathValue(u"table"), request.pathValue(u"column")};
    const auto existing = m_rows.existing(column, keys);
    if (!existing)
        return Problem::notFound(u"key", column.table + u'.' + column.column);
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const auto &[key, isDeleted] : *existing)
        json.beginObject().member("key", key).member("deleted", isDeleted).endObject();
    json.endArray().endObject();
    return Response::json(json.take());
}

std::expected<QStringList, QString> CleanUp::lookForUnknown(const Reference &reference, const QStringList &values)
{
    const ColumnPath target = ColumnPath::from(reference.target);
    Request request;
    request.path = u"/existing/%1/%2"_s.arg(target.table, target.column);
    for (const QString &value : values)
        request.query.emplace_back(u"key"_s, value);
    const Response response = m_environment.calls.look(m_process.name(), target.service.toUtf8(), request).response;
    const auto document = JsonDocument::parse(response.isSuccess() ? response.body : QByteArrayLiteral("{}"));
    if (!response.isSuccess() || !document || !document->root()["items"].isArray())
        return std::unexpected(
            u"%1 cannot say which of %2 there are: %3"_s.arg(target.service, reference.target).arg(response.status));
    QStringList unknown = values;
    document->root()["items"].forEachItem(
        [&](JsonValue item) { unknown.removeOne(item["key"].toString().value_or(QString())); });
    return unknown;
}

/// What names nothing now, by asking the owners now: changes nothing, and is not kept.
Response CleanUp::getOrphans(const Request &)
{
    std::vector<Found> orphans;
    QStringList problems;
    qint64 asked = 0;
    for (const Reference &reference : m_references) {
        QStringList values = m_rows.named(ColumnPath::from(reference.column), {}, batch);
        while (!values.isEmpty() && orphans.size() < mostOrphans) {
            if (asked >= mostAsked) {
                problems += u"%1: not all of it was asked about; a clean-up run does so"_s.arg(reference.column);
                break;
            }
            const auto unknown = lookForUnknown(reference, values);
            if (!unknown) {
                problems += unknown.error();
                break;
            }
            asked += values.size();
            for (const QString &value : *unknown) {
                for (Found &found : find(reference, value))
                    orphans.push_back(std::move(found));
            }
            values = m_rows.named(ColumnPath::from(reference.column), values.constLast(), batch);
        }
    }
    JsonWriter json;
    json.beginObject().member("at", now()).member("asked", asked).key("items").beginArray();
    for (const Found &found : orphans)
        json.beginObject()
            .member("column", found.reference.column)
            .member("target", found.reference.target)
            .member("rowKey", found.row.key)
            .member("value", found.row.value)
            .member("rowUpdatedAt", found.row.updatedAt)
            .member("remedy", nameOf(found.remedy))
            .endObject();
    json.endArray().member("isCut", orphans.size() >= mostOrphans).key("problems").beginArray();
    for (const QString &problem : problems)
        json.value(problem);
    json.endArray().endObject();
    return Response::json(json.take());
}

QByteArray CleanUp::describe(const CleanUpRun &run)
{
    JsonWriter json;
    json.beginObject();
    writeRun(json, run);
    json.key("orphans").beginArray();
    for (const Orphan &orphan : m_store.orphans(run.id))
        writeTo(json, orphan);
    json.endArray().endObject();
    return json.take();
}

std::expected<CleanUpRun, Problem> CleanUp::named(const Request &request)
{
    const QString text = request.pathValue(u"id");
    const auto id = CleanUpId::fromString(text);
    auto run = id ? m_store.find(*id) : std::nullopt;
    if (!run)
        return std::unexpected(Problem::notFound(u"clean-up", text));
    return std::move(*run);
}

Response CleanUp::getCleanUps(const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    return page->write<CleanUpRun>(m_store.list(page->cursor, page->limit + 1), writeTo);
}

Response CleanUp::getCleanUp(const Request &request)
{
    const auto run = named(request);
    return run ? Response::json(describe(*run)) : Response(run.error());
}

/// {dryRun?}, which is so unless it is said not to be.
Response CleanUp::postCleanUp(const Request &request)
{
    const auto document = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("{}") : request.body);
    Fields fields(document ? document->root() : JsonValue());
    const bool isDryRun = fields.optional<bool>("dryRun").value_or(true);
    if (const auto problem = fields.problem())
        return *problem;
    if (const auto running = m_store.findRunning())
        return Problem::conflict(u"the clean-up %1 is still running"_s.arg(running->id.toString()));
    const CleanUpRun run = begin(isDryRun);
    return Response::accepted(u"/cleanup/"_s + run.id.toString(), describe(run));
}

/// Gives back what was taken, where nothing has changed it since.
Response CleanUp::undo(const Request &request)
{
    auto run = named(request);
    if (!run)
        return run.error();
    if (run->isDryRun)
        return Problem::conflict(u"a dry run has changed nothing"_s);
    if (run->state == CleanUpState::Undone)
        return Problem::conflict(u"the clean-up is undone already"_s);
    if (run->state != CleanUpState::Done && run->state != CleanUpState::Failed)
        return Problem::conflict(u"the clean-up is %1: wait until it has ended"_s.arg(toText(run->state)));
    for (Orphan &orphan : m_store.orphans(run->id)) {
        const bool isChange = orphan.outcome == OrphanOutcome::Released || orphan.outcome == OrphanOutcome::Repaired;
        if (!isChange
            || !m_rows.change(ColumnPath::from(orphan.column), orphan.rowKey, orphan.newValue, orphan.value, now()))
            continue;
        orphan.undoneAt = now();
        m_store.save(orphan, now());
    }
    run->state = CleanUpState::Undone;
    m_store.save(*run, now());
    return Response::json(describe(*run));
}

} // namespace curbside
