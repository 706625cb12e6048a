// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/coercion.h"

#include "services/runtime/json/json_writer.h"

#include <algorithm>
#include <limits>

namespace curbside::graphql {

namespace {

/// Writes literals of a validated document.
class LiteralWriter
{
public:
    LiteralWriter(const Schema *schema, const Variables &variables) : m_schema(schema), m_variables(variables) {}

    void write(JsonWriter &json, const Value &value, const TypeRef *type) const
    {
        const TypeRef wanted = type ? type->nullable() : TypeRef{};
        const TypeRef item = wanted.inner();
        const bool isList = type && wanted.isList();
        switch (value.kind) {
        case Value::Kind::Variable: m_variables[value.text].write(json); return;
        case Value::Kind::Null: json.null(); return;
        case Value::Kind::List:
            json.beginArray();
            for (const Value &each : value.items)
                write(json, each, isList ? &item : nullptr);
            json.endArray();
            return;
        default: break;
        }
        if (isList) {
            json.beginArray();
            write(json, value, &item);
            json.endArray();
        } else if (value.kind == Value::Kind::Object) {
            writeObject(json, value, type ? m_schema->type(wanted.name) : nullptr);
        } else if (value.kind == Value::Kind::Boolean) {
            json.value(value.text == "true");
        } else if ((value.kind == Value::Kind::Int || value.kind == Value::Kind::Float) && wanted.name != "ID") {
            json.raw(bytes(value.text));
        } else {
            json.value(std::string_view(value.text));
        }
    }

private:
    void writeObject(JsonWriter &json, const Value &value, const TypeDefinition *type) const
    {
        json.beginObject();
        for (std::size_t i = 0; i < value.names.size(); ++i) {
            const Value &field = value.items[i];
            if (field.kind == Value::Kind::Variable && m_variables[field.text].isAbsent())
                continue;
            const InputDefinition *definition = type ? type->input(value.names[i].name) : nullptr;
            json.key(value.names[i].name);
            write(json, field, definition ? &definition->type : nullptr);
        }
        for (const InputDefinition &definition : type ? type->inputs : std::vector<InputDefinition>()) {
            const auto given = std::ranges::find(value.names, definition.name, &Value::FieldName::name);
            if (!definition.defaultValue || given != value.names.end())
                continue;
            json.key(definition.name);
            write(json, *definition.defaultValue, &definition.type);
        }
        json.endObject();
    }

    const Schema *m_schema;
    const Variables &m_variables;
};

/// Writes what was given for a variable, if it is of its type.
class InputWriter
{
public:
    explicit InputWriter(const Schema &schema) : m_schema(schema) {}

    /// Why it is not; nothing when it was written.
    std::optional<QByteArray> write(JsonWriter &json, JsonValue value, const TypeRef &type, const QByteArray &place)
    {
        if (value.isAbsent() || value.isNull()) {
            if (type.isNonNull())
                return at(place) + "Expected non-nullable type " + '"' + type.text() + "\" not to be null.";
            json.null();
            return std::nullopt;
        }
        const TypeRef wanted = type.nullable();
        if (wanted.isList())
            return writeList(json, value, wanted.inner(), place);
        const TypeDefinition *definition = m_schema.type(wanted.name);
        if (definition->kind == TypeKind::InputObject)
            return writeObject(json, value, *definition, place);
        return writeLeaf(json, value, *definition, place);
    }

private:
    static QByteArray at(const QByteArray &place) { return place.isEmpty() ? place : "at \"" + place + "\"; "; }

    std::optional<QByteArray> writeList(JsonWriter &json, JsonValue value, const TypeRef &item, const QByteArray &place)
    {
        std::optional<QByteArray> wrong;
        json.beginArray();
        qint64 index = 0;
        const auto each = [&](JsonValue element) {
            if (!wrong)
                wrong = write(json, element, item, place + '[' + QByteArray::number(index++) + ']');
        };
        if (value.isArray())
            value.forEachItem(each);
        else
            wrong = write(json, value, item, place);
        json.endArray();
        return wrong;
    }

    std::optional<QByteArray> writeObject(JsonWriter &json, JsonValue value, const TypeDefinition &type,
                                          const QByteArray &place)
    {
        if (!value.isObject())
            return at(place) + "Expected type \"" + bytes(type.name) + "\" to be an object.";
        std::optional<QByteArray> wrong;
        value.forEachMember([&](std::string_view name, JsonValue) {
            if (!wrong && !type.input(name))
                wrong =
                    at(place) + "Field \"" + bytes(name) + "\" is not defined by type \"" + bytes(type.name) + "\".";
        });
        json.beginObject();
        for (const InputDefinition &input : type.inputs) {
            const JsonValue given = value[input.name];
            if (wrong || (given.isAbsent() && !input.defaultValue && !input.type.isNonNull()))
                continue;
            json.key(input.name);
            if (given.isAbsent() && input.defaultValue)
                LiteralWriter(&m_schema, m_none).write(json, *input.defaultValue, &input.type);
            else if (given.isAbsent())
                wrong = at(place) + "Field \"" + bytes(input.name) + "\" of required type \"" + input.type.text()
                    + "\" was not provided.";
            else
                wrong = write(json, given, input.type, place + '.' + bytes(input.name));
            if (wrong)
                json.null();
        }
        json.endObject();
        return wrong;
    }

