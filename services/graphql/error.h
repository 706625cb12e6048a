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

/// An error names at most so many places.
inline constexpr std::size_t mostLocations = 10;

/// The offset at which each line of a UTF-8 text begins.
[[nodiscard]] std::vector<std::size_t> lineStartsOf(std::string_view source);
/// The place of an offset.
[[nodiscard]] Location locationOf(std::string_view source, const std::vector<std::size_t> &lines, std::size_t offset);

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
