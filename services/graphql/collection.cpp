// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/graphql/collection.h"

#include <algorithm>
#include <map>
#include <set>

namespace curbside::graphql {

namespace {

class Collection
{
public:
    Collection(const Schema &schema, const Document &document, const Variables &variables, const TypeDefinition &type)
        : m_schema(schema), m_document(document), m_variables(variables), m_type(type)
    {}

    void add(const std::vector<Selection> &selections)
    {
        for (const Selection &selection : selections) {
            if (!isIncluded(selection.directives, m_variables))
                continue;
            if (selection.kind == Selection::Kind::Field)
                addField(selection);
            else if (selection.kind == Selection::Kind::Inline)
                addFragment(selection.name, selection.selections);
            else if (const Fragment *fragment = m_document.fragment(selection.name);
                     fragment && m_visited.insert(selection.name).second)
                addFragment(fragment->type, fragment->selections);
        }
    }

    std::vector<FieldGroup> take() { return std::move(m_groups); }

private:
    void addField(const Selection &field)
    {
        const auto [place, isNew] = m_index.emplace(field.responseKey(), m_groups.size());
        if (isNew)
            m_groups.push_back({field.responseKey(), {}, m_schema.field(m_type, field.name)});
        m_groups[place->second].fields.push_back(&field);
    }

    void addFragment(std::string_view condition, const std::vector<Selection> &selections)
    {
        const TypeDefinition *type = condition.empty() ? &m_type : m_schema.type(condition);
        if (type
            && std::ranges::find(m_schema.possibleTypes(*type), m_type.name) != m_schema.possibleTypes(*type).end())
            add(selections);
    }

    const Schema &m_schema;
    const Document &m_document;
    const Variables &m_variables;
    const TypeDefinition &m_type;
    std::vector<FieldGroup> m_groups;
    std::map<std::string_view, std::size_t> m_index;
    std::set<std::string_view> m_visited;
};

} // namespace

std::vector<FieldGroup> collectFields(const Schema &schema, const Document &document, const Variables &variables,
                                      const TypeDefinition &type, const SelectionSets &sets)
{
    Collection collection(schema, document, variables, type);
    for (const std::vector<Selection> *selections : sets)
        collection.add(*selections);
    return collection.take();
}

SelectionSets below(const FieldGroup &group)
{
    SelectionSets sets;
    for (const Selection *field : group.fields)
        sets.push_back(&field->selections);
    return sets;
}

} // namespace curbside::graphql
