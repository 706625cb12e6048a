// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/program.h"
#include "widgets/captures/capture_entries.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <array>
#include <map>

namespace curbside {

/// What a capture says of itself.
struct CaptureFacts
{
    QString scenario;
    quint64 seed = 0;
    PlatformTime from;
    PlatformTime to;
    std::size_t stretches = 0;
    bool isEnded = false; ///< in order: otherwise it is still written, or was cut off
};

/// What one look at some records of a capture found.
struct CaptureFinds
{
    quint64 look = 0; ///< of which filter
    std::vector<quint32> numbers; ///< of the records that pass
    std::vector<CapturedPublication> publications; ///< that were not known before
    JournalBatch samples; ///< of each type the first ones
    qint64 lookedAt = 0; ///< records, from the beginning on
    qint64 count = 0; ///< records that the file holds
    CaptureFacts facts;
    bool isStopped = false; ///< a person has stopped it
    QString trouble; ///< why it cannot be read on
};

/// Reads a capture from its beginning to its end, a piece at a time, says which records pass a filter, and goes on when the
/// file has grown. Lives on a thread of its own.
class CaptureLooker : public QObject
{
    Q_OBJECT

public:
    explicit CaptureLooker(const QString &path);

    /// From the beginning, with another filter.
    void look(quint64 number, std::optional<cesql::Program> filter, bool isEventsOnly);
    void stop();
    void goOn();
    /// Whether the file has grown.
    void lookForMore();

Q_SIGNALS:
    /// On its own thread.
    void found(const curbside::CaptureFinds &finds);

private:
    using FileStand = std::pair<QDateTime, qint64>; ///< when a file was written last, and its size
    [[nodiscard]] std::array<FileStand, 2> filesNow() const;
    void refresh();
    void lookOn();
    void goOnSoon();
    std::expected<void, StorageError> lookAtPiece(CaptureFinds &finds);
    std::expected<void, StorageError> readPiece(CaptureFinds &finds, CaptureEntries::Stretch &stretch, qint64 to);
    void sample(CaptureFinds &finds, const CaptureEntries::Stretch &stretch, std::size_t from);
    [[nodiscard]] std::vector<quint32> passing(const CaptureEntries::Stretch &stretch, qint64 first) const;
    void fail(const StorageError &error);
    void tell(CaptureFinds finds);

    QString m_path;
    std::array<FileStand, 2> m_files; // at the last look
    CaptureEntries m_entries;
    QTimer m_poll;
    std::optional<cesql::Program> m_filter;
    bool m_isEventsOnly = true;
    quint64 m_look = 0;
    qint64 m_lookedAt = 0;
    qint64 m_known = 0; // all publications before it are known
    qint64 m_pieceSize = 0; // records: small at first, so that there is something to see
    std::map<QByteArray, int> m_sampled; // by type
    bool m_isStopped = false;
    bool m_isUnderWay = false;
    bool m_hasFailed = false;
};

} // namespace curbside

Q_DECLARE_METATYPE(curbside::CaptureFinds)
