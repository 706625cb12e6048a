// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/letters/letter_book.h"

#include "widgets/entities/rows.h"
#include "widgets/platform/platform_link.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

Letter letterIn(const QString &consumer, JsonValue item)
{
    Letter letter;
    letter.consumer = consumer;
    letter.eventId = textIn(item, "eventId");
    letter.source = textIn(item, "source");
    letter.type = textIn(item, "type");
    letter.subject = textIn(item, "subject");
    letter.reason = textIn(item, "reason");
    letter.history = textIn(item, "history");
    letter.event = item["event"].toJson();
    letter.data = item["event"]["data"].isObject() ? item["event"]["data"].toJson() : QByteArray();
    letter.sequence = textIn(item["event"], "sequence").toLongLong(); // zero-padded, as on the wire
    letter.attempts = item["attempts"].toInteger().value_or(0);
    letter.firstAt = momentIn(item, "firstAt");
    return letter;
}

bool movesLetters(const TrafficEntry &entry, bool isSomeWaiting)
{
    switch (entry.kind) {
    case JournalKind::Parked:
    case JournalKind::DeadLettered: return true;
    case JournalKind::Handled:
    case JournalKind::Started:
    case JournalKind::Crashed: return isSomeWaiting || entry.kind != JournalKind::Handled;
    case JournalKind::Requested: return entry.type.startsWith("POST /dead-letter");
    default: return false;
    }
}

} // namespace

Letter Letter::parked(const QString &consumer, JsonValue item)
{
    Letter letter = letterIn(consumer, item);
    letter.behind = textIn(item["behind"], "eventId");
    letter.nextAt = letter.behind.isEmpty() ? momentIn(item, "nextAt") : momentIn(item["behind"], "nextAt");
    return letter;
}

Letter Letter::dead(const QString &consumer, JsonValue item)
{
    Letter letter = letterIn(consumer, item);
    letter.lastAt = momentIn(item, "lastAt");
    letter.isDead = true;
    return letter;
}

LetterBook::LetterBook(PlatformLink &link, QObject *parent) : QObject(parent), m_link(link)
{
    m_again.setSingleShot(true);
    m_again.setInterval(readEveryMs);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (m_isStale)
            ask();
    });
    connect(&link, &PlatformLink::journalArrived, this, &LetterBook::onJournal);
    connect(&link, &PlatformLink::described, this, &LetterBook::ask);
}

void LetterBook::setActive(bool isActive)
{
    m_isActive = isActive;
    if (isActive && m_isStale)
        ask();
}

void LetterBook::readAgain()
{
    m_isStale = true;
    ask();
}

const Letter *LetterBook::find(const QString &key) const
{
    for (const ConsumerLetters &consumer : m_consumers) {
        const auto found = std::ranges::find(consumer.letters, key, &Letter::key);
        if (found != consumer.letters.end())
            return &*found;
    }
    return nullptr;
}

void LetterBook::onJournal(const JournalBatch &batch)
{
    const bool isSomeWaiting =
        std::ranges::any_of(m_consumers, [](const ConsumerLetters &one) { return one.waiting > 0; });
    m_isStale = m_isStale || batch.dropped > 0 || std::ranges::any_of(batch.entries, [&](const TrafficEntry &entry) {
                    return movesLetters(entry, isSomeWaiting);
                });
    if (m_isStale && !m_again.isActive())
        ask();
}

void LetterBook::ask()
{
    if (!m_isActive || m_pending > 0 || m_link.description().scenario.isEmpty())
        return;
    m_isStale = false;
    m_pending = 1;
    m_arriving.clear();
    m_link.get(u"gateway"_s, u"/consumers"_s, [self = QPointer(this)](int status, const QByteArray &body) {
        if (self)
            self->take(status, body);
    });
}

void LetterBook::take(int status, const QByteArray &body)
{
    const auto document = JsonDocument::parse(body);
    m_failure.clear();
    if (status == 200 && document)
        document->root()["items"].forEachItem(
            [&](JsonValue item) { takeConsumer(item, document->root()["outboxes"]); });
    else
        m_failure = document ? textIn(document->root(), "detail") : QString::number(status);
    for (std::size_t place = 0; place < m_arriving.size(); ++place) {
        if (m_arriving[place].waiting > 0)
            askFor(place, false);
        if (m_arriving[place].dead > 0)
            askFor(place, true);
    }
    --m_pending;
    endIfAll();
}

void LetterBook::takeConsumer(JsonValue item, JsonValue outboxes)
{
    ConsumerLetters consumer;
    consumer.consumer = textIn(item, "consumer");
    consumer.problem = textIn(item["problem"], "detail");
    item["inbox"]["sources"].forEachItem([&](JsonValue source) {
        consumer.waiting += source["parked"].toInteger().value_or(0);
        consumer.dead += source["deadLetters"].toInteger().value_or(0);
        ReadingStand stand{textIn(source, "source"), source["position"].toInteger().value_or(0), -1};
        outboxes.forEachItem([&](JsonValue outbox) {
            const auto last = outbox["outbox"]["last"].toInteger();
            if (last && textIn(outbox, "publisher") == stand.publisher)
                stand.behind = *last - stand.position;
        });
        consumer.stands.push_back(std::move(stand));
    });
    m_arriving.push_back(std::move(consumer));
}

void LetterBook::askFor(std::size_t place, bool isDead)
{
    ++m_pending;
    const QString path = u"/consumers/%1/%2?limit=%3"_s.arg(
        m_arriving[place].consumer, isDead ? u"dead-letters"_s : u"parked"_s, QString::number(mostLetters));
    m_link.get(u"gateway"_s, path, [self = QPointer(this), place, isDead](int status, const QByteArray &body) {
        if (self)
            self->takeLetters(place, isDead, status, body);
    });
}

void LetterBook::takeLetters(std::size_t place, bool isDead, int status, const QByteArray &body)
{
    const auto document = JsonDocument::parse(body);
    ConsumerLetters &consumer = m_arriving[place];
    if (status == 200 && document)
        document->root()["items"].forEachItem([&](JsonValue item) {
            consumer.letters.push_back(isDead ? Letter::dead(consumer.consumer, item)
                                              : Letter::parked(consumer.consumer, item));
        });
    else if (document)
        consumer.problem = textIn(document->root(), "detail");
    --m_pending;
    endIfAll();
}

void LetterBook::endIfAll()
{
    if (m_pending > 0)
        return;
    m_again.start();
    m_hasLoaded = m_hasLoaded || m_failure.isEmpty();
    for (ConsumerLetters &consumer : m_arriving)
        std::ranges::stable_partition(consumer.letters, [](const Letter &letter) { return !letter.isDead; });
    if (m_failure.isEmpty())
        m_consumers = std::move(m_arriving);
    Q_EMIT read();
}

} // namespace curbside
