// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbsidectl/commands.h"
#include "app/curbsidectl/rows_printing.h"

#include "services/capture/capture_reader.h"
#include "services/capture/comparison.h"
#include "services/capture/event_export.h"
#include "services/cesql/batch.h"
#include "services/hosting/audit_database.h"
#include "services/hosting/event_record.h"
#include "services/hosting/workspace.h"
#include "services/runtime/messaging/event.h"

#include <QFileInfo>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// Text for a terminal: what could move its cursor is shown as a dot.
QByteArray printable(QByteArray text)
{
    for (char &letter : text) {
        if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7f)
            letter = '.';
    }
    return text;
}

void print(const Event &event, const std::string &format)
{
    if (format == "jsonl") {
        std::printf("%s\n", event.toCloudEvent().constData());
    } else if (format == "csv") {
        std::fputs(csvLineOf(event).constData(), stdout);
    } else {
        std::printf("%s  %-12s %7lld  %-44s %s\n", toRfc3339(event.time).constData(), event.source.constData(),
                    static_cast<long long>(event.sequence), printable(event.type).constData(),
                    printable(event.subject).constData());
    }
}

Event eventOf(const QString &source, const AuditDatabase::Row &row)
{
    Event event;
    event.source = source.toUtf8();
    event.sequence = row[0].toLongLong();
    event.id = row[1].toUtf8();
    event.type = row[2].toUtf8();
    event.subject = row[3].toUtf8();
    event.time = fromMicroseconds(row[4].toLongLong());
    event.trace = TraceContext::fromTraceparent(row[5].toUtf8());
    event.causationId = row[6].toUtf8();
    event.data = row[7].toUtf8();
    return event;
}

/// What is told of --where: where, what, and the expression with a caret under the character.
QString toldOf(const std::string &expression, const cesql::Remark &remark)
{
    const cesql::Place place = cesql::placeOf(expression, remark.at);
    return u"--where, line %1, column %2: %3\n%4"_s.arg(QString::number(place.line), QString::number(place.column),
                                                        QString::fromStdString(cesql::textOf(remark)),
                                                        QString::fromStdString(cesql::caretLines(expression, remark)));
}

/// Nothing for no filter at all.
std::expected<std::optional<cesql::Program>, Failure> filterOf(const std::string &expression)
{
    if (expression.empty())
        return std::nullopt;
    auto program = cesql::Program::compile(expression);
    const cesql::Remark *flaw = program ? program->flaw() : &program.error();
    if (flaw)
        return std::unexpected(Failure{ExitStatus::WrongUsage, toldOf(expression, *flaw)});
    for (const cesql::Remark &remark : program->remarks())
        std::fprintf(stderr, "curbsidectl: note: %s\n", qUtf8Printable(toldOf(expression, remark)));
    return std::move(*program);
}

void keepOnly(std::vector<Event> &events, const cesql::Program &filter)
{
    struct View : EventRecord
    {
        explicit View(const std::vector<Event> &all) : events(all) {}
        const cesql::Record &show(std::size_t number) { return EventRecord::show(events[number]); }
        const std::vector<Event> &events;
    };
    std::vector<Event> kept;
    for (const std::uint32_t number : cesql::matchesAmong(filter, events.size(), [&] { return View(events); }))
        kept.push_back(std::move(events[number]));
    events = std::move(kept);
}

Failure failureOf(const StorageError &error)
{
    const bool isWrong = error.kind == StorageError::Kind::NotOurs;
    return {isWrong ? ExitStatus::WrongUsage : ExitStatus::Machine, error.text};
}

std::expected<std::vector<Event>, Failure> eventsOfWorkspace(const QString &folder, const QString &type,
                                                             const QString &subject)
{
    if (const auto description = WorkspaceDescription::read(folder); !description)
        return std::unexpected(description.error());
    if (const auto whole = checkHasRun(folder); !whole)
        return std::unexpected(whole.error());
    std::vector<Event> events;
    for (const QString &name : AuditDatabase::namesIn(folder)) {
        auto database = AuditDatabase::open(folder, name);
        if (!database)
            return std::unexpected(database.error());
        const auto rows = (*database)->rows(
            u"SELECT sequence, event_id, type, subject, time, traceparent, causation_id, data FROM outbox "
            "WHERE (? = '' OR type = ? OR substr(type, -length(?) - 1) = '.' || ?) AND (? = '' OR subject = ?) ORDER BY sequence"_s,
            {type, type, type, type, subject, subject});
        if (!rows)
            return std::unexpected(rows.error());
        for (const AuditDatabase::Row &row : *rows)
            events.push_back(eventOf(name, row));
    }
    return events;
}

