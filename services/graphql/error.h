// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace curbside {
class JsonWriter;
}

namespace curbside::graphql {

/// A place in a document; both count from 1, columns in UTF-16 units, as editors and graphql-js count them.
struct Location
{
    int line = 1;
    int column = 1;
    friend auto operator<=>(const Location &, const Location &) = default;
};

/// The place of a UTF-8 offset.
[[nodiscard]] Location locationOf(std::string_view source, std::size_t offset);

/// A response key, or an index in a list.
using PathStep = std::variant<QByteArray, qint64>;
using Path = std::vector<PathStep>;

/// One entry of a response's `errors`.
struct Error
{
    QByteArray message;
    std::vector<Location> locations{};
    Path path{};
    QByteArray extensions{}; ///< a JSON object; empty for none
};

void writeTo(JsonWriter &json, const Error &error);
/// `{"errors": […]}`, without data: nothing was executed.
[[nodiscard]] QByteArray errorsOnly(const std::vector<Error> &errors);

} // namespace curbside::graphql
