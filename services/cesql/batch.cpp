// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/batch.h"

#include <algorithm>
#include <thread>

namespace curbside::cesql {

namespace {

constexpr std::size_t fewestForAThread = 4096; // starting one takes as long as some hundred records
constexpr std::size_t mostThreads = 8;

} // namespace

std::size_t stretchesOf(std::size_t count)
{
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    return std::clamp<std::size_t>(count / fewestForAThread, 1, std::min(processors, mostThreads));
}

void inParallel(std::size_t count,
                const std::function<void(std::size_t stretch, std::size_t begin, std::size_t end)> &work)
{
    const std::size_t stretches = stretchesOf(count);
    const auto beginOf = [=](std::size_t stretch) { return count * stretch / stretches; };
    std::vector<std::jthread> threads;
    for (std::size_t stretch = 0; stretch + 1 < stretches; ++stretch)
        threads.emplace_back([&, stretch] { work(stretch, beginOf(stretch), beginOf(stretch + 1)); });
    work(stretches - 1, beginOf(stretches - 1), count);
}

} // namespace curbside::cesql
