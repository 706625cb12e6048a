// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/reconciliation_run.h"

#include "services/warehouse/table_comparison.h"

using namespace Qt::StringLiterals;

namespace curbside {

/// One source of a run.
class SourceComparison
{
public:
    SourceComparison(const QString &source, qint64 chunks) : m_chunks(chunks) { m_result.source = source; }

    [[nodiscard]] const SourceReconciliation &result() const { return m_result; }
    [[nodiscard]] bool isOver() const { return m_isOver; }

    [[nodiscard]] std::optional<Request> wanted(const Capture &capture) const
    {
        if (m_isOver || capture.position().state != "Following" || m_next >= capture.tables().size())
            return std::nullopt;
        return m_table ? m_table->wanted(m_chunks) : tableAt(capture).wanted(m_chunks);
    }

    void take(Store &warehouse, const Capture &capture, Capture::Outcome outcome, const std::optional<Response> &beside)
    {
        if (m_isOver)
            return;
        m_result.isChangedFromOutside = capture.changesFromOutside() > 0;
        if (outcome == Capture::Outcome::Unavailable) {
            fail(capture.error().isEmpty() ? u"it has not told of its tables yet"_s : capture.error());
            return;
        }
        if (capture.position().state != "Following" || !beside)
            return; // it is being read anew, or was asked before there was anything to compare
        if (capture.tables().empty())
            m_isOver = true;
        else
            compare(warehouse, capture, *beside);
    }

    void giveUp(const QString &why)
    {
        if (!m_isOver)
            m_result.error = why;
        m_isOver = true;
    }

private:
    [[nodiscard]] TableComparison tableAt(const Capture &capture) const
    {
        const TableDescription &table = capture.tables()[m_next];
        return {table, capture.storedAs(table.name)};
    }

    void compare(Store &warehouse, const Capture &capture, const Response &response)
    {
        if (!m_table)
            m_table.emplace(tableAt(capture));
        const auto sequence = response.isSuccess() ? m_table->sequenceOf(response) : std::nullopt;
        const qint64 position = capture.position().position;
        if (sequence != position) { // the copy may be further behind than one answer brings it
            const bool isNearer = std::exchange(m_lastPosition, position) != position;
            if (!sequence || !isNearer)
                fail(response.problem ? response.problem->detail : u"it is not where its copy is"_s);
            return;
        }
        m_failures = 0;
        m_result.sequence = position;
        m_table->take(warehouse, response);
        if (!m_table->isOver())
            return;
        m_result.tables.push_back(m_table->result());
        m_table.reset();
        m_isOver = ++m_next >= capture.tables().size();
    }

    void fail(const QString &why)
    {
        constexpr int mostFailures = 5; // one after another
        if (++m_failures >= mostFailures)
            giveUp(why);
    }

    qint64 m_chunks;
    SourceReconciliation m_result;
    std::size_t m_next = 0; ///< the table that is being compared
    std::optional<TableComparison> m_table;
    qint64 m_lastPosition = -1;
    int m_failures = 0;
    bool m_isOver = false;
};

ReconciliationRun::ReconciliationRun(const QStringList &sources, qint64 chunks)
{
    for (const QString &source : sources)
        m_sources.push_back(std::make_unique<SourceComparison>(source, chunks));
}

ReconciliationRun::ReconciliationRun(ReconciliationRun &&) noexcept = default;

ReconciliationRun::~ReconciliationRun() = default;

std::optional<Request> ReconciliationRun::wanted(const Capture &capture) const
{
    for (const auto &source : m_sources) {
        if (source->result().source == capture.source())
            return source->wanted(capture);
    }
    return std::nullopt;
}

void ReconciliationRun::take(Store &warehouse, const Capture &capture, Capture::Outcome outcome,
                             const std::optional<Response> &beside)
{
    for (const auto &source : m_sources) {
        if (source->result().source == capture.source())
            source->take(warehouse, capture, outcome, beside);
    }
}

void ReconciliationRun::giveUp(const QString &why)
{
    for (const auto &source : m_sources)
        source->giveUp(why);
}

bool ReconciliationRun::isOver() const
{
    return std::all_of(m_sources.begin(), m_sources.end(), [](const auto &source) { return source->isOver(); });
}

Reconciliation ReconciliationRun::result(PlatformTime at) const
{
    Reconciliation result{at, 0, {}};
    for (const auto &source : m_sources)
        result.sources.push_back(source->result());
    result.milliseconds =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_start).count();
    return result;
}

} // namespace curbside
