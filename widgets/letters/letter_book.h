// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace curbside {

class PlatformLink;
struct JournalBatch;

/// An event that a consumer has taken over and not handled: it waits, or has been given up.
struct Letter
{
    QString consumer;
    QString eventId;
    QString source;
    QString type;
    QString subject;
    QString reason; ///< of its last failure; empty for one that waits behind another
    QString history; ///< a line an attempt
    QString behind; ///< id of the event that it waits behind; empty when it is tried itself
    QByteArray event; ///< a CloudEvent
    QByteArray data; ///< the event's own; empty when the event cannot be read
    qint64 sequence = 0; ///< of its publisher; 0 when not known
    qint64 attempts = 0;
    qint64 firstAt = 0;
    qint64 lastAt = 0; ///< when it was given up
    qint64 nextAt = 0; ///< when it is tried, or the one that it waits behind; 0 when nobody says
    bool isDead = false;

    [[nodiscard]] QString key() const { return consumer + u' ' + eventId; }
    [[nodiscard]] static Letter parked(const QString &consumer, JsonValue item);
    [[nodiscard]] static Letter dead(const QString &consumer, JsonValue item);
    friend bool operator==(const Letter &, const Letter &) = default;
};

/// How far a consumer has got with one publisher.
struct ReadingStand
{
    QString publisher;
    qint64 position = 0;
    qint64 behind = 0; ///< events that it has not taken over; -1: nobody knows
    friend bool operator==(const ReadingStand &, const ReadingStand &) = default;
};

struct ConsumerLetters
{
    QString consumer;
    QString problem; ///< why it cannot be asked; empty when it could
    std::vector<ReadingStand> stands;
    std::vector<Letter> letters; ///< those that wait, then the dead ones
    qint64 waiting = 0; ///< how many there are, those beyond `letters` included
    qint64 dead = 0;
    friend bool operator==(const ConsumerLetters &, const ConsumerLetters &) = default;
};

/// What waits and what is dead at every consumer, read again while something happens there and somebody looks.
class LetterBook : public QObject
{
    Q_OBJECT

public:
    static constexpr int readEveryMs = 1000;
    static constexpr int mostLetters = 500; ///< of one kind and consumer

    explicit LetterBook(PlatformLink &link, QObject *parent = nullptr);

    void setActive(bool isActive);
    /// At once, as something has been done.
    void readAgain();
    [[nodiscard]] const std::vector<ConsumerLetters> &consumers() const { return m_consumers; }
    /// Null when there is none any more.
    [[nodiscard]] const Letter *find(const QString &key) const;
    [[nodiscard]] bool hasLoaded() const { return m_hasLoaded; }
    [[nodiscard]] const QString &failure() const { return m_failure; }

Q_SIGNALS:
    /// consumers() may be others now.
    void read();

private:
    void onJournal(const JournalBatch &batch);
    void ask();
    void take(int status, const QByteArray &body);
    void takeConsumer(JsonValue item, JsonValue outboxes);
    void askFor(std::size_t place, bool isDead);
    void takeLetters(std::size_t place, bool isDead, int status, const QByteArray &body);
    void endIfAll();

    PlatformLink &m_link;
    QTimer m_again;
    std::vector<ConsumerLetters> m_consumers;
    std::vector<ConsumerLetters> m_arriving;
    QString m_failure;
    int m_pending = 0;
    bool m_isActive = false;
    bool m_isStale = true;
    bool m_hasLoaded = false;
};

} // namespace curbside
