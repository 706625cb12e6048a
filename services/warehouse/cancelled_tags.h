// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <algorithm>
#include <deque>
#include <mutex>

namespace curbside {

/// The tags of questions whose answer nobody wants any more, also of such as have yet to begin. Used from any thread.
class CancelledTags
{
public:
    static constexpr std::size_t mostKept = 100; ///< the oldest go

    void add(const QString &tag)
    {
        const std::lock_guard lock(m_mutex);
        m_tags.push_back(tag);
        if (m_tags.size() > mostKept)
            m_tags.pop_front();
    }
    [[nodiscard]] bool has(const QString &tag) const
    {
        const std::lock_guard lock(m_mutex);
        return !tag.isEmpty() && std::ranges::find(m_tags, tag) != m_tags.end();
    }

private:
    mutable std::mutex m_mutex;
    std::deque<QString> m_tags;
};

} // namespace curbside
