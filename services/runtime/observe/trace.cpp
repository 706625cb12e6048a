// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/observe/trace.h"

#include "services/runtime/time/random_stream.h"

#include <optional>

namespace curbside {

namespace {

char *writeHex(char *to, std::uint64_t number)
{
    static constexpr char digits[] = "0123456789abcdef";
    for (int shift = 60; shift >= 0; shift -= 4)
        *to++ = digits[(number >> shift) & 0xf];
    return to;
}

std::optional<std::uint64_t> readHex(QByteArrayView text)
{
    std::uint64_t number = 0;
    for (const char digit : text) {
        number <<= 4;
        if (digit >= '0' && digit <= '9')
            number |= static_cast<std::uint64_t>(digit - '0');
        else if (digit >= 'a' && digit <= 'f')
            number |= static_cast<std::uint64_t>(digit - 'a' + 10);
        else
            return std::nullopt;
    }
    return number;
}

} // namespace

TraceContext::TraceContext(std::uint64_t traceHigh, std::uint64_t traceLow, std::uint64_t span)
    : m_traceHigh(traceHigh), m_traceLow(traceLow), m_span(span | 1)
{
    if (isNull())
        m_traceLow = 1;
}

TraceContext TraceContext::fromTraceparent(QByteArrayView text)
{
    constexpr qsizetype length = 55;
    if (text.size() < length || text[2] != '-' || text[35] != '-' || text[52] != '-')
        return {};
    const auto version = readHex(text.first(2));
    const auto flags = readHex(text.sliced(53, 2));
    if (!version || *version == 0xff || !flags || (*version == 0 && text.size() != length)
        || (text.size() > length && text[length] != '-'))
        return {};
    const auto high = readHex(text.sliced(3, 16));
    const auto low = readHex(text.sliced(19, 16));
    const auto span = readHex(text.sliced(36, 16));
    if (!high || !low || !span || (*high | *low) == 0 || *span == 0)
        return {};
    TraceContext context;
    context.m_traceHigh = *high;
    context.m_traceLow = *low;
    context.m_span = *span;
    return context;
}

TraceContext TraceContext::restored(std::uint64_t traceHigh, std::uint64_t traceLow, std::uint64_t span)
{
    TraceContext context;
    context.m_traceHigh = traceHigh;
    context.m_traceLow = traceLow;
    context.m_span = span;
    return context;
}

TraceContext TraceContext::child(QByteArrayView component, QByteArrayView message) const
{
    TraceContext context = *this;
    const std::uint64_t span = hashDraw(m_span, component, message);
    context.m_span = span == 0 ? 1 : span;
    return context;
}

QByteArray TraceContext::traceparent() const
{
    QByteArray text("00-tttttttttttttttttttttttttttttttt-ssssssssssssssss-01");
    char *to = writeHex(writeHex(text.data() + 3, m_traceHigh), m_traceLow);
    writeHex(to + 1, m_span);
    return text;
}

QByteArray TraceContext::traceId() const
{
    QByteArray text(32, Qt::Uninitialized);
    writeHex(writeHex(text.data(), m_traceHigh), m_traceLow);
    return text;
}

QByteArray TraceContext::spanId() const
{
    QByteArray text(16, Qt::Uninitialized);
    writeHex(text.data(), m_span);
    return text;
}

} // namespace curbside
