// SPDX-License-Identifier: GPL-3.0-or-later
// A run: one question after the other to the owners, and what is done about the answers. What is asked of a clean-up is in
// clean_up_routes.cpp.
#include "services/runtime/references/clean_up.h"

#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/process.h"

#include <set>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr Duration patience = 1h; ///< with an owner that does not answer
const QByteArray question = "clean-up";
const QByteArray repairQuestion = "clean-up-repair";

/// "delivery_id" as it is called in JSON.
QByteArray memberOf(const QString &column)
{
    QByteArray name;
    bool isNext = false;
    for (const char c : column.toUtf8()) {
        if (c != '_')
            name += isNext ? char(std::toupper(static_cast<unsigned char>(c))) : c;
        isNext = c == '_';
    }
    return name;
}

/// What the list of a reference's repair says that it ought to name; empty when nothing in it counts.
struct Repair
{
    QString value;
    std::optional<CopiedValue> copy;
};

Repair repairOf(const Response &response, const Reference &reference)
{
    Repair repair;
    QString started; // RFC 3339 in UTC goes in order
    const std::string key = memberOf(ColumnPath::from(reference.target).column).toStdString();
    const auto document = JsonDocument::parse(response.body);
    const auto take = [&](JsonValue item) {
        const QString startedAt = item["startedAt"].toString().value_or(QString());
        const bool counts = reference.repairTypes.isEmpty()
            || reference.repairTypes.contains(item["type"].toString().value_or(QString()));
        if (!counts || (!repair.value.isEmpty() && startedAt <= started))
            return;
        started = startedAt;
        repair.value = item[key].toString().value_or(QString());
        const std::string copied = reference.repairCopy.toStdString();
        if (!copied.empty())
            repair.copy = CopiedValue{
                ColumnPath::from(reference.column).column.section(u"_id"_s, 0, 0) + u'_' + reference.repairCopy,
                item[copied].toString().value_or(QString()), item["version"].toInteger().value_or(0),
                item["updatedAt"].toString().value_or(QString())};
    };
    if (document)
        document->root()["items"].forEachItem(take);
    return repair;
}

} // namespace

CleanUp::CleanUp(Environment &environment, Process &process, Database &database, DurableCalls &calls,
                 const std::vector<Reference> &references, std::function<Uuid()> newUuid)
    : m_environment(environment), m_process(process), m_calls(calls), m_references(references),
      m_newUuid(std::move(newUuid)), m_rows(database), m_store(database)
{
    m_calls.onAnswer(
        question, [this](const CallIntent &call, const Response &response) { return answered(call, response); },
        std::source_location::current());
    m_calls.onAnswer(
        repairQuestion,
        [this](const CallIntent &call, const Response &response) { return repairAnswered(call, response); },
        std::source_location::current());
}

Handled CleanUp::run()
{
    if (!m_references.empty() && !m_store.findRunning())
        begin(false);
    return {};
}

CleanUpRun CleanUp::begin(bool isDryRun)
{
    CleanUpRun run;
    run.id = CleanUpId(m_newUuid());
    run.isDryRun = isDryRun;
    run.startedAt = now();
    m_store.forgetOld();
    m_store.insert(run);
    askNext(run);
    return m_store.find(run.id).value_or(run);
}

void CleanUp::askNext(CleanUpRun run)
{
    while (run.reference < qint64(m_references.size())) {
        const Reference &reference = m_references[static_cast<std::size_t>(run.reference)];
        const QStringList values = m_rows.named(ColumnPath::from(reference.column), run.after, batch);
        if (!values.isEmpty()) {
            ask(run, reference, values);
            m_store.save(run, now());
            return;
        }
        ++run.reference;
        run.after.clear();
    }
    m_store.save(run, now());
    endIfDone(std::move(run));
}

QByteArray CleanUp::questionOf(const QStringList &values)
{
    JsonWriter json;
    json.beginObject().key("keys").beginArray();
    for (const QString &value : values)
        json.value(value);
    json.endArray().endObject();
    return json.take();
}

void CleanUp::ask(const CleanUpRun &run, const Reference &reference, const QStringList &values)
{
    const ColumnPath target = ColumnPath::from(reference.target);
    CallIntent call;
    call.kind = question;
    call.subject = run.id.toString();
    call.service = target.service.toUtf8();
    call.method = Method::Get;
    call.path = u"/existing/%1/%2"_s.arg(target.table, target.column);
    call.body = questionOf(values);
    call.giveUpAt = now() + patience;
    m_calls.callLater(std::move(call), m_newUuid());
}

