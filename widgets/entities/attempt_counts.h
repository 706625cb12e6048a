// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_model.h"
#include "widgets/entities/rows.h"
#include "widgets/platform/platform_link.h"

#include <QTimer>

namespace curbside {

/// How many attempts each delivery has had: read once, and counted on as they are begun. Where the journal had gaps they are
/// read anew, now and then at the most.
class AttemptCounts : public QObject
{
    Q_OBJECT

public:
    AttemptCounts(PlatformLink &link, EntityModel<DeliveryRow> &deliveries, QObject *parent = nullptr);

    /// 0 when it is not known.
    [[nodiscard]] int of(const QString &delivery) const { return m_counted.numbers.value(delivery); }

private:
    struct Counted
    {
        QHash<QString, int> numbers; // by delivery
        qint64 until = 0; // when the last of them was begun
        QSet<QString> last; // ids of those that were begun then
    };

    void onJournal(const JournalBatch &batch);
    void read();
    void readPage(const QString &cursor);
    void takePage(int status, const QByteArray &body);
    void takeBegun(const TrafficEntry &entry);
    void end();
    static void count(Counted &counted, const QString &attempt, const QString &delivery, qint64 at);

    PlatformLink &m_link;
    EntityModel<DeliveryRow> &m_deliveries;
    Counted m_counted;
    Counted m_reading;
    std::vector<TrafficEntry> m_meanwhile; // begun while they are read
    QTimer m_again; // after a failure, or after a gap
    bool m_isReading = false;
};

} // namespace curbside
