// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/faults/fault_outcomes.h"
#include "widgets/faults/fault_rule.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

namespace curbside {

/// The fault plan of the platform, as it stands: asks for it when something may have changed and while somebody looks, posts
/// new rules and takes rules back. Follows what becomes of the hits, and which types of events and calls there are.
class FaultDesk : public QObject
{
    Q_OBJECT

public:
    static constexpr int readEveryMs = 1000;
    static constexpr std::size_t mostFaults = 500;
    static constexpr qsizetype mostTypes = 300;

    explicit FaultDesk(PlatformLink &link, QObject *parent = nullptr);

    /// Those of the plan and those that were taken back, in the order of their ids.
    [[nodiscard]] const std::vector<FaultFact> &faults() const { return m_faults; }
    [[nodiscard]] const FaultFact *find(qint64 id) const;
    [[nodiscard]] const FaultOutcomes &outcomes() const { return m_outcomes; }
    [[nodiscard]] qint64 now() const { return m_link.status().now; }
    [[nodiscard]] bool isCutOff(const QByteArray &part) const;
    /// Of the events that have been seen, and of the calls whose path is always the same.
    [[nodiscard]] const QStringList &eventTypes() const { return m_eventTypes; }
    [[nodiscard]] const QStringList &callTypes() const { return m_callTypes; }

    /// `rules`: one rule, or a list of them, as JSON.
    void add(const QByteArray &rules);
    void takeBack(qint64 id);
    void takeAllBack();
    /// Somebody begins or ceases to look.
    void watch(bool isWatched);

    /// Names of the plans that are built in.
    [[nodiscard]] static QStringList builtIn();
    /// Its rules as JSON; empty when there is none of that name.
    [[nodiscard]] static QByteArray builtInPlan(const QString &name);

Q_SIGNALS:
    /// faults() or outcomes() may be others now.
    void changed();
    /// What came of a wish; empty: it was carried out.
    void refused(const QString &why);

private:
    void onJournal(const JournalBatch &batch);
    void noteType(const TrafficEntry &entry);
    void ask();
    void take(int status, const QByteArray &body);
    void onAnswer(int status, const QByteArray &body);

    PlatformLink &m_link;
    FaultOutcomes m_outcomes;
    std::vector<FaultFact> m_faults;
    QStringList m_eventTypes;
    QStringList m_callTypes;
    QTimer m_timer;
    int m_watchers = 0;
    bool m_isAsking = false;
    bool m_isStale = true;
};

} // namespace curbside
