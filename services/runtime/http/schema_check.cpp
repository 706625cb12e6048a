// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/http/schema_check.h"

#include "services/runtime/ids.h"
#include "services/runtime/time/platform_time.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

/// What is wrong with the value as one of that type; empty when nothing is.
QString typeError(JsonValue value, std::string_view type)
{
    if (type == "string" && !value.isString())
        return u"is not a text"_s;
    if (type == "integer" && !value.toInteger())
        return u"is not a whole number"_s;
    if (type == "number" && !value.toDouble())
        return u"is not a number"_s;
    if (type == "boolean" && !value.toBool())
        return u"is neither true nor false"_s;
    if (type == "object" && !value.isObject())
        return u"is not an object"_s;
    if (type == "array" && !value.isArray())
        return u"is not a list"_s;
    return {};
}

QString formatError(const QString &text, std::string_view format)
{
    if (format == "uuid" && !Uuid::fromString(text))
        return u"is not a UUID"_s;
    if (format == "date-time" && !fromRfc3339(text.toUtf8()))
        return u"is not a time such as 2026-03-02T11:42:07.318Z"_s;
    return {};
}

QString wordError(const QString &text, JsonValue words)
{
    QStringList known;
    words.forEachItem([&](JsonValue word) { known += word.toString().value_or(QString()); });
    return known.contains(text) ? QString() : u"is none of %1"_s.arg(known.join(u", "_s));
}

QString stepOf(std::string_view name)
{
    return u'/'
        + QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))
              .replace(u'~', u"~0"_s)
              .replace(u'/', u"~1"_s);
}

} // namespace

QByteArray referredSchema(JsonValue reference)
{
    constexpr std::string_view before = "#/components/schemas/";
    const auto text = reference.toUtf8();
    if (!text || !text->starts_with(before))
        return {};
    return {text->data() + before.size(), static_cast<qsizetype>(text->size() - before.size())};
}

std::vector<FieldError> SchemaCheck::errorsIn(JsonValue value, const QByteArray &schema, const QString &pointer) const
{
    std::vector<FieldError> errors;
    if (const auto document = JsonDocument::parse(schema))
        check(value, document->root(), pointer, errors);
    return errors;
}

void SchemaCheck::check(JsonValue value, JsonValue schema, const QString &pointer,
                        std::vector<FieldError> &errors) const
{
    if (errors.size() >= mostErrors)
        return;
    if (!schema["$ref"].isAbsent()) {
        const auto referred = m_schemas.find(referredSchema(schema["$ref"]));
        const auto document =
            referred == m_schemas.end() ? std::unexpected(JsonError{}) : JsonDocument::parse(referred->second);
        if (document)
            check(value, document->root(), pointer, errors);
        return;
    }
    QString wrong = typeError(value, schema["type"].toUtf8().value_or(std::string_view()));
    if (const auto text = wrong.isEmpty() ? value.toString() : std::nullopt) {
        wrong = formatError(*text, schema["format"].toUtf8().value_or(std::string_view()));
        if (wrong.isEmpty() && schema["enum"].isArray())
            wrong = wordError(*text, schema["enum"]);
    }
    if (!wrong.isEmpty()) {
        errors.push_back({pointer, wrong});
        return;
    }
    checkMembers(value, schema, pointer, errors);
    std::size_t place = 0;
    if (!schema["items"].isAbsent())
        value.forEachItem(
            [&](JsonValue item) { check(item, schema["items"], pointer + u"/%1"_s.arg(place++), errors); });
}

void SchemaCheck::checkMembers(JsonValue value, JsonValue schema, const QString &pointer,
                               std::vector<FieldError> &errors) const
{
    if (!value.isObject())
        return;
    schema["required"].forEachItem([&](JsonValue name) {
        const auto wanted = name.toUtf8().value_or(std::string_view());
        if (value[wanted].isAbsent())
            errors.push_back({pointer + stepOf(wanted), u"is missing"_s});
    });
    value.forEachMember([&](std::string_view name, JsonValue member) {
        const JsonValue declared = schema["properties"][name];
        if (!declared.isAbsent())
            check(member, declared, pointer + stepOf(name), errors);
    });
}

} // namespace curbside
