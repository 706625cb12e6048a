// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/hosting/stop.h"
#include "services/runtime/observe/journal.h"
#include "services/world/streets.h"

#include <QByteArray>
#include <QObject>
#include <QPointF>
#include <QString>

#include <functional>
#include <optional>
#include <source_location>
#include <vector>

namespace curbside {

/// One entry of the platform's journal, as the console needs it. What does not apply is empty.
struct TrafficEntry
{
    qint64 at = 0; ///< platform time, microseconds since 1970 UTC
    JournalKind kind = JournalKind::Note;
    QByteArray service; ///< to whom it happened
    QByteArray peer;
    QByteArray type;
    QByteArray subject;
    QByteArray payload; ///< JSON of an event; empty for the rest
    QByteArray detail; ///< reason, outcome
    QByteArray messageId; ///< of the event, request, call or timer
    QByteArray causationId; ///< the message that led to it
    qint64 sequence = 0; ///< of an event, in its publisher's outbox
    TraceContext trace;
    qint64 latency = -1; ///< of an event, from its commit to this, platform time in microseconds
    qint64 workNanoseconds = 0; ///< how long the handling took, wall time
    std::source_location handler{}; ///< where the handler was registered; line 0 when there is none
    int status = 0; ///< of an answer
    qint64 faultRule = 0; ///< of what was made to go wrong: the rule of the fault plan; 0: none
};

struct JournalBatch
{
    std::vector<TrafficEntry> entries;
    quint64 dropped = 0; ///< entries that could not be kept in time, since the last batch
};

/// Why platform time stands still. What does not apply is empty.
struct PlatformStop
{
    StopReason reason = StopReason::Asked;
    qint64 at = 0; ///< microseconds since 1970 UTC
    qint64 breakpoint = 0; ///< its number
    QString messageId; ///< of the event that is delivered next, or of what changed the row
    QString type; ///< of that event
    QString consumer; ///< to whom it is delivered
    QString service; ///< whose row has changed
    QString table;
    QString key; ///< of the row
    friend bool operator==(const PlatformStop &, const PlatformStop &) = default;
};

/// Where the platform stands.
struct PlatformStatus
{
    bool isRunning = false; ///< the platform is open and its time can be steered
    qint64 now = 0; ///< microseconds since 1970 UTC
    std::optional<double> speed; ///< nothing: as fast as possible
    bool isPaused = false;
    qint64 lagMilliseconds = 0;
    QString trouble; ///< why there is no platform; empty when all is well
    std::optional<PlatformStop> stop = {}; ///< why time stands still
};

struct Hub
{
    QString name;
    QPointF place; ///< metres
};

/// What does not change while a platform is open.
struct PlatformDescription
{
    QString scenario; ///< its short name
    QString title; ///< as people call it
    quint64 seed = 0;
    qint64 startsAt = 0; ///< microseconds since 1970 UTC
    QString note; ///< what is not as wished, such as ports that could not be opened
    Streets streets;
    std::vector<Hub> hubs;
};

/// A wish of a person, and what the platform answered.
struct PostedWish
{
    QString endpoint; ///< as PlatformLink::post
    QString path;
    QByteArray body;
    int status = 0;
    QByteArray answer;
    bool isRemoval = false; ///< it was to take something away: a DELETE
};

/// The console's one way to the platform: what happens there, questions and wishes, its time. Lives on the window's thread;
/// nothing here waits.
class PlatformLink : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Called on the window's thread with the HTTP status and the body.
    using Answered = std::function<void(int status, const QByteArray &body)>;

    /// `endpoint` is "gateway", "warehouse" or a service; `path` may carry a query. Asked of a platform that is not running, nothing is
    /// answered.
    virtual void get(const QString &endpoint, const QString &path, Answered answered) = 0;
    /// A question that is too long for a path, such as SQL or GraphQL: posted, and yet nobody's wish.
    virtual void ask(const QString &endpoint, const QString &path, const QByteArray &question, Answered answered) = 0;
    virtual void post(const QString &endpoint, const QString &path, const QByteArray &body, Answered answered) = 0;

    virtual void setPaused(bool isPaused) = 0;
    virtual void setSpeed(std::optional<double> speed) = 0;
    virtual void step() = 0;
    [[nodiscard]] virtual PlatformStatus status() const = 0;
    /// Empty until described() was emitted.
    [[nodiscard]] virtual const PlatformDescription &description() const = 0;
    /// A wish to take away what stands at `path`.
    virtual void remove(const QString &endpoint, const QString &path, Answered answered) = 0;

Q_SIGNALS:
    void journalArrived(const curbside::JournalBatch &batch);
    void statusChanged(const curbside::PlatformStatus &status);
    /// A wish that was posted has been answered.
    void acted(const curbside::PostedWish &wish);
    /// The platform is open, and status() is its own; comes once.
    void described(const curbside::PlatformDescription &description);
};

} // namespace curbside
