// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/observe/journal.h"

#include <QStringList>

#include <set>

namespace curbside {

/// Reads a whole run's journal against what the runtime promises: nothing is handled twice, nothing is handled or answered
/// that its sender has not committed. To be added before the run starts.
class JournalAudit
{
public:
    void take(const JournalRecord &record);

    /// What is against the promises, a sentence each.
    [[nodiscard]] const QStringList &breaches() const { return m_breaches; }

private:
    std::set<QByteArray> m_published; ///< ids of events
    std::set<std::pair<QByteArray, QByteArray>> m_handled; ///< (consumer, event id)
    std::set<std::pair<QByteArray, QByteArray>> m_requested; ///< (service, id of the call it answered)
    QStringList m_breaches;
};

} // namespace curbside
