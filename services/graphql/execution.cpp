// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/execution.h"

#include "services/graphql/executor.h"
#include "services/graphql/introspection.h"
#include "services/runtime/json/json_writer.h"

#include <algorithm>
#include <limits>
#include <ranges>

namespace curbside::graphql {

JsonValue Store::keep(const QByteArray &json)
{
    auto document = JsonDocument::parse(json);
    Q_ASSERT_X(document, "Store::keep", "what was written here is not JSON");
    return keep(std::move(*document));
}

JsonValue Store::keep(JsonDocument document)
{
    return m_documents.emplace_back(std::move(document)).root();
}

Resolved Resolvers::resolve(const Batch &batch, Store &store) const
{
    if (const auto type = m_resolve.find(batch.type.name); type != m_resolve.end()) {
        const auto field = type->second.find(batch.group.first().name);
        if (field != type->second.end())
            return field->second(batch, store);
    }
    Resolved resolved;
    for (const JsonValue &object : batch.objects)
        resolved.values.push_back(object[batch.group.first().name]);
    return resolved;
}

Executed execute(const Execution &execution)
{
    return Executor(execution).run();
}

QByteArray responseOf(const Executed &executed, const QByteArray &extensions)
{
    JsonWriter json;
    json.beginObject();
    if (!executed.errors.empty()) {
        json.key("errors").beginArray();
        for (const Error &error : executed.errors)
            writeTo(json, error);
        json.endArray();
    }
    json.rawMember("data", executed.data);
    if (!extensions.isEmpty())
        json.rawMember("extensions", extensions);
    json.endObject();
    return json.take();
}

Executed Executor::run()
{
    const TypeDefinition *root = m_execution.schema.root(m_execution.operation.kind);
    const JsonValue nothing = m_store.keep(QByteArrayLiteral("{}"));
    const std::vector<Output> outputs =
        objects(*root, {&m_execution.operation.selections}, {{nothing}, {static_cast<const Place *>(nullptr)}});
    JsonWriter json;
    write(json, outputs.front());
    return {json.take(), std::move(m_errors)};
}

const Executor::Place *Executor::place(const Place *above, std::string_view key, std::int64_t index)
{
    return &m_places.emplace_back(Place{above, key, index});
}

void Executor::fault(const QByteArray &message, const FieldGroup &group, const Place *at)
{
    if (m_errors.size() >= mostErrors)
        return;
    Error error{message};
    for (const Selection *selection : group.fields | std::views::take(mostLocations))
        error.locations.push_back(m_execution.document.locationOf(selection->at));
    for (const Place *step = at; step; step = step->above)
        error.path.insert(error.path.begin(),
                          step->index < 0 ? PathStep(bytes(step->key)) : PathStep(qint64(step->index)));
    m_errors.push_back(std::move(error));
}

std::vector<Executor::Output> Executor::objects(const TypeDefinition &type, const SelectionSets &sets,
                                                const Values &parents)
{
    const Shape &shape = m_shapes.emplace_back(
        collectFields(m_execution.schema, m_execution.document, m_execution.variables, type, sets));
    std::vector<Output> outputs(parents.values.size(), Output{Output::Kind::Object, {}, {}, {}, &shape});
    for (Output &output : outputs)
        output.items.reserve(shape.size());
    for (const FieldGroup &group : shape) {
        std::vector<Output> values = field(type, group, parents);
        for (std::size_t i = 0; i < outputs.size(); ++i)
            outputs[i].items.push_back(std::move(values[i]));
    }
    for (Output &output : outputs) {
        const bool isFaulty =
            std::ranges::any_of(output.items, [](const Output &item) { return item.kind == Output::Kind::Fault; });
        if (isFaulty)
            output = {};
    }
    return outputs;
}

std::vector<Executor::Output> Executor::field(const TypeDefinition &type, const FieldGroup &group,
                                              const Values &parents)
{
    Values values;
    for (const Place *above : parents.places)
        values.places.push_back(place(above, group.key));
    if (group.first().name == "__typename")
        return {parents.values.size(), Output{Output::Kind::Name, {}, type.name, {}, nullptr}};
    auto arguments = coerceArguments(m_execution.schema, m_execution.document, group.definition->arguments,
                                     group.first().arguments, m_execution.variables);
    Resolved resolved;
    if (!arguments) {
        for (const Place *at : values.places)
            fault(arguments.error().message, group, at);
        resolved.values.resize(parents.values.size());
    } else {
        const Batch batch{type, group, parents.values, m_store.keep(std::move(*arguments))};
        resolved = isIntrospection(type.name) || isIntrospection(group.first().name)
            ? introspect(m_execution.schema, batch, m_store)
            : m_execution.resolvers.resolve(batch, m_store);
        for (const auto &[index, message] : resolved.errors)
            fault(message, group, values.places[index]);
    }
    Q_ASSERT(resolved.values.size() == parents.values.size());
    values.values = std::move(resolved.values);
    const std::size_t errorsBefore = m_errors.size();
    std::vector<Output> outputs = complete(group.definition->type, group, values);
    // A resolver's own error says why; that the null is not allowed need not be said as well.
    if (!resolved.errors.empty() || !arguments)
        m_errors.resize(errorsBefore);
    return outputs;
}

std::vector<Executor::Output> Executor::complete(const TypeRef &type, const FieldGroup &group, const Values &values)
{
    const TypeRef wanted = type.nullable();
    const TypeDefinition *definition = m_execution.schema.type(wanted.name);
    std::vector<Output> outputs;
    if (wanted.isList()) {
        outputs = completeList(wanted.inner(), group, values);
    } else if (definition->isComposite()) {
        outputs = completeObjects(*definition, group, values);
    } else {
        for (std::size_t i = 0; i < values.values.size(); ++i)
            outputs.push_back(completeLeaf(*definition, group, values.values[i], values.places[i]));
    }
    if (!type.isNonNull())
        return outputs;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        if (outputs[i].kind != Output::Kind::Null)
            continue;
        outputs[i].kind = Output::Kind::Fault;
        const JsonValue value = values.values[i];
        if (value.isNull() || (value.isAbsent() && !m_execution.isAbsenceExplained))
            fault("Cannot return null for non-nullable field " + bytes(group.first().name) + '.', group,
                  values.places[i]);
    }
    return outputs;
}

