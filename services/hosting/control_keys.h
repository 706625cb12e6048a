// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"

#include <deque>
#include <map>
#include <optional>

namespace curbside {

/// The Idempotency-Keys of what the gateway makes out of the present moment, and could not make again: the simulation's
/// control, and the task that calls an operator. The gateway has no database to keep them in: they are forgotten with the
/// process, and all but the newest before.
class ControlKeys
{
public:
    /// What a request with this key was answered, or that the key was used for another; nothing for a new one.
    [[nodiscard]] std::optional<Response> find(const Request &request) const;
    void keep(const Request &request, const Response &response);

private:
    struct Kept
    {
        QByteArray request; ///< a digest of its path, query and body
        Response response;
    };

    std::map<QByteArray, Kept> m_kept;
    std::deque<QByteArray> m_order;
};

} // namespace curbside
