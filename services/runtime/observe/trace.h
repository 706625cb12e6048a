// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

namespace curbside {

/// A place in a W3C trace (Trace Context, version 00): the trace and the span that is under way.
class TraceContext
{
public:
    TraceContext() = default;
    TraceContext(std::uint64_t traceHigh, std::uint64_t traceLow, std::uint64_t span);
    /// Reads a `traceparent`; a null context when it is not valid. Unknown higher versions are read as version 00.
    [[nodiscard]] static TraceContext fromTraceparent(QByteArrayView text);

    /// As it was: from the three numbers that it is made of.
    [[nodiscard]] static TraceContext restored(std::uint64_t traceHigh, std::uint64_t traceLow, std::uint64_t span);

    [[nodiscard]] std::uint64_t traceHigh() const { return m_traceHigh; }
    [[nodiscard]] std::uint64_t traceLow() const { return m_traceLow; }
    [[nodiscard]] std::uint64_t span() const { return m_span; }
    [[nodiscard]] bool isNull() const { return (m_traceHigh | m_traceLow) == 0; }
    /// The same trace, with the span that `message` has at `component`: the same for the same parent and message.
    [[nodiscard]] TraceContext child(QByteArrayView component, QByteArrayView message) const;

    [[nodiscard]] QByteArray traceparent() const; ///< "00-…-…-01"
    [[nodiscard]] QByteArray traceId() const; ///< 32 hexadecimal digits
    [[nodiscard]] QByteArray spanId() const; ///< 16 hexadecimal digits

private:
    std::uint64_t m_traceHigh = 0;
    std::uint64_t m_traceLow = 0;
    std::uint64_t m_span = 0;
};

} // namespace curbside
