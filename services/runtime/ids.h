// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/time/platform_time.h"
#include "services/runtime/time/random_stream.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>

namespace curbside {

/// 16 bytes of RFC 9562 identifier, written in lower case with dashes.
class Uuid
{
public:
    constexpr Uuid() = default;
    explicit constexpr Uuid(const std::array<std::uint8_t, 16> &bytes) : m_bytes(bytes) {}

    /// Accepts upper case; nothing for anything that is not 8-4-4-4-12 hexadecimal digits.
    [[nodiscard]] static std::optional<Uuid> fromString(QStringView text);
    [[nodiscard]] static std::optional<Uuid> fromUtf8(QByteArrayView text);

    [[nodiscard]] QString toString() const;
    [[nodiscard]] QByteArray toUtf8() const;
    static constexpr qsizetype textLength = 36;
    /// The same into `to`, which has room for textLength characters; returns the end.
    char *write(char *to) const;
    [[nodiscard]] bool isNull() const { return *this == Uuid{}; }
    [[nodiscard]] const std::array<std::uint8_t, 16> &bytes() const { return m_bytes; }

    friend constexpr auto operator<=>(const Uuid &, const Uuid &) = default;

private:
    std::array<std::uint8_t, 16> m_bytes{};
};

/// Makes UUIDv7 (RFC 9562, 5.7): platform milliseconds, a 12-bit counter inside a millisecond, 62 random bits. Ids of one
/// source rise strictly. When the counter of a millisecond is spent, the next millisecond is used early.
class UuidSource
{
public:
    explicit UuidSource(RandomStream random) : m_random(random) {}
    [[nodiscard]] Uuid next(PlatformTime now);

private:
    RandomStream m_random;
    std::int64_t m_lastMillisecond = -1;
    std::uint32_t m_counter = 0;
};

/// An id of one kind of thing: an id of one thing is not an id of another.
template <typename Tag>
class Id
{
public:
    constexpr Id() = default;
    explicit constexpr Id(const Uuid &uuid) : m_uuid(uuid) {}
    [[nodiscard]] static std::optional<Id> fromString(QStringView text)
    {
        const auto uuid = Uuid::fromString(text);
        return uuid ? std::optional(Id(*uuid)) : std::nullopt;
    }
    [[nodiscard]] static std::optional<Id> fromUtf8(QByteArrayView text)
    {
        const auto uuid = Uuid::fromUtf8(text);
        return uuid ? std::optional(Id(*uuid)) : std::nullopt;
    }
    [[nodiscard]] QString toString() const { return m_uuid.toString(); }
    [[nodiscard]] QByteArray toUtf8() const { return m_uuid.toUtf8(); }
    [[nodiscard]] const Uuid &uuid() const { return m_uuid; }
    [[nodiscard]] bool isNull() const { return m_uuid.isNull(); }
    friend constexpr auto operator<=>(const Id &, const Id &) = default;

private:
    Uuid m_uuid;
};

/// A key that is a word chosen by someone else (a serial, a name), of one kind of thing.
template <typename Tag>
class Name
{
public:
    Name() = default;
    explicit Name(QString text) : m_text(std::move(text)) {}
    [[nodiscard]] static std::optional<Name> fromString(QStringView text)
    {
        return text.isEmpty() ? std::nullopt : std::optional(Name(text.toString()));
    }
    [[nodiscard]] const QString &toString() const { return m_text; }
    [[nodiscard]] QByteArray toUtf8() const { return m_text.toUtf8(); }
    [[nodiscard]] bool isNull() const { return m_text.isEmpty(); }
    friend bool operator==(const Name &, const Name &) = default;
    friend auto operator<=>(const Name &left, const Name &right) { return left.m_text.compare(right.m_text) <=> 0; }

private:
    QString m_text;
};

} // namespace curbside

template <typename Tag>
struct std::hash<curbside::Id<Tag>>
{
    std::size_t operator()(const curbside::Id<Tag> &id) const noexcept
    {
        std::size_t mixed = 0;
        for (const std::uint8_t byte : id.uuid().bytes())
            mixed = mixed * 1099511628211ULL + byte;
        return mixed;
    }
};
