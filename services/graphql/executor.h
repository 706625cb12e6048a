// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/execution.h"

namespace curbside::graphql {

/// The work behind execute().
class Executor
{
public:
    explicit Executor(const Execution &execution) : m_execution(execution) {}

    Executed run();

private:
    /// Where a value stands in the answer; the last step, and what is above it.
    struct Place
    {
        const Place *above = nullptr;
        std::string_view key;
        std::int64_t index = -1;
    };
    using Shape = std::vector<FieldGroup>;
    /// A completed value.
    struct Output
    {
        enum class Kind : std::uint8_t { Null, Fault, Leaf, Name, List, Object };
        Kind kind = Kind::Null; ///< Fault: a null that may not be one
        JsonValue leaf{};
        std::string_view name{}; ///< of a type
        std::vector<Output> items{}; ///< of a list, or of an object in the order of its shape
        const Shape *shape = nullptr;
    };
    /// Values of one type in many places.
    struct Values
    {
        std::vector<JsonValue> values;
        std::vector<const Place *> places;
    };

    std::vector<Output> objects(const TypeDefinition &type, const SelectionSets &sets, const Values &parents);
    std::vector<Output> field(const TypeDefinition &type, const FieldGroup &group, const Values &parents);
    std::vector<Output> complete(const TypeRef &type, const FieldGroup &group, const Values &values);
    std::vector<Output> completeList(const TypeRef &item, const FieldGroup &group, const Values &values);
    std::vector<Output> completeObjects(const TypeDefinition &type, const FieldGroup &group, const Values &values);
    Output completeLeaf(const TypeDefinition &type, const FieldGroup &group, JsonValue value, const Place *place);
    [[nodiscard]] const TypeDefinition *runtimeType(const TypeDefinition &type, JsonValue value) const;
    const Place *place(const Place *above, std::string_view key, std::int64_t index = -1);
    void fault(const QByteArray &message, const FieldGroup &group, const Place *place);
    void write(JsonWriter &json, const Output &output) const;

    static constexpr std::size_t mostErrors = 100;
    static constexpr std::size_t mostItems = 200'000; ///< of all lists together

    const Execution &m_execution;
    Store m_store;
    std::deque<Place> m_places;
    std::deque<Shape> m_shapes;
    std::vector<Error> m_errors;
    std::size_t m_items = 0;
};

} // namespace curbside::graphql
