// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/cell.h"
#include "widgets/entities/entity_ref.h"

#include <QStringList>

#include <vector>

namespace curbside {

/// How badly a hand is needed, the worst first.
enum class Severity { Bad, Warning, Notice };

enum class AlertKind {
    DeliveryLate, ///< or no longer to be had in time
    LidOpenDriving,
    LidJammed,
    RobotOffline,
    RobotLowBattery,
    CallWithoutOperator,
    SagaStuck,
    DeadLetter,
    ConsumerLagging, ///< a service is behind on its events, or down
    CopyDiverged,
    EventMatched, ///< a colour rule that raises alerts
};

/// The actions that settle alerts: on things of the lists, and on the machinery.
enum class Remedy {
    ReassignDelivery,
    CallOperator,
    CancelDelivery,
    CancelTask,
    HoldRobot,
    ReleaseRobot,
    CloseLid,
    TakeOutOfService,
    AssignOperator,
    RetrySaga,
    PassOverStep,
    ReplayDeadLetter,
    DiscardDeadLetter,
    ShowTraffic,
    ShowLetter,
};

/// What a rule has found: a question to a person. As long as it holds it is found again under the same key.
struct Finding
{
    AlertKind kind = AlertKind::DeliveryLate;
    QString key; ///< tells it apart among those of its kind
    Severity severity = Severity::Warning;
    qint64 since = 0; ///< platform time, microseconds since 1970 UTC
    QString title;
    QString what; ///< what happened, in a sentence or two
    QString consequence; ///< what comes of it if nobody acts; may be empty
    EntityRef thing; ///< what to choose; none when it is no thing of the lists
    QStringList deliveries; ///< ids of those that it endangers
    std::vector<Remedy> remedies; ///< the likeliest first
    QString service; ///< whom a remedy asks, where that is not the gateway
    QString about; ///< id of what a remedy is for, where that is not `thing`
    QString filter = {}; ///< which entries of the traffic tell of it; empty: none in particular
    friend bool operator==(const Finding &, const Finding &) = default;
};

/// Marks on an alert that people make, and what became of it.
struct Alert
{
    Finding finding;
    QString takenBy; ///< empty: nobody
    qint64 takenAt = 0;
    qint64 snoozedUntil = 0; ///< platform time; 0: not snoozed
    qint64 endedAt = 0; ///< platform time; 0: open
    qint64 endNumber = 0; ///< counts those that have ended, from 1
    QString closedBy; ///< empty: it ended by itself
    QString closeReason;

    [[nodiscard]] QString id() const { return idOf(finding.kind, finding.key); }
    [[nodiscard]] static QString idOf(AlertKind kind, const QString &key);
    friend bool operator==(const Alert &, const Alert &) = default;
};

/// One alert, or a flood of one kind that stands as one.
struct AlertGroup
{
    AlertKind kind = AlertKind::DeliveryLate;
    bool isFlood = false;
    Severity severity = Severity::Warning; ///< the worst of them
    qint64 since = 0; ///< of the oldest
    std::vector<Alert> members; ///< worst first
    std::size_t leftOut = 0; ///< of this kind, beyond those that are kept: none of them is worse
    [[nodiscard]] QString id() const;
    [[nodiscard]] std::size_t count() const { return members.size() + leftOut; }
};

[[nodiscard]] Tone toneOf(Severity severity);
[[nodiscard]] Mark markOf(Severity severity);
[[nodiscard]] QString severityText(Severity severity);
/// "12 robots offline".
[[nodiscard]] QString floodText(AlertKind kind, std::size_t count);
/// "4 min", "1 h 12 min", "20 s": how long ago.
[[nodiscard]] QString ageText(qint64 since, qint64 now);

} // namespace curbside
