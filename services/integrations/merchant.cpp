// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/integrations/merchant.h"

using namespace Qt::StringLiterals;

namespace curbside::integrations {

namespace {

constexpr qint64 longestPreparationMinutes = 1440;
constexpr double farthestMetres = 10'000'000;

qint64 millimetres(Fields &fields, std::string_view name)
{
    const auto metres = fields.required<double>(name);
    if (std::abs(metres) <= farthestMetres)
        return std::llround(metres * 1000);
    fields.refuse(name, u"is farther than 10,000 km from the origin"_s);
    return 0;
}

} // namespace

void writeTo(JsonWriter &json, const Merchant &merchant)
{
    json.beginObject().member("id", merchant.id).member("partnerId", merchant.partnerId).member("name", merchant.name);
    json.key("x").thousandths(merchant.place.x);
    json.key("y").thousandths(merchant.place.y);
    json.member("preparationMinutes", merchant.preparationMinutes)
        .member("createdAt", merchant.createdAt)
        .member("updatedAt", merchant.updatedAt)
        .member("version", merchant.version)
        .endObject();
}

void readInto(Merchant &merchant, Fields &fields)
{
    merchant.partnerId = fields.required<PartnerId>("partnerId");
    merchant.name = fields.required<QString>("name");
    merchant.place = {millimetres(fields, "x"), millimetres(fields, "y")};
    merchant.preparationMinutes = fields.optional<qint64>("preparationMinutes").value_or(0);
    if (merchant.preparationMinutes < 0 || merchant.preparationMinutes > longestPreparationMinutes)
        fields.refuse("preparationMinutes", u"is not a number from 0 to %1"_s.arg(longestPreparationMinutes));
}

} // namespace curbside::integrations
