// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/neighbour.h"

using namespace Qt::StringLiterals;

namespace curbside {

Neighbour::Neighbour(ServiceContext &context, std::shared_ptr<NeighbourScript> script)
    : Service(context), m_script(std::move(script))
{
    for (const Method method : {Method::Get, Method::Put, Method::Post, Method::Delete}) {
        for (const QString &path : {u"/{a}"_s, u"/{a}/{b}"_s, u"/{a}/{b}/{c}"_s})
            route(method, path, &Neighbour::take);
    }
}

void Neighbour::tell(const EventDraft &event)
{
    const QByteArray id = "told by " + name() + ' ' + QByteArray::number(++m_told);
    runner().run({JournalKind::Input, id, event.type, newTrace(), nullptr}, [this, &event]() -> Handled {
        publish(event);
        return {};
    });
}

Response Neighbour::take(const Request &request)
{
    m_script->requests.push_back(request);
    return m_script->answer ? m_script->answer(request) : Response(Problem::notFound(u"script", request.path));
}

} // namespace curbside
