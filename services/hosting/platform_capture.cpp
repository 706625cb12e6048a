// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/platform_capture.h"

#include "services/capture/capture_reader.h"
#include "services/runtime/service.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr Duration checkpointInterval = 10min; ///< of platform time, when row changes come slowly
constexpr Duration lookInterval = 1min;
constexpr auto flushInterval =
    500ms; ///< of the wall's clock: only what the file holds when the process is killed depends on it

QString shownPath(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

std::unexpected<Failure> refusedUse(const QString &text)
{
    return std::unexpected(Failure{ExitStatus::WrongUsage, text});
}

/// Nothing that is there is overwritten.
std::expected<void, Failure> checkPlace(const PlatformCapture::Options &options, PlatformTime now)
{
    const QFileInfo info(options.path);
    if (!info.exists())
        return {};
    if (!options.goesOn || !info.isFile() || !CaptureReader::isCapture(options.path))
        return refusedUse(u"%1: exists already: name a file that does not"_s.arg(shownPath(options.path)));
    const auto present = CaptureReader::open(options.path);
    if (!present)
        return std::unexpected(Failure{ExitStatus::Machine, present.error().text});
    const CaptureDescription &there = (*present)->description();
    const auto &segments = (*present)->segments();
    if (there.scenarioDigest != options.description.scenarioDigest || there.seed != options.description.seed)
        return refusedUse(
            u"%1: is a capture of another scenario or seed: name another file"_s.arg(shownPath(options.path)));
    if (!segments.empty() && (segments.back().incarnation >= options.incarnation || segments.back().startedAt > now))
        return refusedUse(u"%1: is a capture of another run: name another file"_s.arg(shownPath(options.path)));
    return {};
}

} // namespace

PlatformCapture::PlatformCapture(Platform &platform) : m_platform(platform) {}

PlatformCapture::~PlatformCapture()
{
    if (m_self)
        *m_self = nullptr;
}

bool PlatformCapture::Source::isDue(PlatformTime now, qsizetype after) const
{
    return changed >= std::max(after, 2 * size) || (now - at >= checkpointInterval && changed > size / 4);
}

std::expected<void, Failure> PlatformCapture::begin(const Options &options)
{
    try {
        return beginUnguarded(options);
    } catch (const StorageFault &fault) {
        m_options = options;
        giveUp(fault);
        return std::unexpected(Failure{ExitStatus::Machine, m_trouble});
    }
}

std::expected<void, Failure> PlatformCapture::beginUnguarded(const Options &options)
{
    if (auto free = checkPlace(options, m_platform.now()); !free)
        return free;
    m_sources.clear();
    m_reading.reset();
    m_trouble.clear();
    CaptureSegment segment{options.incarnation, m_platform.now(), {}};
    for (const auto &process : m_platform.processes()) {
        Source &source = m_sources[process->name()];
        source.process = process.get();
        describe(source);
        segment.tables[process->name()] = source.tables;
    }
    auto writer = CaptureWriter::open(options.path, options.description, segment);
    if (!writer)
        return std::unexpected(Failure{ExitStatus::Machine, writer.error().text});
    m_writer = std::move(*writer);
    m_options = options;
    listen();
    for (auto &[name, source] : m_sources) {
        beginCheckpoint(source);
        while (m_reading)
            readPage();
    }
    m_nextLook = m_platform.now() + lookInterval;
    m_writer->flush(m_platform.now());
    return {};
}

void PlatformCapture::describe(Source &source)
{
    Database &database = source.process->database();
    source.tables = describeTables(database);
    // Without a key no row can be told from another.
    std::erase_if(source.tables, [](const TableDescription &table) { return table.keyColumns().empty(); });
    Statement last(database, u"SELECT coalesce(max(sequence), 0) FROM row_change"_s);
    if (Rows rows = last.query(); rows.next())
        source.last = rows.integer(0);
}

void PlatformCapture::listen()
{
    if (m_self)
        return;
    m_self = std::make_shared<PlatformCapture *>(this);
    Journal &journal = m_platform.environment().journal;
    journal.addListener([self = m_self](const JournalRecord &record) {
        if (*self && (*self)->m_writer)
            (*self)->m_writer->add(record);
    });
    journal.addRowChangeListener([self = m_self](const RowChangeRecord &changes) {
        if (*self && (*self)->m_writer)
            (*self)->take(changes);
    });
}

