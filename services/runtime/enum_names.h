// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <array>
#include <concepts>
#include <optional>
#include <string_view>

namespace curbside {

/// Specialise with `static constexpr std::array names{"Pending"sv, …}` in the order of the enumerators (which count from 0).
template <typename Enum>
struct EnumNames;

template <typename Enum>
concept NamedEnum = requires { EnumNames<Enum>::names.size(); };

template <NamedEnum Enum>
[[nodiscard]] constexpr std::string_view nameOf(Enum value)
{
    return EnumNames<Enum>::names.at(static_cast<std::size_t>(value));
}

template <NamedEnum Enum>
[[nodiscard]] QString toText(Enum value)
{
    const std::string_view name = nameOf(value);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

template <NamedEnum Enum>
[[nodiscard]] std::optional<Enum> fromText(QStringView text)
{
    const auto &names = EnumNames<Enum>::names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (text == QLatin1StringView(names[i].data(), static_cast<qsizetype>(names[i].size())))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

template <NamedEnum Enum>
[[nodiscard]] constexpr std::optional<Enum> fromText(std::string_view text)
{
    const auto &names = EnumNames<Enum>::names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (text == names[i])
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

} // namespace curbside
