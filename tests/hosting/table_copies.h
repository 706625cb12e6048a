// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/past_tables.h"

#include <map>

namespace curbside {

class Database;

/// The rows of every table of a service, in the order of their keys, as bytes.
using TableCopies = std::map<QString, QByteArrayList>;

[[nodiscard]] TableCopies copiesOf(Database &database);
[[nodiscard]] TableCopies copiesOf(const PastTables &tables);

} // namespace curbside
