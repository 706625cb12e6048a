// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/alerts/consumer_watch.h"
#include "widgets/alerts/copy_check.h"

#include <QElapsedTimer>
#include <QMap>
#include <QSet>

namespace curbside {

/// What the services say of themselves: follows the journal, and asks their own routes now and then, by platform time, as long
/// as something happens there.
class PlatformWatch : public QObject
{
    Q_OBJECT

public:
    PlatformWatch(PlatformLink &link, const Entities &entities, QObject *parent = nullptr);

    /// The colour rules that raise alerts are watched.
    void watchFor(const std::vector<ColourRule> &rules);
    [[nodiscard]] PlatformFacts facts() const;
    /// Nothing is asked, and nothing has happened since that will be.
    [[nodiscard]] bool isCurrent() const;

Q_SIGNALS:
    void changed();

private:
    /// What is known of one service.
    struct Known
    {
        qint64 lostSince = 0; ///< the first message to or from it that was lost since a neighbour reached it
        qint64 ownDownSince = 0;
        qint64 gatewayDownSince = 0;
        QString ownReason;
        QString gatewayReason;
        qint64 deadLetters = 0; ///< as its figures say
        qint64 expiredConsumers = 0;
        qint64 waitingForDisk = 0;
        qint64 troubledSince = 0;
        std::vector<DeadLetterFact> letters;
        bool areLettersStale = false;
    };

    void onJournal(const JournalBatch &batch);
    void noteReach(const TrafficEntry &entry);
    void noteAnswer(const Known &known, qint64 &downSince, QString &reason, int status, const QByteArray &body) const;
    void askIfDue();
    void ask();
    void askService(const QString &service);
    void askThroughGateway(const QString &service, const QString &path);
    void askDeadLetters(const QString &service);
    void askSagas();
    void takeMetrics(const QString &service, int status, const QByteArray &body);
    void takeDeadLetters(const QString &service, int status, const QByteArray &body);
    void takeSagas(int status, const QByteArray &body);
    void get(const QString &endpoint, const QString &path, std::function<void(int, const QByteArray &)> take);
    void endAsking();

    PlatformLink &m_link;
    ConsumerWatch m_consumers;
    CopyCheck m_copies;
    FilterWatch m_matches;
    QMap<QString, Known> m_services;
    std::vector<StuckSagaFact> m_sagas;
    QElapsedTimer m_sinceAsked;
    qint64 m_askedAt = 0; ///< platform time
    int m_pending = 0;
    bool m_isStale = true;
    bool m_areSagasStale = true;
    bool m_isAnyLost = false; ///< some service has a lostSince
};

} // namespace curbside
