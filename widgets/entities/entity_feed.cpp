// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/entity_feed.h"

#include "widgets/entities/status_words.h"

#include "services/runtime/time/platform_time.h"

#include <QPointer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int shortestPauseMs = 50;
constexpr double pauseForReading = 1.5; // so that readings take two fifths of the time at the most
constexpr int longestPauseMs = 2000;
constexpr int pauseAfterFailureMs = 1000;
constexpr qint64 overlapMicroseconds = 1'000'000; // of two readings: what was under way during the first one

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

EntityFeed::EntityFeed(PlatformLink &link, Source source, TakePage takePage, QObject *parent)
    : QObject(parent), m_link(link), m_source(std::move(source)), m_takePage(std::move(takePage))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &EntityFeed::refresh);
    connect(&link, &PlatformLink::journalArrived, this, &EntityFeed::onJournal);
    connect(&link, &PlatformLink::described, this, &EntityFeed::refresh);
    refresh();
}

void EntityFeed::onJournal(const JournalBatch &batch)
{
    for (const TrafficEntry &entry : batch.entries) {
        if (entry.kind == JournalKind::Published && entry.type == m_source.tombstone && !m_source.tombstone.isEmpty())
            Q_EMIT ended(QString::fromUtf8(entry.subject));
    }
    if (!m_isStale)
        m_isStale =
            batch.dropped > 0 || std::any_of(batch.entries.begin(), batch.entries.end(), std::cref(m_source.concerns));
    refresh();
}

void EntityFeed::refresh()
{
    if (!m_isStale || m_isReading || m_timer.isActive() || m_link.description().scenario.isEmpty())
        return;
    m_isStale = false;
    m_isReading = true;
    m_reading.start();
    m_sinceNext = m_source.takesSince ? std::max<qint64>(0, m_link.status().now - overlapMicroseconds) : 0;
    readPage({});
}

void EntityFeed::readPage(const QString &cursor)
{
    QString path = m_source.path + u"?limit=1000"_s;
    if (!cursor.isEmpty())
        path += u"&cursor="_s + encoded(cursor);
    if (m_since != 0)
        path += u"&since="_s + encoded(QString::fromLatin1(toRfc3339(fromMicroseconds(m_since))));
    m_link.get(m_source.endpoint, path, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self)
            self->takePage(status, body);
    });
}

void EntityFeed::takePage(int status, const QByteArray &body)
{
    const auto page = JsonDocument::parse(body);
    if (status != 200 || !page) {
        m_isStale = true;
        end(tr("%1 answered %2: %3")
                .arg(m_source.path)
                .arg(status)
                .arg(page ? page->root()["detail"].toString().value_or(QString()) : tr("no JSON")));
        return;
    }
    std::vector<JsonValue> items;
    page->root()["items"].forEachItem([&](JsonValue item) { items.push_back(item); });
    m_takePage(items);
    const QString next = page->root()["next"].toString().value_or(QString());
    if (next.isEmpty())
        end({});
    else
        readPage(next);
}

QString EntityFeed::noteOn(const QString &list) const
{
    return m_failure.isEmpty() || !m_hasLoaded ? list : tr("not read since %1: %2").arg(clockText(m_readAt), list);
}

void EntityFeed::end(const QString &failure)
{
    m_isReading = false;
    m_failure = failure;
    if (failure.isEmpty()) {
        m_hasLoaded = true;
        m_readAt = m_link.status().now;
        m_since = m_sinceNext;
    }
    const int pauseMs = failure.isEmpty()
        ? static_cast<int>(std::min<double>(longestPauseMs, pauseForReading * double(m_reading.elapsed())))
        : pauseAfterFailureMs;
    m_timer.start(std::max(shortestPauseMs, pauseMs));
    Q_EMIT read();
}

std::function<bool(const TrafficEntry &)> publishedBy(const QByteArray &service)
{
    return [service](const TrafficEntry &entry) {
        return entry.kind == JournalKind::Published && entry.service == service;
    };
}

} // namespace curbside