void PlatformCapture::take(const RowChangeRecord &changes)
{
    Source &source = m_sources[changes.service];
    source.last = changes.sequence;
    source.changed += changes.changes.size();
    m_isSomethingDue = m_isSomethingDue || source.changed >= m_options.checkpointAfter;
    m_writer->add(changes);
}

void PlatformCapture::poll()
{
    if (!m_writer)
        return;
    try {
        if (m_reading)
            readPage();
        else if (m_isSomethingDue || m_platform.now() >= m_nextLook)
            lookWhatIsDue();
    } catch (const StorageFault &fault) { // the database's trouble, which its service meets too
        giveUp(fault);
        return;
    }
    const auto now = std::chrono::steady_clock::now();
    if (now < m_nextFlush)
        return;
    m_nextFlush = now + flushInterval;
    m_writer->flush(wholeUpTo());
    if (const QString trouble = m_writer->trouble(); !trouble.isEmpty())
        giveUp(trouble);
}

/// What is done at the very moment may not be all of it.
PlatformTime PlatformCapture::wholeUpTo() const
{
    return m_platform.now() - Duration{1};
}

void PlatformCapture::lookWhatIsDue()
{
    const PlatformTime now = m_platform.now();
    m_nextLook = now + lookInterval;
    const auto due = std::ranges::find_if(
        m_sources, [&](const auto &one) { return one.second.isDue(now, m_options.checkpointAfter); });
    m_isSomethingDue = due != m_sources.end();
    if (m_isSomethingDue)
        beginCheckpoint(due->second);
}

void PlatformCapture::beginCheckpoint(Source &source)
{
    m_reading = Reading{&source, {m_writer->nextCheckpoint(), source.process->name(), {}, source.last, 0}, 0, {}};
    source.changed = 0;
    source.size = 0;
}

void PlatformCapture::readPage()
{
    Source &source = *m_reading->source;
    if (m_reading->table < source.tables.size()) {
        const TableDescription &table = source.tables[m_reading->table];
        ByteBuffer bytes;
        const qint64 rows = readRows(table, bytes);
        source.size += bytes.size();
        if (rows > 0)
            m_writer->add(CapturePage{m_reading->checkpoint.number, table.name, rows, bytes.view().toByteArray()});
        if (rows < m_options.pageRows) {
            ++m_reading->table;
            m_reading->after.clear();
        }
    }
    if (m_reading->table < source.tables.size())
        return;
    m_reading->checkpoint.at = source.at = m_platform.now();
    m_reading->checkpoint.through = source.last;
    m_writer->add(m_reading->checkpoint);
    m_reading.reset();
}

qint64 PlatformCapture::readRows(const TableDescription &table, ByteBuffer &bytes)
{
    const bool hasAfter = !m_reading->after.isEmpty();
    const std::size_t keySize = table.keyColumns().size();
    std::vector<SqlView> values;
    const QByteArray after = m_reading->after;
    if (hasAfter)
        ByteReader(after).row(values, keySize);
    values.push_back(SqlView::ofInteger(m_options.pageRows));
    Statement select(m_reading->source->process->database(), selectInOrder(table.name, table, hasAfter));
    std::vector<SqlView> row;
    qint64 count = 0;
    for (Rows rows = select.queryRow(values); rows.next();) {
        row.clear();
        for (int column = 0; column < rows.columns(); ++column)
            row.push_back(rows.value(column));
        putRow(bytes, row);
        if (++count == m_options.pageRows) {
            ByteBuffer key;
            putRow(key, table.keyOf(row));
            m_reading->after = key.view().toByteArray();
        }
    }
    return count;
}

void PlatformCapture::giveUp(const StorageFault &fault)
{
    giveUp(u"%1: the capture ends here, since a database cannot be read (%2)"_s.arg(shownPath(m_options.path),
                                                                                    QString::fromUtf8(fault.what())));
}

void PlatformCapture::giveUp(const QString &why)
{
    m_trouble = why;
    m_reading.reset();
    m_writer.reset();
    JournalRecord note;
    note.at = m_platform.now();
    note.kind = JournalKind::Note;
    note.service = "capture";
    note.detail = why.toUtf8();
    m_platform.environment().journal.add(note);
}

std::expected<void, Failure> PlatformCapture::end()
{
    if (m_writer) {
        m_writer->end(m_platform.now());
        if (const QString trouble = m_writer->trouble(); !trouble.isEmpty())
            giveUp(trouble);
        m_reading.reset();
        m_writer.reset();
    }
    if (!m_trouble.isEmpty())
        return std::unexpected(Failure{ExitStatus::Machine, m_trouble});
    return {};
}

} // namespace curbside
