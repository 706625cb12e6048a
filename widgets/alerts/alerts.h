// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/alert.h"
#include "widgets/alerts/alert_thresholds.h"
#include "widgets/alerts/platform_watch.h"

#include <QTimer>

#include <deque>
#include <map>

namespace curbside {

/// Everything that needs a hand now, what people have said to it, and what has ended. Looks again soon after something
/// changed, a few times a second at the most. An alert ends by itself when its cause is gone; one that a person has closed
/// comes again when its cause does, or gets worse.
class Alerts : public QObject
{
    Q_OBJECT

public:
    Alerts(PlatformLink &link, const Entities &entities, QObject *parent = nullptr);

    /// Those of the colour rules that raise alerts are watched from now on.
    void watchFor(const std::vector<ColourRule> &rules) { m_watch.watchFor(rules); }
    /// The least wall time between two looks at everything, in milliseconds.
    void setPause(int pauseMs) { m_pauseMs = pauseMs; }

    /// Those that are open and not snoozed, the worst first; more than a handful of one kind stand as one.
    [[nodiscard]] std::vector<AlertGroup> groups() const;
    /// The next to end its sleep first.
    [[nodiscard]] std::vector<Alert> snoozed() const;
    /// The last one to end first; bounded.
    [[nodiscard]] const std::deque<Alert> &ended() const { return m_ended; }
    /// One that has ended, by its number; nothing when it is kept no longer.
    [[nodiscard]] std::optional<Alert> findEnded(qint64 endNumber) const;
    /// An open one; nothing when there is none of that id.
    [[nodiscard]] std::optional<Alert> find(const QString &id) const;
    /// The worst open one that is about a thing.
    [[nodiscard]] std::optional<Alert> findAbout(const EntityRef &thing) const;
    /// Ids of the deliveries that are late or will be, whatever people have said to their alerts.
    [[nodiscard]] const QSet<QString> &late() const { return m_late; }
    /// All that has happened so far has been looked at.
    [[nodiscard]] bool isCurrent() const { return !m_timer.isActive() && m_watch.isCurrent(); }

    /// An empty `person` gives them back.
    void take(const QStringList &ids, const QString &person);
    /// `until` is platform time; 0 wakes them.
    void snooze(const QStringList &ids, qint64 until);
    void close(const QStringList &ids, const QString &person, const QString &reason);

Q_SIGNALS:
    void changed();
    void lateChanged();

private:
    void lookSoon();
    void look();
    void noteLate(const std::vector<Finding> &found);
    void takeFindings(std::vector<Finding> findings);
    [[nodiscard]] bool isClosed(const QString &id, const Finding &finding) const;
    bool endMissing(const std::map<QString, Finding> &found);
    bool wakeSleepers();
    void keepEnded(Alert alert);

    PlatformLink &m_link;
    const Entities &m_entities;
    PlatformWatch m_watch;
    std::map<QString, Alert> m_open; // by id
    std::map<QString, Severity> m_closed; // by a person, while the cause holds; and how bad it was then
    std::map<AlertKind, std::size_t> m_leftOut; // beyond thresholds::mostOpen
    QSet<QString> m_late;
    std::deque<Alert> m_ended;
    qint64 m_lastEnd = 0;
    QTimer m_timer;
    QElapsedTimer m_sinceLook;
    int m_pauseMs = thresholds::evaluationPauseMs;
    qint64 m_lookedAt = 0; // platform time
};

} // namespace curbside
