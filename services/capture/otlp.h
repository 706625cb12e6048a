// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/capture/record.h"

#include <set>

namespace curbside {

/// Events and what handled them, as traces in the JSON of the OpenTelemetry protocol. Times are platform time; a handling is
/// as long as it took by the wall's clock.
///
/// An event is a span of kind producer below the message that published it, and each handling of it one of kind consumer
/// below that, so a trace shows what led to what.
class OtlpTraces
{
public:
    void add(const Event &event);
    /// Of a record of kind Handled or DeadLettered.
    void addHandling(const CapturedRecord &record);
    /// Of anything else that handled a message (a request, timer, job or answer): only if a span added so far is below it.
    void addRoot(const CapturedRecord &record);
    /// One ExportTraceServiceRequest.
    [[nodiscard]] QByteArray take();

private:
    using Place = std::pair<QByteArray, std::uint64_t>; ///< trace id, span id

    struct Span
    {
        TraceContext trace;
        std::uint64_t parent = 0; ///< span id; 0: none
        QByteArray name;
        int kind = 0;
        PlatformTime start;
        std::int64_t nanoseconds = 0;
        QByteArray error;
    };
    using Attributes = std::vector<std::pair<std::string_view, QByteArray>>;

    /// False when there is one with its ids already.
    bool put(const QByteArray &service, const Span &span, const Attributes &texts, int line = 0);

    std::map<QByteArray, QByteArrayList> m_spans; ///< by service, as JSON
    std::set<Place> m_known;
    std::set<Place> m_parents;
};

} // namespace curbside