std::expected<std::vector<Event>, Failure> eventsOfCapture(const QString &path, const QByteArray &type,
                                                           const QByteArray &subject)
{
    const auto capture = CaptureReader::open(path);
    if (!capture)
        return std::unexpected(failureOf(capture.error()));
    std::vector<Event> events;
    const auto read = (*capture)->forEachRecord([&](const CapturedRecord &record) {
        if (record.kind == JournalKind::Published
            && (type.isEmpty() || record.type == type || record.type.endsWith('.' + type))
            && (subject.isEmpty() || record.subject == subject))
            events.push_back(record.event());
        return true;
    });
    if (!read)
        return std::unexpected(Failure{ExitStatus::Machine, read.error().text});
    return events;
}

/// With what a capture tells of them.
std::expected<ExitStatus, Failure> printTraces(const std::vector<Event> &events, const QString &capture)
{
    const auto reader = capture.isEmpty() ? nullptr : CaptureReader::open(capture).value_or(nullptr);
    auto traces = tracesOf(events, reader.get());
    if (!traces)
        return std::unexpected(Failure{ExitStatus::Machine, traces.error().text});
    std::printf("%s\n", traces->take().constData());
    return ExitStatus::Success;
}

std::expected<ExitStatus, Failure> compareCaptures(const QString &left, const QString &right)
{
    for (const QString &path : {left, right}) {
        if (QFileInfo(path).isDir())
            return std::unexpected(Failure{
                ExitStatus::WrongUsage,
                u"--compare: %1 is a folder: name two captures, as simulate --capture writes them"_s.arg(path)});
    }
    const auto leftCapture = CaptureReader::open(left);
    if (!leftCapture)
        return std::unexpected(failureOf(leftCapture.error()));
    const auto rightCapture = CaptureReader::open(right);
    if (!rightCapture)
        return std::unexpected(failureOf(rightCapture.error()));
    const auto comparison = CaptureComparison::of(**leftCapture, **rightCapture);
    if (!comparison)
        return std::unexpected(failureOf(comparison.error()));
    std::printf("the first %lld records are the same\n", static_cast<long long>(comparison->same));
    if (comparison->isSame())
        return ExitStatus::Success;
    for (const auto &[path, line] : {std::pair(left, comparison->left.line), std::pair(right, comparison->right.line)})
        std::printf("%s: %s\n", qUtf8Printable(path), line.isEmpty() ? "ends there" : printable(line).constData());
    return ExitStatus::DoesNotHold;
}

} // namespace

std::expected<ExitStatus, Failure> printEvents(const EventsArguments &arguments)
{
    const QString source = QString::fromStdString(arguments.source);
    if (!arguments.compare.empty())
        return compareCaptures(source, QString::fromStdString(arguments.compare));
    const bool isOtlp = arguments.format == "otlp";
    if (auto checked = isOtlp ? std::expected<void, Failure>() : checkFormat(arguments.format, "otlp"); !checked)
        return std::unexpected(checked.error());
    const auto filter = filterOf(arguments.where);
    if (!filter)
        return std::unexpected(filter.error());
    const QString type = QString::fromStdString(arguments.type);
    const QString subject = QString::fromStdString(arguments.subject);
    auto events = QFileInfo(source).isFile() ? eventsOfCapture(source, type.toUtf8(), subject.toUtf8())
                                             : eventsOfWorkspace(source, type, subject);
    if (!events)
        return std::unexpected(events.error());
    if (*filter)
        keepOnly(*events, **filter);
    std::sort(events->begin(), events->end(), [](const Event &left, const Event &right) {
        return std::tie(left.time, left.source, left.sequence) < std::tie(right.time, right.source, right.sequence);
    });
    if (isOtlp)
        return printTraces(*events, QFileInfo(source).isFile() ? source : QString());
    if (arguments.format == "csv")
        std::fputs(csvNames().constData(), stdout);
    for (const Event &event : *events)
        print(event, arguments.format);
    if (events->empty())
        std::fputs("curbsidectl: no event matches\n", stderr);
    return ExitStatus::Success;
}

} // namespace curbside
