// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/attempt_counts.h"

#include <QPointer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int attemptsAgainMs = 1'000;
constexpr int attemptsAfterGapMs = 30'000;
constexpr qsizetype mostCounted = 2 * qsizetype(EntityModel<DeliveryRow>::defaultCapacity);

bool isBegun(const TrafficEntry &entry)
{
    return entry.kind == JournalKind::Published && entry.type == "curbside.deliveries.AttemptStatusChanged"
        && !entry.payload.contains("\"from\":");
}

} // namespace

AttemptCounts::AttemptCounts(PlatformLink &link, EntityModel<DeliveryRow> &deliveries, QObject *parent)
    : QObject(parent), m_link(link), m_deliveries(deliveries)
{
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &AttemptCounts::read);
    connect(&link, &PlatformLink::described, this, &AttemptCounts::read);
    connect(&link, &PlatformLink::journalArrived, this, &AttemptCounts::onJournal);
    read();
}

void AttemptCounts::onJournal(const JournalBatch &batch)
{
    for (const TrafficEntry &entry : batch.entries) {
        if (!isBegun(entry))
            continue;
        if (m_isReading)
            m_meanwhile.push_back(entry);
        else
            takeBegun(entry);
    }
    if (batch.dropped > 0 && !m_again.isActive())
        m_again.start(attemptsAfterGapMs);
}

void AttemptCounts::takeBegun(const TrafficEntry &entry)
{
    const auto event = JsonDocument::parse(entry.payload);
    if (!event)
        return;
    const QString delivery = textIn(event->root(), "deliveryId");
    const QString attempt = textIn(event->root(), "attemptId");
    const bool isCounted = entry.at < m_counted.until || m_counted.last.contains(attempt);
    if (isCounted || attempt.isEmpty() || delivery.isEmpty())
        return;
    count(m_counted, attempt, delivery, entry.at);
    m_deliveries.refreshRow(delivery);
}

void AttemptCounts::count(Counted &counted, const QString &attempt, const QString &delivery, qint64 at)
{
    if (counted.numbers.size() >= mostCounted && !counted.numbers.contains(delivery))
        return;
    ++counted.numbers[delivery];
    if (at > counted.until)
        counted.last.clear();
    counted.until = std::max(counted.until, at);
    if (at == counted.until)
        counted.last.insert(attempt);
}

void AttemptCounts::read()
{
    if (m_isReading || m_link.description().scenario.isEmpty())
        return;
    m_isReading = true;
    m_reading = {};
    readPage({});
}

void AttemptCounts::readPage(const QString &cursor)
{
    QString path = u"/attempts?limit=1000"_s;
    if (!cursor.isEmpty())
        path += u"&cursor="_s + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    m_link.get(u"deliveries"_s, path, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self)
            self->takePage(status, body);
    });
}

void AttemptCounts::takePage(int status, const QByteArray &body)
{
    const auto page = JsonDocument::parse(body);
    if (status != 200 || !page) {
        m_isReading = false;
        m_meanwhile.clear(); // they are read with the rest
        m_again.start(attemptsAgainMs);
        return;
    }
    page->root()["items"].forEachItem([&](JsonValue item) {
        count(m_reading, textIn(item, "id"), textIn(item, "deliveryId"), momentIn(item, "createdAt"));
    });
    const QString next = textIn(page->root(), "next");
    if (next.isEmpty())
        end();
    else
        readPage(next);
}

void AttemptCounts::end()
{
    m_isReading = false;
    m_counted = std::exchange(m_reading, {});
    for (const TrafficEntry &entry : std::exchange(m_meanwhile, {}))
        takeBegun(entry);
    m_deliveries.refreshAll();
}

} // namespace curbside