std::vector<Executor::Output> Executor::completeList(const TypeRef &item, const FieldGroup &group, const Values &values)
{
    // The items of all lists are completed together.
    Values all;
    std::vector<std::size_t> sizes(values.values.size(), 0);
    for (const JsonValue &list : values.values)
        m_items += list.isArray() ? list.size() : 0;
    if (m_items > mostItems && !values.places.empty()) { // however small the query looked
        fault("The answer is too large: ask for fewer items.", group, values.places.front());
        return std::vector<Output>(values.values.size());
    }
    for (std::size_t i = 0; i < values.values.size(); ++i) {
        const JsonValue list = values.values[i];
        if (!list.isArray() && !list.isNull() && !list.isAbsent())
            fault("Expected a list for field " + bytes(group.first().name) + '.', group, values.places[i]);
        list.forEachItem([&](JsonValue each) {
            all.values.push_back(each);
            all.places.push_back(place(values.places[i], {}, static_cast<std::int64_t>(sizes[i]++)));
        });
    }
    std::vector<Output> items = complete(item, group, all);
    std::vector<Output> outputs;
    auto next = items.begin();
    for (std::size_t i = 0; i < values.values.size(); ++i) {
        Output output;
        const auto end = next + static_cast<std::ptrdiff_t>(sizes[i]);
        const bool isFaulty =
            std::any_of(next, end, [](const Output &each) { return each.kind == Output::Kind::Fault; });
        if (values.values[i].isArray() && !isFaulty)
            output = {
                Output::Kind::List, {}, {}, {std::make_move_iterator(next), std::make_move_iterator(end)}, nullptr};
        next = end;
        outputs.push_back(std::move(output));
    }
    return outputs;
}

