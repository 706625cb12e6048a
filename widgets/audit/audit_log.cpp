// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/audit/audit_log.h"

#include "services/runtime/json/json_writer.h"
#include "services/runtime/time/platform_time.h"
#include "widgets/audit/person_name.h"
#include "widgets/entities/status_words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>
#include <QSettings>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 longestLine = 65'536;
constexpr int lockPatienceMs = 50;

/// Translations of this file.
class AuditWords
{
    Q_DECLARE_TR_FUNCTIONS(curbside::AuditLog)
};

QString memberOf(const QByteArray &body, std::string_view name)
{
    const auto document = JsonDocument::parse(body);
    return document ? textIn(document->root(), name) : QString();
}

std::vector<EntityColumn<AuditEntry>> auditColumns()
{
    return {
        {{.title = AuditWords::tr("Day"), .width = 92, .isFigure = true, .key = u"day"_s},
         [](const AuditEntry &entry) {
             Cell cell = textCell(QString::fromLatin1(toRfc3339(fromMicroseconds(entry.at)).left(10)));
             cell.sortKey = entry.number.toLongLong();
             return cell;
         }},
        {{.title = AuditWords::tr("Time"), .width = 80, .isFigure = true, .key = u"time"_s, .isClock = true},
         [](const AuditEntry &entry) {
             Cell cell = clockCell(entry.at);
             cell.sortKey = entry.number.toLongLong();
             return cell;
         }},
        {{.title = AuditWords::tr("Person"), .width = 110, .key = u"person"_s},
         [](const AuditEntry &entry) { return textCell(entry.person); }},
        {{.title = AuditWords::tr("Action"), .width = 150, .key = u"action"_s},
         [](const AuditEntry &entry) { return textCell(entry.action); }},
        {{.title = AuditWords::tr("Thing"), .width = 120, .key = u"thing"_s},
         [](const AuditEntry &entry) { return textCell(entry.thing); }},
        {{.title = AuditWords::tr("Reason"), .width = 150, .stretches = true, .key = u"reason"_s},
         [](const AuditEntry &entry) { return textCell(entry.reason); }},
        {{.title = AuditWords::tr("Answer"), .width = 170, .key = u"answer"_s},
         [](const AuditEntry &entry) {
             Cell cell = textCell(entry.answer);
             cell.tone = entry.isProblem ? Tone::Bad : Tone::Good;
             cell.mark = entry.isProblem ? Mark::Cross : Mark::Check;
             return cell;
         }},
        {{.title = AuditWords::tr("Scenario"), .width = 110, .givesWay = true, .key = u"scenario"_s},
         [](const AuditEntry &entry) { return textCell(entry.scenario); }},
    };
}

QByteArray lineOf(const AuditEntry &entry)
{
    JsonWriter json;
    json.beginObject()
        .member("at", fromMicroseconds(entry.at))
        .member("scenario", entry.scenario)
        .member("person", entry.person)
        .member("action", entry.action)
        .member("thing", entry.thing)
        .member("key", entry.thingKey)
        .member("reason", entry.reason)
        .member("answer", entry.answer)
        .member("problem", entry.isProblem)
        .endObject();
    return json.take() + '\n';
}

AuditEntry auditEntryOf(const JsonValue &line)
{
    AuditEntry entry;
    entry.at = momentIn(line, "at");
    entry.scenario = textIn(line, "scenario");
    entry.person = textIn(line, "person");
    entry.action = textIn(line, "action");
    entry.thing = textIn(line, "thing");
    entry.thingKey = textIn(line, "key");
    entry.reason = textIn(line, "reason");
    entry.answer = textIn(line, "answer");
    entry.isProblem = line["problem"].toBool().value_or(false);
    return entry;
}

/// The last step of a path that names a thing before it: "retry" of /deliveries/x/retry.
QString verbOf(const QString &path)
{
    return path.section(u'?', 0, 0).section(u'/', -1);
}

QString robotWish(const QString &verb, const QByteArray &body)
{
    if (verb == u"lid")
        return memberOf(body, "command") == u"open" ? AuditWords::tr("Open lid") : AuditWords::tr("Close lid");
    static const QHash<QString, QString> words{{u"hold"_s, AuditWords::tr("Hold robot")},
                                               {u"release"_s, AuditWords::tr("Release robot")},
                                               {u"in-service"_s, AuditWords::tr("Put in service")},
                                               {u"out-of-service"_s, AuditWords::tr("Take out of service")}};
    return words.value(verb);
}

