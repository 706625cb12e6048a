// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/session.h"

#include "services/hosting/input_effects.h"
#include "services/hosting/parts.h"
#include "services/hosting/rehearsal.h"
#include "services/hosting/warehouse_feed.h"
#include "services/hosting/workspace.h"
#include "services/runtime/json/fields.h"
#include "services/runtime/service.h"

#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr std::chrono::seconds longestCatchUp{3}; ///< at the end of an incarnation

bool isLooking(const Request &request)
{
    return request.method == Method::Get || request.method == Method::Head;
}

} // namespace

Session::Session(Options options) : m_options(std::move(options)) {}

Session::~Session() = default;

const std::vector<QString> &Session::endpoints()
{
    static const std::vector<QString> names{u"gateway"_s,  u"operations"_s,   u"deliveries"_s, u"state"_s,
                                            u"dispatch"_s, u"integrations"_s, u"warehouse"_s};
    return names;
}

std::expected<std::unique_ptr<Session>, Failure> Session::open(Options options, PlatformControl &control)
{
    std::unique_ptr<Session> session(new Session(std::move(options)));
    Options &opened = session->m_options;
    if (auto whole = checkFiles(opened.folder); !whole)
        return std::unexpected(whole.error());
    auto platform = Platform::open({.folder = opened.folder,
                                    .seed = opened.seed,
                                    .startsAt = opened.startsAt,
                                    .mode = CommitGroup::Mode::Windowed,
                                    .durability = opened.durability},
                                   std::move(opened.parts));
    if (!platform)
        return std::unexpected(Failure{ExitStatus::Machine, platform.error().text});
    session->m_platform = std::move(*platform);
    session->m_eventCapture = std::make_unique<PlatformCapture>(*session->m_platform);
    session->openGateway(control);
    session->m_warehouse = std::make_unique<Warehouse>(CaptureWorker::Options{
        opened.folder, Warehouse::sourceNames(), Database::Durability::Normal, opened.warehouse});
    session->m_ask = askOf(*session->m_platform);
    return session;
}

void Session::openGateway(PlatformControl &control)
{
    m_gateway =
        std::make_unique<Gateway>(m_platform->environment().calls, control, [this] { return m_platform->now(); });
    for (const auto &process : m_platform->processes()) {
        Service &service = process->service();
        if (!service.consumer().publishers().empty())
            m_gateway->listenedToBy(process->name());
        if (!service.events().empty())
            m_gateway->follow({process->name(), service.events(), service.schemas()}, service.outbox().last());
    }
    m_gateway->rehearseBy([this](const QByteArray &consumer, const QString &eventId, const QByteArray &body) {
        return rehearseReplay(*m_platform, consumer, eventId, body);
    });
    m_platform->environment().journal.addListener(
        [&feed = m_gateway->feed()](const JournalRecord &record) {
            if (record.kind == JournalKind::Published && record.event)
                feed.note(*record.event);
        },
        Journal::Detail::Brief);
}

void Session::carryOn()
{
    m_gateway->feed().carryOn();
    m_eventCapture->poll();
}

std::expected<void, Problem> Session::startEventCapture(const QString &name)
{
    static const QRegularExpression plain(QRegularExpression::anchoredPattern(u"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}"_s));
    if (m_eventCapture->isOn())
        return std::unexpected(
            Problem::conflict(u"%1 is being written already: end that capture first"_s.arg(m_eventCapture->path())));
    const QString wanted =
        name.isEmpty() ? QString::fromLatin1(toRfc3339(m_platform->now())).replace(u':', u'-') : name;
    if (!plain.match(wanted).hasMatch())
        return std::unexpected(
            Problem::unprocessable(u"/name"_s, u"is not made of at most 100 letters, digits, dots, - and _"_s));
    const QString folder = QDir(m_options.folder).filePath(u"captures"_s);
    if (auto made = makeFolder(folder); !made)
        return std::unexpected(Problem::unavailable(made.error().text));
    const auto begun = m_eventCapture->begin({.path = QDir(folder).filePath(wanted + u".curbside"_s),
                                              .description = m_options.description,
                                              .incarnation = m_incarnation});
    if (begun)
        return {};
    return std::unexpected(begun.error().status == ExitStatus::WrongUsage ? Problem::conflict(begun.error().text)
                                                                          : Problem::unavailable(begun.error().text));
}

void Session::endEventCapture()
{
    static_cast<void>(m_eventCapture->end()); // what went wrong is in the journal
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
    m_incarnation = 1 + std::count_if(entries->begin(), entries->end(), [](const auto &entry) {
                        return std::holds_alternative<InputLogStart>(entry);
                    });
    m_platform->commit(); // the services have counted their incarnations: that is not undone any more
    InputLogStart start{m_incarnation, m_platform->now(), m_platform->messagesHandled(), m_options.faults,
                        m_platform->incarnations()};
    if (auto noted = m_log->append(start); !noted)
        return noted;
    if (auto added = addFaults(*m_platform, m_options.faults); !added)
        return added;
    if (!m_options.capture.isEmpty()) {
        const auto begun = m_eventCapture->begin({.path = m_options.capture,
                                                  .description = m_options.description,
                                                  .incarnation = m_incarnation,
                                                  .goesOn = true});
        if (!begun)
            return begun;
    }
    m_platform->start();
    return {};
}

