// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/observe/journal.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace curbside {

/// Hands the journal to another thread in batches. The engine never waits for the reader: when the reader
/// has fallen behind by `capacity` records, all that it has not taken is dropped and counted.
class JournalTap
{
public:
    struct Batch
    {
        std::vector<JournalRecord> records;
        std::uint64_t dropped = 0; ///< since the last batch
    };

    explicit JournalTap(std::size_t capacity) : m_capacity(capacity) {}

    void add(const JournalRecord &record)
    {
        const std::lock_guard lock(m_mutex);
        if (m_records.size() >= m_capacity) {
            m_dropped += m_records.size();
            m_records.clear();
        }
        m_records.push_back(record);
    }

    [[nodiscard]] Batch take()
    {
        const std::lock_guard lock(m_mutex);
        return {std::exchange(m_records, {}), std::exchange(m_dropped, 0)};
    }

private:
    std::size_t m_capacity;
    std::mutex m_mutex;
    std::vector<JournalRecord> m_records;
    std::uint64_t m_dropped = 0;
};

} // namespace curbside