QString taskWish(const QString &verb)
{
    static const QHash<QString, QString> words{{u"assign"_s, AuditWords::tr("Assign operator")},
                                               {u"start"_s, AuditWords::tr("Start task")},
                                               {u"complete"_s, AuditWords::tr("Complete task")},
                                               {u"fail"_s, AuditWords::tr("Fail task")},
                                               {u"cancel"_s, AuditWords::tr("Cancel task")}};
    return words.value(verb);
}

QString deliveryWish(const QString &verb)
{
    static const QHash<QString, QString> words{{u"cancel"_s, AuditWords::tr("Cancel delivery")},
                                               {u"retry"_s, AuditWords::tr("Retry delivery")},
                                               {u"reassign"_s, AuditWords::tr("Reassign delivery")},
                                               {u"call-operator"_s, AuditWords::tr("Call operator")}};
    return words.value(verb);
}

QString cleanUpWish(const QString &verb, const QByteArray &body)
{
    if (verb == u"undo")
        return AuditWords::tr("Undo clean-up");
    const auto wish = JsonDocument::parse(body);
    const bool isDry = !wish || wish->root()["dryRun"].toBool().value_or(true);
    return isDry ? AuditWords::tr("Clean up (dry run)") : AuditWords::tr("Clean up");
}

QString machineryWish(const QString &path, const QString &verb)
{
    if (path == u"/events")
        return AuditWords::tr("Publish event by hand");
    if (path.startsWith(u"/dead-letter/") || path.startsWith(u"/consumers/"))
        return verb == u"replay" ? AuditWords::tr("Replay dead letter") : AuditWords::tr("Discard dead letter");
    if (path.startsWith(u"/saga/"))
        return verb == u"retry" ? AuditWords::tr("Try saga again") : AuditWords::tr("Pass over saga step");
    if (path.startsWith(u"/sources/"))
        return AuditWords::tr("Read service anew for the warehouse");
    return {};
}

bool isAboutFaults(const PostedWish &wish)
{
    return wish.path.startsWith(u"/control/faults");
}

QString faultWish(const PostedWish &wish)
{
    if (!wish.isRemoval)
        return AuditWords::tr("Inject fault");
    return wish.path.contains(u'?') ? AuditWords::tr("Take fault back") : AuditWords::tr("Take all faults back");
}

/// The kinds of what was injected, or the number of what was taken back.
QString faultThing(const PostedWish &wish)
{
    if (wish.isRemoval)
        return wish.path.section(u"id="_s, 1);
    const bool isList = wish.body.trimmed().startsWith('[');
    const auto document = JsonDocument::parse(isList ? wish.body : '[' + wish.body + ']');
    QStringList kinds;
    if (document)
        document->root().forEachItem([&](JsonValue rule) { kinds.append(textIn(rule, "kind")); });
    return kinds.join(u", "_s);
}

} // namespace

QString wishText(const PostedWish &wish)
{
    const QString &path = wish.path;
    const QString verb = verbOf(path);
    QString text;
    if (path.startsWith(u"/deliveries/") || path.startsWith(u"/delivery/"))
        text = deliveryWish(verb);
    else if (path.startsWith(u"/tasks/") || path.startsWith(u"/task/"))
        text = taskWish(verb);
    else if (path.startsWith(u"/robots/") || path.startsWith(u"/robot/"))
        text = robotWish(verb, wish.body);
    else if (path.startsWith(u"/cleanup"))
        text = cleanUpWish(verb, wish.body);
    else if (isAboutFaults(wish))
        text = faultWish(wish);
    else
        text = machineryWish(path, verb);
    return text.isEmpty() ? u"%1 %2 %3"_s.arg(wish.isRemoval ? u"DELETE" : u"POST", wish.endpoint, path) : text;
}

QString answerText(int status, const QByteArray &answer)
{
    if (status == 202)
        return AuditWords::tr("accepted");
    if (status >= 200 && status < 300)
        return AuditWords::tr("done");
    const QString detail = memberOf(answer, "detail");
    return detail.isEmpty() ? AuditWords::tr("refused (%1)").arg(status) : AuditWords::tr("refused: %1").arg(detail);
}

