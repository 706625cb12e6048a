// SPDX-License-Identifier: GPL-3.0-or-later
// Overlapping fields can be merged. To be the same is an equivalence, so each field of a group is compared with the first of
// its kind only, and what is selected below them is looked at once, together.
#include "services/graphql/validator.h"

#include <algorithm>

namespace curbside::graphql {

namespace {

bool haveSameArguments(const Selection &left, const Selection &right)
{
    return left.arguments.size() == right.arguments.size()
        && std::ranges::all_of(left.arguments, [&](const Argument &argument) {
               const Argument *other = find(right.arguments, argument.name);
               return other && textOf(argument.value, true) == textOf(other->value, true);
           });
}

} // namespace

void Validator::checkMerging()
{
    for (const Fragment &fragment : m_document.fragments)
        checkMerge({{&fragment.selections, m_schema.type(fragment.type)}}, false);
    for (const Operation &operation : m_document.operations)
        checkMerge({{&operation.selections, m_schema.root(operation.kind)}}, false);
}

void Validator::collect(const std::vector<Selection> &selections, const TypeDefinition *parent,
                        std::set<std::string_view> &visited, Groups &groups,
                        std::map<std::string_view, std::size_t> &index)
{
    for (const Selection &selection : selections) {
        if (++m_mergedFields > mostMergedFields)
            return;
        if (selection.kind == Selection::Kind::Field) {
            const auto [place, isNew] = index.emplace(selection.responseKey(), groups.size());
            if (isNew)
                groups.push_back({selection.responseKey(), {}});
            groups[place->second].second.push_back(
                {&selection, parent, parent ? m_schema.field(*parent, selection.name) : nullptr});
            continue;
        }
        const bool isSpread = selection.kind == Selection::Kind::Spread;
        const Fragment *fragment = isSpread ? m_document.fragment(selection.name) : nullptr;
        if (isSpread && (!fragment || !visited.insert(selection.name).second))
            continue;
        const std::string_view condition = isSpread ? fragment->type : selection.name;
        collect(isSpread ? fragment->selections : selection.selections,
                condition.empty() ? parent : m_schema.type(condition), visited, groups, index);
    }
}

void Validator::checkMerge(const Sets &sets, bool onlyShapes)
{
    std::pair<std::vector<const void *>, bool> key{{}, onlyShapes};
    for (const auto &[selections, parent] : sets)
        key.first.push_back(selections);
    std::ranges::sort(key.first);
    if (isFull() || sets.empty() || !m_merged.insert(std::move(key)).second)
        return;
    Groups groups;
    std::map<std::string_view, std::size_t> index;
    std::set<std::string_view> visited;
    for (const auto &[selections, parent] : sets)
        collect(*selections, parent, visited, groups, index);
    if (m_mergedFields > mostMergedFields) {
        report("The document is too complex to tell whether its fields can be merged.", {});
        return;
    }
    for (const auto &[name, group] : groups)
        checkGroup(group, onlyShapes);
}

Validator::Sets Validator::below(const std::vector<Placed> &group) const
{
    Sets sets;
    for (const Placed &placed : group) {
        if (!placed.field->selections.empty())
            sets.emplace_back(&placed.field->selections,
                              placed.definition ? m_schema.type(placed.definition->type.name) : nullptr);
    }
    return sets;
}

void Validator::checkGroup(const std::vector<Placed> &group, bool onlyShapes)
{
    if (!haveSameShape(group))
        return;
    if (onlyShapes) {
        checkMerge(below(group), true);
        return;
    }
    // Fields of different objects never meet in one answer; those of abstract types may meet any.
    std::map<const TypeDefinition *, std::vector<Placed>> byObject;
    for (const Placed &placed : group) {
        if (placed.parent && placed.parent->kind == TypeKind::Object)
            byObject[placed.parent];
    }
    const bool isOneKind = byObject.size() <= 1;
    if (isOneKind) {
        checkSame(group);
        return;
    }
    checkMerge(below(group), true);
    for (auto &[object, fields] : byObject) {
        for (const Placed &placed : group) {
            if (placed.parent == object || !placed.parent || placed.parent->kind != TypeKind::Object)
                fields.push_back(placed);
        }
    }
    for (const Placed &first : group) { // in the order of the document
        const auto found = byObject.find(first.parent);
        if (found == byObject.end())
            continue;
        checkSame(found->second);
        byObject.erase(found);
    }
}

void Validator::checkSame(const std::vector<Placed> &group)
{
    const Placed &first = group.front();
    for (const Placed &placed : group) {
        if (placed.field->name != first.field->name) {
            conflict(first, placed,
                     inQuotes(first.field->name) + " and " + inQuotes(placed.field->name) + " are different fields");
            return;
        }
        if (!haveSameArguments(*first.field, *placed.field)) {
            conflict(first, placed, "they have differing arguments");
            return;
        }
    }
    checkMerge(below(group), false);
}

bool Validator::haveSameShape(const std::vector<Placed> &group)
{
    const Placed *first = nullptr;
    for (const Placed &placed : group) {
        if (!placed.definition)
            continue;
        if (!first) {
            first = &placed;
            continue;
        }
        const TypeRef &left = first->definition->type;
        const TypeRef &right = placed.definition->type;
        const TypeDefinition *leftType = m_schema.type(left.name);
        const TypeDefinition *rightType = m_schema.type(right.name);
        const bool areNamesFree = leftType->isComposite() && rightType->isComposite();
        if (left.wraps != right.wraps || (!areNamesFree && left.name != right.name)) {
            conflict(*first, placed,
                     "they return conflicting types " + inQuotes(left.text()) + " and " + inQuotes(right.text()));
            return false;
        }
    }
    return true;
}

void Validator::conflict(const Placed &left, const Placed &right, const QByteArray &why)
{
    report("Fields " + inQuotes(left.field->responseKey()) + " conflict because " + why
               + ". Use different aliases on the fields to fetch both if this was intentional.",
           {left.field->at, right.field->at});
}

} // namespace curbside::graphql
