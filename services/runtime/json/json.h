// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace curbside {

class JsonDocument;
class JsonWriter;

/// A value inside a JsonDocument. Cheap to copy; valid as long as its document lives, also when that is moved. A default-constructed one is absent:
/// asking an absent value, or one of another kind, for something gives nothing, so look-ups can be chained.
class JsonValue
{
public:
    JsonValue() = default;

    [[nodiscard]] bool isAbsent() const { return m_document == nullptr; }
    [[nodiscard]] bool isNull() const;
    [[nodiscard]] bool isObject() const;
    [[nodiscard]] bool isArray() const;
    [[nodiscard]] bool isString() const;

    [[nodiscard]] std::optional<bool> toBool() const;
    /// Whole numbers that fit; exact over all 64 bits. 1.0 and 1e3 are not whole numbers.
    [[nodiscard]] std::optional<std::int64_t> toInteger() const;
    [[nodiscard]] std::optional<double> toDouble() const;
    [[nodiscard]] std::optional<QString> toString() const;
    /// The string's bytes inside the document; valid as long as the document lives.
    [[nodiscard]] std::optional<std::string_view> toUtf8() const;

    /// The first member of that name.
    [[nodiscard]] JsonValue operator[](std::string_view name) const;
    /// How many items or members; 0 for anything but an array or object.
    [[nodiscard]] std::size_t size() const;
    void forEachItem(const std::function<void(JsonValue)> &visit) const;
    void forEachMember(const std::function<void(std::string_view name, JsonValue)> &visit) const;

    /// The value as compact JSON text; an absent one as null.
    [[nodiscard]] QByteArray toJson() const;
    void write(JsonWriter &writer) const;

private:
    friend class JsonDocument;
    JsonValue(const void *document, std::size_t index) : m_document(document), m_index(index) {}

    const void *m_document = nullptr; // the parser library's document; its header stays in json.cpp
    std::size_t m_index = 0; // on that document's tape
};

struct JsonError
{
    QString detail;
};

/// A parsed JSON text (RFC 8259, UTF-8 without a byte order mark): strict, nothing more and nothing less is accepted, save
/// that it nests at most maxDepth deep, its whole numbers fit into 64 bits, and its numbers into a double.
/// Owns its bytes; may be moved while values of it are alive. Can be parsed on any thread and read on any other.
class JsonDocument
{
public:
    static constexpr std::size_t maxDepth = 64;

    [[nodiscard]] static std::expected<JsonDocument, JsonError> parse(QByteArrayView utf8);

    JsonDocument(JsonDocument &&) noexcept;
    JsonDocument &operator=(JsonDocument &&) noexcept;
    ~JsonDocument();

    [[nodiscard]] JsonValue root() const;

private:
    struct Data;
    explicit JsonDocument(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

} // namespace curbside
