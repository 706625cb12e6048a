// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/warehouse/capture.h"
#include "services/warehouse/reconciliation_run.h"
#include "services/warehouse/star_schema.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace curbside {

/// What is told of a source, and where its capture stands.
struct SourceStatus
{
    explicit SourceStatus(QString name = {}) : source(std::move(name)) {}

    QString source;
    CapturePosition position;
    qint64 sourceLast = 0; ///< its last row change, as far as known
    bool isChangedFromOutside = false; ///< somebody else wrote to its file while it was open
    QString error;
    QString replicaError; ///< why its replica stays behind

    [[nodiscard]] qint64 behind() const { return std::max<qint64>(0, sourceLast - position.position); }
};

/// The warehouse's tables, and the thread that alone writes them. What it wants to know of the services it leaves to be
/// fetched; whoever fetches it never waits for it.
///
/// It holds at most one answer of each source, of at most about 1 MiB, that waits to be taken over.
class CaptureWorker
{
public:
    struct Options
    {
        QString folder; ///< of warehouse.sqlite; the replicas are in replicas/ beside it
        QStringList sources;
        Database::Durability durability = Database::Durability::Normal;
        QString address{}; ///< postgresql://… instead of warehouse.sqlite; may be empty
    };
    struct Wanted
    {
        QString source;
        Request request;
        std::optional<Request> beside; ///< to be asked in the same breath, while nothing else happens at the source
    };
    /// What only its thread may touch.
    struct Contents
    {
        std::unique_ptr<Store> store;
        std::vector<std::unique_ptr<Capture>> captures;
        std::unique_ptr<StarSchema> star;

        [[nodiscard]] Capture *find(const QString &source) const;
        void clear(); ///< the store last: the others have statements on it
    };
    using Compared = std::function<void(std::expected<Reconciliation, Problem>)>; ///< called on the thread

    explicit CaptureWorker(Options options);
    ~CaptureWorker(); ///< finishes what it has been given
    CaptureWorker(const CaptureWorker &) = delete;
    CaptureWorker &operator=(const CaptureWorker &) = delete;

    [[nodiscard]] const Options &options() const { return m_options; }
    /// Of the file, or postgresql://…
    [[nodiscard]] QString address() const;

    /// What is to be asked, up to `most` sources; given once, until it is answered by give().
    [[nodiscard]] std::vector<Wanted> takeWanted(std::size_t most);
    /// What was answered. An answer to something else than the capture wants to know by now is passed by.
    void give(Wanted wanted, Response response, std::optional<Response> beside, PlatformTime now);
    /// Waits until everything given is taken over; whether there may be more to ask.
    bool settle();
    using Work = std::function<void(Contents &)>;
    using Done = std::function<void(bool isDone)>;
    /// Runs `work` on the thread and then, there, `done`: with false, and an error() to tell, when the tables cannot be used.
    void call(Work work, Done done);
    /// The same, and waits.
    [[nodiscard]] bool call(Work work);
    /// Begins to compare every table with its source, in steps of `chunks` of 512 rows; the answers it needs are among what
    /// is to be asked. One that is asked for while another is under way begins after that.
    void compare(qint64 chunks, Compared compared);
    [[nodiscard]] bool isComparing() const;

    [[nodiscard]] std::vector<SourceStatus> status() const;
    /// Whether a source has told of more than was taken over of it.
    [[nodiscard]] bool isBehind() const;
    /// Why the tables cannot be used or written; empty while they can. Told until something has been written again.
    [[nodiscard]] QString error() const;

private:
    using Job = std::function<void()>;
    struct Comparison
    {
        ReconciliationRun run;
        std::vector<Compared> compared;
    };

    void run();
    void carryOut(const Job &job);
    void post(Job job);
    bool open();
    bool openContents();
    void close(const QString &why);
    void noteTrouble(const QString &of, const QString &why);
    void take(const Wanted &wanted, const Response &response, const std::optional<Response> &beside, PlatformTime now);
    void want(const Capture &capture);
    void wantAnew(const Capture &capture);
    void note(const Capture &capture);
    void runEtl(PlatformTime now);
    void beginComparison(qint64 chunks, Compared compared);
    void endComparison();

    Options m_options;
    Contents m_contents;
    PlatformTime m_now; ///< of the last answer
    PlatformTime m_lastEtl;
    std::chrono::steady_clock::time_point m_nextEtl{};
    std::unique_ptr<Comparison> m_comparison;
    std::vector<Compared> m_nextCompared;
    qint64 m_nextChunks = 0;
    QString m_at; ///< the source that is being taken over

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_done;
    std::deque<Job> m_jobs;
    std::vector<Wanted> m_wanted;
    std::map<QString, SourceStatus> m_status;
    std::map<QString, QString> m_troubles; ///< by source; of the tables as a whole by ""
    bool m_isOpen = false;
    int m_rests = 0; ///< so often it may be asked before it is tried to open again
    bool m_isBusy = false;
    bool m_isStopping = false;
    bool m_hasAdvanced = false;
    bool m_isComparing = false;
    std::thread m_thread;
};

} // namespace curbside
