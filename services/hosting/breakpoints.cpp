// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hosting/breakpoints.h"

#include "services/hosting/event_record.h"
#include "services/hosting/platform.h"
#include "services/runtime/json/json_writer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

using cesql::Attribute;
using cesql::Value;

constexpr qint64 mostHits = 1'000'000'000;

/// An event on the point of being delivered as filters see it: what came of it is not known yet.
class DeliveryRecord : public EventRecord
{
public:
    DeliveryRecord(const Event &event, const QByteArray &consumer, Duration latency)
        : m_consumer(consumer), m_latency(latency)
    {
        show(event);
    }

    [[nodiscard]] Value attribute(Attribute which, std::string_view name, cesql::Texts &texts) const override
    {
        switch (which) {
        case Attribute::HandledBy:
            return Value::string({m_consumer.constData(), static_cast<std::size_t>(m_consumer.size())});
        case Attribute::Latency: return Value::number(double(m_latency.count()) / 1000);
        case Attribute::Outcome: return {};
        default: return EventRecord::attribute(which, name, texts);
        }
    }

private:
    const QByteArray &m_consumer;
    Duration m_latency;
};

/// Of an attribute that is never there before a delivery.
const cesql::Expression *unknownYet(const cesql::Expression &expression)
{
    const auto which =
        expression.operation == cesql::Operation::Attribute ? cesql::attributeOf(expression.text) : Attribute::Id;
    if (which == Attribute::Outcome || which == Attribute::Number)
        return &expression;
    for (const auto &operand : expression.operands) {
        if (const auto *found = unknownYet(*operand))
            return found;
    }
    return nullptr;
}

Problem refusalOf(const QString &filter, const QString &what, std::size_t at)
{
    const cesql::Place place = cesql::placeOf(filter.toStdString(), at);
    return Problem::unprocessable(
        u"/filter"_s,
        u"line %1, column %2: %3"_s.arg(QString::number(place.line), QString::number(place.column), what));
}

Problem refusalOf(const QString &filter, const cesql::Remark &remark)
{
    return refusalOf(filter, QString::fromStdString(cesql::textOf(remark)), remark.at);
}

std::expected<cesql::Program, Problem> compiled(const QString &filter)
{
    auto program = cesql::Program::compile(filter.toStdString());
    if (!program)
        return std::unexpected(refusalOf(filter, program.error()));
    if (const cesql::Remark *flaw = program->flaw())
        return std::unexpected(refusalOf(filter, *flaw));
    return std::move(*program);
}

} // namespace

Breakpoints::Breakpoints(Platform &platform) : m_platform(platform) {}

Breakpoints::~Breakpoints()
{
    m_platform.setGate(nullptr);
    m_platform.environment().journal.setRowChangeWatch({});
}

std::expected<cesql::Program, Problem> Breakpoints::compile(const QString &filter)
{
    auto program = compiled(filter);
    if (!program)
        return program;
    const auto parsed = cesql::parse(filter.toStdString());
    if (const auto *unknown = unknownYet(*parsed->root))
        return std::unexpected(refusalOf(
            filter, u"\"%1\" is not known before an event is delivered"_s.arg(QString::fromStdString(unknown->text)),
            unknown->at));
    return program;
}

void Breakpoints::runUntil(std::optional<cesql::Program> filter)
{
    m_until = std::move(filter);
    listen();
}

void Breakpoints::stopAfter(int deliveries)
{
    m_deliveriesLeft = deliveries;
    listen();
}

/// While nothing is waited for, nobody asks.
void Breakpoints::listen()
{
    const auto isAny = [this](bool isOfRow) {
        return std::ranges::any_of(m_breakpoints, [isOfRow](const Breakpoint &breakpoint) {
            return breakpoint.isEnabled && breakpoint.row.has_value() == isOfRow;
        });
    };
    m_platform.setGate(m_until || m_deliveriesLeft > 0 || m_held || isAny(false) ? this : nullptr);
    Journal &journal = m_platform.environment().journal;
    if (isAny(true))
        journal.setRowChangeWatch([this](const RowChangeRecord &changes) { rowsChanged(changes); });
    else
        journal.setRowChangeWatch({});
}