const TypeDefinition *Executor::runtimeType(const TypeDefinition &type, JsonValue value) const
{
    if (!type.isAbstract())
        return &type;
    const auto name = value["__typename"].toUtf8();
    const auto &possible = m_execution.schema.possibleTypes(type);
    const bool isPossible = name && std::ranges::find(possible, *name) != possible.end();
    return isPossible ? m_execution.schema.type(*name) : nullptr;
}

std::vector<Executor::Output> Executor::completeObjects(const TypeDefinition &type, const FieldGroup &group,
                                                        const Values &values)
{
    std::vector<Output> outputs(values.values.size());
    std::vector<std::pair<const TypeDefinition *, std::vector<std::size_t>>> byType;
    for (std::size_t i = 0; i < values.values.size(); ++i) {
        const JsonValue value = values.values[i];
        if (value.isAbsent() || value.isNull())
            continue;
        const TypeDefinition *runtime = runtimeType(type, value);
        if (!runtime) {
            fault("Abstract type " + bytes(type.name) + " must resolve to an Object type at runtime for field "
                      + bytes(group.first().name) + '.',
                  group, values.places[i]);
            continue;
        }
        auto place = std::ranges::find(byType, runtime, &decltype(byType)::value_type::first);
        if (place == byType.end())
            place = byType.insert(byType.end(), {runtime, {}});
        place->second.push_back(i);
    }
    for (const auto &[runtime, indexes] : byType) {
        Values of;
        for (const std::size_t index : indexes) {
            of.values.push_back(values.values[index]);
            of.places.push_back(values.places[index]);
        }
        std::vector<Output> made = objects(*runtime, below(group), of);
        for (std::size_t i = 0; i < indexes.size(); ++i)
            outputs[indexes[i]] = std::move(made[i]);
    }
    return outputs;
}

Executor::Output Executor::completeLeaf(const TypeDefinition &type, const FieldGroup &group, JsonValue value,
                                        const Place *at)
{
    if (value.isAbsent() || value.isNull())
        return {};
    const auto whole = value.toInteger();
    bool isRight = true;
    if (type.kind == TypeKind::Enum) {
        const auto text = value.toUtf8();
        isRight = text && std::ranges::find(type.values, *text, &EnumValueDefinition::name) != type.values.end();
    } else if (type.name == "Int") {
        isRight = whole && *whole <= std::numeric_limits<qint32>::max() && *whole >= std::numeric_limits<qint32>::min();
    } else if (type.name == "Float") {
        isRight = value.toDouble().has_value();
    } else if (type.name == "String") {
        isRight = value.isString();
    } else if (type.name == "Boolean") {
        isRight = value.toBool().has_value();
    } else if (type.name == "ID") {
        isRight = value.isString() || whole;
        if (isRight && whole) {
            JsonWriter text;
            text.value(value.toJson());
            return {Output::Kind::Leaf, m_store.keep(text.take()), {}, {}, nullptr};
        }
    }
    if (isRight)
        return {Output::Kind::Leaf, value, {}, {}, nullptr};
    fault(bytes(type.name) + " cannot represent value: " + value.toJson().left(100), group, at);
    return {};
}

void Executor::write(JsonWriter &json, const Output &output) const
{
    switch (output.kind) {
    case Output::Kind::Null:
    case Output::Kind::Fault: json.null(); return;
    case Output::Kind::Leaf: output.leaf.write(json); return;
    case Output::Kind::Name: json.value(output.name); return;
    case Output::Kind::List:
        json.beginArray();
        for (const Output &item : output.items)
            write(json, item);
        json.endArray();
        return;
    case Output::Kind::Object:
        json.beginObject();
        for (std::size_t i = 0; i < output.items.size(); ++i)
            write(json.key((*output.shape)[i].key), output.items[i]);
        json.endObject();
        return;
    }
}

} // namespace curbside::graphql
