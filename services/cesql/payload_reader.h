// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/value.h"

#include <memory>
#include <vector>

namespace curbside::cesql {

/// Finds values in a JSON text without decoding the rest of it. Of one thread.
class PayloadReader
{
public:
    PayloadReader();
    ~PayloadReader();

    /// The text the next questions are about; nothing is read of it yet.
    void open(std::string_view json);
    /// What stands at the path: member names, positions in arrays from 0. Text, true and false, and numbers as they are;
    /// objects and arrays as the JSON text they were written as. Null, what is not there, and what is no JSON are missing.
    [[nodiscard]] Value at(const std::vector<std::string> &steps, Texts &texts);

private:
    struct Data;
    [[nodiscard]] bool read();

    std::unique_ptr<Data> m_data;
};

} // namespace curbside::cesql