bool Breakpoints::holdsBack(const EventPtr &event, const QByteArray &consumer)
{
    const bool wasHeld = m_held && m_held->id == event->id && m_heldFrom == consumer;
    m_held.reset();
    bool isHeld = false;
    if (!wasHeld) {
        const PlatformTime now = m_platform.now();
        const DeliveryRecord record(*event, consumer, now - event->time);
        const Stop stop{StopReason::Breakpoint, now, 0, event, consumer, {}};
        if (m_until && m_until->matches(record, m_scratch)) {
            m_stop = stop;
            m_stop->reason = StopReason::Filter;
            isHeld = true;
        }
        for (Breakpoint &breakpoint : m_breakpoints) {
            if (breakpoint.isEnabled && !breakpoint.row && breakpoint.program->matches(record, m_scratch))
                isHeld = hit(breakpoint, stop) || isHeld;
        }
    }
    if (isHeld) {
        m_held = event;
        m_heldFrom = consumer;
        m_until.reset();
    } else if (m_deliveriesLeft > 0 && --m_deliveriesLeft == 0) {
        m_stop = Stop{StopReason::Step, m_platform.now(), 0, nullptr, {}, {}};
        m_platform.halt();
    }
    if (wasHeld || isHeld || m_platform.isHalted())
        listen();
    return isHeld;
}

void Breakpoints::rowsChanged(const RowChangeRecord &changes)
{
    for (Breakpoint &breakpoint : m_breakpoints) {
        if (!breakpoint.isEnabled || !breakpoint.row)
            continue;
        auto row = breakpoint.row->find(changes, breakpoint.program ? &*breakpoint.program : nullptr, m_scratch);
        if (row && hit(breakpoint, {StopReason::Breakpoint, changes.at, 0, nullptr, {}, std::move(row)}))
            m_platform.halt();
    }
}

/// Whether it stops. Where several do, the first is told.
bool Breakpoints::hit(Breakpoint &breakpoint, const Stop &stop)
{
    if (++breakpoint.hits < breakpoint.atHit)
        return false;
    breakpoint.stopped = stop;
    breakpoint.stopped->breakpoint = breakpoint.id;
    if (!m_stop || m_stop->reason != StopReason::Breakpoint)
        m_stop = breakpoint.stopped;
    if (breakpoint.isOnce)
        breakpoint.isEnabled = false;
    return true;
}

Response Breakpoints::answer(const Request &request)
{
    switch (request.method) {
    case Method::Post: return set(request);
    case Method::Delete: return remove(request);
    default: return Response::json(describe());
    }
}

void Breakpoints::Breakpoint::enable(bool isWanted)
{
    if (isWanted && !isEnabled)
        hits = 0;
    isEnabled = isWanted;
}

void Breakpoints::Breakpoint::writeTo(JsonWriter &json) const
{
    json.beginObject().member("id", QString::number(id)).member("enabled", isEnabled).member("once", isOnce);
    json.member("atHit", atHit).member("hits", hits);
    if (!filter.isEmpty())
        json.member("filter", filter);
    if (row)
        row->writeTo(json);
    if (stopped) {
        json.key("stopped");
        stopped->writeTo(json);
    }
    json.endObject();
}

QByteArray Breakpoints::describe() const
{
    JsonWriter json;
    json.beginObject().key("items").beginArray();
    for (const Breakpoint &breakpoint : m_breakpoints)
        breakpoint.writeTo(json);
    json.endArray().endObject();
    return json.take();
}

