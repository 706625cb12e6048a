// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"

#include <QHash>
#include <QSet>

#include <deque>

namespace curbside {

/// A message of the platform (an event, request, answer, timer or job), as far as the console knows it.
struct KnownMessage
{
    QString id;
    JournalKind kind = JournalKind::Note; ///< Published for every event
    QString service; ///< that has published the event, or handled the message
    QString peer;
    QString type;
    QString subject;
    qint64 at = 0; ///< platform time, microseconds since 1970 UTC
    QString causationId; ///< the message that led to it, where that is known
    QByteArray data; ///< of an event that was asked for

    [[nodiscard]] bool isEvent() const { return kind == JournalKind::Published; }
};

/// What the messages are by which rows were written: those that have happened lately, and events that the services' outboxes
/// still keep. Bounded; what is oldest is forgotten.
class MessageBook : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t capacity = 20'000;

    explicit MessageBook(PlatformLink &link, QObject *parent = nullptr);

    /// Null while it is not known.
    [[nodiscard]] const KnownMessage *find(const QString &id) const;
    /// Asks every service for the event of that id, and for the one that led to it; found() follows. What is known with its
    /// data is not asked for.
    void ask(const QString &id);
    /// All services have answered, and none of them knows such an event.
    [[nodiscard]] bool isUnknown(const QString &id) const { return m_unknown.contains(id); }

Q_SIGNALS:
    /// What is known of it may be more now.
    void found(const QString &id);

private:
    void onJournal(const JournalBatch &batch);
    void keep(KnownMessage message);
    bool askServices(const QString &id);
    void take(const QString &id, int status, const QByteArray &body);

    PlatformLink &m_link;
    QHash<QString, KnownMessage> m_messages;
    std::deque<QString> m_order; // of the ids, the oldest first
    QHash<QString, int> m_pending; // services that have not answered
    QSet<QString> m_unknown;
    QSet<QString> m_wanted; // those whose cause is wanted, too
};

} // namespace curbside
