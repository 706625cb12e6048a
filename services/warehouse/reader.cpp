// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/warehouse/reader.h"

namespace curbside {

Reader::~Reader()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
        m_waiting.clear();
    }
    m_wake.notify_all();
    m_thread.join();
}

bool Reader::post(std::function<void()> work)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() >= mostWaiting)
            return false;
        m_waiting.push_back(std::move(work));
    }
    m_wake.notify_all();
    return true;
}

void Reader::run()
{
    for (;;) {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_isStopping || !m_waiting.empty(); });
        if (m_isStopping)
            return;
        const std::function<void()> work = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        work();
    }
}

} // namespace curbside
