// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/enum_names.h"
#include "services/runtime/ids.h"
#include "services/runtime/place.h"
#include "services/runtime/time/platform_time.h"

#include <QByteArray>
#include <QStringView>

#include <concepts>
#include <optional>
#include <string_view>
#include <vector>

namespace curbside {

/// Writes compact JSON straight into bytes, without a tree. Commas are its business; that objects and arrays are closed is
/// the caller's (take() ends the program otherwise). Numbers do not depend on the locale. Invalid UTF-16 becomes U+FFFD.
class JsonWriter
{
public:
    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();
    JsonWriter &key(std::string_view name);

    JsonWriter &value(QStringView text);
    JsonWriter &value(const QString &text) { return value(QStringView(text)); }
    /// `utf8` must be valid UTF-8.
    JsonWriter &value(std::string_view utf8);
    JsonWriter &value(const char *utf8) { return value(std::string_view(utf8)); }
    JsonWriter &value(const QByteArray &utf8)
    {
        return value(std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
    }
    JsonWriter &value(bool flag);
    template <std::integral Integer>
        requires(!std::same_as<Integer, bool>)
    JsonWriter &value(Integer number)
    {
        if constexpr (std::unsigned_integral<Integer>)
            return unsignedInteger(number);
        else
            return integer(number);
    }
    /// The shortest text that JsonDocument reads back as the same number. Not finite: null.
    JsonWriter &value(double number);
    JsonWriter &value(PlatformTime time);
    JsonWriter &value(const Uuid &uuid);
    template <typename Tag>
    JsonWriter &value(const Id<Tag> &id)
    {
        return value(id.uuid());
    }
    template <typename Tag>
    JsonWriter &value(const Name<Tag> &name)
    {
        return value(name.toString());
    }
    template <NamedEnum Enum>
    JsonWriter &value(Enum named)
    {
        return value(nameOf(named));
    }
    /// {"x": metres, "y": metres}
    JsonWriter &value(const Place &place);
    JsonWriter &null();
    /// A whole number of thousandths as a decimal: 12345 is written 12.345, 12500 is written 12.5.
    JsonWriter &thousandths(std::int64_t number);
    /// Text that is JSON already, such as another writer's or JsonValue::toJson().
    JsonWriter &raw(QByteArrayView json);

    template <typename Item>
    JsonWriter &value(const std::vector<Item> &items)
    {
        beginArray();
        for (const Item &item : items)
            value(item);
        return endArray();
    }

    /// A member; an empty optional writes none.
    template <typename Value>
    JsonWriter &member(std::string_view name, const Value &content)
    {
        return key(name).value(content);
    }
    template <typename Value>
    JsonWriter &member(std::string_view name, const std::optional<Value> &content)
    {
        return content ? member(name, *content) : *this;
    }
    JsonWriter &rawMember(std::string_view name, QByteArrayView json) { return key(name).raw(json); }

    /// What was written; the writer is as new afterwards.
    [[nodiscard]] QByteArray take();

private:
    JsonWriter &integer(std::int64_t number);
    JsonWriter &unsignedInteger(std::uint64_t number);
    JsonWriter &begin(char bracket);
    JsonWriter &end(char bracket);
    JsonWriter &literal(std::string_view text);

    // Where to write on, after a comma if one is due, with room for at least `length` more characters.
    char *start(qsizetype length);
    char *room(qsizetype length);
    JsonWriter &finish(const char *end, bool needsComma = true);
    template <typename Character>
    void quote(const Character *text, std::size_t length);

    QByteArray m_text; // longer than what is written: m_size
    qsizetype m_size = 0;
    int m_depth = 0;
    bool m_needsComma = false;
};

} // namespace curbside
