// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/graphql/error.h"
#include "services/runtime/json/json.h"

#include <functional>
#include <string_view>
#include <vector>

namespace curbside {

/// The answer as it grows: what one service said, and inside it what others said of the same objects. Its texts stay in the
/// documents that they came in.
class GraphTree
{
public:
    GraphTree() = default;
    explicit GraphTree(JsonValue value);

    /// Adds the members of `object`, inside those that are there already.
    void merge(JsonValue object);
    /// Adds one member, unless the value is absent.
    void put(std::string_view name, JsonValue value);
    [[nodiscard]] const GraphTree *member(std::string_view name) const;
    /// The text of a scalar member; absent when there is none.
    [[nodiscard]] JsonValue scalar(std::string_view name) const;
    /// Visits the objects at the end of a path of members, through lists, with the way to each.
    void forEachAt(std::span<const std::string_view> path, graphql::Path &way,
                   const std::function<void(GraphTree &, const graphql::Path &)> &visit);
    void write(JsonWriter &json) const;

private:
    enum class Kind : std::uint8_t { Scalar, List, Object };

    Kind m_kind = Kind::Object;
    JsonValue m_scalar;
    std::vector<GraphTree> m_items; ///< of a list; of an object, in the order of m_names
    std::vector<std::string_view> m_names;
};

} // namespace curbside
