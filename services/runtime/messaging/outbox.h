// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/environment.h"
#include "services/runtime/http/message.h"
#include "services/runtime/messaging/event.h"
#include "services/runtime/storage/statement.h"

namespace curbside {

class Database;
class MessageRunner;
class Process;

/// What a service wants to publish: id, time, sequence and trace are the outbox's business.
struct EventDraft
{
    QByteArray type;
    QByteArray subject;
    QByteArray data; ///< JSON object
};

/// A service's published events: a gapless log with an epoch, the record of what was published. Rows go when every declared
/// consumer has passed them and they are old; a consumer that lags beyond the budget is expired.
class Outbox
{
public:
    struct Budget
    {
        Duration keepFor = 24h; ///< passed rows younger than this stay, for people to look at
        Duration waitFor = 72h; ///< a consumer whose oldest open row is older is expired
        std::int64_t mostRows = 1'000'000; ///< beyond this, whoever is furthest behind is expired
    };

    Outbox(Environment &environment, Process &process, Database &database, MessageRunner &runner);

    /// Inside a message: writes the row; the event goes to the bus after the commit.
    void publish(EventDraft draft, Uuid id);

    /// Answers GET /outbox?after=&epoch=&limit=. Consumers add `consumer`, their name (410 when that has expired), and
    /// `eventId`, the id of the event at `after` (409 when it is another: this log was rolled back).
    Response read(const Request &request);
    /// The event of that id, while it is kept. Its id says when it was published, so that not all of them are read.
    [[nodiscard]] std::optional<Event> find(const Uuid &eventId);
    /// Inside a message: `consumer` has taken over everything up to `position`.
    void reportPosition(const QByteArray &consumer, std::int64_t position);

    /// Declares who consumes; a name that is new starts before the first event.
    void declareConsumers(const std::vector<QByteArray> &names);
    /// Removes what may go, expires who lags too far and notes it. Inside a message.
    void retain(const Budget &budget);

    [[nodiscard]] const QByteArray &epoch() const { return m_epoch; }
    /// Of a new database; inside a message.
    void setEpoch(const QByteArray &epoch);
    [[nodiscard]] std::int64_t last() const { return m_last; }
    /// Whether every declared consumer that is not expired has reported the last event.
    [[nodiscard]] bool isPassedByAll();
    /// Consumers that lagged too far behind and have not taken a snapshot yet.
    [[nodiscard]] std::int64_t expiredConsumers();

private:
    std::int64_t first();
    bool isAnotherEvent(std::int64_t sequence, const QByteArray &eventId);
    [[nodiscard]] Event eventIn(const Rows &rows) const;
    std::int64_t firstSince(PlatformTime time);
    bool isExpired(const QByteArray &consumer, std::int64_t after);
    bool isOver(const Budget &budget);
    void noteExpired(const QString &consumer);

    Environment &m_environment;
    Process &m_process;
    Database &m_database;
    MessageRunner &m_runner;
    QByteArray m_epoch;
    std::int64_t m_last = 0;
    Statement m_insert;
    Statement m_select;
    Statement m_report;
    Statement m_selectFirst;
    Statement m_selectOther;
    Statement m_selectExpired;
};

} // namespace curbside
