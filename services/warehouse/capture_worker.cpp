// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/capture_worker.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr Duration etlInterval = 1min; ///< of platform time
constexpr int etlShare = 10; ///< of the wall's time: after a step, so many times as long without one
constexpr int restsAfterTrouble = 10;
constexpr std::size_t mostComparisonsWaiting = 32;

bool isSame(const Request &left, const Request &right)
{
    return left.path == right.path && left.query == right.query;
}

} // namespace

Capture *CaptureWorker::Contents::find(const QString &source) const
{
    const auto found = std::find_if(captures.begin(), captures.end(),
                                    [&](const auto &capture) { return capture->source() == source; });
    return found == captures.end() ? nullptr : found->get();
}

void CaptureWorker::Contents::clear()
{
    star.reset();
    captures.clear();
    store.reset();
}

CaptureWorker::CaptureWorker(Options options)
    : m_options(std::move(options)), m_isBusy(true), m_thread([this] { run(); }) // busy until the tables are open
{}

CaptureWorker::~CaptureWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

QString CaptureWorker::address() const
{
    return m_options.address.isEmpty() ? QDir(m_options.folder).filePath(u"warehouse.sqlite"_s) : m_options.address;
}

void CaptureWorker::run()
{
    open();
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_isBusy = false;
        m_done.notify_all();
        m_wake.wait(lock, [this] { return m_isStopping || !m_jobs.empty(); });
        if (m_jobs.empty())
            break;
        const Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        m_isBusy = true;
        lock.unlock();
        carryOut(job);
    }
    if (m_comparison)
        std::move(m_comparison->compared.begin(), m_comparison->compared.end(), std::back_inserter(m_nextCompared));
    for (const Compared &compared : m_nextCompared)
        compared(std::unexpected(Problem::unavailable(u"the platform is stopping"_s)));
    m_contents.clear();
}

void CaptureWorker::carryOut(const Job &job)
{
    m_at.clear();
    try {
        job();
    } catch (const StorageFault &fault) {
        const QString why = troubleOf(fault);
        noteTrouble(m_at, why);
        close(why);
    }
}

void CaptureWorker::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_all();
}

/// A file that is not there any more is made anew, and filled.
bool CaptureWorker::open()
{
    if (m_contents.store && m_contents.store->isThere())
        return true;
    m_contents.clear();
    try {
        if (!openContents())
            return false;
    } catch (const StorageFault &fault) {
        noteTrouble(QString(), troubleOf(fault));
        close(troubleOf(fault));
        return false;
    }
    const std::lock_guard lock(m_mutex);
    m_troubles.erase(QString());
    m_isOpen = true;
    m_hasAdvanced = true; // there is something new to ask
    return true;
}

bool CaptureWorker::openContents()
{
    auto store = Store::open({.address = address(),
                              .name = u"warehouse"_s,
                              .durability = m_options.durability,
                              .migrations = migrationsOf(u"warehouse"_s)});
    if (!store) {
        noteTrouble(QString(), store.error().text);
        close(store.error().text);
        return false;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_wanted.clear();
    }
    m_contents.store = std::move(*store);
    m_contents.star = std::make_unique<StarSchema>(*m_contents.store);
    for (const QString &source : m_options.sources) {
        const QString replica = QDir(m_options.folder).filePath(u"replicas/%1.sqlite"_s.arg(source));
        m_contents.captures.push_back(std::make_unique<Capture>(*m_contents.store, source, replica));
        note(*m_contents.captures.back());
        want(*m_contents.captures.back());
    }
    return true;
}

void CaptureWorker::noteTrouble(const QString &of, const QString &why)
{
    const std::lock_guard lock(m_mutex);
    m_troubles[of] = why;
}

void CaptureWorker::close(const QString &why)
{
    m_contents.clear();
    {
        const std::lock_guard lock(m_mutex);
        m_isOpen = false;
        m_rests = restsAfterTrouble;
        m_wanted.clear();
        m_hasAdvanced = false;
    }
    if (m_comparison)
        m_comparison->run.giveUp(why);
    endComparison();
}

void CaptureWorker::want(const Capture &capture)
{
    Wanted wanted{capture.source(), capture.wanted(), {}};
    if (m_comparison)
        wanted.beside = m_comparison->run.wanted(capture);
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_wanted, [&](const Wanted &other) { return other.source == wanted.source; });
    m_wanted.push_back(std::move(wanted));
}

/// What is yet to be asked of it is asked as it stands now; what is being asked comes back, and is then asked anew.
void CaptureWorker::wantAnew(const Capture &capture)
{
    const bool isWaiting = [&] {
        const std::lock_guard lock(m_mutex);
        return std::ranges::find(m_wanted, capture.source(), &Wanted::source) != m_wanted.end();
    }();
    if (isWaiting)
        want(capture);
}

void CaptureWorker::note(const Capture &capture)
{
    const std::lock_guard lock(m_mutex);
    SourceStatus &status = m_status[capture.source()];
    status.source = capture.source();
    status.position = capture.position();
    status.sourceLast = std::max(capture.sourceLast(), capture.position().position);
    status.isChangedFromOutside = capture.changesFromOutside() > 0;
    status.error = capture.error();
    status.replicaError = capture.replicaError();
}

std::vector<CaptureWorker::Wanted> CaptureWorker::takeWanted(std::size_t most)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_isOpen) {
            const auto end = m_wanted.begin() + static_cast<std::ptrdiff_t>(std::min(most, m_wanted.size()));
            std::vector<Wanted> taken(std::move_iterator(m_wanted.begin()), std::move_iterator(end));
            m_wanted.erase(m_wanted.begin(), end);
            return taken;
        }
        if (!m_jobs.empty() || m_isBusy || m_rests-- > 0)
            return {};
    }
    post([this] { open(); }); // perhaps they can be used again
    return {};
}

