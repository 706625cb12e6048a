// SPDX-License-Identifier: GPL-3.0-or-later
// What operations and fragments a document has.
#include "services/graphql/validator.h"

#include <algorithm>

namespace curbside::graphql {

namespace {

void gatherSpreads(const std::vector<Selection> &selections, std::vector<const Selection *> &spreads)
{
    for (const Selection &selection : selections) {
        if (selection.kind == Selection::Kind::Spread)
            spreads.push_back(&selection);
        gatherSpreads(selection.selections, spreads);
    }
}

/// Walks the spreads depth first; each fragment is left behind for good once all that it leads to is known.
class CycleSearch
{
public:
    explicit CycleSearch(const Document &document) : m_document(document) {}

    std::vector<Error> run()
    {
        for (const Fragment &fragment : m_document.fragments)
            walk(fragment);
        return std::move(m_errors);
    }

private:
    void walk(const Fragment &fragment)
    {
        if (!m_done.insert(fragment.name).second)
            return;
        m_depthOf[fragment.name] = m_way.size();
        std::vector<const Selection *> spreads;
        gatherSpreads(fragment.selections, spreads);
        for (const Selection *spread : spreads) {
            if (m_errors.size() >= mostErrors)
                return;
            m_way.push_back(spread);
            const auto begun = m_depthOf.find(spread->name);
            if (begun != m_depthOf.end())
                report(spread->name, begun->second);
            else if (const Fragment *next = m_document.fragment(spread->name))
                walk(*next);
            m_way.pop_back();
        }
        m_depthOf.erase(fragment.name);
    }

    void report(std::string_view name, std::size_t from)
    {
        QByteArray via;
        Error error;
        const std::size_t end = std::min(m_way.size(), from + mostLocations);
        for (std::size_t i = from; i < end; ++i) {
            error.locations.push_back(m_document.locationOf(m_way[i]->at));
            if (i + 1 < m_way.size())
                via += (via.isEmpty() ? " via " : ", ") + inQuotes(m_way[i]->name);
        }
        if (end < m_way.size())
            via += " and others";
        error.message = "Cannot spread fragment " + inQuotes(name) + " within itself" + via + '.';
        m_errors.push_back(std::move(error));
    }

    static constexpr std::size_t mostErrors = 100;

