// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/cesql/value.h"

#include <array>
#include <optional>

namespace curbside::cesql {

/// The attributes that records of this platform can have. Other is any else.
enum class Attribute : unsigned char {
    Id,
    Source,
    SpecVersion,
    Type,
    Subject,
    Time,
    DataContentType,
    DataSchema,
    Sequence,
    TraceParent,
    CausationId,
    // Of the journal.
    HandledBy,
    Latency,
    Outcome,
    Trace,
    Number,
    Other,
};

/// As they are shown; any case is read.
inline constexpr std::array<std::string_view, 16> attributeNames{
    "id",       "source",      "specversion", "type",      "subject", "time",    "datacontenttype", "dataschema",
    "sequence", "traceparent", "causationid", "handledBy", "latency", "outcome", "trace",           "number"};

/// `name` in small letters.
[[nodiscard]] Attribute attributeOf(std::string_view name);

/// What an expression is asked about: an event, or an entry of the journal. Cheap to make, or made once and shown one after
/// another.
class Record
{
public:
    virtual ~Record() = default;

    /// A value of no type where there is none. `name` is in small letters; Attribute::Other has to look at it.
    [[nodiscard]] virtual Value attribute(Attribute which, std::string_view name, Texts &texts) const = 0;
    /// The payload's JSON text; empty when there is none.
    [[nodiscard]] virtual std::string_view payload() const = 0;
};

} // namespace curbside::cesql
