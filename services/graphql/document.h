// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/error.h"

#include <QByteArray>

#include <optional>
#include <string>
#include <vector>

namespace curbside::graphql {

// A document's tree. Names are views into its source, which the Document shares: they live as long as any copy of it.

/// A type as it is written where it is used: a name inside lists and non-nulls.
struct TypeRef
{
    enum Wrap : std::uint32_t { None, List, NonNull };
    static constexpr int mostWraps = 15;

    std::string_view name;
    std::uint32_t wraps = 0; ///< two bits each, the outermost lowest
    std::size_t at = 0;

    [[nodiscard]] bool isNonNull() const { return (wraps & 3U) == NonNull; }
    [[nodiscard]] bool isList() const { return (wraps & 3U) == List; }
    [[nodiscard]] bool isNamed() const { return wraps == 0; }
    /// Without the outermost list or non-null.
    [[nodiscard]] TypeRef inner() const { return {name, wraps >> 2U, at}; }
    [[nodiscard]] TypeRef nullable() const { return isNonNull() ? inner() : *this; }
    [[nodiscard]] TypeRef wrapped(Wrap wrap) const { return {name, wraps << 2U | wrap, at}; }
    [[nodiscard]] QByteArray text() const;
    friend bool operator==(const TypeRef &left, const TypeRef &right)
    {
        return left.name == right.name && left.wraps == right.wraps;
    }
};

struct Value
{
    enum class Kind { Variable, Int, Float, String, Boolean, Null, Enum, List, Object };

    Kind kind = Kind::Null;
    std::string text{}; ///< the variable's or enum's name, the number as written, the string's value, true or false
    std::size_t at = 0;
    std::vector<Value> items{}; ///< of a list; of an object, in the order of `names`
    struct FieldName
    {
        std::string_view name;
        std::size_t at = 0;
    };
    std::vector<FieldName> names{};
};

/// As it could be written in a document; the fields of objects sorted by name where `sorted`.
[[nodiscard]] QByteArray textOf(const Value &value, bool sorted = false);

struct Argument
{
    std::string_view name;
    std::size_t at = 0;
    Value value;
};

struct Directive
{
    std::string_view name;
    std::size_t at = 0;
    std::vector<Argument> arguments;
};

struct Selection
{
    enum class Kind { Field, Spread, Inline };

    Kind kind = Kind::Field;
    std::string_view alias; ///< empty without one
    std::string_view name; ///< of the field, the spread's fragment, or the inline fragment's type, which may be empty
    std::size_t at = 0;
    std::size_t nameAt = 0;
    std::vector<Argument> arguments;
    std::vector<Directive> directives;
    std::vector<Selection> selections;

    [[nodiscard]] std::string_view responseKey() const { return alias.empty() ? name : alias; }
};

enum class OperationKind { Query, Mutation, Subscription };
[[nodiscard]] std::string_view nameOf(OperationKind kind);

struct VariableDefinition
{
    std::string_view name;
    std::size_t at = 0;
    TypeRef type;
    std::optional<Value> defaultValue;
    std::vector<Directive> directives;
};

struct Operation
{
    OperationKind kind = OperationKind::Query;
    std::string_view name; ///< empty for an anonymous one
    std::size_t at = 0;
    std::size_t nameAt = 0;
    std::vector<VariableDefinition> variables;
    std::vector<Directive> directives;
    std::vector<Selection> selections;
};

struct Fragment
{
    std::string_view name;
    std::size_t at = 0;
    std::size_t nameAt = 0;
    std::string_view type;
    std::size_t typeAt = 0;
    std::vector<Directive> directives;
    std::vector<Selection> selections;
};

// Type system.

struct InputDefinition
{
    std::string_view name;
    std::size_t at = 0;
    std::string description;
    TypeRef type;
    std::optional<Value> defaultValue;
    std::vector<Directive> directives;

    [[nodiscard]] bool isRequired() const { return type.isNonNull() && !defaultValue; }
};

struct FieldDefinition
{
    std::string_view name;
    std::size_t at = 0;
    std::string description;
    std::vector<InputDefinition> arguments;
    TypeRef type;
    std::vector<Directive> directives;
};

struct EnumValueDefinition
{
    std::string_view name;
    std::size_t at = 0;
    std::string description;
    std::vector<Directive> directives;
};

enum class TypeKind { Scalar, Object, Interface, Union, Enum, InputObject };

struct NamedAt
{
    std::string_view name;
    std::size_t at = 0;
};

struct TypeDefinition
{
    TypeKind kind = TypeKind::Scalar;
    std::string_view name;
    std::size_t at = 0;
    bool isExtension = false;
    std::string description;
    std::vector<NamedAt> interfaces;
    std::vector<NamedAt> members; ///< of a union
    std::vector<FieldDefinition> fields;
    std::vector<InputDefinition> inputs;
    std::vector<EnumValueDefinition> values;
    std::vector<Directive> directives;

    [[nodiscard]] bool isLeaf() const { return kind == TypeKind::Scalar || kind == TypeKind::Enum; }
    [[nodiscard]] bool isInput() const { return isLeaf() || kind == TypeKind::InputObject; }
    [[nodiscard]] bool isAbstract() const { return kind == TypeKind::Interface || kind == TypeKind::Union; }
    [[nodiscard]] bool isComposite() const { return kind == TypeKind::Object || isAbstract(); }
    [[nodiscard]] const FieldDefinition *field(std::string_view fieldName) const;
    [[nodiscard]] const InputDefinition *input(std::string_view inputName) const;
};

struct DirectiveDefinition
{
    std::string_view name;
    std::size_t at = 0;
    std::string description;
    std::vector<InputDefinition> arguments;
    bool isRepeatable = false;
    std::vector<std::string_view> locations;
};

struct SchemaDefinition
{
    std::size_t at = 0;
    bool isExtension = false;
    std::vector<Directive> directives;
    std::vector<std::pair<OperationKind, NamedAt>> operations;
};

/// A parsed text: operations and fragments, or a type system.
struct Document
{
    QByteArray source;
    std::vector<Operation> operations;
    std::vector<Fragment> fragments;
    std::vector<TypeDefinition> types;
    std::vector<DirectiveDefinition> directives;
    std::vector<SchemaDefinition> schemas;
    std::vector<std::size_t> lines; ///< where each begins

    [[nodiscard]] std::string_view text() const
    {
        return {source.constData(), static_cast<std::size_t>(source.size())};
    }
    [[nodiscard]] Location locationOf(std::size_t at) const { return graphql::locationOf(text(), lines, at); }
    [[nodiscard]] const Fragment *fragment(std::string_view name) const;
};

[[nodiscard]] const Directive *find(const std::vector<Directive> &directives, std::string_view name);
[[nodiscard]] const Argument *find(const std::vector<Argument> &arguments, std::string_view name);
[[nodiscard]] QByteArray bytes(std::string_view text);

} // namespace curbside::graphql
