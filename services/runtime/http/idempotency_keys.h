// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"
#include "services/runtime/storage/statement.h"

#include <optional>

namespace curbside {

class Database;

/// The answers given to requests that carried an Idempotency-Key, kept in the command's own transaction for 7 days of
/// platform time: the same key and request give the same answer again.
class IdempotencyKeys
{
public:
    static constexpr Duration keepFor = 7 * 24h;

    explicit IdempotencyKeys(Database &database);

    /// The answer kept under the request's key; 422 when the key was used for another request; nothing when it is new.
    [[nodiscard]] std::optional<Response> find(const Request &request);
    /// Keeps `response`, unless it says to try again.
    void keep(const Request &request, const QByteArray &messageId, const Response &response, PlatformTime now);
    [[nodiscard]] static bool isKept(const Response &response) { return !isTryAgain(response.status); }
    void forgetOld(PlatformTime now);

private:
    Statement m_find;
    Statement m_keep;
    Statement m_forget;
};

} // namespace curbside
