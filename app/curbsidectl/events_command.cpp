// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/curbsidectl/commands.h"

#include "services/hosting/audit_database.h"
#include "services/hosting/workspace.h"
#include "services/runtime/messaging/event.h"

#include <QFileInfo>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QByteArray csvField(QByteArray field)
{
    if (field.contains(',') || field.contains('"') || field.contains('\n') || field.contains('\r'))
        field = '"' + field.replace('"', "\"\"") + '"';
    return field;
}

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
        std::printf("%s,%s,%lld,%s,%s,%s,%s,%s\n", toRfc3339(event.time).constData(), event.source.constData(),
                    static_cast<long long>(event.sequence), csvField(event.type).constData(),
                    csvField(event.subject).constData(), csvField(event.id).constData(),
                    csvField(event.causationId).constData(), csvField(event.data).constData());
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

} // namespace

std::expected<ExitStatus, Failure> printEvents(const EventsArguments &arguments)
{
    const QString folder = QString::fromStdString(arguments.source);
    if (arguments.format != "table" && arguments.format != "jsonl" && arguments.format != "csv")
        return std::unexpected(
            Failure{ExitStatus::WrongUsage,
                    u"--format %1: is none of table, jsonl and csv"_s.arg(QString::fromStdString(arguments.format))});
    if (!QFileInfo::exists(folder))
        return std::unexpected(
            Failure{ExitStatus::WrongUsage, u"%1: is not there: name a workspace folder or a capture"_s.arg(folder)});
    if (const auto description = WorkspaceDescription::read(folder); !description)
        return std::unexpected(description.error());
    if (const auto whole = checkHasRun(folder); !whole)
        return std::unexpected(whole.error());
    const QString type = QString::fromStdString(arguments.type);
    const QString subject = QString::fromStdString(arguments.subject);
    std::vector<Event> events;
    for (const QString &name : AuditDatabase::namesIn(folder)) {
        auto database = AuditDatabase::open(folder, name);
        if (!database)
            return std::unexpected(database.error());
        const auto rows = (*database)->rows(
            u"SELECT sequence, event_id, type, subject, time, traceparent, causation_id, data FROM outbox "
            "WHERE (? = '' OR type = ?) AND (? = '' OR subject = ?) ORDER BY sequence"_s,
            {type, type, subject, subject});
        if (!rows)
            return std::unexpected(rows.error());
        for (const AuditDatabase::Row &row : *rows)
            events.push_back(eventOf(name, row));
    }
    std::sort(events.begin(), events.end(), [](const Event &left, const Event &right) {
        return std::tie(left.time, left.source, left.sequence) < std::tie(right.time, right.source, right.sequence);
    });
    if (arguments.format == "csv")
        std::printf("time,source,sequence,type,subject,id,causationid,data\n");
    for (const Event &event : events)
        print(event, arguments.format);
    return ExitStatus::Success;
}

} // namespace curbside
