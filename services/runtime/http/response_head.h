// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"

#include <QByteArray>

#include <chrono>

namespace curbside {

/// A moment as HTTP's Date has it ("Mon, 02 Mar 2026 11:42:07 GMT"), whatever the locale.
[[nodiscard]] QByteArray httpDate(std::chrono::sys_seconds time);

/// What a response carries about its connection.
enum class Persistence { Open, OpenAsAsked, Close };

/// Status line and header fields, up to and with the empty line. A field that would break out of its line is left out.
/// Where a status has no body there is no Content-Length either. A stream has none: it
/// ends with its connection.
[[nodiscard]] QByteArray responseHead(const Response &response, Persistence persistence, QByteArrayView date);

/// False for 204 and 304.
[[nodiscard]] bool hasBody(int status);

} // namespace curbside
