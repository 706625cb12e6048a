// SPDX-License-Identifier: GPL-3.0-or-later
// Fields, fragments, arguments and directives where they are used.
#include "services/graphql/validator.h"

#include <algorithm>

namespace curbside::graphql {

void Validator::checkSelections(const std::vector<Selection> &selections, const TypeDefinition *parent)
{
    for (const Selection &selection : selections) {
        if (isFull())
            return;
        if (selection.kind == Selection::Kind::Field)
            checkField(selection, parent);
        else
            checkFragmentUse(selection, parent);
    }
}

void Validator::checkField(const Selection &field, const TypeDefinition *parent)
{
    const FieldDefinition *definition = parent ? m_schema.field(*parent, field.name) : nullptr;
    checkDirectives(field.directives, "FIELD");
    if (parent && !definition)
        report("Cannot query field " + inQuotes(field.name) + " on type " + inQuotes(parent->name) + '.', {field.at});
    checkArguments(definition ? bytes(parent->name) + '.' + bytes(field.name) : QByteArray(), false, field.at,
                   field.arguments, definition ? &definition->arguments : nullptr);
    if (definition)
        checkLeaf(field, *definition);
    const TypeDefinition *type = definition ? m_schema.type(definition->type.name) : nullptr;
    checkSelections(field.selections, type && type->isComposite() ? type : nullptr);
}

void Validator::checkLeaf(const Selection &field, const FieldDefinition &definition)
{
    const bool isLeaf = m_schema.type(definition.type.name)->isLeaf();
    const QByteArray name = inQuotes(field.name);
    const QByteArray type = inQuotes(definition.type.text());
    if (isLeaf && !field.selections.empty())
        report("Field " + name + " must not have a selection since type " + type + " has no subfields.",
               {field.selections.front().at});
    if (!isLeaf && field.selections.empty())
        report("Field " + name + " of type " + type + " must have a selection of subfields. Did you mean \""
                   + bytes(field.name) + " { ... }\"?",
               {field.at});
}

void Validator::checkFragmentUse(const Selection &use, const TypeDefinition *parent)
{
    const bool isSpread = use.kind == Selection::Kind::Spread;
    checkDirectives(use.directives, isSpread ? "FRAGMENT_SPREAD" : "INLINE_FRAGMENT");
    const Fragment *fragment = isSpread ? m_document.fragment(use.name) : nullptr;
    if (isSpread) {
        if (!fragment)
            report("Unknown fragment " + inQuotes(use.name) + '.', {use.nameAt});
        m_uses->spreads.push_back(use.name);
    }
    const std::string_view condition = isSpread ? (fragment ? fragment->type : std::string_view()) : use.name;
    const TypeDefinition *type = condition.empty() ? parent : m_schema.type(condition);
    if (!isSpread && !condition.empty()) {
        if (!type)
            report("Unknown type " + inQuotes(condition) + '.', {use.nameAt});
        else if (!type->isComposite())
            report("Fragment cannot condition on non composite type " + inQuotes(condition) + '.', {use.nameAt});
    }
    const bool isComposite = type && type->isComposite();
    if (parent && isComposite && !condition.empty() && !m_schema.canOverlap(*parent, *type))
        report("Fragment " + (isSpread ? inQuotes(use.name) + ' ' : QByteArray())
                   + "cannot be spread here as objects of type " + inQuotes(parent->name) + " can never be of type "
                   + inQuotes(condition) + '.',
               {use.at});
    if (!isSpread)
        checkSelections(use.selections, isComposite ? type : nullptr);
}

void Validator::checkArguments(const QByteArray &owner, bool isDirective, std::size_t at,
                               const std::vector<Argument> &arguments, const std::vector<InputDefinition> *definitions)
{
    for (auto argument = arguments.begin(); argument != arguments.end(); ++argument) {
        const auto first = std::ranges::find(arguments, argument->name, &Argument::name);
        if (first != argument)
            report("There can be only one argument named " + inQuotes(argument->name) + '.', {first->at, argument->at});
        const InputDefinition *definition = nullptr;
        if (definitions) {
            const auto found = std::ranges::find(*definitions, argument->name, &InputDefinition::name);
            definition = found == definitions->end() ? nullptr : &*found;
            if (!definition)
                report("Unknown argument " + inQuotes(argument->name) + (isDirective ? " on directive " : " on field ")
                           + inQuotes(owner) + '.',
                       {argument->at});
        }
        checkValue(argument->value, definition ? &definition->type : nullptr,
                   definition && definition->defaultValue.has_value());
    }
    if (!definitions)
        return;
    for (const InputDefinition &definition : *definitions) {
        if (!definition.isRequired() || find(arguments, definition.name))
            continue;
        const QByteArray type = inQuotes(definition.type.text());
        report((isDirective ? "Directive " : "Field ") + inQuotes(owner.mid(owner.indexOf('.') + 1)) + " argument "
                   + inQuotes(definition.name) + " of type " + type + " is required, but it was not provided.",
               {at});
    }
}

void Validator::checkDirectives(const std::vector<Directive> &directives, std::string_view location)
{
    for (auto directive = directives.begin(); directive != directives.end(); ++directive) {
        const QByteArray name = '@' + bytes(directive->name);
        const DirectiveDefinition *definition = m_schema.directive(directive->name);
        if (!definition)
            report("Unknown directive " + inQuotes(name) + '.', {directive->at});
        else if (std::ranges::find(definition->locations, location) == definition->locations.end())
            report("Directive " + inQuotes(name) + " may not be used on " + bytes(location) + '.', {directive->at});
        const auto first = std::ranges::find(directives, directive->name, &Directive::name);
        if (first != directive && definition && !definition->isRepeatable)
            report("The directive " + inQuotes(name) + " can only be used once at this location.",
                   {first->at, directive->at});
        checkArguments(name, true, directive->at, directive->arguments, definition ? &definition->arguments : nullptr);
    }
}

} // namespace curbside::graphql
