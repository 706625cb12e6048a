// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/warehouse/capture.h"
#include "services/warehouse/reconciliation.h"

namespace curbside {

class SourceComparison;

/// A comparison of every table of some sources with their copies, in steps, while both go on. Does no input or output of its
/// own: it says what to ask of a source, and is given what was answered.
///
/// A step compares some hundreds or thousands of rows. What it needs of the source is asked in the same breath as the row
/// changes that the copy lacks, so both are compared as of one row change, another one at each step.
class ReconciliationRun
{
public:
    /// In steps of `chunks` of 512 rows.
    ReconciliationRun(const QStringList &sources, qint64 chunks);
    ReconciliationRun(ReconciliationRun &&) noexcept;
    ~ReconciliationRun();

    /// What to ask of the capture's source with its row changes; nothing while that is of no use.
    [[nodiscard]] std::optional<Request> wanted(const Capture &capture) const;
    /// After the capture has taken over what was asked with it, with `outcome`.
    void take(Store &warehouse, const Capture &capture, Capture::Outcome outcome,
              const std::optional<Response> &beside);
    /// Those that are not compared yet will not be.
    void giveUp(const QString &why);
    [[nodiscard]] bool isOver() const;
    [[nodiscard]] Reconciliation result(PlatformTime at) const;

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now(); // for the record only
    std::vector<std::unique_ptr<SourceComparison>> m_sources;
};

} // namespace curbside
