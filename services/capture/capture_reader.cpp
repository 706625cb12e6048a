// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/capture/capture_reader.h"

#include "services/runtime/storage/row_pages.h"

#include <QDir>
#include <QFile>
#include <QtEndian>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qint64 knownVersion = 1;
constexpr Duration shownPrecision = 1ms; ///< the end of a capture is told in whole ones, and may be asked for so

std::unexpected<PastError> past(const StorageError &error)
{
    return std::unexpected(PastError{PastError::Kind::Storage, error.text});
}

std::unexpected<PastError> outOfReach(const QString &text)
{
    return std::unexpected(PastError{PastError::Kind::OutOfReach, text});
}

QString shown(PlatformTime time)
{
    return QString::fromLatin1(toRfc3339(time));
}

SqlView of(PlatformTime time)
{
    return SqlView::ofInteger(toMicroseconds(time));
}

} // namespace

bool CaptureReader::isCapture(const QString &path)
{
    constexpr qint64 place = 68; // of application_id in every SQLite file
    QFile file(path);
    if (!file.open(QFile::ReadOnly))
        return false;
    const QByteArray head = file.read(place + 4);
    return head.size() == place + 4 && head.startsWith("SQLite format 3")
        && qFromBigEndian<quint32>(head.constData() + place) == static_cast<quint32>(DatabaseKind::Capture);
}

std::expected<std::unique_ptr<CaptureReader>, StorageError> CaptureReader::open(const QString &path)
{
    auto database = ReadOnlyDatabase::open(path);
    if (!database)
        return std::unexpected(database.error());
    std::unique_ptr<CaptureReader> reader(new CaptureReader(std::move(*database)));
    if (auto read = reader->readHead(); !read)
        return std::unexpected(read.error());
    if (auto read = reader->readSegments(); !read)
        return std::unexpected(read.error());
    return reader;
}

StorageError CaptureReader::damaged() const
{
    return {StorageError::Kind::Corrupt,
            u"%1: is damaged: restore it from a copy"_s.arg(QDir::toNativeSeparators(m_database->path()))};
}

std::expected<void, StorageError> CaptureReader::readHead()
{
    const QString file = QDir::toNativeSeparators(m_database->path());
    const auto id = m_database->number(u"PRAGMA application_id"_s);
    if (!id)
        return std::unexpected(id.error());
    if (*id != static_cast<qint64>(DatabaseKind::Capture))
        return std::unexpected(
            StorageError{StorageError::Kind::NotOurs, u"%1: is not a capture: name one"_s.arg(file)});
    const auto version = m_database->number(u"PRAGMA user_version"_s);
    if (!version)
        return std::unexpected(version.error());
    if (*version > knownVersion)
        return std::unexpected(StorageError{
            StorageError::Kind::NewerFormat,
            u"%1: written by a newer version of Curbside (format %2): use that version"_s.arg(file).arg(*version)});
    return m_database->forEach(u"SELECT key, value FROM meta"_s, {}, [this](std::span<const SqlView> row) {
        const QByteArrayView key = row[0].bytes;
        const QByteArray value = row[1].bytes.toByteArray();
        if (key == "scenario")
            m_description.scenario = QString::fromUtf8(value);
        else if (key == "scenarioDigest")
            m_description.scenarioDigest = value;
        else if (key == "seed")
            m_description.seed = value.toULongLong();
        else if (key == "beginsAt")
            m_description.beginsAt = fromMicroseconds(value.toLongLong());
        return true;
    });
}

std::expected<void, StorageError> CaptureReader::readSegments()
{
    return m_database->forEach(
        u"SELECT number, incarnation, started_at, covered_to, is_ended FROM segment ORDER BY number"_s, {},
        [this](std::span<const SqlView> row) {
            m_segments.push_back({row[0].integer, row[1].integer, fromMicroseconds(row[2].integer),
                                  fromMicroseconds(row[3].integer), row[4].integer != 0});
            return true;
        });
}

std::expected<qint64, StorageError> CaptureReader::countRecords()
{
    return m_database->number(u"SELECT coalesce(sum(records), 0) FROM record_chunk"_s);
}