Response Breakpoints::set(const Request &request)
{
    const auto body = JsonDocument::parse(request.body);
    if (!body)
        return request.body.isEmpty() ? Problem::unprocessable(QString(), u"is missing: a breakpoint"_s)
                                      : Problem::badRequest(body.error().detail);
    Fields fields(body->root());
    const auto id = fields.optional<QString>("id");
    if (!id)
        return add(fields);
    const auto found = std::ranges::find(m_breakpoints, *id,
                                         [](const Breakpoint &breakpoint) { return QString::number(breakpoint.id); });
    return found == m_breakpoints.end() ? Response(Problem::notFound(u"breakpoint", *id)) : change(*found, fields);
}

Response Breakpoints::add(Fields &fields)
{
    Breakpoint made;
    made.filter = fields.optional<QString>("filter").value_or(QString()).trimmed();
    const bool isOfRow = !fields.raw("table").isAbsent() || !fields.raw("service").isAbsent();
    if (isOfRow)
        made.row = WatchedRow::read(fields, m_platform);
    else if (made.filter.isEmpty() && fields.ok())
        fields.refuse("filter", u"is missing: the condition, or the service and the table of a row"_s);
    if (const auto problem = fields.problem())
        return *problem;
    if (!made.filter.isEmpty()) {
        auto program = isOfRow ? compiled(made.filter) : compile(made.filter);
        if (!program)
            return program.error();
        made.program = std::move(*program);
    }
    const auto same = std::ranges::find_if(m_breakpoints, [&](const Breakpoint &present) {
        return present.filter == made.filter && present.row == made.row;
    });
    if (same != m_breakpoints.end())
        return Problem::conflict(u"there is such a breakpoint: %1"_s.arg(same->id));
    if (m_breakpoints.size() >= most)
        return Problem::conflict(u"there are %1 breakpoints: remove one first"_s.arg(most));
    const Response response = change(made, fields);
    if (response.problem)
        return response;
    made.id = ++m_lastId;
    m_breakpoints.push_back(std::move(made));
    listen();
    JsonWriter json;
    m_breakpoints.back().writeTo(json);
    return Response::json(json.take(), 201);
}

/// What can be changed of one that is there: whether and when it stops, not what it waits for.
Response Breakpoints::change(Breakpoint &breakpoint, Fields &fields)
{
    const auto isEnabled = fields.optional<bool>("enabled");
    const auto isOnce = fields.optional<bool>("once");
    const auto atHit = fields.optional<qint64>("atHit");
    if (atHit && (*atHit < 1 || *atHit > mostHits))
        fields.refuse("atHit", u"is not between 1 and %1"_s.arg(mostHits));
    if (breakpoint.id > 0) {
        for (const char *name : {"filter", "service", "table", "key", "column"}) {
            if (!fields.raw(name).isAbsent())
                fields.refuse(name, u"cannot be changed: add another breakpoint"_s);
        }
    }
    if (const auto problem = fields.problem())
        return *problem;
    breakpoint.isOnce = isOnce.value_or(breakpoint.isOnce);
    if (atHit && *atHit != breakpoint.atHit)
        breakpoint.hits = 0;
    breakpoint.atHit = atHit.value_or(breakpoint.atHit);
    breakpoint.enable(isEnabled.value_or(breakpoint.isEnabled));
    listen();
    JsonWriter json;
    breakpoint.writeTo(json);
    return Response::json(json.take());
}

Response Breakpoints::remove(const Request &request)
{
    for (const auto &[name, value] : request.query) {
        if (name != u"id") // passed over, it would take away all
            return Problem::unprocessable(u'?' + name, u"is not known here: name one by its id, or nothing"_s);
    }
    if (const auto id = request.queryValue(u"id")) {
        const auto removed = std::erase_if(
            m_breakpoints, [&](const Breakpoint &breakpoint) { return QString::number(breakpoint.id) == *id; });
        if (removed == 0)
            return Problem::notFound(u"breakpoint", *id);
    } else {
        m_breakpoints.clear();
    }
    listen();
    return Response::json(describe());
}

} // namespace curbside
