// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/document.h"

#include "services/runtime/json/json_writer.h"

#include <algorithm>
#include <numeric>

namespace curbside::graphql {

namespace {

template <typename Item>
const Item *named(const std::vector<Item> &items, std::string_view name)
{
    const auto found = std::ranges::find(items, name, &Item::name);
    return found == items.end() ? nullptr : &*found;
}

QByteArray quoted(const std::string &text)
{
    JsonWriter json;
    json.value(std::string_view(text));
    return json.take();
}

} // namespace

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

std::string_view nameOf(OperationKind kind)
{
    switch (kind) {
    case OperationKind::Query: return "query";
    case OperationKind::Mutation: return "mutation";
    case OperationKind::Subscription: break;
    }
    return "subscription";
}

QByteArray TypeRef::text() const
{
    if (isNamed())
        return bytes(name);
    return isNonNull() ? inner().text() + '!' : '[' + inner().text() + ']';
}

QByteArray textOf(const Value &value, bool sorted)
{
    QByteArray text;
    switch (value.kind) {
    case Value::Kind::Variable: return '$' + bytes(value.text);
    case Value::Kind::String: return quoted(value.text);
    case Value::Kind::Null: return "null";
    case Value::Kind::List:
        for (const Value &item : value.items)
            text += (text.isEmpty() ? "" : ", ") + textOf(item, sorted);
        return '[' + text + ']';
    case Value::Kind::Object: {
        std::vector<std::size_t> order(value.names.size());
        std::iota(order.begin(), order.end(), std::size_t(0));
        if (sorted)
            std::ranges::stable_sort(order, {}, [&](std::size_t index) { return value.names[index].name; });
        for (const std::size_t index : order)
            text += (text.isEmpty() ? "" : ", ") + bytes(value.names[index].name) + ": "
                + textOf(value.items[index], sorted);
        return '{' + text + '}';
    }
    default: return bytes(value.text);
    }
}

const FieldDefinition *TypeDefinition::field(std::string_view fieldName) const
{
    return named(fields, fieldName);
}

const InputDefinition *TypeDefinition::input(std::string_view inputName) const
{
    return named(inputs, inputName);
}

const Fragment *Document::fragment(std::string_view name) const
{
    return named(fragments, name);
}

const Directive *find(const std::vector<Directive> &directives, std::string_view name)
{
    return named(directives, name);
}

const Argument *find(const std::vector<Argument> &arguments, std::string_view name)
{
    return named(arguments, name);
}

} // namespace curbside::graphql