std::expected<std::vector<CaptureReader::Chunk>, StorageError> CaptureReader::recordChunks(qint64 from)
{
    std::vector<Chunk> chunks;
    const std::array values{SqlView::ofInteger(from)};
    bool isWhole = true;
    const auto read =
        m_database->forEach(u"SELECT number, records, size FROM record_chunk WHERE number >= ? ORDER BY number"_s,
                            values, [&](std::span<const SqlView> row) {
                                isWhole = row[1].integer > 0 && row[1].integer <= row[2].integer;
                                chunks.push_back({row[0].integer, row[1].integer});
                                return isWhole;
                            });
    if (!read)
        return std::unexpected(read.error());
    if (!isWhole)
        return std::unexpected(damaged());
    return chunks;
}

std::expected<QByteArray, StorageError> CaptureReader::recordBytes(qint64 chunk)
{
    std::optional<QByteArray> bytes;
    const std::array values{SqlView::ofInteger(chunk)};
    const auto read = m_database->forEach(u"SELECT size, bytes FROM record_chunk WHERE number = ?"_s, values,
                                          [&](std::span<const SqlView> row) {
                                              bytes = m_unpacker.unpacked(row[1].bytes, row[0].integer);
                                              return false;
                                          });
    if (!read)
        return std::unexpected(read.error());
    if (!bytes)
        return std::unexpected(damaged());
    return std::move(*bytes);
}

std::expected<void, StorageError> CaptureReader::forEachRecord(const std::function<bool(const CapturedRecord &)> &visit)
{
    bool isWhole = true;
    const auto read = m_database->forEach(u"SELECT size, bytes FROM record_chunk ORDER BY number"_s, {},
                                          [&](std::span<const SqlView> row) {
                                              const auto bytes = m_unpacker.unpacked(row[1].bytes, row[0].integer);
                                              isWhole = bytes.has_value();
                                              if (!isWhole)
                                                  return false;
                                              RecordReader reader(*bytes);
                                              while (reader.next()) {
                                                  if (!visit(reader.record()))
                                                      return false;
                                              }
                                              isWhole = !reader.isBroken();
                                              return isWhole;
                                          });
    return read && !isWhole ? std::unexpected(damaged()) : read;
}

std::expected<CaptureReader::Segment, PastError> CaptureReader::segmentAt(PlatformTime at) const
{
    const QString file = QDir::toNativeSeparators(m_database->path());
    const auto next =
        std::find_if(m_segments.begin(), m_segments.end(), [at](const Segment &one) { return one.startedAt > at; });
    if (m_segments.empty())
        return outOfReach(u"%1: holds nothing yet"_s.arg(file));
    if (next == m_segments.begin())
        return outOfReach(u"%1: begins at %2: name that moment or a later one"_s.arg(file, shown(next->startedAt)));
    const Segment &segment = *(next - 1);
    if (at - shownPrecision <= segment.coveredTo)
        return segment;
    if (next == m_segments.end())
        return outOfReach(u"%1: ends at %2: name that moment or an earlier one"_s.arg(file, shown(segment.coveredTo)));
    return outOfReach(u"%1: nothing was captured between %2 and %3: name another moment"_s.arg(
        file, shown(segment.coveredTo), shown(next->startedAt)));
}

std::expected<PastTables, PastError> CaptureReader::emptyTables(const Segment &segment, const QByteArray &service)
{
    std::vector<TableDescription> tables;
    const std::array values{SqlView::ofInteger(segment.number), SqlView::ofText(service)};
    const auto read =
        m_database->forEach(u"SELECT table_name, name, type, key_place, default_value, 0 FROM service_column "
                            "WHERE segment = ? AND service = ? ORDER BY table_name, position"_s,
                            values, [&](std::span<const SqlView> row) {
                                addColumn(tables, row);
                                return true;
                            });
    if (!read)
        return past(read.error());
    if (tables.empty())
        return std::unexpected(PastError{
            PastError::Kind::Unknown,
            u"%1: has no service %2"_s.arg(QDir::toNativeSeparators(m_database->path()), QString::fromUtf8(service))});
    return PastTables(std::move(tables));
}

