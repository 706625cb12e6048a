// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"

#include <expected>
#include <functional>

namespace curbside {

/// The shape that GET /outbox and GET /row-changes share: `?after=&epoch=&limit=` in, `{epoch, first, last, items}` out.
struct LogPage
{
    qint64 after = 0;
    qint64 limit = 100;

    /// 409 for another epoch or an `after` beyond the last, 410 for what is gone, 422 for what is not a number.
    [[nodiscard]] static std::expected<LogPage, Problem> from(const Request &request, const QByteArray &epoch,
                                                              qint64 first, qint64 last, qint64 mostItems = 1000);

    [[nodiscard]] Response write(const QByteArray &epoch, qint64 first, qint64 last,
                                 const std::function<void(JsonWriter &)> &writeItems) const;
};

} // namespace curbside
