// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/program.h"

#include <functional>

namespace curbside::cesql {

/// Cuts 0 … count into as many stretches as there are processors worth using for it, and calls `work` for each with its
/// number, begin and end: the last of them here, the others on threads that have ended when this returns.
void inParallel(std::size_t count,
                const std::function<void(std::size_t stretch, std::size_t begin, std::size_t end)> &work);
/// Into how many stretches inParallel() cuts.
[[nodiscard]] std::size_t stretchesOf(std::size_t count);

/// The numbers below `count` of the records that the program matches, in order. `makeView` gives something with
/// `const Record &show(std::size_t number)`, one for each thread.
template <typename MakeView>
[[nodiscard]] std::vector<std::uint32_t> matchesAmong(const Program &program, std::size_t count, MakeView makeView)
{
    std::vector<std::vector<std::uint32_t>> found(stretchesOf(count));
    inParallel(count, [&](std::size_t stretch, std::size_t begin, std::size_t end) {
        auto view = makeView();
        Scratch scratch;
        for (std::size_t number = begin; number < end; ++number) {
            if (program.matches(view.show(number), scratch))
                found[stretch].push_back(static_cast<std::uint32_t>(number));
        }
    });
    std::vector<std::uint32_t> all;
    for (const auto &part : found)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace curbside::cesql
