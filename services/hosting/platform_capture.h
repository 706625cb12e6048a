// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/capture_writer.h"
#include "services/hosting/failure.h"
#include "services/hosting/platform.h"

namespace curbside {

/// Captures a platform into a file: its journal, the row changes of every database, and checkpoints, a page at a time, so that
/// nobody waits long. The run is the same with it and without. Lives on the engine thread.
class PlatformCapture
{
public:
    struct Options
    {
        QString path;
        CaptureDescription description;
        qint64 incarnation = 1;
        qsizetype checkpointAfter = 1 << 20; ///< at least so many bytes of row changes, when they come fast
        qint64 pageRows = 1000; ///< of a checkpoint, read at once
        bool goesOn =
            false; ///< a capture of the same run that is there gets one more segment; otherwise nothing may be there
    };

    explicit PlatformCapture(Platform &platform);
    ~PlatformCapture();
    PlatformCapture(const PlatformCapture &) = delete;
    PlatformCapture &operator=(const PlatformCapture &) = delete;

    /// Begins with a checkpoint of every database. Between two windows, or before the platform is started.
    [[nodiscard]] std::expected<void, Failure> begin(const Options &options);
    /// Reads a page when a checkpoint is due, and hands over what has come when it is time; to be called often, between two
    /// windows or two messages.
    void poll();
    /// Writes the rest and waits for it. The failure says that the file ends early, and why.
    [[nodiscard]] std::expected<void, Failure> end();

    [[nodiscard]] bool isOn() const { return m_writer != nullptr; }
    [[nodiscard]] const QString &path() const { return m_options.path; }
    [[nodiscard]] qint64 records() const { return m_writer ? m_writer->records() : 0; }
    /// Why the last capture ended early; empty when it did not.
    [[nodiscard]] const QString &trouble() const { return m_trouble; }

private:
    /// A service that is captured.
    struct Source
    {
        Process *process = nullptr;
        std::vector<TableDescription> tables;
        qint64 last = 0; ///< row change
        qsizetype changed = 0; ///< bytes since the last checkpoint began
        qsizetype size = 0; ///< of that checkpoint
        PlatformTime at; ///< when it was made

        [[nodiscard]] bool isDue(PlatformTime now, qsizetype after) const;
    };
    /// A checkpoint under way.
    struct Reading
    {
        Source *source = nullptr;
        CaptureCheckpoint checkpoint;
        std::size_t table = 0;
        QByteArray after; ///< the bytes of the last row's key; empty before the first row
    };

    std::expected<void, Failure> beginUnguarded(const Options &options);
    void listen();
    void take(const RowChangeRecord &changes);
    void describe(Source &source);
    void beginCheckpoint(Source &source);
    void readPage();
    qint64 readRows(const TableDescription &table, ByteBuffer &bytes);
    void lookWhatIsDue();
    void giveUp(const StorageFault &fault);
    void giveUp(const QString &why);
    [[nodiscard]] PlatformTime wholeUpTo() const;

    Platform &m_platform;
    std::shared_ptr<PlatformCapture *> m_self; ///< what the journal's listeners know; null inside when this is gone
    std::unique_ptr<CaptureWriter> m_writer;
    Options m_options;
    QString m_trouble;
    std::map<QByteArray, Source> m_sources;
    std::optional<Reading> m_reading;
    bool m_isSomethingDue = false;
    PlatformTime m_nextLook;
    std::chrono::steady_clock::time_point m_nextFlush;
};

} // namespace curbside
