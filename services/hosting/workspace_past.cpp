// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/workspace_past.h"

#include "services/hosting/audit_database.h"
#include "services/hosting/workspace.h"
#include "services/runtime/json/json.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

QString placeOf(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

Failure failureOf(const PastError &error)
{
    switch (error.kind) {
    case PastError::Kind::OutOfReach: return {ExitStatus::DoesNotHold, error.text};
    case PastError::Kind::Unknown: return {ExitStatus::WrongUsage, error.text};
    case PastError::Kind::Storage: break;
    }
    return {ExitStatus::Machine, error.text};
}

Failure failureOf(const StorageError &error)
{
    const bool isWrong = error.kind == StorageError::Kind::NotOurs;
    return {isWrong ? ExitStatus::WrongUsage : ExitStatus::Machine, error.text};
}

std::expected<PastTables, PastError> fromCapture(const QString &path, const QString &service, PlatformTime at)
{
    const auto reader = CaptureReader::open(path);
    if (!reader)
        return std::unexpected(PastError{PastError::Kind::Storage, reader.error().text});
    return (*reader)->tablesAt(service.toUtf8(), at);
}

/// The platform time that a workspace has come to, or one that is not before `wanted`: the databases are asked only for later
/// ones than it has noted itself.
std::expected<PlatformTime, Failure> endOf(const QString &folder, PlatformTime wanted)
{
    const auto description = WorkspaceDescription::read(folder);
    if (!description)
        return std::unexpected(description.error());
    PlatformTime end = description->ended.empty() ? PlatformTime{} : description->ended.back().endedAt;
    if (wanted <= end)
        return end;
    for (const QString &name : AuditDatabase::namesIn(folder)) {
        const auto database = ReadOnlyDatabase::open(QDir(folder).filePath(name + u".sqlite"_s));
        const auto last = database ? (*database)->number(u"SELECT at FROM message_count"_s)
                                   : std::expected<qint64, StorageError>(std::unexpected(database.error()));
        if (!last)
            return std::unexpected(failureOf(last.error()));
        end = std::max(end, fromMicroseconds(*last));
    }
    return end;
}

/// A service's tables as they are, before anything is taken back.
std::expected<PastTables, StorageError> presentTables(ReadOnlyDatabase &database)
{
    std::vector<TableDescription> described;
    auto read = database.forEach(selectColumns(), {}, [&](std::span<const SqlView> row) {
        addColumn(described, row);
        return true;
    });
    std::erase_if(described, [](const TableDescription &table) { return table.keyColumns().empty(); });
    PastTables tables(std::move(described));
    const std::array all{SqlView::ofInteger(-1)};
    std::vector<SqlView> values;
    for (std::size_t i = 0; read && i < tables.tables().size(); ++i) {
        const TableDescription &table = tables.tables()[i];
        ByteBuffer bytes;
        read = database.forEach(selectInOrder(table.name, table, false), all, [&](std::span<const SqlView> row) {
            putRow(bytes, row);
            return true;
        });
        ByteReader reader(tables.keep(bytes.view().toByteArray()));
        while (!reader.atEnd()) {
            reader.row(values, table.columns.size());
            tables.put(i, values);
        }
    }
    if (!read)
        return std::unexpected(read.error());
    return tables;
}

/// Takes back what was done after `at`, the last first. The log has to reach back to `at`.
std::expected<void, StorageError> takeBack(ReadOnlyDatabase &database, PastTables &tables, PlatformTime at)
{
    bool isReadable = true;
    auto read = database.forEach(u"SELECT at, changes FROM row_change ORDER BY sequence DESC"_s, {},
                                 [&](std::span<const SqlView> row) {
                                     if (fromMicroseconds(row[0].integer) <= at)
                                         return false;
                                     isReadable = tables.undo(tables.keep(row[1].bytes.toByteArray()));
                                     return isReadable;
                                 });
    if (read && !isReadable)
        return std::unexpected(
            StorageError{StorageError::Kind::Corrupt,
                         u"%1: its row changes are damaged: restore it from a copy"_s.arg(placeOf(database.path()))});
    return read;
}

/// Up to which moment a service's log of row changes reaches back; nothing when it is whole.
std::expected<std::optional<PlatformTime>, StorageError> reachOf(ReadOnlyDatabase &database)
{
    std::optional<PlatformTime> reach;
    const auto read = database.forEach(u"SELECT sequence, at FROM row_change ORDER BY sequence LIMIT 1"_s, {},
                                       [&](std::span<const SqlView> row) {
                                           if (row[0].integer > 1)
                                               reach = fromMicroseconds(row[1].integer);
                                           return false;
                                       });
    if (!read)
        return std::unexpected(read.error());
    return reach;
}

std::expected<PastTables, Failure> fromCaptures(const QString &folder, const QString &service, PlatformTime at,
                                                PlatformTime reach)
{
    const QDir captures(QDir(folder).filePath(u"captures"_s));
    for (const QString &name : captures.entryList({u"*.curbside"_s}, QDir::Files, QDir::Name)) {
        auto tables = fromCapture(captures.filePath(name), service, at);
        if (tables)
            return std::move(*tables);
    }
    return std::unexpected(Failure{
        ExitStatus::DoesNotHold,
        u"%1: the row changes of %2 are kept from %3 on, and no capture in %4 reaches %5: name a later moment"_s.arg(
            placeOf(folder), service, QString::fromLatin1(toRfc3339(reach)), placeOf(captures.path()),
            QString::fromLatin1(toRfc3339(at)))});
}

std::expected<PastTables, Failure> fromWorkspace(const QString &folder, const QString &service, PlatformTime at)
{
    if (!AuditDatabase::namesIn(folder).contains(service))
        return std::unexpected(
            Failure{ExitStatus::WrongUsage,
                    u"--service %1: is none of %2"_s.arg(service, AuditDatabase::namesIn(folder).join(u", "_s))});
    auto database = ReadOnlyDatabase::open(QDir(folder).filePath(service + u".sqlite"_s));
    if (!database)
        return std::unexpected(failureOf(database.error()));
    const auto reach = reachOf(**database);
    if (!reach)
        return std::unexpected(failureOf(reach.error()));
    if (*reach && at < **reach)
        return fromCaptures(folder, service, at, **reach);
    auto tables = presentTables(**database);
    if (!tables)
        return std::unexpected(failureOf(tables.error()));
    if (auto taken = takeBack(**database, *tables, at); !taken)
        return std::unexpected(failureOf(taken.error()));
    return std::move(*tables);
}

/// The moment has to be one that the workspace has seen.
std::expected<void, Failure> checkMoment(const QString &folder, PlatformTime at)
{
    const auto begin = beginOf(folder);
    if (!begin)
        return std::unexpected(begin.error());
    const auto end = endOf(folder, at);
    if (!end)
        return std::unexpected(end.error());
    if (at >= *begin && at - 1ms <= *end)
        return {};
    return std::unexpected(
        Failure{ExitStatus::DoesNotHold,
                u"%1: has seen the time from %2 to %3: name a moment between them"_s.arg(
                    placeOf(folder), QString::fromLatin1(toRfc3339(*begin)), QString::fromLatin1(toRfc3339(*end)))});
}

} // namespace

