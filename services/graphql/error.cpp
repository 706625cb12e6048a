// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/error.h"

#include "services/runtime/json/json_writer.h"

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

Location locationOf(std::string_view source, std::size_t offset)
{
    Location location;
    for (std::size_t i = 0; i < std::min(offset, source.size()); ++i) {
        const char byte = source[i];
        const bool isReturn = byte == '\r' && (i + 1 == source.size() || source[i + 1] != '\n');
        if (byte == '\n' || isReturn)
            location = {location.line + 1, 1};
        else
            location.column += unitsOf(static_cast<unsigned char>(byte));
    }
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
