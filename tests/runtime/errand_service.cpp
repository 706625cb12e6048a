// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/errand_service.h"

#include "services/runtime/json/fields.h"
#include "services/runtime/saga/saga_routes.h"

using namespace Qt::StringLiterals;

namespace curbside {

namespace {

const QString errand = u"Errand"_s;

SagaStepPlan called(const QString &name, const QByteArray &service, const QString &undoName)
{
    SagaStepPlan step;
    step.name = name;
    step.call = [service, name](const Saga &saga) {
        return SagaCall{service, Method::Post, u'/' + name, saga.context};
    };
    step.undoName = undoName;
    step.undo = [service, undoName](const Saga &saga) {
        return SagaCall{service, Method::Post, u'/' + undoName, saga.context};
    };
    return step;
}

SagaStepPlan awaited(const QString &name)
{
    SagaStepPlan step;
    step.name = name;
    return step;
}

} // namespace

ErrandService::ErrandService(ServiceContext &context)
    : Service(context),
      m_sagas(environment(), process(), database(), runner(), calls(), [this] { return newId<SagaId>().uuid(); })
{
    m_sagas.define(plan());
    route(Method::Post, u"/errands"_s, &ErrandService::postErrand);
    route(Method::Get, u"/saga/{id}"_s, &ErrandService::getSaga);
    route(Method::Post, u"/saga/{id}/{action}"_s, &ErrandService::act);
    subscribe<ErrandService>(u"shop"_s, {{u"curbside.shop.Ready"_s, &ErrandService::onReady}});
    subscribe<ErrandService>(u"courier"_s, {{u"curbside.courier.Handed"_s, &ErrandService::onHanded}});
}

SagaPlan ErrandService::plan()
{
    SagaPlan plan;
    plan.type = errand;
    plan.steps = {called(u"book"_s, "shop", u"unbook"_s), awaited(u"ready"_s),
                  called(u"fetch"_s, "courier", u"unfetch"_s), awaited(u"handed"_s)};
    plan.goesAgain = [](Saga &saga) {
        if (saga.subject != u"again"_s || saga.round >= mostRounds)
            return false;
        saga.context = JsonWriter().beginObject().member("round", saga.round + 1).endObject().take();
        return true;
    };
    return plan;
}

Response ErrandService::postErrand(const Request &request)
{
    const auto document = JsonDocument::parse(request.body);
    Fields fields(document ? document->root() : JsonValue());
    const auto subject = fields.required<QString>("subject");
    if (const auto problem = fields.problem())
        return *problem;
    const SagaId id = m_sagas.start(errand, subject, QByteArrayLiteral(R"({"round":1})"));
    return Response::created(u"/saga/"_s + id.toString(), m_sagas.describe(*m_sagas.store().find(id)));
}

Response ErrandService::getSaga(const Request &request)
{
    return curbside::getSaga(m_sagas, request);
}

Response ErrandService::act(const Request &request)
{
    const SagaId id = SagaId::fromString(request.pathValue(u"id")).value_or(SagaId{});
    const QString action = request.pathValue(u"action");
    std::expected<void, Problem> done;
    if (action == u"retry"_s)
        done = m_sagas.retry(id);
    else if (action == u"pass-over"_s)
        done = m_sagas.passOver(id);
    else if (action == u"compensate"_s)
        m_sagas.compensate(id, u"called off"_s);
    else if (action == u"hold"_s)
        m_sagas.hold(id);
    else if (action == u"release"_s)
        m_sagas.release(id);
    else if (action == u"restart"_s)
        m_sagas.restart(id, QByteArrayLiteral(R"({"round":99})"));
    return done ? Response::json("{}") : Response(done.error());
}

std::optional<Saga> ErrandService::errandOf(const IncomingEvent &event)
{
    return m_sagas.store().findLast(errand, QString::fromUtf8(event.event.subject));
}

Handled ErrandService::onReady(const IncomingEvent &event)
{
    if (const auto saga = errandOf(event))
        m_sagas.prove(saga->id, u"ready"_s);
    return {};
}

Handled ErrandService::onHanded(const IncomingEvent &event)
{
    const auto saga = errandOf(event);
    if (!saga)
        return {};
    if (event.data["isRefused"].toBool().value_or(false))
        m_sagas.compensate(saga->id, u"refused at the door"_s);
    else
        m_sagas.prove(saga->id, u"handed"_s);
    return {};
}

} // namespace curbside