std::optional<PlatformTime> momentOf(const QString &text, PlatformTime begin)
{
    static const QStringList atOnce{u"0s"_s, u"0m"_s, u"0h"_s, u"0d"_s}; // no duration elsewhere
    if (const auto after = atOnce.contains(text) ? Duration{0} : parseDuration(text))
        return begin + *after;
    const auto time = fromRfc3339(text.toUtf8());
    if (!time)
        return std::nullopt;
    constexpr qsizetype millisecondDigits = 3;
    qsizetype digits = 0;
    for (qsizetype i = text.indexOf(u'.') + 1; i > 0 && i < text.size() && text[i].isDigit(); ++i)
        ++digits;
    return digits > millisecondDigits ? *time : *time + (1ms - 1us);
}

std::expected<PlatformTime, Failure> beginOf(const QString &source)
{
    if (!QFileInfo(source).isDir()) {
        const auto reader = CaptureReader::open(source);
        if (!reader)
            return std::unexpected(failureOf(reader.error()));
        return (*reader)->description().beginsAt;
    }
    if (const auto description = WorkspaceDescription::read(source); !description)
        return std::unexpected(description.error());
    if (auto whole = checkHasRun(source); !whole)
        return std::unexpected(whole.error());
    QFile log(QDir(source).filePath(u"inputs.log"_s));
    const auto start = log.open(QFile::ReadOnly) ? JsonDocument::parse(log.readLine().trimmed())
                                                 : std::expected<JsonDocument, JsonError>(std::unexpected(JsonError{}));
    const auto at = start ? start->root()["at"].toInteger() : std::nullopt;
    if (!at)
        return std::unexpected(
            Failure{ExitStatus::Machine,
                    u"%1: its first line cannot be read: restore it from a copy"_s.arg(placeOf(log.fileName()))});
    return fromMicroseconds(*at);
}

std::expected<PastTables, Failure> tablesAt(const QString &source, const QString &service, PlatformTime at)
{
    if (QFileInfo(source).isDir()) {
        if (auto seen = checkMoment(source, at); !seen)
            return std::unexpected(seen.error());
        return fromWorkspace(source, service, at);
    }
    auto tables = fromCapture(source, service, at);
    if (!tables)
        return std::unexpected(failureOf(tables.error()));
    return std::move(*tables);
}

} // namespace curbside
