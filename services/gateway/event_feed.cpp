// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/gateway/event_feed.h"

#include "services/runtime/http/response_stream.h"
#include "services/runtime/json/json.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

constexpr int pageSize = 100; ///< events of one publisher at a time
constexpr std::size_t enoughWaiting = 64UL << 10; ///< bytes; then a client gets nothing more until it has taken some
constexpr std::size_t mostWaiting = 2UL << 20;
constexpr qsizetype mostWritten = 1 << 20; ///< at a time, but for an event that is larger by itself

/// "deliveries:12,operations:40"
QByteArray idOf(const EventFeed::Positions &at)
{
    QByteArray id;
    for (const auto &[publisher, sequence] : at)
        id += (id.isEmpty() ? "" : ",") + publisher + ':' + QByteArray::number(qint64(sequence));
    return id;
}

Problem unknownId()
{
    return Problem::unprocessable(u"Last-Event-ID"_s, u"is no id of this stream: begin without one"_s);
}

} // namespace

EventFeed::~EventFeed()
{
    for (const Client &client : m_clients)
        client.stream->end();
}

void EventFeed::note(const Event &event)
{
    if (const auto known = m_published.find(event.source); known != m_published.end())
        known->second = std::max(known->second, event.sequence);
}

Response EventFeed::open(const Request &request)
{
    auto at = positionsOf(request);
    if (!at)
        return at.error();
    if (auto lost = refuseLost(*at))
        return std::move(*lost);
    std::erase_if(m_clients, [](const Client &client) { return client.stream->isOver(); });
    if (m_clients.size() >= mostClients)
        return Problem::unavailable(u"%1 clients follow the events already"_s.arg(mostClients));
    Response response;
    response.contentType = QByteArrayLiteral("text/event-stream");
    if (request.method == Method::Head)
        return response;
    response.stream = std::make_shared<ResponseStream>(mostWaiting, QByteArrayLiteral(":\n\n"));
    response.stream->write(QByteArrayLiteral("retry: 1000\n\n"));
    m_clients.push_back({response.stream, std::move(*at)});
    return response;
}

std::expected<EventFeed::Positions, Problem> EventFeed::positionsOf(const Request &request) const
{
    Positions at = m_published;
    if (request.lastEventId.isEmpty())
        return at;
    const QByteArrayList parts = request.lastEventId.split(',');
    for (const QByteArray &part : parts) {
        const qsizetype colon = part.indexOf(':');
        bool isNumber = false;
        const qint64 sequence = part.mid(colon + 1).toLongLong(&isNumber);
        const auto publisher = at.find(part.left(std::max<qsizetype>(colon, 0)));
        if (!isNumber || sequence < 0 || publisher == at.end())
            return std::unexpected(unknownId());
        publisher->second = sequence;
    }
    return at;
}

std::optional<Problem> EventFeed::refuseLost(const Positions &at)
{
    for (const auto &[publisher, sequence] : at) {
        const std::int64_t last = m_published[publisher];
        if (sequence == last)
            continue;
        if (sequence > last)
            return Problem::conflict(u"%1 has not published that event: its last is %2; begin without Last-Event-ID"_s
                                         .arg(QString::fromUtf8(publisher))
                                         .arg(last));
        const int status = outbox(publisher, sequence, 0).status;
        if (status == 409 || status == 410)
            return Problem{410,
                           u"what followed that event at %1 is no longer kept: begin without Last-Event-ID"_s.arg(
                               QString::fromUtf8(publisher)),
                           {}};
    }
    return std::nullopt;
}

Response EventFeed::outbox(const QByteArray &publisher, std::int64_t after, int limit)
{
    Request request;
    request.path = u"/outbox"_s;
    request.query = {{u"after"_s, QString::number(after)}, {u"limit"_s, QString::number(limit)}};
    return m_calls.look("gateway", publisher, request).response;
}

/// Events of several publishers are sent in the order of their times, as far as all that have more are known to have none
/// before.
EventFeed::Page EventFeed::read(const Positions &at)
{
    Page page;
    PlatformTime until = PlatformTime::max();
    for (const auto &[publisher, sequence] : at) {
        if (sequence == m_published[publisher])
            continue;
        const Response answer = outbox(publisher, sequence, pageSize);
        page.isBroken = page.isBroken || answer.status == 409 || answer.status == 410;
        const auto document = answer.isSuccess() ? JsonDocument::parse(answer.body) : std::unexpected(JsonError{});
        if (!document)
            continue; // who does not answer now is read later
        int count = 0;
        PlatformTime last{};
        document->root()["items"].forEachItem([&](JsonValue item) {
            const auto time = fromRfc3339(item["time"].toString().value_or(QString()).toUtf8());
            last = std::max(last, time.value_or(last));
            ++count;
            const qint64 number = item["sequence"].toString().value_or(QString()).toLongLong();
            page.events[{last, publisher, number}] = item.toJson();
        });
        if (count == pageSize)
            until = std::min(until, last);
    }
    std::erase_if(page.events, [&](const auto &event) { return std::get<0>(event.first) > until; });
    return page;
}

void EventFeed::carryOn()
{
    if (m_clients.empty())
        return;
    std::erase_if(m_clients, [](const Client &client) { return client.stream->isOver(); });
    std::map<Positions, std::vector<Client *>> groups;
    for (Client &client : m_clients) {
        if (!isPast(client.at) && client.stream->waiting() < enoughWaiting)
            groups[client.at].push_back(&client);
    }
    for (const auto &[from, clients] : groups) {
        const Page page = read(from);
        Positions at = from;
        QByteArray text;
        bool isCut = false;
        for (const auto &[key, event] : page.events) {
            isCut = !text.isEmpty() && text.size() + event.size() > mostWritten;
            if (isCut)
                break;
            at[std::get<1>(key)] = std::get<2>(key);
            text += "id: " + idOf(at) + "\ndata: " + event + "\n\n";
        }
        for (Client *client : clients) {
            client->at = at;
            if (!text.isEmpty())
                client->stream->write(text);
            if (page.isBroken && !isCut)
                client->stream->end();
        }
    }
}

} // namespace curbside
