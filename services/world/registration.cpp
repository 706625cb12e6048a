// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/world/registration.h"

#include "services/world/registered_ids.h"

using namespace Qt::StringLiterals;

namespace curbside::world {

namespace {

const QString partnersLeft = u"partners to register"_s;
const QString merchantsLeft = u"merchants to register"_s;

} // namespace

Registration::Registration(World &world, ProgressStore &progress) : Actor(world), m_progress(progress) {}

bool Registration::hasBegun()
{
    return m_progress.value(partnersLeft).has_value();
}

void Registration::begin()
{
    m_progress.set(partnersLeft, static_cast<qint64>(scenario().partners.size()));
    m_progress.set(merchantsLeft, static_cast<qint64>(scenario().merchants.size()));
    registerPartners();
    registerRobots();
    registerOperators();
}

/// Refused counts as done: the platform has said so in its own words, and asking again would not change them.
bool Registration::answered(const CallIntent &call)
{
    const bool isPartner = call.kind == "register-partner";
    if (!isPartner && call.kind != "register-merchant")
        return false;
    const QString &name = isPartner ? partnersLeft : merchantsLeft;
    const qint64 left = m_progress.value(name).value_or(0) - 1;
    m_progress.set(name, left);
    if (isPartner && left == 0)
        registerMerchants();
    return !isPartner && left == 0;
}

void Registration::put(const QByteArray &kind, const QByteArray &service, const QString &path, QByteArray body)
{
    call(Method::Put, {service, path}, kind, path, std::move(body));
}

void Registration::registerPartners()
{
    for (const ScenarioPartner &partner : scenario().partners) {
        JsonWriter json;
        json.beginObject()
            .member("name", partner.name)
            .member("webhookUrl", u"/webhook/"_s + partner.key.toString())
            .endObject();
        put("register-partner", "integrations", u"/partner/"_s + idOf(scenario(), partner.key).toString(), json.take());
    }
}

void Registration::registerMerchants()
{
    for (const ScenarioMerchant &merchant : scenario().merchants) {
        JsonWriter json;
        json.beginObject().member("partnerId", idOf(scenario(), merchant.partner)).member("name", merchant.name);
        json.key("x").thousandths(merchant.place.x).key("y").thousandths(merchant.place.y);
        json.member("preparationMinutes", merchant.preparationMinutes).endObject();
        put("register-merchant", "integrations", u"/merchant/"_s + idOf(scenario(), merchant.key).toString(),
            json.take());
    }
}

void Registration::registerRobots()
{
    for (const ScenarioRobot &robot : scenario().robots) {
        JsonWriter json;
        json.beginObject().member("name", robot.name).member("hub", robot.hub);
        json.member("onDutyFrom", robot.onDutyFrom).member("onDutyUntil", robot.onDutyUntil).endObject();
        put("register-robot", "operations", u"/robot/"_s + robot.serial.toString(), json.take());
    }
}

void Registration::registerOperators()
{
    for (const ScenarioOperator &person : scenario().operators) {
        JsonWriter json;
        json.beginObject().member("name", person.name).member("onShift", true).endObject();
        put("register-operator", "operations", u"/operator/"_s + person.key.toString(), json.take());
    }
}

} // namespace curbside::world
