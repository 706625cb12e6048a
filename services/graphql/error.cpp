// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/error.h"

#include "services/runtime/json/json_writer.h"

#include <algorithm>

namespace curbside::graphql {

namespace {

/// How many UTF-16 units the UTF-8 character takes whose first byte this is; 0 for a byte that continues one.
int unitsOf(unsigned char byte)
{
    if ((byte & 0xc0) == 0x80)
        return 0;
    return byte >= 0xf0 ? 2 : 1;
}

} // namespace

std::vector<std::size_t> lineStartsOf(std::string_view source)
{
    std::vector<std::size_t> lines{0};
    for (std::size_t i = 0; i < source.size(); ++i) {
        const bool isReturn = source[i] == '\r' && (i + 1 == source.size() || source[i + 1] != '\n');
        if (source[i] == '\n' || isReturn)
            lines.push_back(i + 1);
    }
    return lines;
}

Location locationOf(std::string_view source, const std::vector<std::size_t> &lines, std::size_t offset)
{
    const auto next = std::ranges::upper_bound(lines, offset);
    Location location{static_cast<int>(next - lines.begin()), 1};
    for (const char byte : source.substr(0, offset).substr(*(next - 1)))
        location.column += unitsOf(static_cast<unsigned char>(byte));
    return location;
}

void writeTo(JsonWriter &json, const Error &error)
{
    json.beginObject().member("message", error.message);
    if (!error.locations.empty()) {
        json.key("locations").beginArray();
        for (const Location &location : error.locations)
            json.beginObject().member("line", location.line).member("column", location.column).endObject();
        json.endArray();
    }
    if (!error.path.empty()) {
        json.key("path").beginArray();
        for (const PathStep &step : error.path)
            std::visit([&json](const auto &value) { json.value(value); }, step);
        json.endArray();
    }
    if (!error.extensions.isEmpty())
        json.rawMember("extensions", error.extensions);
    json.endObject();
}

QByteArray errorsOnly(const std::vector<Error> &errors)
{
    JsonWriter json;
    json.beginObject().key("errors").beginArray();
    for (const Error &error : errors)
        writeTo(json, error);
    json.endArray().endObject();
    return json.take();
}

} // namespace curbside::graphql
