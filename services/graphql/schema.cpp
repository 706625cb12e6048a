// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/schema.h"

#include "services/graphql/parser.h"
#include "services/graphql/schema_prelude.h"

#include <algorithm>

namespace curbside::graphql {

namespace {

std::unexpected<Error> refusal(const QByteArray &message)
{
    return std::unexpected(Error{message});
}

template <typename Item>
const Item *namedTwice(const std::vector<Item> &items)
{
    for (auto item = items.begin(); item != items.end(); ++item) {
        if (std::ranges::find(items.begin(), item, item->name, &Item::name) != item)
            return &*item;
    }
    return nullptr;
}

template <typename Item>
void append(std::vector<Item> &to, const std::vector<Item> &from)
{
    to.insert(to.end(), from.begin(), from.end());
}

} // namespace

bool isIntrospection(std::string_view name)
{
    return name.starts_with("__");
}

std::expected<Schema, Error> Schema::fromSdl(const QByteArray &sdl)
{
    constexpr ParseLimits generous{.bytes = 4 << 20, .tokens = 200'000, .nesting = 64, .definitions = 5'000};
    Schema schema;
    auto prelude = parse(QByteArray(schemaPrelude));
    Q_ASSERT_X(prelude, "Schema::fromSdl", "the prelude does not parse");
    if (auto added = schema.add(std::move(*prelude)); !added)
        return std::unexpected(added.error());
    auto document = parse(sdl, generous);
    if (!document)
        return std::unexpected(document.error());
    if (!document->operations.empty() || !document->fragments.empty())
        return refusal("A schema has no operations and no fragments.");
    if (auto added = schema.add(std::move(*document)); !added)
        return std::unexpected(added.error());
    for (const auto &[kind, name] : {std::pair(OperationKind::Query, "Query"),
                                     {OperationKind::Mutation, "Mutation"},
                                     {OperationKind::Subscription, "Subscription"}}) {
        if (!schema.m_roots.contains(kind) && schema.type(name))
            schema.m_roots[kind] = schema.type(name)->name;
    }
    schema.m_meta = schema.m_index.at("__Meta");
    if (auto checked = schema.check(); !checked)
        return std::unexpected(checked.error());
    schema.findPossibleTypes();
    return schema;
}

std::expected<void, Error> Schema::add(Document document)
{
    for (const bool isExtending : {false, true}) {
        for (TypeDefinition &definition : document.types) {
            if (definition.isExtension != isExtending)
                continue;
            if (auto added = addType(document, std::move(definition)); !added)
                return added;
        }
    }
    for (DirectiveDefinition &definition : document.directives) {
        if (directive(definition.name))
            return refusal("The directive \"@" + bytes(definition.name) + "\" is defined twice.");
        m_directives.push_back(std::move(definition));
    }
    for (const SchemaDefinition &definition : document.schemas) {
        for (const auto &[kind, name] : definition.operations)
            m_roots[kind] = name.name;
    }
    m_sources.push_back(document.source);
    return {};
}

std::expected<void, Error> Schema::addType(const Document &document, TypeDefinition definition)
{
    if (definition.isExtension && m_index.contains(definition.name))
        return join(document, definition);
    if (m_index.contains(definition.name))
        return std::unexpected(Error{"There can be only one type named \"" + bytes(definition.name) + "\".",
                                     {document.locationOf(definition.at)}});
    m_index[definition.name] = m_types.size();
    m_types.push_back(std::move(definition));
    return {};
}

std::expected<void, Error> Schema::join(const Document &document, const TypeDefinition &extension)
{
    TypeDefinition &type = m_types[m_index.at(extension.name)];
    if (type.kind != extension.kind)
        return std::unexpected(Error{"Cannot extend the type \"" + bytes(type.name) + "\" as another kind of type.",
                                     {document.locationOf(extension.at)}});
    append(type.interfaces, extension.interfaces);
    append(type.members, extension.members);
    append(type.fields, extension.fields);
    append(type.inputs, extension.inputs);
    append(type.values, extension.values);
    append(type.directives, extension.directives);
    return {};
}

std::expected<void, Error> Schema::check() const
{
    if (!root(OperationKind::Query))
        return refusal("Query root type must be provided.");
    for (const auto &[kind, name] : m_roots) {
        if (!type(name) || type(name)->kind != TypeKind::Object)
            return refusal("The root type \"" + bytes(name) + "\" is not an object type.");
    }
    for (const TypeDefinition &definition : m_types) {
        if (auto checked = checkType(definition); !checked)
            return checked;
    }
    for (const DirectiveDefinition &definition : m_directives) {
        if (auto checked = checkInputs('@' + bytes(definition.name), definition.arguments); !checked)
            return checked;
    }
    return {};
}

std::expected<void, Error> Schema::checkType(const TypeDefinition &definition) const
{
    const QByteArray name = bytes(definition.name);
    if (definition.isComposite() && definition.kind != TypeKind::Union && definition.fields.empty())
        return refusal("Type " + name + " must define one or more fields.");
    if (const auto *twice = namedTwice(definition.fields))
        return refusal("Field \"" + name + '.' + bytes(twice->name) + "\" can only be defined once.");
    if (const auto *twice = namedTwice(definition.values))
        return refusal("Enum value \"" + name + '.' + bytes(twice->name) + "\" can only be defined once.");
    for (const FieldDefinition &field : definition.fields) {
        const QByteArray place = name + '.' + bytes(field.name);
        const TypeDefinition *of = type(field.type.name);
        if (!of)
            return refusal("Unknown type \"" + bytes(field.type.name) + "\" of " + place + '.');
        if (of->kind == TypeKind::InputObject)
            return refusal("The type of " + place + " must be an output type.");
        if (auto checked = checkInputs(place, field.arguments); !checked)
            return checked;
    }
    for (const NamedAt &member : definition.members) {
        if (!type(member.name) || type(member.name)->kind != TypeKind::Object)
            return refusal("Union " + name + " can only include object types, not " + bytes(member.name) + '.');
    }
    if (auto checked = checkInputs(name, definition.inputs); !checked)
        return checked;
    return checkInterfaces(definition);
}

std::expected<void, Error> Schema::checkInputs(const QByteArray &of, const std::vector<InputDefinition> &inputs) const
{
    if (const auto *twice = namedTwice(inputs))
        return refusal("\"" + of + '.' + bytes(twice->name) + "\" can only be defined once.");
    for (const InputDefinition &input : inputs) {
        const TypeDefinition *definition = type(input.type.name);
        if (!definition)
            return refusal("Unknown type \"" + bytes(input.type.name) + "\" of " + of + '.' + bytes(input.name) + '.');
        if (!definition->isInput())
            return refusal("The type of " + of + '.' + bytes(input.name) + " must be an input type.");
    }
    return {};
}

std::expected<void, Error> Schema::checkInterfaces(const TypeDefinition &definition) const
{
    for (const NamedAt &named : definition.interfaces) {
        const TypeDefinition *interface = type(named.name);
        if (!interface || interface->kind != TypeKind::Interface)
            return refusal("Type " + bytes(definition.name)
                           + " must only implement interface types, it cannot implement " + bytes(named.name) + '.');
        for (const FieldDefinition &field : interface->fields) {
            if (!definition.field(field.name))
                return refusal("Interface field " + bytes(interface->name) + '.' + bytes(field.name) + " expected but "
                               + bytes(definition.name) + " does not provide it.");
        }
    }
    return {};
}

void Schema::findPossibleTypes()
{
    for (const TypeDefinition &definition : m_types) {
        if (definition.kind == TypeKind::Object) {
            m_possible[definition.name] = {definition.name};
            for (const NamedAt &interface : definition.interfaces)
                m_possible[interface.name].push_back(definition.name);
        }
        for (const NamedAt &member : definition.members)
            m_possible[definition.name].push_back(member.name);
    }
}

const TypeDefinition *Schema::type(std::string_view name) const
{
    const auto found = m_index.find(name);
    return found == m_index.end() ? nullptr : &m_types[found->second];
}

const DirectiveDefinition *Schema::directive(std::string_view name) const
{
    const auto found = std::ranges::find(m_directives, name, &DirectiveDefinition::name);
    return found == m_directives.end() ? nullptr : &*found;
}

const FieldDefinition *Schema::field(const TypeDefinition &of, std::string_view name) const
{
    if (!isIntrospection(name) || isIntrospection(of.name))
        return name == "__typename" ? m_types[m_meta].field(name) : of.field(name);
    const bool isQuery = &of == root(OperationKind::Query);
    return name == "__typename" ? (of.isComposite() ? m_types[m_meta].field(name) : nullptr)
        : isQuery               ? m_types[m_meta].field(name)
                                : nullptr;
}

const TypeDefinition *Schema::root(OperationKind kind) const
{
    const auto found = m_roots.find(kind);
    return found == m_roots.end() ? nullptr : type(found->second);
}

const std::vector<std::string_view> &Schema::possibleTypes(const TypeDefinition &of) const
{
    static const std::vector<std::string_view> none;
    const auto found = m_possible.find(of.name);
    return found == m_possible.end() ? none : found->second;
}

bool Schema::canOverlap(const TypeDefinition &left, const TypeDefinition &right) const
{
    if (&left == &right)
        return true;
    const auto &others = possibleTypes(right);
    return std::ranges::any_of(possibleTypes(left),
                               [&](std::string_view name) { return std::ranges::find(others, name) != others.end(); });
}

} // namespace curbside::graphql
