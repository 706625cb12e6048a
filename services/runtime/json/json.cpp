// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/json/json.h"

#include "services/runtime/json/json_writer.h"

#include <QStringDecoder>

#include <simdjson.h>

namespace curbside {

using simdjson::internal::tape_ref;
using simdjson::internal::tape_type;

struct JsonDocument::Data
{
    simdjson::dom::document document;
};

namespace {

constexpr std::size_t rootIndex = 1;
constexpr QByteArrayView byteOrderMark = "\xEF\xBB\xBF";

tape_ref tapeAt(const void *document, std::size_t index)
{
    return {static_cast<const simdjson::dom::document *>(document), index};
}

/// The kind of value; for an absent one, one that no value has.
tape_type typeOf(const void *document, std::size_t index)
{
    return document ? tapeAt(document, index).tape_ref_type() : tape_type::ROOT;
}

/// The parser's own buffers are kept from text to text, as long as texts are of an ordinary size.
class Parser
{
public:
    simdjson::error_code parse(QByteArrayView utf8, simdjson::dom::document &document)
    {
        constexpr std::size_t largestKept = 1 << 21;
        const auto size = static_cast<std::size_t>(utf8.size());
        if (m_parser.capacity() < size || m_parser.capacity() > largestKept) {
            m_parser = simdjson::dom::parser();
            // One deeper than ours: a bracket at the limit counts for the library before it is seen to be empty or not.
            const auto error = m_parser.allocate(std::max(size, smallestCapacity), JsonDocument::maxDepth + 1);
            if (error != simdjson::SUCCESS)
                return error;
        }
        return m_parser.parse_into_document(document, utf8.data(), size).error();
    }

private:
    static constexpr std::size_t smallestCapacity = 1 << 14;
    simdjson::dom::parser m_parser;
};

/// The library does not count empty arrays and objects as a level.
bool isDeeperThanAllowed(const simdjson::dom::document &document)
{
    const std::size_t end = tapeAt(&document, 0).matching_brace_index();
    if (end < 2 * JsonDocument::maxDepth)
        return false;
    std::size_t depth = 0;
    for (std::size_t index = rootIndex; index < end; ++index) {
        switch (tapeAt(&document, index).tape_ref_type()) {
        case tape_type::START_ARRAY:
        case tape_type::START_OBJECT:
            if (++depth > JsonDocument::maxDepth)
                return true;
            break;
        case tape_type::END_ARRAY:
        case tape_type::END_OBJECT: --depth; break;
        case tape_type::INT64:
        case tape_type::UINT64:
        case tape_type::DOUBLE: ++index; break;
        default: break;
        }
    }
    return false;
}

JsonError describe(simdjson::error_code error)
{
    switch (error) {
    case simdjson::DEPTH_ERROR:
        return {QStringLiteral("The JSON text nests deeper than %1 levels.").arg(JsonDocument::maxDepth)};
    case simdjson::UTF8_ERROR: return {QStringLiteral("The text is not valid UTF-8.")};
    case simdjson::EMPTY: return {QStringLiteral("The JSON text is empty.")};
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY: return {QStringLiteral("The JSON text is too large.")};
    default:
        return {
            QStringLiteral("The text is not valid JSON: %1").arg(QString::fromUtf8(simdjson::error_message(error)))};
    }
}

} // namespace

bool JsonValue::isNull() const
{
    return typeOf(m_document, m_index) == tape_type::NULL_VALUE;
}

bool JsonValue::isObject() const
{
    return typeOf(m_document, m_index) == tape_type::START_OBJECT;
}

bool JsonValue::isArray() const
{
    return typeOf(m_document, m_index) == tape_type::START_ARRAY;
}

bool JsonValue::isString() const
{
    return typeOf(m_document, m_index) == tape_type::STRING;
}

std::optional<bool> JsonValue::toBool() const
{
    switch (typeOf(m_document, m_index)) {
    case tape_type::TRUE_VALUE: return true;
    case tape_type::FALSE_VALUE: return false;
    default: return std::nullopt;
    }
}

std::optional<std::int64_t> JsonValue::toInteger() const
{
    // The library marks as unsigned only what is greater than the greatest signed number.
    if (typeOf(m_document, m_index) != tape_type::INT64)
        return std::nullopt;
    return tapeAt(m_document, m_index).next_tape_value<std::int64_t>();
}

std::optional<double> JsonValue::toDouble() const
{
    const auto number = [this] { return tapeAt(m_document, m_index); };
    switch (typeOf(m_document, m_index)) {
    case tape_type::DOUBLE: return number().next_tape_value<double>();
    case tape_type::INT64: return static_cast<double>(number().next_tape_value<std::int64_t>());
    case tape_type::UINT64: return static_cast<double>(number().next_tape_value<std::uint64_t>());
    default: return std::nullopt;
    }
}

std::optional<QString> JsonValue::toString() const
{
    const auto utf8 = toUtf8();
    if (!utf8)
        return std::nullopt;
    const QByteArrayView bytes(utf8->data(), static_cast<qsizetype>(utf8->size()));
    if (!bytes.startsWith(byteOrderMark))
        return QString::fromUtf8(bytes);
    // QString::fromUtf8 would take it for a mark; inside a text it is a character.
    return QStringDecoder(QStringDecoder::Utf8, QStringConverter::Flag::ConvertInitialBom)(bytes);
}

std::optional<std::string_view> JsonValue::toUtf8() const
{
    return isString() ? std::optional(tapeAt(m_document, m_index).get_string_view()) : std::nullopt;
}

JsonValue JsonValue::operator[](std::string_view name) const
{
    if (!isObject())
        return {};
    const std::size_t end = tapeAt(m_document, m_index).after_element() - 1;
    for (std::size_t index = m_index + 1; index < end; index = tapeAt(m_document, index + 1).after_element()) {
        if (tapeAt(m_document, index).get_string_view() == name)
            return {m_document, index + 1};
    }
    return {};
}

std::size_t JsonValue::size() const
{
    if (!isArray() && !isObject())
        return 0;
    const std::size_t count = tapeAt(m_document, m_index).scope_count();
    if (count < simdjson::internal::JSON_COUNT_MASK)
        return count;
    std::size_t counted = 0; // the tape's own count goes no further
    forEachItem([&counted](JsonValue) { ++counted; });
    forEachMember([&counted](std::string_view, JsonValue) { ++counted; });
    return counted;
}

void JsonValue::forEachItem(const std::function<void(JsonValue)> &visit) const
{
    if (!isArray())
        return;
    const std::size_t end = tapeAt(m_document, m_index).after_element() - 1;
    for (std::size_t index = m_index + 1; index < end; index = tapeAt(m_document, index).after_element())
        visit({m_document, index});
}

void JsonValue::forEachMember(const std::function<void(std::string_view name, JsonValue)> &visit) const
{
    if (!isObject())
        return;
    const std::size_t end = tapeAt(m_document, m_index).after_element() - 1;
    for (std::size_t index = m_index + 1; index < end; index = tapeAt(m_document, index + 1).after_element())
        visit(tapeAt(m_document, index).get_string_view(), {m_document, index + 1});
}

void JsonValue::write(JsonWriter &writer) const
{
    switch (typeOf(m_document, m_index)) {
    case tape_type::START_OBJECT:
        writer.beginObject();
        forEachMember([&writer](std::string_view name, JsonValue member) { member.write(writer.key(name)); });
        writer.endObject();
        break;
    case tape_type::START_ARRAY:
        writer.beginArray();
        forEachItem([&writer](JsonValue item) { item.write(writer); });
        writer.endArray();
        break;
    case tape_type::STRING: writer.value(*toUtf8()); break;
    case tape_type::INT64: writer.value(*toInteger()); break;
    case tape_type::UINT64: writer.value(tapeAt(m_document, m_index).next_tape_value<std::uint64_t>()); break;
    case tape_type::DOUBLE: writer.value(*toDouble()); break;
    case tape_type::TRUE_VALUE: writer.value(true); break;
    case tape_type::FALSE_VALUE: writer.value(false); break;
    default: writer.null(); break;
    }
}

QByteArray JsonValue::toJson() const
{
    JsonWriter writer;
    write(writer);
    return writer.take();
}

JsonDocument::JsonDocument(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
JsonDocument::JsonDocument(JsonDocument &&) noexcept = default;
JsonDocument &JsonDocument::operator=(JsonDocument &&) noexcept = default;
JsonDocument::~JsonDocument() = default;

std::expected<JsonDocument, JsonError> JsonDocument::parse(QByteArrayView utf8)
{
    static thread_local Parser parser;
    if (utf8.isEmpty())
        return std::unexpected(describe(simdjson::EMPTY));
    if (utf8.startsWith(byteOrderMark))
        return std::unexpected(JsonError{QStringLiteral("The JSON text begins with a byte order mark.")});
    auto data = std::make_unique<Data>();
    if (const auto error = parser.parse(utf8, data->document); error != simdjson::SUCCESS)
        return std::unexpected(describe(error));
    if (isDeeperThanAllowed(data->document))
        return std::unexpected(describe(simdjson::DEPTH_ERROR));
    return JsonDocument(std::move(data));
}

JsonValue JsonDocument::root() const
{
    return {&m_data->document, rootIndex};
}

} // namespace curbside
