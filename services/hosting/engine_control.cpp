// SPDX-License-Identifier: GPL-3.0-or-later
// What people ask of a run: how its time goes, where it stands still, what is captured.
#include "services/hosting/engine.h"

#include "services/hosting/input_effects.h"
#include "services/runtime/json/json_writer.h"

using namespace Qt::StringLiterals;

namespace curbside {

void Engine::setPaused(bool isPaused)
{
    post([this, isPaused] { isPaused ? pause() : resume(); });
}

void Engine::setPace(std::optional<double> speed)
{
    post([this, speed] { setSpeed(speed); });
}

void Engine::stepOnce()
{
    post([this] { step(1); });
}

void Engine::runUntil(PlatformTime at)
{
    post([this, at] { static_cast<void>(runUntil(at, {})); });
}

void Engine::pause()
{
    m_pausesAt.reset();
    standStill(m_stop.value_or(Stop{StopReason::Asked, m_session->platform().now()}));
}

void Engine::resume()
{
    m_stop.reset();
    m_pace.resume(wall(), m_session->platform().now());
    publishStatus(Duration{0});
}

std::expected<void, Problem> Engine::runUntil(std::optional<PlatformTime> time, const QString &filter)
{
    std::optional<cesql::Program> program;
    if (!filter.isEmpty()) {
        auto compiled = Breakpoints::compile(filter);
        if (!compiled)
            return std::unexpected(compiled.error());
        program = std::move(*compiled);
    }
    m_breakpoints->runUntil(std::move(program));
    if (time)
        m_pausesAt = time;
    resume();
    return {};
}

void Engine::setSpeed(std::optional<double> speed)
{
    m_pace.setSpeed(speed, wall(), m_session->platform().now());
    publishStatus(Duration{0});
}

void Engine::step(int count)
{
    Platform &platform = m_session->platform();
    for (int i = 0; i < count && !m_breakpoints->hasStopped(); ++i) {
        const auto next = platform.environment().scheduler.nextAt();
        if (!next)
            break;
        platform.runWindow(*next + Duration{1}); // all work of one moment
    }
    m_pace.forgetLag(wall(), platform.now());
    standStill(m_breakpoints->takeStop().value_or(Stop{StopReason::Step, platform.now()}));
}

/// Where nothing is on its way but housekeeping, no event comes.
void Engine::stepEvents(int count)
{
    constexpr int mostMoments = 100'000;
    Scheduler &scheduler = m_session->platform().environment().scheduler;
    m_breakpoints->stopAfter(count);
    for (int i = 0; i < mostMoments && !m_breakpoints->hasStopped() && scheduler.pendingOrdinary() > 0; ++i)
        m_session->platform().runWindow(*scheduler.nextAt() + Duration{1});
    m_pace.forgetLag(wall(), scheduler.now());
    standStill(m_breakpoints->takeStop().value_or(Stop{StopReason::Step, scheduler.now()}));
}

Response Engine::breakpoints(const Request &request)
{
    return m_breakpoints->answer(request);
}

QByteArray Engine::describe() const
{
    JsonWriter json;
    json.beginObject().member("platformTime", m_session->platform().now());
    if (m_pace.speed())
        json.member("speed", *m_pace.speed());
    else
        json.member("speed", "max");
    json.member("paused", m_pace.isPaused());
    if (m_stop) {
        json.key("stopped");
        m_stop->writeTo(json);
    }
    json.member("lagMilliseconds", qint64(m_lag / 1ms));
    json.member("incarnation", m_session->incarnation());
    json.member("atRest", m_session->platform().environment().scheduler.pendingOrdinary() == 0).endObject();
    return json.take();
}

QByteArray Engine::describeCapture() const
{
    const PlatformCapture &capture = m_session->eventCapture();
    JsonWriter json;
    json.beginObject().member("capturing", capture.isOn());
    if (!capture.path().isEmpty())
        json.member("file", capture.path());
    json.member("records", capture.records());
    if (!capture.trouble().isEmpty())
        json.member("trouble", capture.trouble());
    json.endObject();
    return json.take();
}

std::expected<void, Problem> Engine::startCapture(const QString &name)
{
    return m_session->startEventCapture(name);
}

void Engine::stopCapture()
{
    m_session->endEventCapture();
}

QByteArray Engine::describeFaults() const
{
    Platform &platform = m_session->platform();
    return curbside::describeFaults(platform.environment().faults, platform.now());
}

} // namespace curbside