std::expected<PastTables, PastError> CaptureReader::tablesAt(const QByteArray &service, PlatformTime at)
{
    const auto segment = segmentAt(at);
    if (!segment)
        return std::unexpected(segment.error());
    auto tables = emptyTables(*segment, service);
    if (!tables)
        return tables;
    qint64 checkpoint = 0;
    qint64 from = 0;
    const std::array values{SqlView::ofInteger(segment->number), SqlView::ofText(service), of(at)};
    const auto read =
        m_database->forEach(u"SELECT number, from_sequence FROM checkpoint WHERE segment = ? AND service = ? "
                            "AND at <= ? ORDER BY at DESC, number DESC LIMIT 1"_s,
                            values, [&](std::span<const SqlView> row) {
                                checkpoint = row[0].integer;
                                from = row[1].integer;
                                return false;
                            });
    if (!read)
        return past(read.error());
    if (checkpoint == 0)
        return outOfReach(u"%1: was cut off before it held %2 whole"_s.arg(QDir::toNativeSeparators(m_database->path()),
                                                                           QString::fromUtf8(service)));
    if (auto put = putPages(*tables, checkpoint); !put)
        return std::unexpected(put.error());
    if (auto applied = applyChunks(*tables, *segment, service, from, at); !applied)
        return std::unexpected(applied.error());
    return tables;
}

std::expected<void, PastError> CaptureReader::putPages(PastTables &tables, qint64 checkpoint)
{
    bool isWhole = true;
    std::vector<SqlView> values;
    const std::array asked{SqlView::ofInteger(checkpoint)};
    const auto read = m_database->forEach(
        u"SELECT table_name, size, bytes FROM checkpoint_page WHERE checkpoint = ? ORDER BY number"_s, asked,
        [&](std::span<const SqlView> row) {
            const auto named = std::ranges::find(tables.tables(), row[0].toText(), &TableDescription::name);
            auto bytes = m_unpacker.unpacked(row[2].bytes, row[1].integer);
            isWhole = bytes && named != tables.tables().end();
            if (!isWhole)
                return false;
            const auto table = static_cast<std::size_t>(named - tables.tables().begin());
            ByteReader reader(tables.keep(std::move(*bytes)));
            while (!reader.atEnd()) {
                reader.row(values, named->columns.size());
                if (!reader.isBroken())
                    tables.put(table, values);
            }
            isWhole = !reader.isBroken();
            return isWhole;
        });
    if (!read)
        return past(read.error());
    return isWhole ? std::expected<void, PastError>() : past(damaged());
}

std::expected<void, PastError> CaptureReader::applyChunks(PastTables &tables, const Segment &segment,
                                                          const QByteArray &service, qint64 after, PlatformTime at)
{
    bool isWhole = true;
    const std::array values{SqlView::ofInteger(segment.number), SqlView::ofText(service), SqlView::ofInteger(after),
                            of(at)};
    const auto applyItem = [&](const RowChangePage::Item &item) {
        if (item.sequence <= after || item.at > at)
            return true;
        const bool isNext = item.sequence == after + 1;
        after = item.sequence;
        return isNext && tables.apply(item.changes);
    };
    const auto read = m_database->forEach(
        u"SELECT size, bytes FROM change_chunk WHERE segment = ? AND service = ? AND last_sequence > ? "
        "AND first_at <= ? ORDER BY last_sequence"_s,
        values, [&](std::span<const SqlView> row) {
            auto bytes = m_unpacker.unpacked(row[1].bytes, row[0].integer);
            isWhole = bytes.has_value();
            if (!isWhole)
                return false;
            ByteReader reader(tables.keep(std::move(*bytes)));
            while (isWhole && !reader.atEnd()) {
                RowChangePage::Item item;
                item.read(reader);
                isWhole = !reader.isBroken() && applyItem(item);
            }
            return isWhole;
        });
    if (!read)
        return past(read.error());
    return isWhole ? std::expected<void, PastError>() : past(damaged());
}

} // namespace curbside
