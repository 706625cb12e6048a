// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace curbside {

/// A thread for what may take long and changes nothing, one after another.
class Reader
{
public:
    Reader() : m_thread([this] { run(); }) {}
    ~Reader(); ///< gives up what waits, and lets what is under way know by isStopping()
    Reader(const Reader &) = delete;
    Reader &operator=(const Reader &) = delete;

    /// False when too much waits.
    bool post(std::function<void()> work);
    [[nodiscard]] bool isStopping() const { return m_isStopping; }

private:
    void run();

    static constexpr std::size_t mostWaiting = 32;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_waiting;
    std::atomic<bool> m_isStopping = false;
    std::thread m_thread;
};

} // namespace curbside
