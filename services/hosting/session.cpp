// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/session.h"

#include "services/runtime/json/fields.h"
#include "services/runtime/json/json_writer.h"
#include "services/runtime/service.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

bool isLooking(const Request &request)
{
    return request.method == Method::Get || request.method == Method::Head;
}

void rendered(Response &response, const Request &request)
{
    if (!response.problem)
        return;
    const TraceContext trace = TraceContext::fromTraceparent(request.traceparent);
    const TraceContext shown = trace.isNull() ? TraceContext(hashDraw(0, "refused", request.path.toUtf8()), 1, 1) : trace;
    response.body = response.problem->toJson(request.path, shown.traceId());
    response.contentType = "application/problem+json";
    response.problem.reset();
}

} // namespace

Session::Session(Options options, PlatformControl &control) : m_options(std::move(options)), m_control(control) { }

Session::~Session() = default;

const std::vector<QString> &Session::endpoints()
{
    static const std::vector<QString> names{u"gateway"_s, u"operations"_s, u"deliveries"_s, u"state"_s, u"dispatch"_s, u"integrations"_s, u"warehouse"_s};
    return names;
}

std::expected<std::unique_ptr<Session>, Failure> Session::open(Options options, PlatformControl &control)
{
    std::unique_ptr<Session> session(new Session(std::move(options), control));
    Options &opened = session->m_options;
    auto platform = Platform::open({.folder = opened.folder,
                                    .seed = opened.seed,
                                    .startsAt = opened.startsAt,
                                    .mode = CommitGroup::Mode::Windowed,
                                    .durability = opened.durability},
                                   std::move(opened.parts));
    if (!platform)
        return std::unexpected(Failure{ExitStatus::Machine, platform.error().text});
    session->m_platform = std::move(*platform);
    session->m_gateway = std::make_unique<Gateway>(session->m_platform->environment().calls, control);
    return session;
}

std::expected<void, Failure> Session::start()
{
    const QString path = QDir(m_options.folder).filePath(u"inputs.log"_s);
    const auto entries = InputLog::read(path);
    if (!entries)
        return std::unexpected(entries.error());
    auto log = InputLog::open(path, m_options.durability == Database::Durability::Full);
    if (!log)
        return std::unexpected(log.error());
    m_log = std::move(*log);
    if (auto struck = strikeOutUnknown(*entries); !struck)
        return struck;
    m_incarnation = 1 + std::count_if(entries->begin(), entries->end(), [](const auto &entry) { return std::holds_alternative<InputLogStart>(entry); });
    InputLogStart start{m_incarnation, m_platform->now(), m_platform->rowChangePositions(), m_options.faults};
    if (auto noted = m_log->append(start); !noted)
        return noted;
    if (!m_options.faults.isEmpty()) {
        const auto document = JsonDocument::parse(m_options.faults);
        const auto rules = document ? FaultPlan::read(document->root(), m_platform->now()) : std::unexpected(document.error().detail);
        if (!rules)
            return std::unexpected(Failure{ExitStatus::WrongUsage, u"the fault plan is wrong: %1"_s.arg(rules.error())});
        for (const FaultRule &rule : *rules)
            m_platform->environment().faults.add(rule);
    }
    m_platform->start();
    return {};
}

std::expected<void, Failure> Session::strikeOutUnknown(const std::vector<InputLog::Entry> &entries)
{
    const auto lastStart = std::find_if(entries.rbegin(), entries.rend(), [](const auto &entry) { return std::holds_alternative<InputLogStart>(entry); });
    for (auto entry = lastStart.base(); entry != entries.end(); ++entry) {
        const Input &input = std::get<Input>(*entry);
        if (input.service != "control" && !isKnown(input)) {
            if (auto struck = m_log->strikeOut(input.id); !struck)
                return struck;
        }
    }
    return {};
}

bool Session::isKnown(const Input &input)
{
    Statement known(m_platform->process(input.service).database(),
                    u"SELECT 1 WHERE EXISTS (SELECT 1 FROM row_change WHERE message_id = ?) OR EXISTS (SELECT 1 FROM idempotency_key WHERE message_id = ?)"_s);
    const QString id = QString::fromUtf8(input.id);
    return known.query(id, id).next();
}

