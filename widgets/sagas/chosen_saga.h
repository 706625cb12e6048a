// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/platform/platform_link.h"
#include "widgets/sagas/saga_story.h"

#include <QTimer>

#include <optional>

namespace curbside {

/// The saga that the mode shows, with its steps, kept current while it goes on.
class ChosenSaga : public QObject
{
    Q_OBJECT

public:
    explicit ChosenSaga(PlatformLink &link, QObject *parent = nullptr);

    /// An empty id: none.
    void choose(const QString &id);
    [[nodiscard]] const QString &id() const { return m_id; }
    /// Nothing until it has been read.
    [[nodiscard]] const std::optional<SagaStory> &story() const { return m_story; }
    /// Why it cannot be read; empty when it can.
    [[nodiscard]] const QString &failure() const { return m_failure; }
    /// Platform time, for what has not ended.
    [[nodiscard]] qint64 now() const { return m_link.status().now; }

Q_SIGNALS:
    /// Another saga, or another story of it.
    void changed();
    /// Time has gone on.
    void ticked();

private:
    void read();
    void take(const QString &id, int status, const QByteArray &body);
    void onJournal(const JournalBatch &batch);

    PlatformLink &m_link;
    QString m_id;
    std::optional<SagaStory> m_story;
    QString m_failure;
    QTimer m_timer;
    bool m_isReading = false;
    bool m_isStale = false;
};

} // namespace curbside
