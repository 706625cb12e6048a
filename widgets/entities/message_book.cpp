// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/entities/message_book.h"

#include "widgets/alerts/service_words.h"
#include "widgets/entities/rows.h"

#include <QPointer>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr qsizetype mostUnknown = 1000;

/// The one record of each message that says what it is.
bool tellsOfMessage(JournalKind kind)
{
    switch (kind) {
    case JournalKind::Published:
    case JournalKind::Requested:
    case JournalKind::Answered:
    case JournalKind::Timer:
    case JournalKind::Job:
    case JournalKind::Started: return true;
    default: return false;
    }
}

} // namespace

MessageBook::MessageBook(PlatformLink &link, QObject *parent) : QObject(parent), m_link(link)
{
    connect(&link, &PlatformLink::journalArrived, this, &MessageBook::onJournal);
}

const KnownMessage *MessageBook::find(const QString &id) const
{
    const auto known = m_messages.constFind(id);
    return known == m_messages.constEnd() ? nullptr : &*known;
}

void MessageBook::onJournal(const JournalBatch &batch)
{
    for (const TrafficEntry &entry : batch.entries) {
        if (entry.messageId.isEmpty() || !tellsOfMessage(entry.kind))
            continue;
        keep({QString::fromUtf8(entry.messageId),
              entry.kind,
              QString::fromUtf8(entry.service),
              QString::fromUtf8(entry.peer),
              QString::fromUtf8(entry.type),
              QString::fromUtf8(entry.subject),
              entry.at,
              {},
              {}});
    }
}

void MessageBook::keep(KnownMessage message)
{
    const auto known = m_messages.constFind(message.id);
    if (known == m_messages.constEnd())
        m_order.push_back(message.id);
    else if (known->isEvent() && message.data.isEmpty())
        return; // what was read of it before is more
    m_unknown.remove(message.id);
    m_messages.insert(message.id, std::move(message));
    if (m_order.size() > capacity) {
        m_messages.remove(m_order.front());
        m_order.pop_front();
    }
}

void MessageBook::ask(const QString &id)
{
    if (askServices(id))
        m_wanted.insert(id);
}

/// False where there is nothing to ask.
bool MessageBook::askServices(const QString &id)
{
    const KnownMessage *known = find(id);
    const bool isUseless = known && (!known->isEvent() || !known->data.isEmpty());
    if (id.isEmpty() || isUseless || m_pending.contains(id) || m_unknown.contains(id))
        return false;
    m_pending.insert(id, static_cast<int>(serviceNames().size()));
    for (const QString &service : serviceNames()) {
        m_link.get(service, u"/event/"_s + QString::fromLatin1(QUrl::toPercentEncoding(id)),
                   [self = QPointer(this), id](int status, const QByteArray &body) {
                       if (self)
                           self->take(id, status, body);
                   });
    }
    return true;
}

void MessageBook::take(const QString &id, int status, const QByteArray &body)
{
    const bool isLast = --m_pending[id] == 0;
    const auto document = JsonDocument::parse(body);
    if (status == 200 && document && textIn(document->root(), "id") == id) {
        const JsonValue event = document->root();
        keep({id,
              JournalKind::Published,
              textIn(event, "source").section(u'/', -1),
              {},
              textIn(event, "type"),
              textIn(event, "subject"),
              momentIn(event, "time"),
              textIn(event, "causationid"),
              event["data"].toJson()});
        Q_EMIT found(id);
        if (m_wanted.remove(id))
            askServices(textIn(event, "causationid"));
    }
    if (!isLast)
        return;
    m_pending.remove(id);
    m_wanted.remove(id);
    if (find(id))
        return;
    if (m_unknown.size() >= mostUnknown)
        m_unknown.clear();
    m_unknown.insert(id);
    Q_EMIT found(id);
}

} // namespace curbside
