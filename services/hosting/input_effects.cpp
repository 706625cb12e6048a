// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/input_effects.h"

#include "services/hosting/parts.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/service.h"
#include "services/runtime/time/random_stream.h"

#include <atomic>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

Response changeFaults(Platform &platform, const Request &request)
{
    FaultPlan &faults = platform.environment().faults;
    if (request.method == Method::Delete) {
        for (const auto &[name, value] : request.query) {
            if (name != u"id") // passed over, it would take away all
                return Problem::unprocessable(u'?' + name,
                                              u"is not known here: name one fault by its id, or nothing"_s);
        }
        const auto id = request.queryValue(u"id");
        if (!id)
            faults.clear();
        else if (!faults.remove(id->toLongLong()))
            return Problem::notFound(u"fault", *id);
        return Response::json(describeFaults(faults, platform.now()));
    }
    constexpr QStringView firstItem = u"/0";
    if (request.body.trimmed().isEmpty())
        return Problem::unprocessable(QString(), u"is missing: a fault rule, or a list of them"_s);
    const bool isList = request.body.trimmed().startsWith('[');
    const auto document = JsonDocument::parse(isList ? request.body : '[' + request.body + ']');
    if (!document)
        return Problem::badRequest(document.error().detail);
    const auto rules = FaultPlan::read(document->root(), platform.now(), namesInFaults());
    if (!rules) {
        const auto &[pointer, detail] = rules.error();
        return Problem::unprocessable(isList ? pointer : pointer.sliced(firstItem.size()), detail);
    }
    for (const FaultRule &rule : *rules)
        faults.add(rule);
    return Response::json(describeFaults(faults, platform.now()), 201);
}

} // namespace

void renderProblem(Response &response, const Request &request)
{
    if (!response.problem)
        return;
    const TraceContext given = TraceContext::fromTraceparent(request.traceparent);
    static std::atomic<std::uint64_t> refusals{0};
    const TraceContext trace =
        given.isNull() ? TraceContext(hashDraw(++refusals, "refused", request.path.toUtf8()), 1, 1) : given;
    response.renderProblem(request.path, trace.traceId());
}

QByteArray describeFaults(const FaultPlan &faults, PlatformTime now)
{
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const FaultRule &rule : faults.rules())
        rule.writeTo(json, now);
    json.endArray().endObject();
    return json.take();
}

void applyInput(Platform &platform, const Input &input, const std::function<void(Response)> &answer)
{
    JournalRecord record;
    record.at = platform.now();
    record.kind = JournalKind::Input;
    record.service = input.service;
    record.type = toText(input.request.method).toUtf8() + ' ' + input.request.path.toUtf8();
    record.messageId = input.id;
    platform.environment().journal.add(record);
    Response response;
    if (input.service == "control") {
        response = changeFaults(platform, input.request);
    } else if (Process &process = platform.process(input.service); process.isUp()) {
        process.run([&](Service &service) { service.receive({input.request, input.id, {}, answer}); });
        platform.environment().commits.closeWindow();
        return;
    } else {
        response = Problem::unavailable(u"%1 is down and will be back"_s.arg(QString::fromUtf8(input.service)));
    }
    renderProblem(response, input.request);
    answer(std::move(response));
}

} // namespace curbside
