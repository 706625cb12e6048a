// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"

#include <expected>
#include <functional>
#include <vector>

namespace curbside {

/// The `limit` and `cursor` of a list request. A cursor is the key of the last item of the page before; lists go by key.
struct ListPage
{
    static constexpr qint64 defaultLimit = 100;
    static constexpr qint64 mostItems = 1000;

    qint64 limit = defaultLimit;
    QString cursor;

    [[nodiscard]] static std::expected<ListPage, Problem> from(const Request &request);

    /// Writes `{"items": […], "next": "cursor or absent"}`. `writeNext` writes one item and gives its key, or an empty key
    /// at the end; it is asked for at most limit + 1 items, so let the query ask for as many.
    [[nodiscard]] Response write(const std::function<QString(JsonWriter &)> &writeNext) const;
    /// The same from rows keyed by their `id`, limit + 1 of which were asked for.
    template <typename Row>
    [[nodiscard]] Response write(const std::vector<Row> &rows, void (*writeRow)(JsonWriter &, const Row &)) const
    {
        auto next = rows.begin();
        return write([&](JsonWriter &json) {
            if (next == rows.end())
                return QString();
            writeRow(json, *next);
            return (next++)->id.toString();
        });
    }
};

} // namespace curbside
