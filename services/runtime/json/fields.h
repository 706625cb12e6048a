// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/http/problem.h"
#include "services/runtime/ids.h"
#include "services/runtime/json/json.h"
#include "services/runtime/place.h"

#include <QString>

#include <concepts>
#include <expected>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace curbside {

/// Reads the members of a JSON object that came from outside. Everything that is missing or wrong is noted with its JSON
/// pointer; after reading all fields, ask problem(). A field that could not be read has its type's default value. Something
/// else than an object is noted once, and not that its fields are missing.
class Fields
{
public:
    /// `pointer` is where `object` stands in the whole text ("" for the root).
    explicit Fields(JsonValue object, QString pointer = {});

    template <typename Value>
    [[nodiscard]] Value required(std::string_view name)
    {
        auto value = optional<Value>(name);
        if (!value && !isRefused(name))
            refuse(name, QStringLiteral("is missing"));
        return value.value_or(Value{});
    }

    /// Nothing when the member is absent or null, or (noted) cannot be read.
    template <typename Value>
    [[nodiscard]] std::optional<Value> optional(std::string_view name)
    {
        const JsonValue member = m_object[name];
        if (member.isAbsent() || member.isNull())
            return std::nullopt;
        std::optional<Value> value;
        const QString wrong = read(member, value);
        if (!wrong.isEmpty())
            refuse(name, wrong);
        return value;
    }

    /// An array of values; absent reads as empty.
    template <typename Value>
    [[nodiscard]] std::vector<Value> list(std::string_view name)
    {
        std::vector<Value> values;
        const JsonValue member = m_object[name];
        if (member.isAbsent() || member.isNull())
            return values;
        if (!member.isArray()) {
            refuse(name, QStringLiteral("is not a list"));
            return values;
        }
        std::size_t position = 0;
        member.forEachItem([&](JsonValue item) {
            std::optional<Value> value;
            const QString wrong = read(item, value);
            if (value)
                values.push_back(std::move(*value));
            else
                refuseItem(name, position, wrong);
            ++position;
        });
        return values;
    }

    [[nodiscard]] JsonValue raw(std::string_view name) const { return m_object[name]; }

    /// Notes an error of the caller's own finding, such as a number out of range.
    void refuse(std::string_view name, const QString &detail);

    [[nodiscard]] bool ok() const { return m_errors.empty(); }
    /// 422 with every error found, or nothing.
    [[nodiscard]] std::optional<Problem> problem() const;
    /// The same as what handling an event comes to.
    [[nodiscard]] std::expected<void, Problem> outcome() const;

private:
    void refuseItem(std::string_view name, std::size_t position, const QString &detail);
    [[nodiscard]] bool isRefused(std::string_view name) const;
    [[nodiscard]] QString pointerTo(std::string_view name) const;

    // Each reads one kind of value: fills `value`, or returns what is wrong with it.
    static QString read(JsonValue json, std::optional<bool> &value);
    template <std::signed_integral Integer>
    static QString read(JsonValue json, std::optional<Integer> &value)
    {
        using Range = std::numeric_limits<Integer>;
        std::optional<std::int64_t> number;
        QString wrong = readInteger(json, number, Range::min(), Range::max());
        if (number)
            value = static_cast<Integer>(*number);
        return wrong;
    }
    static QString readInteger(JsonValue json, std::optional<std::int64_t> &value, std::int64_t low, std::int64_t high);
    static QString read(JsonValue json, std::optional<double> &value);
    /// At most 4,096 characters, none of them NUL.
    static QString read(JsonValue json, std::optional<QString> &value);
    static QString read(JsonValue json, std::optional<PlatformTime> &value);
    static QString read(JsonValue json, std::optional<Uuid> &value);
    /// {"x", "y"} in metres, each within ±10,000,000; rounded to the millimetre.
    static QString read(JsonValue json, std::optional<Place> &value);
    template <typename Tag>
    static QString read(JsonValue json, std::optional<Id<Tag>> &value)
    {
        std::optional<Uuid> uuid;
        QString wrong = read(json, uuid);
        if (uuid)
            value = Id<Tag>(*uuid);
        return wrong;
    }
    template <typename Tag>
    static QString read(JsonValue json, std::optional<Name<Tag>> &value)
    {
        std::optional<QString> text;
        QString wrong = read(json, text);
        if (text && text->isEmpty())
            return QStringLiteral("is empty");
        if (text)
            value = Name<Tag>(*text);
        return wrong;
    }
    template <NamedEnum Enum>
    static QString read(JsonValue json, std::optional<Enum> &value)
    {
        const auto text = json.toUtf8();
        if (!text)
            return QStringLiteral("is not a text");
        value = fromText<Enum>(*text);
        return value ? QString() : isNoneOf(EnumNames<Enum>::names);
    }
    static QString isNoneOf(std::span<const std::string_view> names);

    JsonValue m_object;
    QString m_pointer;
    std::vector<FieldError> m_errors;
};

} // namespace curbside
