// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/captures/capture_looker.h"

#include "services/cesql/batch.h"
#include "widgets/traffic/entry_record.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int lookIntervalMs = 500; // a capture is committed at least as often
constexpr qint64 firstPiece = 2'000; // records
constexpr qint64 largestPiece = 64'000; // some tens of milliseconds
constexpr int samplesOfType = 30;
constexpr std::size_t mostTypesSampled = 2'000;

/// The entries of a stretch, shown to a filter one after another.
class EntriesOf
{
public:
    EntriesOf(const std::vector<TrafficEntry> &entries, qint64 first) : m_entries(entries), m_first(first) {}
    const cesql::Record &show(std::size_t i)
    {
        return m_record.show(m_entries[i], static_cast<quint64>(m_first) + i + 1);
    }

private:
    const std::vector<TrafficEntry> &m_entries;
    qint64 m_first;
    EntryRecord m_record;
};

} // namespace

CaptureLooker::CaptureLooker(const QString &path) : m_path(path), m_entries(path), m_poll(this)
{
    m_poll.setInterval(lookIntervalMs);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        if (m_files != filesNow())
            lookForMore();
    });
}

/// Of the capture, and of what is not yet in it.
std::array<CaptureLooker::FileStand, 2> CaptureLooker::filesNow() const
{
    const QFileInfo capture(m_path);
    const QFileInfo log(m_path + u"-wal"_s);
    return {FileStand{capture.lastModified(), capture.size()}, FileStand{log.lastModified(), log.size()}};
}

void CaptureLooker::look(quint64 number, std::optional<cesql::Program> filter, bool isEventsOnly)
{
    m_look = number;
    m_filter = std::move(filter);
    m_isEventsOnly = isEventsOnly;
    m_lookedAt = 0;
    m_pieceSize = firstPiece;
    m_isStopped = false;
    refresh();
}

void CaptureLooker::stop()
{
    if (!m_isUnderWay)
        return;
    m_isStopped = true;
    tell({});
}

void CaptureLooker::goOn()
{
    m_isStopped = false;
    refresh();
}

void CaptureLooker::lookForMore()
{
    if (!m_isStopped && !m_isUnderWay)
        refresh();
}

void CaptureLooker::refresh()
{
    m_hasFailed = false;
    m_files = filesNow();
    if (auto refreshed = m_entries.pages().refresh(); !refreshed) {
        fail(refreshed.error());
        return;
    }
    m_poll.start();
    if (m_lookedAt < m_entries.pages().count() || m_lookedAt == 0) {
        goOnSoon();
        return;
    }
    m_entries.pages().close();
    tell({});
}

void CaptureLooker::goOnSoon()
{
    if (std::exchange(m_isUnderWay, true))
        return;
    QMetaObject::invokeMethod(this, &CaptureLooker::lookOn, Qt::QueuedConnection);
}

void CaptureLooker::lookOn()
{
    m_isUnderWay = false;
    if (m_isStopped || m_hasFailed)
        return;
    CaptureFinds finds;
    if (auto looked = lookAtPiece(finds); !looked) {
        fail(looked.error());
        return;
    }
    m_pieceSize = std::min(largestPiece, m_pieceSize * 2);
    if (m_lookedAt < m_entries.pages().count())
        goOnSoon();
    else
        m_entries.pages().close();
    tell(std::move(finds));
}

std::expected<void, StorageError> CaptureLooker::lookAtPiece(CaptureFinds &finds)
{
    const qint64 from = m_lookedAt;
    const qint64 to = std::min(m_entries.pages().count(), from + m_pieceSize);
    CaptureEntries::Stretch stretch;
    stretch.entries.reserve(static_cast<std::size_t>(to - from));
    if (auto read = readPiece(finds, stretch, to); !read)
        return read;
    finds.numbers = passing(stretch, from);
    m_lookedAt = to;
    return {};
}

/// Page by page, because what an event carries has to be known before what it leads to is looked at.
std::expected<void, StorageError> CaptureLooker::readPiece(CaptureFinds &finds, CaptureEntries::Stretch &stretch,
                                                           qint64 to)
{
    CapturePages &pages = m_entries.pages();
    for (qint64 from = m_lookedAt; from < to;) {
        const std::size_t number = pages.pageOf(from);
        const qint64 first = pages.firstOf(number);
        const qint64 end = std::min(to, first + pages.recordsOf(number));
        const bool isNew = m_known < first + pages.recordsOf(number);
        if (isNew) {
            const auto page = pages.page(number);
            if (!page)
                return std::unexpected(page.error());
            const auto publications = CaptureEntries::publicationsOf(**page, first, std::max(m_known, first));
            m_entries.learn(publications);
            finds.publications.insert(finds.publications.end(), publications.begin(), publications.end());
            m_known = first + std::ssize((*page)->records);
        }
        const std::size_t before = stretch.entries.size();
        if (auto added = m_entries.add(stretch, from, end); !added)
            return added;
        if (isNew)
            sample(finds, stretch, before);
        from = end;
    }
    return {};
}

void CaptureLooker::sample(CaptureFinds &finds, const CaptureEntries::Stretch &stretch, std::size_t from)
{
    for (std::size_t i = from; i < stretch.entries.size(); ++i) {
        const TrafficEntry &entry = stretch.entries[i];
        auto sampled = m_sampled.find(entry.type);
        if (sampled == m_sampled.end()) {
            if (m_sampled.size() >= mostTypesSampled)
                continue;
            sampled = m_sampled.emplace(QByteArray(entry.type.constData(), entry.type.size()), 0).first;
        }
        if (sampled->second++ < samplesOfType)
            finds.samples.entries.push_back(ownCopyOf(entry));
    }
}

std::vector<quint32> CaptureLooker::passing(const CaptureEntries::Stretch &stretch, qint64 first) const
{
    std::vector<quint32> numbers;
    const auto add = [&](std::size_t i) {
        if (!m_isEventsOnly || isAboutEvent(stretch.entries[i].kind))
            numbers.push_back(static_cast<quint32>(first + static_cast<qint64>(i)));
    };
    if (!m_filter) {
        for (std::size_t i = 0; i < stretch.entries.size(); ++i)
            add(i);
        return numbers;
    }
    const auto makeView = [&] { return EntriesOf(stretch.entries, first); };
    for (const std::uint32_t match : cesql::matchesAmong(*m_filter, stretch.entries.size(), makeView))
        add(match);
    return numbers;
}

void CaptureLooker::fail(const StorageError &error)
{
    m_hasFailed = true;
    m_entries.pages().close();
    m_poll.stop();
    CaptureFinds finds;
    finds.trouble = error.text;
    tell(std::move(finds));
}

void CaptureLooker::tell(CaptureFinds finds)
{
    const CapturePages &pages = m_entries.pages();
    finds.look = m_look;
    finds.lookedAt = m_lookedAt;
    finds.count = pages.count();
    finds.facts.scenario = pages.description().scenario;
    finds.facts.seed = pages.description().seed;
    finds.facts.stretches = pages.segments().size();
    if (!pages.segments().empty()) {
        finds.facts.from = pages.segments().front().startedAt;
        finds.facts.to = pages.segments().back().coveredTo;
        finds.facts.isEnded = pages.segments().back().isEnded;
    }
    finds.isStopped = m_isStopped;
    Q_EMIT found(finds);
}

} // namespace curbside
