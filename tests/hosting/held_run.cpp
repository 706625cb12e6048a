// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hosting/held_run.h"

#include "services/hosting/run_settings.h"

#include <future>

using namespace Qt::StringLiterals;

namespace curbside {

HeldRun::HeldRun()
{
    const auto settings = RunSettings::from({.workspace = folder(),
                                             .scenario = u"small-busy"_s,
                                             .seed = u"1"_s,
                                             .speed = u"max"_s,
                                             .runFor = {},
                                             .faults = {}});
    if (!settings)
        qFatal("%s", qPrintable(settings.error().text));
    auto workspace = Workspace::open(folder(), settings->description);
    if (!workspace)
        qFatal("%s", qPrintable(workspace.error().text));
    m_workspace = std::move(*workspace);
    Engine::Options options = settings->engineOptions(*m_workspace);
    options.startsPaused = true;
    options.tap = m_tap;
    options.pauseAt = settings->scenario->startsAt + 3min;
    auto engine = Engine::start(std::move(options));
    if (!engine)
        qFatal("%s", qPrintable(engine.error().text));
    m_engine = std::move(*engine);
}

Response HeldRun::ask(Method method, const QString &path, const QByteArray &body, const QString &endpoint)
{
    Request request;
    request.method = method;
    request.path = path.section(u'?', 0, 0);
    if (const QString query = path.section(u'?', 1); !query.isEmpty())
        request.query.emplace_back(query.section(u'=', 0, 0), query.section(u'=', 1));
    request.body = body;
    request.contentType = "application/json";
    const auto answered = std::make_shared<std::promise<Response>>();
    std::future<Response> answer = answered->get_future();
    m_engine->submit(endpoint.isEmpty() ? u"gateway"_s : endpoint, std::move(request),
                     [answered](Response response) { answered->set_value(std::move(response)); });
    return answer.get();
}

JsonDocument HeldRun::untilStill()
{
    for (;;) {
        auto control = JsonDocument::parse(get(u"/control"_s).body);
        if (control->root()["paused"].toBool() == true)
            return std::move(*control);
    }
}

JsonDocument HeldRun::resumeUntilStill(const QByteArray &body)
{
    post(u"/control/resume"_s, body);
    return untilStill();
}

QByteArray HeldRun::finish()
{
    ask(Method::Delete, u"/control/breakpoints"_s);
    while (untilStill().root()["stopped"]["reason"].toString() != u"time")
        post(u"/control/resume"_s);
    return stop();
}

QByteArray HeldRun::stop()
{
    const auto ended = m_engine->stop();
    if (!ended || !m_workspace->noteEnded(*ended))
        return {};
    m_workspace.reset();
    return ended->digest;
}

} // namespace curbside
