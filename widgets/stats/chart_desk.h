// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"
#include "widgets/stats/chart_answer.h"

#include <QHash>
#include <QTimer>

namespace curbside {

/// The charts of the warehouse, kept current while they are looked at: asked for again when an ETL step has made new figures,
/// and when something else of them is wanted.
class ChartDesk : public QObject
{
    Q_OBJECT

public:
    static constexpr int lookEveryMs = 1000;
    static constexpr qint64 stepEvery = 60'000'000; ///< of platform time: how often figures are made

    /// The names of the charts, in the order in which they are shown.
    [[nodiscard]] static const QStringList &names();

    explicit ChartDesk(PlatformLink &link, QObject *parent = nullptr);

    /// Nothing is asked while nobody looks.
    void setWatched(bool isWatched);
    void setFilter(const ChartFilter &filter);
    [[nodiscard]] const ChartFilter &filter() const { return m_filter; }
    [[nodiscard]] const ChartAnswer &answer(const QString &name) const;
    /// Whether the filter's merchant or partner changes that chart.
    [[nodiscard]] bool isNarrowed(const QString &name) const;
    /// Platform time of the figures; 0: there are none yet.
    [[nodiscard]] qint64 asOf() const { return m_asOf; }
    /// The ETL steps so far, as far as is known.
    [[nodiscard]] qint64 run() const { return m_run; }
    /// Why the warehouse cannot be asked; empty when it can.
    [[nodiscard]] const QString &failure() const { return m_failure; }
    [[nodiscard]] bool isReading() const { return m_pending > 0 || m_isLooking; }
    [[nodiscard]] qint64 now() const { return m_link.status().now; }
    [[nodiscard]] const PlatformDescription &description() const { return m_link.description(); }

    /// Reads everything, whether there is something new or not.
    void readAgain();
    /// Asks whether there are new figures, if there can be; done by itself while it is watched.
    void look();

Q_SIGNALS:
    void changed(const QString &name);
    /// All of them have been read, or could not be.
    void read();

private:
    void takeList(int status, const QByteArray &body);
    void readAll();
    void take(const QString &name, int status, const QByteArray &body);
    [[nodiscard]] QString pathOf(const QString &name) const;
    [[nodiscard]] QString stepOf() const;

    PlatformLink &m_link;
    QTimer m_timer;
    ChartFilter m_filter;
    QHash<QString, ChartAnswer> m_answers;
    QHash<QString, QStringList> m_narrows; ///< by chart, as the warehouse tells
    QHash<QString, bool> m_hasSteps;
    QString m_failure;
    qint64 m_asOf = 0;
    qint64 m_run = 0;
    qint64 m_lookedAt = -1; ///< platform time
    unsigned m_standing = 0; ///< looks since platform time went on
    int m_pending = 0; ///< answers of the reading under way
    int m_round = 0; ///< of readings: answers of an older one are not taken
    bool m_isLooking = false;
    bool m_isStale = true; ///< what is shown is not what is wanted
};

} // namespace curbside
