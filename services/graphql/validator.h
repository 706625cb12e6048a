// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/validation.h"

#include <map>
#include <set>

namespace curbside::graphql {

/// The rules at work on one document. Each group of rules has a file of its own, validate_….cpp.
class Validator
{
public:
    Validator(const Schema &schema, const Document &document) : m_schema(schema), m_document(document) {}

    std::vector<Error> run();

private:
    /// A variable where it stands in an operation or fragment, and what is expected there.
    struct Usage
    {
        std::string name;
        std::size_t at = 0;
        TypeRef expected;
        bool isTyped = false;
        bool hasDefault = false; ///< the argument or input field has one
    };
    /// What an operation or a fragment uses by itself.
    struct Uses
    {
        std::vector<Usage> variables;
        std::vector<std::string_view> spreads;
    };

    void report(const QByteArray &message, std::initializer_list<std::size_t> at);
    [[nodiscard]] bool isFull() const { return m_errors.size() >= mostErrors; }

    // validate_documents.cpp: what definitions are there.
    void checkDefinitions();
    void checkOperation(const Operation &operation);
    void checkFragments();
    void checkSubscription(const Operation &operation, const TypeDefinition &root);
    [[nodiscard]] std::set<std::string_view> reachableFrom(const Uses &uses) const;

    // validate_selections.cpp: fields and fragments.
    void checkSelections(const std::vector<Selection> &selections, const TypeDefinition *parent);
    void checkField(const Selection &field, const TypeDefinition *parent);
    void checkLeaf(const Selection &field, const FieldDefinition &definition);
    void checkFragmentUse(const Selection &use, const TypeDefinition *parent);
    void checkArguments(const QByteArray &owner, bool isDirective, std::size_t at,
                        const std::vector<Argument> &arguments, const std::vector<InputDefinition> *definitions);
    void checkDirectives(const std::vector<Directive> &directives, std::string_view location);

    // validate_values.cpp
    void checkValue(const Value &value, const TypeRef *expected, bool hasDefault = false);
    void checkObject(const Value &value, const TypeDefinition *type);
    void checkScalar(const Value &value, const TypeDefinition &type);

    // validate_variables.cpp
    void checkVariables(const Operation &operation);
    void checkVariableDefinition(const VariableDefinition &definition);
    void checkUsages(const Operation &operation);
    [[nodiscard]] bool isAllowed(const VariableDefinition &variable, const Usage &usage) const;

    // validate_merging.cpp: overlapping fields can be merged.
    struct Placed
    {
        const Selection *field;
        const TypeDefinition *parent;
        const FieldDefinition *definition; ///< may be null
    };
    using Groups = std::vector<std::pair<std::string_view, std::vector<Placed>>>;
    using Sets = std::vector<std::pair<const std::vector<Selection> *, const TypeDefinition *>>;
    void checkMerging();
    void checkMerge(const Sets &sets, bool onlyShapes);
    void checkGroup(const std::vector<Placed> &group, bool onlyShapes);
    void checkSame(const std::vector<Placed> &group);
    [[nodiscard]] bool haveSameShape(const std::vector<Placed> &group);
    void collect(const std::vector<Selection> &selections, const TypeDefinition *parent,
                 std::set<std::string_view> &visited, Groups &groups, std::map<std::string_view, std::size_t> &index);
    [[nodiscard]] Sets below(const std::vector<Placed> &group) const;
    void conflict(const Placed &left, const Placed &right, const QByteArray &why);

    static constexpr std::size_t mostErrors = 100;
    static constexpr std::size_t mostMergedFields = 200'000;

    const Schema &m_schema;
    const Document &m_document;
    std::vector<Error> m_errors;
    std::map<std::string_view, Uses> m_fragmentUses;
    std::vector<Uses> m_operationUses;
    Uses *m_uses = nullptr; ///< of what is walked through
    std::set<std::pair<std::vector<const void *>, bool>> m_merged;
    std::size_t m_mergedFields = 0;
};

/// `Query`, `[Task!]!` as messages quote them.
[[nodiscard]] inline QByteArray inQuotes(const QByteArray &text)
{
    return '"' + text + '"';
}
[[nodiscard]] inline QByteArray inQuotes(std::string_view text)
{
    return inQuotes(bytes(text));
}

} // namespace curbside::graphql
