// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/http/message.h"
#include "services/runtime/json/json.h"
#include "services/runtime/time/platform_time.h"

namespace curbside {

/// The text of a member; empty when there is none.
[[nodiscard]] inline QString memberText(JsonValue object, std::string_view name)
{
    return object[name].toString().value_or(QString());
}

[[nodiscard]] inline std::optional<PlatformTime> memberTime(JsonValue object, std::string_view name)
{
    return fromRfc3339(memberText(object, name).toUtf8());
}

/// What a service answered; nothing when it refused.
[[nodiscard]] inline std::optional<JsonDocument> answeredBody(const Response &response)
{
    auto document = response.isSuccess() ? JsonDocument::parse(response.body) : std::unexpected(JsonError{});
    return document ? std::optional(std::move(*document)) : std::nullopt;
}

} // namespace curbside