    const Document &m_document;
    std::set<std::string_view> m_done;
    std::map<std::string_view, std::size_t> m_depthOf; ///< where on the way the fragments under way began
    std::vector<const Selection *> m_way;
    std::vector<Error> m_errors;
};

} // namespace

std::vector<Error> findFragmentCycles(const Document &document)
{
    return CycleSearch(document).run();
}

std::vector<Error> validate(const Schema &schema, const Document &document)
{
    return Validator(schema, document).run();
}

std::vector<Error> Validator::run()
{
    checkDefinitions();
    m_operationUses.resize(m_document.operations.size());
    for (const Fragment &fragment : m_document.fragments) {
        m_uses = &m_fragmentUses[fragment.name];
        const TypeDefinition *type = m_schema.type(fragment.type);
        if (!type)
            report("Unknown type " + inQuotes(fragment.type) + '.', {fragment.typeAt});
        else if (!type->isComposite())
            report("Fragment " + inQuotes(fragment.name) + " cannot condition on non composite type "
                       + inQuotes(fragment.type) + '.',
                   {fragment.typeAt});
        checkDirectives(fragment.directives, "FRAGMENT_DEFINITION");
        checkSelections(fragment.selections, type && type->isComposite() ? type : nullptr);
    }
    for (std::size_t i = 0; i < m_document.operations.size(); ++i) {
        m_uses = &m_operationUses[i];
        checkOperation(m_document.operations[i]);
    }
    std::vector<Error> cycles = findFragmentCycles(m_document);
    const bool isRound = !cycles.empty();
    m_errors.insert(m_errors.end(), cycles.begin(), cycles.end());
    checkFragments();
    for (const Operation &operation : m_document.operations)
        checkUsages(operation);
    if (!isRound)
        checkMerging();
    return std::move(m_errors);
}

void Validator::report(const QByteArray &message, std::initializer_list<std::size_t> at)
{
    if (isFull())
        return;
    Error error{message};
    for (const std::size_t offset : at)
        error.locations.push_back(m_document.locationOf(offset));
    m_errors.push_back(std::move(error));
    if (isFull())
        m_errors.push_back({"Too many validation errors, error limit reached. Validation aborted."});
}

void Validator::checkDefinitions()
{
    for (const TypeDefinition &type : m_document.types)
        report("The " + inQuotes(type.name) + " definition is not executable.", {type.at});
    for (const DirectiveDefinition &directive : m_document.directives)
        report("The " + inQuotes(directive.name) + " definition is not executable.", {directive.at});
    for (const SchemaDefinition &schema : m_document.schemas)
        report("The schema definition is not executable.", {schema.at});
    std::map<std::string_view, std::size_t> names;
    for (const Operation &operation : m_document.operations) {
        if (operation.name.empty()) {
            if (m_document.operations.size() > 1)
                report("This anonymous operation must be the only defined operation.", {operation.at});
        } else if (const auto [first, isNew] = names.emplace(operation.name, operation.nameAt); !isNew) {
            report("There can be only one operation named " + inQuotes(operation.name) + '.',
                   {first->second, operation.nameAt});
        }
    }
    names.clear();
    for (const Fragment &fragment : m_document.fragments) {
        if (const auto [first, isNew] = names.emplace(fragment.name, fragment.nameAt); !isNew)
            report("There can be only one fragment named " + inQuotes(fragment.name) + '.',
                   {first->second, fragment.nameAt});
    }
}

void Validator::checkOperation(const Operation &operation)
{
    const TypeDefinition *root = m_schema.root(operation.kind);
    if (!root)
        report("The schema has no " + bytes(nameOf(operation.kind)) + " type.", {operation.at});
    QByteArray location = bytes(nameOf(operation.kind)).toUpper();
    checkDirectives(operation.directives, {location.constData(), static_cast<std::size_t>(location.size())});
    checkVariables(operation);
    checkSelections(operation.selections, root);
    if (root && operation.kind == OperationKind::Subscription)
        checkSubscription(operation, *root);
}

void Validator::checkSubscription(const Operation &operation, const TypeDefinition &root)
{
    Groups groups;
    std::map<std::string_view, std::size_t> index;
    std::set<std::string_view> visited;
    collect(operation.selections, &root, visited, groups, index);
    if (groups.size() > 1)
        report(
            (operation.name.empty() ? QByteArray("Anonymous Subscription") : "Subscription " + inQuotes(operation.name))
                + " must select only one top level field.",
            {groups[1].second.front().field->at});
    for (const auto &[key, fields] : groups) {
        if (isIntrospection(fields.front().field->name))
            report((operation.name.empty() ? QByteArray("Anonymous Subscription")
                                           : "Subscription " + inQuotes(operation.name))
                       + " must not select an introspection top level field.",
                   {fields.front().field->at});
    }
}

std::set<std::string_view> Validator::reachableFrom(const Uses &uses) const
{
    std::set<std::string_view> reached;
    std::vector<std::string_view> next = uses.spreads;
    while (!next.empty()) {
        const std::string_view name = next.back();
        next.pop_back();
        const auto found = m_fragmentUses.find(name);
        if (found == m_fragmentUses.end() || !reached.insert(name).second)
            continue;
        next.insert(next.end(), found->second.spreads.begin(), found->second.spreads.end());
    }
    return reached;
}

void Validator::checkFragments()
{
    std::set<std::string_view> used;
    for (const Uses &uses : m_operationUses)
        used.merge(reachableFrom(uses));
    for (const Fragment &fragment : m_document.fragments) {
        if (!used.contains(fragment.name))
            report("Fragment " + inQuotes(fragment.name) + " is never used.", {fragment.at});
    }
}

} // namespace curbside::graphql
