// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/registered_ids.h"

#include "services/runtime/time/random_stream.h"

namespace curbside::world {

namespace {

/// UUIDv7 of the scenario's start, its random bits drawn for the word.
Uuid drawn(const Scenario &scenario, QByteArrayView kind, const QByteArray &word)
{
    const auto milliseconds = static_cast<std::uint64_t>(toMicroseconds(scenario.startsAt) / 1000);
    const std::uint64_t high = hashDraw(scenario.seed, kind, word);
    const std::uint64_t low = hashDraw(scenario.seed + 1, kind, word);
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < 6; ++i)
        bytes[i] = static_cast<std::uint8_t>(milliseconds >> (8 * (5 - i)));
    for (std::size_t i = 0; i < 2; ++i)
        bytes[6 + i] = static_cast<std::uint8_t>(high >> (8 * i));
    for (std::size_t i = 0; i < 8; ++i)
        bytes[8 + i] = static_cast<std::uint8_t>(low >> (8 * i));
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x70);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80);
    return Uuid(bytes);
}

} // namespace

Uuid idOf(const Scenario &scenario, const PartnerKey &partner)
{
    return drawn(scenario, "partner", partner.toUtf8());
}

Uuid idOf(const Scenario &scenario, const MerchantKey &merchant)
{
    return drawn(scenario, "merchant", merchant.toUtf8());
}

} // namespace curbside::world