Handled CleanUp::answered(const CallIntent &call, const Response &response)
{
    auto run = m_store.find(CleanUpId::fromString(call.subject).value_or(CleanUpId{}));
    if (!run || run->state != CleanUpState::Running || run->reference >= qint64(m_references.size()))
        return {};
    const auto answer = JsonDocument::parse(response.isSuccess() ? response.body : QByteArrayLiteral("{}"));
    if (!response.isSuccess() || !answer || !answer->root()["items"].isArray()) {
        fail(std::move(*run),
             u"%1 %2: %3"_s.arg(QString::fromUtf8(call.service), call.path, QString::number(response.status)));
        return {};
    }
    std::set<QString> known;
    answer->root()["items"].forEachItem(
        [&](JsonValue item) { known.insert(item["key"].toString().value_or(QString())); });
    const auto asked = JsonDocument::parse(call.body);
    Fields fields(asked ? asked->root() : JsonValue());
    const auto values = fields.list<QString>("keys");
    const Reference &reference = m_references[static_cast<std::size_t>(run->reference)];
    for (const QString &value : values) {
        if (!known.contains(value))
            settle(*run, reference, value);
    }
    run->asked += qint64(values.size());
    if (!values.empty())
        run->after = values.back();
    askNext(std::move(*run));
    return {};
}

std::vector<CleanUp::Found> CleanUp::find(const Reference &reference, const QString &value)
{
    const ColumnPath column = ColumnPath::from(reference.column);
    const Remedy remedy = !reference.repairFrom.isEmpty() ? Remedy::Repair
        : m_rows.isNullable(column)                       ? Remedy::Release
                                                          : Remedy::Person;
    std::vector<Found> found;
    for (ReferringRow &row : m_rows.naming(column, value)) {
        const bool isYoung = row.updatedAt + grace > now();
        found.push_back({reference, std::move(row), isYoung ? Remedy::Wait : remedy});
    }
    return found;
}

void CleanUp::settle(const CleanUpRun &run, const Reference &reference, const QString &value)
{
    for (const Found &found : find(reference, value))
        settle(run, found);
}

void CleanUp::settle(const CleanUpRun &run, const Found &found)
{
    Orphan orphan;
    orphan.run = run.id;
    orphan.column = found.reference.column;
    orphan.target = found.reference.target;
    orphan.rowKey = found.row.key;
    orphan.value = found.row.value;
    orphan.rowUpdatedAt = found.row.updatedAt;
    if (found.remedy == Remedy::Wait)
        orphan.outcome = OrphanOutcome::Young;
    else if (found.remedy == Remedy::Person)
        orphan.outcome = OrphanOutcome::Left;
    else if (!run.isDryRun && found.remedy == Remedy::Repair)
        orphan.outcome = OrphanOutcome::Repairing;
    else if (!run.isDryRun)
        release(orphan);
    m_store.append(orphan, now());
    if (orphan.outcome != OrphanOutcome::Repairing)
        return;
    CallIntent call;
    call.kind = repairQuestion;
    call.subject = run.id.toString() + u'/' + QString::number(orphan.position);
    call.service = ColumnPath::from(orphan.target).service.toUtf8();
    call.method = Method::Get;
    call.path = m_rows.filled(found.reference.repairFrom, ColumnPath::from(orphan.column), orphan.rowKey);
    call.giveUpAt = now() + patience;
    m_calls.callLater(std::move(call), m_newUuid());
}

void CleanUp::release(Orphan &orphan)
{
    const ColumnPath column = ColumnPath::from(orphan.column);
    const bool isReleased = m_rows.isNullable(column) && m_rows.change(column, orphan.rowKey, orphan.value, {}, now());
    orphan.outcome = isReleased ? OrphanOutcome::Released : OrphanOutcome::Left;
}

Handled CleanUp::repairAnswered(const CallIntent &call, const Response &response)
{
    const auto id = CleanUpId::fromString(call.subject.section(u'/', 0, 0));
    auto run = m_store.find(id.value_or(CleanUpId{}));
    auto orphan = run ? m_store.find(run->id, call.subject.section(u'/', 1, 1).toLongLong()) : std::nullopt;
    if (!orphan || orphan->outcome != OrphanOutcome::Repairing)
        return {};
    const auto reference = std::ranges::find(m_references, orphan->column, &Reference::column);
    const ColumnPath column = ColumnPath::from(orphan->column);
    const bool isAnswered = response.isSuccess() && reference != m_references.end();
    const Repair right = isAnswered ? repairOf(response, *reference) : Repair();
    if (!isAnswered) {
        orphan->outcome = OrphanOutcome::Left; // who did not answer may know
    } else if (!right.value.isEmpty() && right.value != orphan->value
               && m_rows.change(column, orphan->rowKey, orphan->value, right.value, now(), right.copy)) {
        orphan->outcome = OrphanOutcome::Repaired;
        orphan->newValue = right.value;
    } else {
        release(*orphan);
    }
    m_store.save(*orphan, now());
    endIfDone(std::move(*run));
    return {};
}

void CleanUp::endIfDone(CleanUpRun run)
{
    const bool isAskedOut = run.reference >= qint64(m_references.size());
    if (run.state != CleanUpState::Running || !isAskedOut || m_store.count(run.id, OrphanOutcome::Repairing) > 0)
        return;
    run.state = CleanUpState::Done;
    run.endedAt = now();
    m_store.save(run, now());
}

void CleanUp::fail(CleanUpRun run, const QString &problem)
{
    run.state = CleanUpState::Failed;
    run.problem = problem;
    run.endedAt = now();
    m_store.save(run, now());
}

} // namespace curbside
