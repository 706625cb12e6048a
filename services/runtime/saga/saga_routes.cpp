// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/runtime/saga/saga_routes.h"

#include "services/runtime/http/known_values.h"
#include "services/runtime/http/list_page.h"
#include "services/runtime/json/json_writer.h"

using namespace Qt::StringLiterals;

namespace curbside {

Response listSagas(SagaStore &store, const Request &request)
{
    const auto page = ListPage::from(request);
    if (!page)
        return page.error();
    SagaStore::Filter filter{{}, request.queryValue(u"type"), request.queryValue(u"subject")};
    if (const auto state = request.queryValue(u"state")) {
        filter.state = fromText<SagaState>(*state);
        if (!filter.state)
            return refuseUnknownValue<SagaState>(u"state");
    }
    if (const auto since = request.queryValue(u"since")) {
        filter.since = fromRfc3339(since->toUtf8());
        if (!filter.since)
            return Problem::unprocessable(u"?since"_s, u"is not a time as in 2026-03-02T11:42:07.318Z"_s);
    }
    return page->write<Saga>(store.list(filter, page->cursor, page->limit + 1), [](JsonWriter &json, const Saga &saga) {
        json.beginObject();
        writeMembers(json, saga);
        json.endObject();
    });
}

Response getSaga(SagaRunner &sagas, const Request &request)
{
    const QString text = request.pathValue(u"id");
    const auto id = SagaId::fromString(text);
    const auto saga = id ? sagas.store().find(*id) : std::nullopt;
    return saga ? Response::json(sagas.describe(*saga)) : Response(Problem::notFound(u"saga", text));
}

} // namespace curbside