std::expected<void, Failure> Session::strikeOutUnknown(const std::vector<InputLog::Entry> &entries)
{
    const auto lastStart = std::find_if(entries.rbegin(), entries.rend(),
                                        [](const auto &entry) { return std::holds_alternative<InputLogStart>(entry); });
    if (lastStart == entries.rend() || std::get<InputLogStart>(*lastStart).incarnation <= m_options.lastEndedInOrder)
        return {};
    // Inputs are handled one after another: before one that took effect there is none that did not.
    for (auto entry = entries.rbegin(); entry != lastStart; ++entry) {
        const auto &input = std::get<Input>(*entry);
        if (hasTakenEffect(input))
            break;
        if (auto struck = m_log->strikeOut(input.id); !struck)
            return struck;
    }
    return {};
}

/// A refused input leaves no row, but what comes after it tells that it was handled.
bool Session::hasTakenEffect(const Input &input)
{
    return input.service == "control" || input.at < m_platform->now() || isKnown(input);
}

bool Session::isKnown(const Input &input)
{
    Statement known(
        m_platform->process(input.service).database(),
        u"SELECT 1 WHERE EXISTS (SELECT 1 FROM row_change WHERE message_id = ?) OR EXISTS (SELECT 1 FROM idempotency_key WHERE message_id = ?)"_s);
    const QString id = QString::fromUtf8(input.id);
    return known.query(id, id).next();
}

void Session::request(const QString &endpoint, Request request, PlatformTime at, bool isPaused, const Answer &answer)
{
    const auto refuse = [&](Response response) {
        renderProblem(response, request);
        answer(std::move(response));
    };
    if (endpoint == u"warehouse") {
        m_warehouse->request(request, [answer, request](Response response) {
            renderProblem(response, request);
            answer(std::move(response));
        });
        return;
    }
    QByteArray service = endpoint.toUtf8();
    if (endpoint == u"gateway") {
        askGateway(request, at, isPaused, answer);
        return;
    }
    Process &process = m_platform->process(service);
    if (!process.isUp()) {
        refuse(Problem::unavailable(u"%1 is down and will be back"_s.arg(endpoint)));
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
    else if (std::get<const Router::Route *>(match)->isLooking)
        answer(process.service().look(std::move(request)));
    else
        act(service, std::move(request), at, isPaused, answer);
}

void Session::capture()
{
    if (m_warehouse->isComparing()) // in small steps, so that nobody waits for it
        m_warehouse->poll(m_ask, m_platform->now(), 1);
    else
        m_warehouse->poll(m_ask, m_platform->now());
}

void Session::captureAll()
{
    m_warehouse->catchUp(m_ask, m_platform->now(), longestCatchUp);
}

void Session::askGateway(const Request &request, PlatformTime at, bool isPaused, const Answer &answer)
{
    if (auto kept = m_controlKeys.find(request)) {
        renderProblem(*kept, request);
        answer(std::move(*kept));
        return;
    }
    Gateway::Outcome outcome = m_gateway->handle(request);
    if (auto *response = std::get_if<Response>(&outcome)) {
        renderProblem(*response, request);
        m_controlKeys.keep(request, *response);
        answer(std::move(*response));
        return;
    }
    auto &forward = std::get<Gateway::Forward>(outcome);
    if (forward.service == "control") {
        act(forward.service, std::move(forward.request), at, isPaused, [&](Response response) {
            m_controlKeys.keep(request, response);
            answer(std::move(response));
        });
        return;
    }
    if (auto refusal = refuseCutOff(forward.service, std::max(at, m_platform->now()))) {
        renderProblem(*refusal, request);
        answer(std::move(*refusal));
        return;
    }
    act(forward.service, std::move(forward.request), at, isPaused, [this, request, answer](Response response) {
        Gateway::translate(response, request);
        m_controlKeys.keep(request, response);
        answer(std::move(response));
    });
}

/// What never arrives is no input.
std::optional<Response> Session::refuseCutOff(const QByteArray &service, PlatformTime at) const
{
    const FaultPlan &faults = m_platform->environment().faults;
    const auto isCutOff = [&](const QByteArray &name) {
        return faults.wouldHit(FaultKind::CutOff, name, {}, {}, name, at) != nullptr;
    };
    if (!isCutOff(service) && !isCutOff("gateway"))
        return std::nullopt;
    return Response(Problem{504, u"%1 did not answer in time"_s.arg(QString::fromUtf8(service)), {}});
}

/// Inputs of one moment follow each other, before any other work of that moment or, where time stands still in the midst of
/// it, before the rest: so it is when the run is made again.
Session::Moment Session::whereTimeStands() const
{
    Scheduler &scheduler = m_platform->environment().scheduler;
    const PlatformTime now = scheduler.now();
    const auto done = static_cast<std::int64_t>(scheduler.doneNow());
    const auto next = scheduler.nextAt();
    if (next && *next <= now)
        return {now, done};
    return {std::max(now, m_platform->doneBefore()), 0};
}

void Session::act(const QByteArray &service, Request request, PlatformTime at, bool isPaused, const Answer &answer)
{
    while (!isPaused && m_platform->runWindow(at)) {
    }
    const bool standsStill = isPaused || m_platform->isHalted();
    const Moment moment = standsStill ? whereTimeStands() : Moment{at};
    m_platform->environment().scheduler.advanceTo(moment.at);
    Input input{"input-" + QByteArray::number(m_incarnation) + '-' + QByteArray::number(++m_inputs),
                m_incarnation,
                moment.at,
                service,
                std::move(request),
                moment.after};
    if (auto logged = m_log->append(input); !logged) {
        Response response(Problem::unavailable(logged.error().text));
        renderProblem(response, input.request);
        answer(std::move(response));
        return;
    }
    applyInput(*m_platform, input, answer);
}

} // namespace curbside
