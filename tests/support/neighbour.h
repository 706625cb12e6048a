// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/runtime/service.h"

#include <functional>
#include <memory>
#include <vector>

namespace curbside {

class Neighbour;

/// What a stand-in for a neighbour does and has seen; outlives its crashes.
struct NeighbourScript
{
    /// Answers every request that is not the runtime's own (GET /outbox and the like).
    std::function<Response(const Request &)> answer;
    std::vector<Request> requests; ///< those, in the order they came

    // For a service that is scripted in full.
    std::function<void(Neighbour &)> made; ///< at each incarnation: subscribes, registers what it handles
    std::function<Handled(Neighbour &)> started;
    std::function<Handled(Neighbour &)> tick; ///< its periodic job
    Duration tickInterval = 1min;
    std::function<Response(Neighbour &, const Request &)> act; ///< in place of `answer`
};

/// Stands in for a service that the service under test listens to or calls: it publishes what the test says, and does what
/// its script says. Its own tables are in schema/001_script.sql.
class Neighbour : public Service
{
public:
    Neighbour(ServiceContext &context, std::shared_ptr<NeighbourScript> script);

    /// In a message of its own.
    void tell(const EventDraft &event);

    using Service::callLater;
    using Service::cancelTimer;
    using Service::database;
    using Service::environment;
    using Service::lookAt;
    using Service::newId;
    using Service::nextNumber;
    using Service::now;
    using Service::process;
    using Service::publish;
    using Service::random;
    using Service::setTimer;
    using Service::setTimerNoLaterThan;

    void on(const QByteArray &publisher, const QByteArray &type, Consumer::Handler handler)
    {
        consumer().on(publisher, type, std::move(handler), {});
    }
    void onTimer(const QByteArray &kind, Timers::OnDue handler) { timers().onDue(kind, std::move(handler), {}); }
    void onAnswer(const QByteArray &kind, DurableCalls::OnAnswer handler)
    {
        calls().onAnswer(kind, std::move(handler), {});
    }

    void write(const QString &id, const QString &text);
    /// Writes the note, and publishes `curbside.NAME.Noted` with the note's id as subject.
    void note(const QString &id, const QString &text);
    /// Writes a row into `heard`.
    void hear(const IncomingEvent &event);
    /// Hears everything of that type that `publisher` notes.
    void hearFrom(const QByteArray &publisher);

private:
    Response take(const Request &request);
    Handled started() override { return m_script->started ? m_script->started(*this) : Handled{}; }
    Handled tick() { return m_script->tick(*this); }

    std::shared_ptr<NeighbourScript> m_script;
    Statement m_writeNote;
    Statement m_countChanges;
    Statement m_hear;
    int m_told = 0;
};

} // namespace curbside
