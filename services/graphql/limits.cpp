// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/limits.h"

#include "services/runtime/json/json_writer.h"

#include <algorithm>
#include <map>

namespace curbside::graphql {

namespace {

constexpr quint64 usualItems = 5; ///< of a list that has no `limit`
constexpr quint64 mostItems = 1000; ///< that any `limit` gives
constexpr quint64 usualTypes = 60; ///< of a schema
constexpr quint64 usualFields = 10; ///< of a type
constexpr quint64 enough = 1'000'000'000'000; ///< where counting stops: beyond every limit

quint64 times(quint64 left, quint64 right)
{
    return left != 0 && right > enough / left ? enough : left * right;
}

class Measure
{
public:
    Measure(const Schema &schema, const Document &document, const Operation &operation, JsonValue variables)
        : m_schema(schema), m_document(document), m_operation(operation), m_variables(variables)
    {}

    QuerySize of(const std::vector<Selection> &selections, const TypeDefinition *parent)
    {
        QuerySize sum;
        for (const Selection &selection : selections) {
            const QuerySize size = of(selection, parent);
            sum.depth = std::max(sum.depth, size.depth);
            sum.aliases = std::min(enough, sum.aliases + size.aliases);
            sum.fields = std::min(enough, sum.fields + size.fields);
            sum.complexity = std::min(enough, sum.complexity + size.complexity);
        }
        return sum;
    }

private:
    QuerySize of(const Selection &selection, const TypeDefinition *parent)
    {
        if (selection.kind == Selection::Kind::Inline)
            return of(selection.selections, selection.name.empty() ? parent : m_schema.type(selection.name));
        if (selection.kind == Selection::Kind::Spread)
            return ofFragment(selection.name);
        const FieldDefinition *definition = parent ? m_schema.field(*parent, selection.name) : nullptr;
        QuerySize size = of(selection.selections, definition ? m_schema.type(definition->type.name) : nullptr);
        size.depth += 1;
        size.fields = std::min(enough, size.fields + 1);
        size.aliases = std::min(enough, size.aliases + (selection.alias.empty() ? 0 : 1));
        const bool isList = definition && definition->type.nullable().isList();
        // A page's items are as many as its `limit`: the field with the argument counts them.
        const quint64 items = definition ? itemsOf(selection, *definition, isList) : 1;
        size.complexity = std::min(enough, 1 + times(size.complexity, items));
        return size;
    }

    QuerySize ofFragment(std::string_view name)
    {
        const auto known = m_fragments.find(name);
        if (known != m_fragments.end())
            return known->second;
        const Fragment *fragment = m_document.fragment(name);
        const QuerySize size = fragment ? of(fragment->selections, m_schema.type(fragment->type)) : QuerySize();
        m_fragments[name] = size;
        return size;
    }

    quint64 itemsOf(const Selection &selection, const FieldDefinition &definition, bool isList) const
    {
        for (const InputDefinition &argument : definition.arguments) {
            if (argument.name != "limit" && argument.name != "first")
                continue;
            const Argument *given = find(selection.arguments, argument.name);
            const auto usual = argument.defaultValue ? numberOf(*argument.defaultValue) : std::nullopt;
            const auto asked = given ? numberOf(given->value) : usual;
            return asked ? static_cast<quint64>(std::max<qint64>(*asked, 1)) : mostItems;
        }
        if (!isList || (definition.name == "items" && !isIntrospection(definition.type.name)))
            return 1;
        return definition.name == "types" ? usualTypes : definition.name == "fields" ? usualFields : usualItems;
    }

    /// Nothing when it is null, or no number that can be read here.
    [[nodiscard]] std::optional<qint64> numberOf(const Value &value) const
    {
        if (value.kind == Value::Kind::Int)
            return bytes(value.text).toLongLong();
        if (value.kind != Value::Kind::Variable)
            return std::nullopt;
        const JsonValue given = m_variables[value.text];
        if (!given.isAbsent())
            return given.toInteger();
        const auto defined =
            std::ranges::find(m_operation.variables, std::string_view(value.text), &VariableDefinition::name);
        const bool hasDefault = defined != m_operation.variables.end() && defined->defaultValue
            && defined->defaultValue->kind == Value::Kind::Int;
        return hasDefault ? std::optional(bytes(defined->defaultValue->text).toLongLong()) : std::nullopt;
    }

    const Schema &m_schema;
    const Document &m_document;
    const Operation &m_operation;
    JsonValue m_variables;
    std::map<std::string_view, QuerySize> m_fragments;
};

} // namespace

QuerySize measure(const Schema &schema, const Document &document, const Operation &operation, JsonValue variables)
{
    return Measure(schema, document, operation, variables).of(operation.selections, schema.root(operation.kind));
}

std::optional<Error> refuse(const QuerySize &size, const QueryLimits &limits)
{
    struct Judged
    {
        const char *what;
        quint64 is;
        quint64 most;
    };
    for (const Judged &judged :
         {Judged{"depth", size.depth, limits.depth}, Judged{"number of aliases", size.aliases, limits.aliases},
          Judged{"number of fields", size.fields, limits.fields},
          Judged{"complexity", size.complexity, limits.complexity}}) {
        if (judged.is <= judged.most)
            continue;
        const QByteArray is =
            judged.is >= enough ? QByteArray("more than can be counted") : QByteArray::number(judged.is);
        return Error{QByteArray("The ") + judged.what + " of the query is " + is + "; the most is "
                         + QByteArray::number(judged.most) + '.',
                     {},
                     {},
                     R"({"code":"QUERY_TOO_LARGE"})"};
    }
    return std::nullopt;
}

} // namespace curbside::graphql
