// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/captures/capture_looker.h"
#include "widgets/traffic/traffic_rows.h"

#include <QThread>

namespace curbside {

/// The records of a capture as rows. They stay in the file: kept is the number of each that passes, and what was looked at
/// last. A thread beside the window's looks which do; its finds are rows as they come.
class CaptureRows : public TrafficRows
{
    Q_OBJECT

public:
    explicit CaptureRows(const QString &path, QObject *parent = nullptr);
    ~CaptureRows() override;

    void setFilter(std::optional<cesql::Program> filter) override;
    void setEventsOnly(bool isEventsOnly) override;
    [[nodiscard]] bool isLooking() const override
    {
        return !m_isStopped && m_trouble.isEmpty() && m_lookedAt < m_count;
    }
    [[nodiscard]] quint64 numberOf(int row) const override { return m_shown[static_cast<std::size_t>(row)] + 1ULL; }
    [[nodiscard]] int rowOf(quint64 number) const override;
    [[nodiscard]] const TrafficEntry &entryAt(quint64 number) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;

    /// Where the handler of what was handled was registered, as in life_line.cpp:41; empty where there is none.
    [[nodiscard]] QString handlerOf(quint64 number) const;

    /// Looks no further until goOn().
    void stop();
    void goOn();
    /// Whether there is more by now; that is done twice a second anyhow.
    void lookForMore();

    /// The file has been looked into, or could not be.
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// Records in the file, and how many of them have been looked at.
    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] qint64 lookedAt() const { return m_lookedAt; }
    [[nodiscard]] bool isStopped() const { return m_isStopped; }
    [[nodiscard]] const CaptureFacts &facts() const { return m_facts; }
    /// Why it cannot be read, or not any further; empty when all is well.
    [[nodiscard]] const QString &trouble() const { return m_trouble; }
    /// Of the records that are shown, from 0.
    [[nodiscard]] const std::vector<quint32> &shown() const { return m_shown; }
    [[nodiscard]] const QString &path() const { return m_path; }

Q_SIGNALS:
    void sampled(const curbside::JournalBatch &samples);

private:
    void lookAgain();
    void take(const CaptureFinds &finds);
    void learn(const CaptureFinds &finds);
    [[nodiscard]] TrafficEntry read(quint64 number) const;

    QString m_path;
    CaptureLooker *m_looker;
    QThread m_thread;
    mutable CaptureEntries m_entries;
    mutable TrafficEntry m_entry; // the one asked for last
    mutable quint64 m_entryNumber = 0; // its number; 0: none
    std::optional<cesql::Program> m_filter;
    bool m_isEventsOnly = true;
    quint64 m_look = 0;
    std::vector<quint32> m_shown;
    qint64 m_count = 0;
    qint64 m_lookedAt = 0;
    bool m_isOpen = false;
    bool m_isStopped = false;
    CaptureFacts m_facts;
    QString m_trouble;
};

} // namespace curbside