void CaptureWorker::give(Wanted wanted, Response response, std::optional<Response> beside, PlatformTime now)
{
    post([this, wanted = std::move(wanted), response = std::move(response), beside = std::move(beside), now] {
        take(wanted, response, beside, now);
    });
}

void CaptureWorker::take(const Wanted &wanted, const Response &response, const std::optional<Response> &beside,
                         PlatformTime now)
{
    const QString &source = wanted.source;
    const bool isStillThere = m_contents.store && m_contents.store->isThere();
    if (!open())
        return;
    Capture *capture = m_contents.find(source);
    if (!isStillThere || !capture)
        return; // it begins anew, and asks something else
    if (!isSame(capture->wanted(), wanted.request)) {
        want(*capture);
        const std::lock_guard lock(m_mutex);
        m_hasAdvanced = true;
        return;
    }
    m_at = source;
    m_now = now;
    const Capture::Outcome outcome = capture->take(response);
    note(*capture);
    if (m_comparison)
        m_comparison->run.take(*m_contents.store, *capture, outcome, beside);
    {
        const std::lock_guard lock(m_mutex);
        m_hasAdvanced = m_hasAdvanced || outcome == Capture::Outcome::Advanced || m_comparison != nullptr;
        m_troubles.erase(source);
    }
    want(*capture);
    m_at = u"etl"_s;
    runEtl(now);
    {
        const std::lock_guard lock(m_mutex);
        m_troubles.erase(m_at);
    }
    if (m_comparison && m_comparison->run.isOver())
        endComparison();
}

void CaptureWorker::runEtl(PlatformTime now)
{
    const auto wall = std::chrono::steady_clock::now();
    if (now < m_lastEtl + etlInterval || wall < m_nextEtl)
        return;
    m_contents.star->run(now);
    m_lastEtl = now;
    const auto end = std::chrono::steady_clock::now();
    m_nextEtl = end + etlShare * (end - wall);
}

void CaptureWorker::compare(qint64 chunks, Compared compared)
{
    post([this, chunks, compared = std::move(compared)]() mutable {
        if (!open())
            compared(std::unexpected(Problem::unavailable(error())));
        else if (!m_comparison)
            beginComparison(chunks, std::move(compared));
        else if (m_nextCompared.size() >= mostComparisonsWaiting)
            compared(std::unexpected(Problem::unavailable(u"too many comparisons are waiting: try again"_s)));
        else {
            m_nextCompared.push_back(std::move(compared));
            m_nextChunks = chunks;
        }
    });
}

void CaptureWorker::beginComparison(qint64 chunks, Compared compared)
{
    m_comparison.reset(new Comparison{ReconciliationRun(m_options.sources, chunks), {}});
    m_comparison->compared.push_back(std::move(compared));
    const std::lock_guard lock(m_mutex);
    m_isComparing = true;
    m_hasAdvanced = true;
    for (Wanted &wanted : m_wanted) // the others are being asked: they come again
        wanted.beside = m_comparison->run.wanted(*m_contents.find(wanted.source));
}

void CaptureWorker::endComparison()
{
    if (!m_comparison)
        return;
    if (m_contents.star)
        m_contents.star->run(m_now); // what is asked next is as fresh as what was compared
    const std::unique_ptr<Comparison> ended = std::move(m_comparison);
    for (const Compared &compared : ended->compared)
        compared(ended->run.result(m_now));
    std::vector<Compared> next = std::exchange(m_nextCompared, {});
    if (!m_contents.store)
        for (const Compared &compared : std::exchange(next, {}))
            compared(std::unexpected(Problem::unavailable(error())));
    if (!next.empty()) {
        beginComparison(m_nextChunks, std::move(next.front()));
        std::move(next.begin() + 1, next.end(), std::back_inserter(m_comparison->compared));
    }
    const std::lock_guard lock(m_mutex);
    m_isComparing = m_comparison != nullptr;
}

bool CaptureWorker::isComparing() const
{
    const std::lock_guard lock(m_mutex);
    return m_isComparing;
}

bool CaptureWorker::settle()
{
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_jobs.empty() && !m_isBusy; });
    return std::exchange(m_hasAdvanced, false);
}

void CaptureWorker::call(Work work, Done done)
{
    post([this, work = std::move(work), done = std::move(done)] {
        bool isDone = false;
        carryOut([&] {
            if (!open())
                return;
            m_at = u"etl"_s;
            work(m_contents);
            for (const auto &capture : m_contents.captures) {
                note(*capture);
                wantAnew(*capture);
            }
            isDone = true;
        });
        done(isDone);
    });
}

bool CaptureWorker::call(Work work)
{
    bool isDone = false;
    call(std::move(work), [&isDone](bool is) { isDone = is; });
    settle();
    return isDone;
}

std::vector<SourceStatus> CaptureWorker::status() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<SourceStatus> all;
    for (const QString &source : m_options.sources) {
        const auto known = m_status.find(source);
        SourceStatus &status = all.emplace_back(known == m_status.end() ? SourceStatus(source) : known->second);
        if (const auto trouble = m_troubles.find(source); trouble != m_troubles.end() && status.error.isEmpty())
            status.error = trouble->second;
    }
    return all;
}

bool CaptureWorker::isBehind() const
{
    const std::lock_guard lock(m_mutex);
    return m_isOpen && std::ranges::any_of(m_status, [](const auto &known) {
               const SourceStatus &status = known.second;
               return status.error.isEmpty() && (status.behind() > 0 || status.position.state == "Snapshot");
           });
}

QString CaptureWorker::error() const
{
    const std::lock_guard lock(m_mutex);
    return m_troubles.empty() ? QString() : m_troubles.begin()->second;
}

} // namespace curbside
