// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cesql/record.h"

#include "services/cesql/letters.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace curbside::cesql {

Attribute attributeOf(std::string_view name)
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> small;
        std::ranges::transform(attributeNames, std::back_inserter(small), inSmallLetters);
        return small;
    }();
    const auto found = std::ranges::find(names, name);
    return static_cast<Attribute>(found - names.begin());
}

} // namespace curbside::cesql
