// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <ctime>
#include <vector>

namespace curbside {

/// What frames take of this thread's computing: on a busy machine it is less than the time that passes.
class FrameTimes
{
public:
    template <typename Frame>
    void measure(benchmark::State &state, const Frame &frame)
    {
        const double before = computed();
        frame();
        m_milliseconds.push_back(computed() - before);
        state.SetIterationTime(m_milliseconds.back() / 1e3);
    }
    void tell(benchmark::State &state)
    {
        std::ranges::sort(m_milliseconds);
        const auto percentile = [this](double share) {
            const auto place = std::size_t(double(m_milliseconds.size()) * share);
            return m_milliseconds.empty() ? 0 : m_milliseconds[std::min(m_milliseconds.size() - 1, place)];
        };
        state.counters["p50ms"] = percentile(0.5);
        state.counters["p99ms"] = percentile(0.99);
        state.counters["worstMs"] = percentile(1);
    }

private:
    [[nodiscard]] static double computed()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
    }

    std::vector<double> m_milliseconds;
};

} // namespace curbside
