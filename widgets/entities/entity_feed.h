// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_model.h"
#include "widgets/platform/platform_link.h"

#include <QTimer>

namespace curbside {

/// Keeps an entity model current: reads its list when the platform is there, and again soon after something was published
/// that its rows show. At most one reading is under way.
class EntityFeed : public QObject
{
    Q_OBJECT

public:
    /// `path` is the gateway's list; `publishers` are the services whose events change its rows.
    EntityFeed(PlatformLink &link, EntityModel &model, QString path, QStringList publishers, QObject *parent = nullptr);

Q_SIGNALS:
    void loaded();
    void failed(const QString &why);

private:
    void onJournal(const JournalBatch &batch);
    void refresh();
    void readPage(const QString &cursor);
    void takePage(int status, const QByteArray &body);

    PlatformLink &m_link;
    EntityModel &m_model;
    QString m_path;
    QStringList m_publishers;
    QTimer m_timer;
    bool m_isStale = true;
    bool m_isReading = false;
};

} // namespace curbside
