// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/neighbour.h"

#include "services/runtime/storage/database.h"

using namespace Qt::StringLiterals;

namespace curbside {

Neighbour::Neighbour(ServiceContext &context, std::shared_ptr<NeighbourScript> script)
    : Service(context), m_script(std::move(script)),
      m_writeNote(context.database,
                  u"INSERT INTO note (id, text, changes) VALUES (?, ?, 1) ON CONFLICT (id) "
                  "DO UPDATE SET text = excluded.text, changes = changes + 1"_s),
      m_countChanges(context.database, u"SELECT changes FROM note WHERE id = ?"_s),
      m_hear(context.database,
             u"INSERT INTO heard (event_id, source, sequence, subject, text) VALUES (?, ?, ?, ?, ?)"_s)
{
    for (const Method method : {Method::Get, Method::Put, Method::Post, Method::Delete}) {
        for (const QString &path : {u"/{a}"_s, u"/{a}/{b}"_s, u"/{a}/{b}/{c}"_s})
            route(method, path, &Neighbour::take);
    }
    if (m_script->tick)
        every(m_script->tickInterval, "tick", &Neighbour::tick);
    if (m_script->made)
        m_script->made(*this);
}

void Neighbour::tell(const EventDraft &event)
{
    const QByteArray id = "told by " + name() + ' ' + QByteArray::number(++m_told);
    runner().run({JournalKind::Input, id, event.type, newTrace(), nullptr}, [this, &event]() -> Handled {
        publish(event);
        return {};
    });
}

void Neighbour::write(const QString &id, const QString &text)
{
    m_writeNote.run(id, text);
}

void Neighbour::note(const QString &id, const QString &text)
{
    write(id, text);
    qint64 version = 0;
    if (Rows rows = m_countChanges.query(id); rows.next())
        version = rows.integer(0);
    JsonWriter json;
    json.beginObject().member("id", id).member("text", text).member("version", version).endObject();
    publish({"curbside." + name() + ".Noted", id.toUtf8(), json.take()});
}

void Neighbour::hear(const IncomingEvent &event)
{
    m_hear.run(QString::fromUtf8(event.event.id), QString::fromUtf8(event.event.source), qint64(event.event.sequence),
               QString::fromUtf8(event.event.subject), event.data["text"].toString().value_or(QString()));
}

void Neighbour::hearFrom(const QByteArray &publisher)
{
    on(publisher, "curbside." + publisher + ".Noted", [this](const IncomingEvent &event) -> Handled {
        hear(event);
        return {};
    });
}

Response Neighbour::take(const Request &request)
{
    m_script->requests.push_back(request);
    if (m_script->act)
        return m_script->act(*this, request);
    return m_script->answer ? m_script->answer(request) : Response(Problem::notFound(u"script", request.path));
}

} // namespace curbside
