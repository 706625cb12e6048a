// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/introspection.h"

#include "services/runtime/json/json_writer.h"

#include <algorithm>
#include <array>

namespace curbside::graphql {

namespace {

/// Writes the parts of a schema as objects of the introspection types.
class Description
{
public:
    Description(const Schema &schema, JsonWriter &json) : m_schema(schema), m_json(json) {}

    void schema()
    {
        m_json.beginObject().key("description").null().key("types").beginArray();
        for (const TypeDefinition &type : m_schema.types()) {
            if (type.name != "__Meta")
                m_json.value(type.name);
        }
        m_json.endArray();
        root("queryType", OperationKind::Query);
        root("mutationType", OperationKind::Mutation);
        root("subscriptionType", OperationKind::Subscription);
        m_json.key("directives").beginArray();
        for (const DirectiveDefinition &directive : m_schema.directives())
            described(directive);
        m_json.endArray().endObject();
    }

    /// A member of the type that `text` names; null where it has none.
    void member(std::string_view text, std::string_view field, bool isWithDeprecated)
    {
        const bool isNonNull = text.ends_with('!');
        const bool isList = text.ends_with(']');
        const TypeDefinition *type = isNonNull || isList ? nullptr : m_schema.type(text);
        if (field == "ofType" && isNonNull)
            m_json.value(text.substr(0, text.size() - 1));
        else if (field == "ofType" && isList)
            m_json.value(text.substr(1, text.size() - 2));
        else if (field == "kind")
            m_json.value(isNonNull ? "NON_NULL" : isList ? "LIST" : kindOf(*type));
        else if (!type)
            m_json.null();
        else
            ofNamed(*type, field, isWithDeprecated);
    }

private:
    void root(std::string_view name, OperationKind kind)
    {
        m_json.key(name);
        if (const TypeDefinition *type = m_schema.root(kind))
            m_json.value(type->name);
        else
            m_json.null();
    }

    static std::string_view kindOf(const TypeDefinition &type)
    {
        constexpr std::array<std::string_view, 6> names{"SCALAR", "OBJECT", "INTERFACE",
                                                        "UNION",  "ENUM",   "INPUT_OBJECT"};
        return names.at(static_cast<std::size_t>(type.kind));
    }

    void ofNamed(const TypeDefinition &type, std::string_view field, bool isWithDeprecated)
    {
        const bool hasFields = type.kind == TypeKind::Object || type.kind == TypeKind::Interface;
        if (field == "name")
            m_json.value(type.name);
        else if (field == "description")
            text(type.description);
        else if (field == "specifiedByURL")
            argument(type.directives, "specifiedBy", "url");
        else if (field == "fields" && hasFields)
            list(type.fields, isWithDeprecated);
        else if (field == "interfaces" && hasFields)
            names(type.interfaces);
        else if (field == "possibleTypes" && type.isAbstract())
            values(m_schema.possibleTypes(type));
        else if (field == "enumValues" && type.kind == TypeKind::Enum)
            list(type.values, isWithDeprecated);
        else if (field == "inputFields" && type.kind == TypeKind::InputObject)
            list(type.inputs, isWithDeprecated);
        else if (field == "isOneOf" && type.kind == TypeKind::InputObject)
            m_json.value(false);
        else
            m_json.null();
    }

    template <typename Item>
    void list(const std::vector<Item> &items, bool isWithDeprecated)
    {
        m_json.beginArray();
        for (const Item &item : items) {
            if (isWithDeprecated || !find(item.directives, "deprecated"))
                described(item);
        }
        m_json.endArray();
    }
    void names(const std::vector<NamedAt> &items)
    {
        m_json.beginArray();
        for (const NamedAt &item : items)
            m_json.value(item.name);
        m_json.endArray();
    }
    void values(const std::vector<std::string_view> &items)
    {
        m_json.beginArray();
        for (const std::string_view item : items)
            m_json.value(item);
        m_json.endArray();
    }

    void text(const std::string &description)
    {
        if (description.empty())
            m_json.null();
        else
            m_json.value(std::string_view(description));
    }
    /// The argument of a directive, or its default; null without the directive.
    void argument(const std::vector<Directive> &directives, std::string_view directive, std::string_view name)
    {
        const Directive *found = find(directives, directive);
        const Argument *given = found ? find(found->arguments, name) : nullptr;
        if (given)
            m_json.value(std::string_view(given->value.text));
        else if (found && directive == "deprecated")
            m_json.value("No longer supported");
        else
            m_json.null();
    }
    template <typename Item>
    void begin(const Item &item)
    {
        m_json.beginObject().member("name", item.name).key("description");
        text(item.description);
    }
    void endDeprecable(const std::vector<Directive> &directives)
    {
        m_json.member("isDeprecated", find(directives, "deprecated") != nullptr).key("deprecationReason");
        argument(directives, "deprecated", "reason");
        m_json.endObject();
    }
    void arguments(const std::vector<InputDefinition> &inputs)
    {
        m_json.key("args");
        list(inputs, true);
    }

    void described(const FieldDefinition &field)
    {
        begin(field);
        arguments(field.arguments);
        m_json.member("type", field.type.text());
        endDeprecable(field.directives);
    }
    void described(const InputDefinition &input)
    {
        begin(input);
        m_json.member("type", input.type.text()).key("defaultValue");
        if (input.defaultValue)
            m_json.value(textOf(*input.defaultValue));
        else
            m_json.null();
        endDeprecable(input.directives);
    }
    void described(const EnumValueDefinition &value)
    {
        begin(value);
        endDeprecable(value.directives);
    }
    void described(const DirectiveDefinition &directive)
    {
        begin(directive);
        m_json.member("isRepeatable", directive.isRepeatable).key("locations");
        values(directive.locations);
        arguments(directive.arguments);
        m_json.endObject();
    }

    const Schema &m_schema;
    JsonWriter &m_json;
};

void writeType(JsonWriter &json, const Schema &schema, std::string_view name)
{
    const TypeDefinition *type = name == "__Meta" ? nullptr : schema.type(name);
    if (type)
        json.value(type->name);
    else
        json.null();
}

} // namespace

Resolved introspect(const Schema &schema, const Batch &batch, Store &store)
{
    const std::string_view field = batch.group.first().name;
    const bool isWithDeprecated = batch.arguments["includeDeprecated"].toBool().value_or(false);
    Resolved resolved;
    if (batch.type.name != "__Type" && field != "__schema" && field != "__type") {
        for (const JsonValue &object : batch.objects)
            resolved.values.push_back(object[field]);
        return resolved;
    }
    JsonWriter json;
    json.beginArray();
    for (const JsonValue &object : batch.objects) {
        Description description(schema, json);
        if (field == "__schema")
            description.schema();
        else if (field == "__type")
            writeType(json, schema, batch.arguments["name"].toUtf8().value_or(std::string_view()));
        else
            description.member(object.toUtf8().value_or(std::string_view()), field, isWithDeprecated);
    }
    json.endArray();
    store.keep(json.take()).forEachItem([&](JsonValue value) { resolved.values.push_back(value); });
    return resolved;
}

} // namespace curbside::graphql
