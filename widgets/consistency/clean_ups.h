// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/consistency/consistency_watch.h"

namespace curbside {

/// The services' clean-up runs: all that are recorded, and a batch of them, one a service, begun and watched to its end.
class CleanUps : public QObject
{
    Q_OBJECT

public:
    static constexpr int pollMs = 200;

    /// Both outlive this.
    CleanUps(PlatformLink &link, ConsistencyWatch &watch, const Entities &entities, QObject *parent = nullptr);

    /// Reads the recorded runs.
    void readRuns();
    /// Shows what one run found, as the batch.
    void open(const QString &service, const QString &id);
    /// Begins a run at each of the services; they are the batch from then on.
    void begin(bool isDryRun, const QStringList &services);
    /// Gives back what a run of the batch, or of that id, took.
    void undo(const QString &service, const QString &id);
    void undoBatch();

    /// All of the batch has ended, and is known.
    [[nodiscard]] bool isSettled() const { return m_pending == 0 && m_running == 0; }
    /// It has to, and platform time stands still.
    [[nodiscard]] bool isWaitingForTime() const { return m_running > 0 && m_link.status().isPaused; }
    [[nodiscard]] bool isDry() const { return m_isDry; }
    [[nodiscard]] bool hasBatch() const { return !m_batch.isEmpty(); }
    /// Services of the batch in which something would be settled.
    [[nodiscard]] QStringList servicesToSettle() const;
    [[nodiscard]] bool canBeUndone() const;
    /// What went wrong, a line a service.
    [[nodiscard]] QStringList problems() const { return m_problems.values(); }

    EntityModel<CleanUpRow> runs;
    EntityModel<OrphanRow> found; ///< by the batch

Q_SIGNALS:
    void changed();

private:
    void take(const QString &service, int status, const QByteArray &body);
    void poll();
    void startBatch();
    void readRun(const QString &service, const QString &id);
    void readRunsOf(const QString &service);
    void post(const QString &service, const QString &path, const QByteArray &body);

    PlatformLink &m_link;
    ConsistencyWatch &m_watch;
    QTimer m_timer;
    QMap<QString, CleanUpRow> m_batch; ///< by service
    QMap<QString, std::vector<OrphanRow>> m_orphans; ///< by service
    QMap<QString, QString> m_problems; ///< by service
    int m_generation = 0; ///< of the batch
    int m_pending = 0;
    int m_running = 0;
    bool m_isDry = true;
};

} // namespace curbside