    static std::optional<QByteArray> writeLeaf(JsonWriter &json, JsonValue value, const TypeDefinition &type,
                                               const QByteArray &place)
    {
        const auto refuse = [&](const QByteArray &what) { return at(place) + what + value.toJson(); };
        const auto whole = value.toInteger();
        const auto text = value.toUtf8();
        if (type.kind == TypeKind::Enum) {
            if (!text || std::ranges::find(type.values, *text, &EnumValueDefinition::name) == type.values.end())
                return refuse("Value does not exist in \"" + bytes(type.name) + "\" enum: ");
        } else if (type.name == "Int") {
            const auto real = value.toDouble();
            const bool isWhole = real && std::floor(*real) == *real && std::abs(*real) < 4e9;
            const auto number = whole ? *whole : isWhole ? static_cast<qint64>(*real) : qint64(1) << 40;
            if (number > std::numeric_limits<qint32>::max() || number < std::numeric_limits<qint32>::min())
                return refuse("Int cannot represent non-integer or non 32-bit value: ");
            json.value(number);
            return std::nullopt;
        } else if (type.name == "Float" && !value.toDouble()) {
            return refuse("Float cannot represent non numeric value: ");
        } else if (type.name == "Boolean" && !value.toBool()) {
            return refuse("Boolean cannot represent a non boolean value: ");
        } else if (type.name == "String" && !text) {
            return refuse("String cannot represent a non string value: ");
        } else if (type.name == "ID") {
            if (!text && !whole)
                return refuse("ID cannot represent value: ");
            json.value(text ? *text : std::string_view(value.toJson()));
            return std::nullopt;
        }
        value.write(json);
        return std::nullopt;
    }

    const Schema &m_schema;
    const Variables m_none;
};

} // namespace

std::expected<Variables, std::vector<Error>> Variables::from(const Schema &schema, const Document &document,
                                                             const Operation &operation, JsonValue given)
{
    std::vector<Error> errors;
    const Variables none;
    JsonWriter json;
    json.beginObject();
    for (const VariableDefinition &variable : operation.variables) {
        const JsonValue value = given[variable.name];
        const auto refuse = [&](const QByteArray &why) {
            errors.push_back({"Variable \"$" + bytes(variable.name) + "\" " + why, {document.locationOf(variable.at)}});
        };
        if (value.isAbsent() && variable.defaultValue) {
            LiteralWriter(&schema, none).write(json.key(variable.name), *variable.defaultValue, &variable.type);
        } else if (value.isAbsent() && variable.type.isNonNull()) {
            refuse("of required type \"" + variable.type.text() + "\" was not provided.");
        } else if (!value.isAbsent()) {
            JsonWriter one;
            if (const auto wrong = InputWriter(schema).write(one, value, variable.type, {}))
                refuse("got invalid value " + value.toJson() + "; " + *wrong);
            else
                json.key(variable.name).raw(one.take());
        }
    }
    json.endObject();
    if (!errors.empty())
        return std::unexpected(std::move(errors));
    auto values = JsonDocument::parse(json.take());
    if (!values)
        return std::unexpected(
            std::vector{Error{"A variable cannot be represented: " + values.error().detail.toUtf8()}});
    Variables variables;
    variables.m_values = std::make_shared<const JsonDocument>(std::move(*values));
    return variables;
}

std::expected<JsonDocument, Error> coerceArguments(const Schema &schema, const Document &document,
                                                   const std::vector<InputDefinition> &definitions,
                                                   const std::vector<Argument> &arguments, const Variables &variables)
{
    const LiteralWriter literals(&schema, variables);
    JsonWriter json;
    json.beginObject();
    for (const InputDefinition &definition : definitions) {
        const Argument *argument = find(arguments, definition.name);
        const bool isVariable = argument && argument->value.kind == Value::Kind::Variable;
        const JsonValue variable = isVariable ? variables[argument->value.text] : JsonValue();
        const bool isGiven = argument && (!isVariable || !variable.isAbsent());
        const Value *value = isGiven ? &argument->value : definition.defaultValue ? &*definition.defaultValue : nullptr;
        const bool isNull = isGiven && (isVariable ? variable.isNull() : value->kind == Value::Kind::Null);
        if (definition.type.isNonNull() && (!value || isNull))
            return std::unexpected(Error{"Argument \"" + bytes(definition.name) + "\" of required type \""
                                             + definition.type.text() + "\" was not provided or is null.",
                                         {document.locationOf(argument ? argument->value.at : 0)}});
        if (value)
            literals.write(json.key(definition.name), *value, &definition.type);
    }
    json.endObject();
    auto values = JsonDocument::parse(json.take());
    if (!values)
        return std::unexpected(Error{"An argument cannot be represented: " + values.error().detail.toUtf8(),
                                     {document.locationOf(arguments.empty() ? 0 : arguments.front().at)}});
    return std::move(*values);
}

bool isIncluded(const std::vector<Directive> &directives, const Variables &variables)
{
    const auto isSet = [&](const Directive &directive) {
        const Argument *argument = find(directive.arguments, "if");
        if (!argument)
            return false;
        return argument->value.kind == Value::Kind::Variable ? variables[argument->value.text].toBool().value_or(false)
                                                             : argument->value.text == "true";
    };
    const Directive *skip = find(directives, "skip");
    const Directive *include = find(directives, "include");
    return !(skip && isSet(*skip)) && (!include || isSet(*include));
}

QByteArray toJson(const Value &value, const Variables &variables)
{
    JsonWriter json;
    LiteralWriter(nullptr, variables).write(json, value, nullptr);
    return json.take();
}

} // namespace curbside::graphql
