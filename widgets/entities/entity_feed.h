// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/json/json.h"
#include "widgets/platform/platform_link.h"

#include <QElapsedTimer>
#include <QTimer>

namespace curbside {

/// Keeps a list of the platform's current: reads it when the platform is there, and again soon after something happened that
/// its items show. At most one reading is under way, and readings take only a part of the time.
class EntityFeed : public QObject
{
    Q_OBJECT

public:
    struct Source
    {
        QString endpoint; ///< as PlatformLink::get
        QString path; ///< of the list
        std::function<bool(const TrafficEntry &)> concerns; ///< whether what happened changes the list
        bool takesSince = false; ///< the list has ?since=, and only what has changed since the last reading is read
        QByteArray tombstone = {}; ///< the type of the events whose subject is no more; empty: there are none
    };
    /// Takes the items of one page.
    using TakePage = std::function<void(const std::vector<JsonValue> &items)>;

    EntityFeed(PlatformLink &link, Source source, TakePage takePage, QObject *parent = nullptr);

    /// The list shows all that has happened so far.
    [[nodiscard]] bool isCurrent() const { return !m_isStale && !m_isReading; }
    [[nodiscard]] bool hasLoaded() const { return m_hasLoaded; }
    /// Why the last reading failed; empty when it did not.
    [[nodiscard]] const QString &failure() const { return m_failure; }

    /// What a panel's header says of the list, and since when it cannot be read, when that is so.
    [[nodiscard]] QString noteOn(const QString &list) const;

Q_SIGNALS:
    /// A reading has ended, well or not.
    void read();
    /// The item of that key is no more, and its list does not show it any longer.
    void ended(const QString &key);

private:
    void onJournal(const JournalBatch &batch);
    void refresh();
    void readPage(const QString &cursor);
    void takePage(int status, const QByteArray &body);
    void end(const QString &failure);

    PlatformLink &m_link;
    Source m_source;
    TakePage m_takePage;
    QTimer m_timer;
    QElapsedTimer m_reading;
    qint64 m_since = 0;
    qint64 m_sinceNext = 0;
    qint64 m_readAt = 0; ///< platform time of the last good reading
    QString m_failure;
    bool m_isStale = true;
    bool m_isReading = false;
    bool m_hasLoaded = false;
};

/// Something was published by the service.
[[nodiscard]] std::function<bool(const TrafficEntry &)> publishedBy(const QByteArray &service);

} // namespace curbside
