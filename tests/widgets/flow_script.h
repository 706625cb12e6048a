// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/scripted_link.h"

namespace curbside {

/// What a journal tells of one trace, written as a list; times in milliseconds.
struct FlowScript
{
    explicit FlowScript(quint64 ofTrace = 1) : trace(TraceContext::restored(0, ofTrace, 1)) {}

    TraceContext trace;
    std::vector<TrafficEntry> entries;

    FlowScript &of(JournalKind kind, const QByteArray &service, const QByteArray &peer, const QByteArray &message,
                   qint64 at)
    {
        TrafficEntry entry = curbside::published(service);
        entry.kind = kind;
        entry.peer = peer;
        entry.messageId = message;
        entry.at += at * 1000;
        entry.trace = trace;
        entries.push_back(entry);
        return *this;
    }
    FlowScript &published(const QByteArray &service, const QByteArray &event, const QByteArray &cause, qint64 at)
    {
        of(JournalKind::Published, service, {}, event, at);
        entries.back().causationId = cause;
        return *this;
    }
    FlowScript &handled(const QByteArray &service, const QByteArray &publisher, const QByteArray &event, qint64 at,
                        const QByteArray &detail = {})
    {
        of(JournalKind::Handled, service, publisher, event, at);
        entries.back().detail = detail;
        return *this;
    }
    FlowScript &parked(const QByteArray &service, const QByteArray &publisher, const QByteArray &event, qint64 at)
    {
        return of(JournalKind::Parked, service, publisher, event, at);
    }
    FlowScript &duplicate(const QByteArray &service, const QByteArray &publisher, const QByteArray &event, qint64 at)
    {
        return of(JournalKind::Duplicate, service, publisher, event, at);
    }
    FlowScript &requested(const QByteArray &service, const QByteArray &message, qint64 at,
                          const QByteArray &caller = {})
    {
        of(JournalKind::Requested, service, caller, message, at);
        entries.back().type = "POST /tasks";
        return *this;
    }
    FlowScript &called(const QByteArray &service, const QByteArray &target, const QByteArray &message,
                       const QByteArray &cause, qint64 at, const QByteArray &type = "POST /tasks")
    {
        of(JournalKind::Called, service, target, message, at);
        entries.back().type = type;
        entries.back().causationId = cause;
        return *this;
    }
    FlowScript &answered(const QByteArray &service, const QByteArray &target, const QByteArray &message, qint64 at)
    {
        of(JournalKind::Answered, service, target, message, at);
        entries.back().type = "POST /tasks";
        return *this;
    }
};

} // namespace curbside