void Session::request(const QString &endpoint, Request request, PlatformTime at, bool isPaused, const Answer &answer)
{
    const auto refuse = [&](Response response) {
        rendered(response, request);
        answer(std::move(response));
    };
    if (endpoint == u"warehouse") {
        refuse(m_warehouse.look(request));
        return;
    }
    QByteArray service = endpoint.toUtf8();
    if (endpoint == u"gateway") {
        Gateway::Outcome outcome = m_gateway->handle(request);
        if (auto *response = std::get_if<Response>(&outcome)) {
            refuse(std::move(*response));
            return;
        }
        auto &forward = std::get<Gateway::Forward>(outcome);
        act(forward.service, std::move(forward.request), at, isPaused, answer);
        return;
    }
    Process &process = m_platform->process(service);
    if (!process.isUp()) {
        refuse(std::move(Response(Problem::unavailable(u"%1 is down and will be back"_s.arg(endpoint)))).withHeader("Retry-After", "1"));
        return;
    }
    if (isLooking(request)) {
        answer(process.service().look(request));
        return;
    }
    Request probe = request;
    auto match = process.service().router().match(probe);
    if (auto *refusal = std::get_if<Response>(&match))
        refuse(std::move(*refusal));
    else
        act(service, std::move(request), at, isPaused, answer);
}

void Session::act(const QByteArray &service, Request request, PlatformTime at, bool isPaused, const Answer &answer)
{
    // Inputs of one instant follow each other, before any other work of that instant: so it is when the run is made again.
    if (isPaused && m_lastInputAt == m_platform->now())
        at = *m_lastInputAt;
    while (!isPaused && m_platform->runWindow(at)) { }
    m_platform->environment().scheduler.advanceTo(at);
    m_lastInputAt = at;
    Input input{"input-" + QByteArray::number(m_incarnation) + '-' + QByteArray::number(++m_inputs), m_incarnation, at, service, std::move(request)};
    if (auto logged = m_log->append(input); !logged) {
        Response response(Problem::unavailable(logged.error().text));
        rendered(response, input.request);
        answer(std::move(response));
        return;
    }
    apply(input, answer);
}

void Session::apply(const Input &input, const Answer &answer)
{
    JournalRecord record;
    record.at = m_platform->now();
    record.kind = JournalKind::Input;
    record.service = input.service;
    record.type = toText(input.request.method).toUtf8() + ' ' + input.request.path.toUtf8();
    record.messageId = input.id;
    m_platform->environment().journal.add(record);
    if (input.service == "control") {
        Response response = changeFaults(input.request);
        rendered(response, input.request);
        answer(std::move(response));
        return;
    }
    Process &process = m_platform->process(input.service);
    if (!process.isUp()) {
        Response response = std::move(Response(Problem::unavailable(u"%1 is down and will be back"_s.arg(QString::fromUtf8(input.service))))).withHeader("Retry-After", "1");
        rendered(response, input.request);
        answer(std::move(response));
        return;
    }
    process.run([&](Service &service) { service.receive({input.request, input.id, {}, answer}); });
    m_platform->environment().commits.closeWindow();
}

Response Session::changeFaults(const Request &request)
{
    FaultPlan &faults = m_platform->environment().faults;
    if (request.method == Method::Delete) {
        const auto id = request.queryValue(u"id");
        if (!id)
            faults.clear();
        else if (!faults.remove(id->toLongLong()))
            return Problem::notFound(u"fault", *id);
        return Response::json(describeFaults());
    }
    const auto document = JsonDocument::parse(request.body.isEmpty() ? QByteArrayLiteral("null") : request.body);
    const JsonValue body = document ? document->root() : JsonValue();
    const QByteArray list = body.isArray() ? request.body : '[' + request.body + ']';
    const auto listDocument = JsonDocument::parse(list);
    const auto rules = listDocument ? FaultPlan::read(listDocument->root(), m_platform->now()) : std::unexpected(listDocument.error().detail);
    if (!rules)
        return Problem::unprocessable(rules.error().section(u' ', 0, 0), rules.error().section(u' ', 1));
    for (const FaultRule &rule : *rules)
        faults.add(rule);
    return Response::json(describeFaults(), 201);
}

QByteArray Session::describeFaults() const
{
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const FaultRule &rule : m_platform->environment().faults.rules())
        rule.writeTo(json);
    json.endArray().endObject();
    return json.take();
}

} // namespace curbside
