// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/dispatch/dispatch_settings.h"

#include "services/runtime/json/fields.h"

using namespace Qt::StringLiterals;

namespace curbside::dispatch {

DispatchSettings DispatchSettings::read(const QByteArray &configuration)
{
    DispatchSettings settings;
    const auto document = JsonDocument::parse(configuration);
    if (!document)
        return settings;
    Fields fields(document->root());
    TravelModel &travel = settings.travel;
    travel.millimetresPerMinute = fields.optional<qint64>("millimetresPerMinute").value_or(travel.millimetresPerMinute);
    travel.metric = fields.optional<QString>("metric") == u"grid"_s ? Metric::Grid : Metric::Straight;
    travel.wholeMinutes = fields.optional<bool>("wholeMinutes").value_or(false);
    travel.minuteZero = fields.optional<PlatformTime>("minuteZero").value_or(PlatformTime{});
    travel.pickupService = std::chrono::seconds(fields.optional<qint64>("pickupServiceSeconds").value_or(60));
    travel.dropoffService = std::chrono::seconds(fields.optional<qint64>("dropoffServiceSeconds").value_or(60));
    const Duration usual = travel.wholeMinutes ? Duration(1min) : Duration(10s);
    const auto interval = fields.optional<qint64>("planningIntervalSeconds");
    settings.planningInterval = interval ? Duration(std::chrono::seconds(*interval)) : usual;
    return settings;
}

} // namespace curbside::dispatch