AuditLog::AuditLog(PlatformLink &link, const Entities &things, const PersonName &person, QSettings *settings,
                   QObject *parent)
    : QObject(parent), entries(nullptr, mostKept), m_link(link), m_entities(things), m_person(person)
{
    entries.setColumns(auditColumns());
    if (settings != nullptr && !settings->fileName().isEmpty())
        m_file = QFileInfo(settings->fileName()).dir().filePath(u"audit.jsonl"_s);
    read();
    connect(&link, &PlatformLink::acted, this, &AuditLog::notePosted);
}

void AuditLog::notePosted(const PostedWish &wish)
{
    if (wish.path.startsWith(u"/control/breakpoints")
        || wish.path == u"/control/capture") // they change nothing of the run
        return;
    AuditEntry entry;
    entry.action = wishText(wish);
    const int place =
        wish.path.startsWith(u"/consumers/") ? 4 : 2; // of the thing, in /consumers/dispatch/dead-letter/x/replay
    const QString key = QUrl::fromPercentEncoding(wish.path.section(u'/', place, place).toUtf8());
    const bool isThing = m_entities.refOf(key).kind != EntityKind::None;
    const QString robot = m_entities.robotName(key);
    entry.thingKey = isThing ? key : QString();
    entry.thing = isAboutFaults(wish) ? faultThing(wish)
        : wish.path == u"/events"     ? memberOf(wish.body, "type")
        : robot.isEmpty()             ? m_entities.callName(key)
                                      : robot;
    entry.reason = memberOf(wish.body, "reason");
    if (const QString person = memberOf(wish.body, "operatorId"); !person.isEmpty())
        entry.reason = tr("to %1").arg(m_entities.operatorName(person));
    entry.answer = answerText(wish.status, wish.answer);
    entry.isProblem = wish.status < 200 || wish.status >= 300;
    note(std::move(entry));
}

void AuditLog::note(AuditEntry entry)
{
    entry.number = QString::number(++m_last);
    entry.at = m_link.status().now;
    entry.scenario = m_link.description().scenario;
    entry.person = m_person.name();
    write(entry);
    entries.take({std::move(entry)});
    Q_EMIT changed();
}

void AuditLog::read()
{
    QFile file(m_file);
    if (m_file.isEmpty() || !file.exists())
        return;
    if (!file.open(QIODevice::ReadOnly)) {
        m_trouble = tr("%1 cannot be read: %2").arg(m_file, file.errorString());
        return;
    }
    std::vector<AuditEntry> known;
    while (!file.atEnd()) {
        const auto line = JsonDocument::parse(file.readLine(longestLine).trimmed());
        ++m_lines;
        if (!line)
            continue; // the last one of a run that was cut off
        known.push_back(auditEntryOf(line->root()));
        known.back().number = QString::number(++m_last);
    }
    entries.take(std::move(known));
}

void AuditLog::write(const AuditEntry &entry)
{
    if (m_file.isEmpty())
        return;
    QDir().mkpath(QFileInfo(m_file).path());
    QLockFile lock(m_file + u".lock"_s); // another console may be taking out what is too old
    const bool isAlone = lock.tryLock(lockPatienceMs);
    if (isAlone && m_lines >= 2 * mostKept)
        trim();
    QFile file(m_file);
    const QByteArray line = lineOf(entry);
    if (!file.open(QIODevice::Append | QIODevice::Unbuffered) || file.write(line) != line.size()) {
        m_trouble = tr("%1 cannot be written: %2").arg(m_file, file.errorString());
        return;
    }
    ++m_lines;
    m_trouble.clear();
}

/// Leaves the last lines in the file, whoever wrote them.
void AuditLog::trim()
{
    QFile present(m_file);
    if (!present.open(QIODevice::ReadOnly))
        return;
    std::deque<QByteArray> lines;
    while (!present.atEnd()) {
        lines.push_back(present.readLine());
        if (lines.size() > mostKept)
            lines.pop_front();
    }
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly))
        return;
    for (const QByteArray &line : lines)
        file.write(line);
    if (file.commit())
        m_lines = lines.size();
}

} // namespace curbside
